//! Whom does the config tell of jobs, and how?

use std::path::PathBuf;

use backend::config::{By, SmtpTls};
use domain::tell::Event;
use secrecy::SecretString;
use serde::Deserialize;

use super::{Config, Faulty};

/// One way to tell people.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Tell {
    /// How; there is no default.
    pub way: Option<Way>,
    /// What it is called on pages; left out, its kind.
    pub name: Option<String>,
    /// Where a webhook or Slack takes messages. It is a secret, too.
    pub url: Option<SecretString>,
    /// The file that holds `url`.
    pub url_file: Option<PathBuf>,
    /// What a webhook's messages are signed with.
    pub secret: Option<SecretString>,
    /// The file that holds `secret`.
    pub secret_file: Option<PathBuf>,
    /// Where mails go to.
    pub to: Vec<String>,
    /// What is told; left out, all but jobs that end well.
    pub events: Option<Vec<Event>>,
}

/// The kinds of ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// Signed JSON.
    Webhook,
    /// Slack, or what understands the same.
    Slack,
    /// Mail.
    Mail,
}

/// The mail server.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Smtp {
    /// Its name.
    pub host: String,
    /// Its port; left out, the usual one of `tls`.
    pub port: Option<u16>,
    /// How the connection is protected.
    pub tls: Tls,
    /// The user name, when it asks for one.
    pub username: Option<String>,
    /// The password.
    pub password: Option<SecretString>,
    /// The file that holds `password`.
    pub password_file: Option<PathBuf>,
    /// Whom the mails come from.
    pub from: String,
}

/// How a connection to the mail server is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tls {
    /// By STARTTLS, always.
    #[default]
    StartTls,
    /// From the first byte.
    Tls,
    /// Never.
    None,
}

impl Tell {
    /// What it is called.
    #[must_use]
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(match self.way {
            Some(Way::Webhook) | None => "webhook",
            Some(Way::Slack) => "Slack",
            Some(Way::Mail) => "mail",
        })
    }

    /// What the backend is told; nothing while something is missing, which `check` says.
    fn way(&self, config: &Config) -> Option<backend::config::Way> {
        let by = match self.way? {
            Way::Webhook => By::Webhook { url: self.url.clone()?, secret: self.secret.clone()? },
            Way::Slack => By::Slack { url: self.url.clone()? },
            Way::Mail => By::Mail { to: self.to.clone(), smtp: config.smtp.as_ref()?.backend() },
        };
        let events = self.events.clone().unwrap_or_else(|| Event::USUAL.to_vec());
        Some(backend::config::Way { name: self.label().to_owned(), events, by })
    }
}

impl Smtp {
    fn backend(&self) -> backend::config::Smtp {
        let (tls, usual) = match self.tls {
            Tls::StartTls => (SmtpTls::StartTls, 587),
            Tls::Tls => (SmtpTls::Tls, 465),
            Tls::None => (SmtpTls::None, 25),
        };
        backend::config::Smtp {
            host: self.host.clone(),
            port: self.port.unwrap_or(usual),
            tls,
            login: self.username.clone().zip(self.password.clone()),
            from: self.from.clone(),
        }
    }
}

impl Config {
    /// Whom the backend tells of jobs.
    pub(super) fn tell(&self) -> backend::config::Tell {
        let ways = self.tell.iter().filter_map(|tell| tell.way(self)).collect();
        let console = self.console_url.as_ref().map(|url| url.trim_end_matches('/'));
        backend::config::Tell { ways, jobs_url: console.map(|url| format!("{url}{}", app::paths::JOBS)) }
    }

    /// Reads the secrets that stand in files of their own.
    ///
    /// # Errors
    /// One sentence for each that cannot be read, or that stands in two places.
    pub(super) fn read_secrets(&mut self) -> Result<(), Faulty> {
        let mut faults = Faulty::new();
        for tell in &mut self.tell {
            let label = tell.label().to_owned();
            for (key, value, file) in
                [("url", &mut tell.url, &tell.url_file), ("secret", &mut tell.secret, &tell.secret_file)]
            {
                let read = read_secret(key, value, file.as_ref());
                faults.extend(read.err().map(|fault| format!("{label}: {fault}")));
            }
        }
        if let Some(smtp) = &mut self.smtp {
            let read = read_secret("password", &mut smtp.password, smtp.password_file.as_ref());
            faults.extend(read.err().map(|fault| format!("smtp: {fault}")));
        }
        faults.extend(self.auth.read_secrets());
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }
}

/// Reads a secret from the file that is named for it, if any.
pub(super) fn read_secret(
    key: &str,
    value: &mut Option<SecretString>,
    file: Option<&PathBuf>,
) -> Result<(), String> {
    let Some(file) = file else { return Ok(()) };
    if value.is_some() {
        return Err(format!("{key} and {key}_file are two places for one thing; choose one"));
    }
    let text = std::fs::read_to_string(file)
        .map_err(|error| format!("cannot read {}, which {key}_file names: {error}", file.display()))?;
    *value = Some(text.trim_end().into());
    Ok(())
}
