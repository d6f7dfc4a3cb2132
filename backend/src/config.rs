//! What must the backend be told? Read once by the server; nothing here asks the environment.

use std::path::PathBuf;

use domain::ids::ScopeKey;
use domain::tell::Event;
use secrecy::SecretString;

/// All that the backend is told at start.
#[derive(Clone, Debug)]
pub struct Config {
    /// The SQLite file; made when it is missing.
    pub database: PathBuf,
    /// The accounts × regions to watch.
    pub scopes: Vec<Scope>,
    /// The rate that AWS allows, for each account × region.
    pub rate: Rate,
    /// Most rows that one job may have: the blast radius.
    pub job_rows: usize,
    /// Most rows that one person may have under way at once, in all of their jobs.
    pub person_rows: usize,
    /// Jobs of more rows than this need somebody other than their author to agree; `None`: none does.
    pub second_above: Option<usize>,
    /// Seconds between two full sweeps of a scope, at least.
    pub sweep_seconds: u64,
    /// Keys of tags by which people's roles are bound: an owner's to change.
    pub scope_tags: Vec<String>,
    /// Whom to tell of jobs.
    pub tell: Tell,
}

/// One account in one region, and how to be let in.
#[derive(Clone, Debug)]
pub struct Scope {
    /// Which.
    pub key: ScopeKey,
    /// The name a person reads for the account.
    pub account_name: String,
    /// How to be let in.
    pub credentials: Credentials,
    /// Where AWS answers, if not at its own address (`AWS_ENDPOINT_URL`; the simulator).
    pub endpoint: Option<String>,
}

/// How to be let in at AWS.
#[derive(Clone, Debug)]
pub enum Credentials {
    /// AWS's default chain: environment, profile, SSO, instance role.
    Default,
    /// A named profile of `~/.aws/config`.
    Profile(String),
    /// A role to assume with what the default chain gives.
    Role {
        /// The role.
        arn: String,
        /// The external id, when the role asks for one.
        external_id: Option<String>,
    },
    /// An access key, for the simulator and tests.
    Keys {
        /// The id.
        id: String,
        /// The secret.
        secret: SecretString,
    },
}

/// The rate budget of a scope.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// Calls a second that AWS allows (rules.md: two).
    pub per_second: f64,
    /// Calls at once that AWS allows (five).
    pub burst: u32,
    /// The share of it that we take; the rest is left to other tools of the organisation.
    pub share: f64,
}

impl Default for Rate {
    fn default() -> Self {
        Self { per_second: 2.0, burst: 5, share: 0.9 }
    }
}

/// Whom to tell of jobs, and how.
#[derive(Clone, Debug, Default)]
pub struct Tell {
    /// The ways, each with a name of its own.
    pub ways: Vec<Way>,
    /// The address of all jobs, as people reach it; a job's number after a slash leads to it.
    pub jobs_url: Option<String>,
}

/// One way to tell people.
#[derive(Clone, Debug)]
pub struct Way {
    /// What it is called on pages, in the log and in the database.
    pub name: String,
    /// What it wants to hear of.
    pub events: Vec<Event>,
    /// How.
    pub by: By,
}

/// How a message goes. Addresses of webhooks are secrets too: who knows a Slack webhook's can write to its channel.
#[derive(Clone, Debug)]
pub enum By {
    /// A signed JSON document.
    Webhook {
        /// Where to.
        url: SecretString,
        /// What it is signed with.
        secret: SecretString,
    },
    /// A text for Slack, or what understands the same.
    Slack {
        /// Where to.
        url: SecretString,
    },
    /// A mail.
    Mail {
        /// The addresses, each as `ann@example.org` or `Ann <ann@example.org>`.
        to: Vec<String>,
        /// The server that takes it.
        smtp: Smtp,
    },
}

/// A mail server that takes our mails.
#[derive(Clone, Debug)]
pub struct Smtp {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub tls: SmtpTls,
    /// User name and password, if it asks for them.
    pub login: Option<(String, SecretString)>,
    /// Whom the mails come from.
    pub from: String,
}

/// How the connection to a mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmtpTls {
    /// In the clear at first; refused when the server does not offer TLS.
    StartTls,
    /// From the first byte.
    Tls,
    /// Never.
    None,
}
