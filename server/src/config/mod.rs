//! What is the process told? Read once, at start, from TOML, then the environment, then files of secrets.
//!
//! `deskwarden.sample.toml` shows every key with its default.

mod auth;
mod check;
mod check_tell;
mod limits;
mod read;
mod scopes;
mod shell;
mod tell;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use serde::Deserialize;

pub use auth::{Auth, Mode, Oidc, ProxyHeader, ProxyJwt, RoleBinding, is_safe_url};
pub use check::faults;
pub use limits::{LimitsConfig, MetricsConfig};
pub use read::{Faulty, read};
pub use scopes::{Reach, reaches};
pub use shell::{Shell, ShellUser};
pub use tell::{Smtp, Tell, Tls, Way};

/// What is logged when nothing is said: our own lines, and of others only what needs a person.
pub const LOG_FILTER: &str = "warn,server=info,backend=info,simulator=info,tower_sessions_core=error";

/// Everything the config may hold. Keys that are not here are errors.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where the console listens.
    pub listen: SocketAddr,
    /// The folder of the database; made when it is missing.
    pub data: PathBuf,
    /// Who is let in.
    pub auth: Auth,
    /// Who may ask from a shell of this machine.
    pub shell: Shell,
    /// The accounts to watch. None: the one that AWS's default chain of credentials leads to.
    pub account: Vec<Account>,
    /// Where AWS answers, if not at its own addresses. The SDK's own `AWS_ENDPOINT_URL` works too.
    pub endpoint: Option<String>,
    /// The rate that AWS allows, for each account and region.
    pub rate: Rate,
    /// Most rows that one job may have.
    pub job_rows: usize,
    /// Most rows that one person may have under way at once, in all of their jobs.
    pub person_rows: usize,
    /// Jobs of more rows than this need somebody other than their author to agree.
    pub second_above: Option<usize>,
    /// Seconds between two full sweeps of an account and region, at least.
    pub sweep_seconds: u64,
    /// What is logged, and how.
    pub log: Log,
    /// Who else hears of what is done.
    pub audit: Audit,
    /// The console's own address, as people reach it, for links in messages.
    pub console_url: Option<String>,
    /// The ways to tell people of jobs.
    pub tell: Vec<Tell>,
    /// The mail server, for ways by mail.
    pub smtp: Option<Smtp>,
    /// How much may be asked for.
    pub limits: LimitsConfig,
    /// Who may read the console's own figures.
    pub metrics: MetricsConfig,
}

/// One AWS account.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Account {
    /// Twelve digits. Without it, it is read from `role_arn`, or AWS is asked.
    pub id: Option<String>,
    /// The name that people read.
    pub name: Option<String>,
    /// The regions to watch.
    pub regions: Vec<String>,
    /// A named profile of `~/.aws/config`.
    pub profile: Option<String>,
    /// A role to assume.
    pub role_arn: Option<String>,
    /// The external id that the role asks for.
    pub external_id: Option<String>,
}

/// The rate budget of an account and region.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rate {
    /// Calls a second that AWS allows.
    pub per_second: f64,
    /// Calls at once that AWS allows.
    pub burst: u32,
    /// The share of it that the console takes, above 0 and up to 1; the rest is left to other tools.
    pub share: f64,
}

/// What is logged, and how.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// Text for people, or JSON for machines.
    pub format: LogFormat,
    /// What is logged, as in `info,backend=debug`.
    pub filter: String,
}

/// Who else hears of what is done.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Audit {
    /// Whether each entry of the audit is a line of JSON on stdout too.
    pub stdout: bool,
}

/// The form of a log line.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 3000),
            data: PathBuf::from("data"),
            auth: Auth::default(),
            shell: Shell::default(),
            account: Vec::new(),
            endpoint: None,
            rate: Rate::default(),
            job_rows: 10_000,
            person_rows: 20_000,
            second_above: None,
            sweep_seconds: 300,
            log: Log::default(),
            audit: Audit::default(),
            console_url: None,
            tell: Vec::new(),
            smtp: None,
            limits: LimitsConfig::default(),
            metrics: MetricsConfig::default(),
        }
    }
}

impl Default for Rate {
    fn default() -> Self {
        let backend::config::Rate { per_second, burst, share } = backend::config::Rate::default();
        Self { per_second, burst, share }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { format: LogFormat::Text, filter: LOG_FILTER.to_owned() }
    }
}

impl Config {
    /// What the backend is told, once it is known which scopes there are.
    #[must_use]
    pub fn backend(&self, scopes: Vec<backend::config::Scope>) -> backend::config::Config {
        let Rate { per_second, burst, share } = self.rate;
        backend::config::Config {
            database: self.data.join("deskwarden.db"),
            scopes,
            rate: backend::config::Rate { per_second, burst, share },
            job_rows: self.job_rows,
            person_rows: self.person_rows,
            second_above: self.second_above,
            sweep_seconds: self.sweep_seconds,
            scope_tags: self.auth.scope_tags(),
            tell: self.tell(),
        }
    }
}
