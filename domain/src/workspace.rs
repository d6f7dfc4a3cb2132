//! What is known of one WorkSpace?

use serde::{Deserialize, Serialize};

use crate::access::Place;
use crate::at::At;
use crate::ids::{BundleId, DirectoryId, JobId, WorkspaceKey};
use crate::keys::KeyState;
use crate::tags::Tag;
use crate::words::{Compute, Connection, Protocol, RunningMode, State};

/// A WorkSpace as the inventory knows it. What AWS leaves out (a PENDING one has hardly anything) is `None`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkSpace {
    /// Its name among all accounts and regions.
    pub key: WorkspaceKey,
    /// The account's name in the configuration, or its number.
    pub account_name: String,
    /// The directory.
    pub directory: DirectoryId,
    /// The directory's name, or its id while unknown.
    pub directory_name: String,
    /// The user name, as AWS spells it; `[UNDEFINED]` for user-decoupled ones.
    pub user: String,
    /// The name of a user-decoupled WorkSpace.
    pub name: Option<String>,
    /// The computer's name in the directory.
    pub computer: Option<String>,
    /// The state.
    pub state: State,
    /// Since when we know of this state; the service does not tell.
    pub state_since: Option<At>,
    /// Whether someone is at it; `None` when the service has no entry.
    pub connection: Option<Connection>,
    /// When the connection was last asked for by the service.
    pub connection_checked: Option<At>,
    /// When a person was last connected, as far as AWS knows.
    pub last_active: Option<At>,
    /// The running mode.
    pub mode: Option<RunningMode>,
    /// Minutes after disconnection until it stops; AUTO_STOP only.
    pub auto_stop_minutes: Option<i64>,
    /// The bundle it came from.
    pub bundle: BundleId,
    /// The bundle's name, or its id while unknown.
    pub bundle_name: String,
    /// The size of the machine.
    pub compute: Option<Compute>,
    /// The streaming protocol.
    pub protocol: Option<Protocol>,
    /// Amazon's name of the operating system, such as `WINDOWS_SERVER_2022`.
    pub operating_system: Option<String>,
    /// Global Accelerator's mode and preferred protocol; `None` while AWS has not said.
    pub accelerator: Option<(String, Option<String>)>,
    /// Whether virtual machines can run inside; `None` while AWS has not said.
    pub nested_virtualization: Option<bool>,
    /// GiB.
    pub root_gib: Option<i64>,
    /// GiB.
    pub user_gib: Option<i64>,
    /// Whether the root volume is encrypted.
    pub root_encrypted: bool,
    /// Whether the user volume is encrypted.
    pub user_encrypted: bool,
    /// The KMS key of the volumes.
    pub encryption_key: Option<String>,
    /// How that key is; `None` when there is none.
    pub key_state: Option<KeyState>,
    /// The IPv4 address; may be missing while stopped.
    pub ip: Option<String>,
    /// The subnet.
    pub subnet: Option<String>,
    /// AWS's code, when the state is an error.
    pub error_code: Option<String>,
    /// AWS's words for it.
    pub error_message: Option<String>,
    /// The other end of a standby pair.
    pub related: Vec<Related>,
    /// Tags; `None` while they have not been read.
    pub tags: Option<Vec<Tag>>,
    /// When AWS last told us of it.
    pub as_of: At,
    /// A job of ours that is changing it now.
    pub job: Option<JobId>,
}

impl WorkSpace {
    /// Where it is, for the access rules.
    #[must_use]
    pub fn place(&self) -> Place<'_> {
        Place {
            account: &self.key.scope.account,
            region: &self.key.scope.region,
            directory: &self.directory,
            tags: self.tags.as_deref(),
        }
    }

    /// What a person calls it: its user, or the name of a user-decoupled one.
    #[must_use]
    pub fn label(&self) -> &str {
        self.name.as_deref().filter(|_| self.user == UNDEFINED_USER).unwrap_or(&self.user)
    }

    /// What there is instead of a time when nobody is known to have been connected: AWS says that nobody ever was, or it
    /// has said nothing of this one.
    #[must_use]
    pub fn not_active(&self) -> &'static str {
        if self.connection.is_some() { NEVER } else { UNKNOWN }
    }

    /// `AutoStop 60 min`, `AlwaysOn`, or nothing while AWS has not said.
    #[must_use]
    pub fn mode_words(&self) -> Option<String> {
        let mode = self.mode.as_ref()?;
        Some(match (mode, self.auto_stop_minutes) {
            (RunningMode::AutoStop, Some(minutes)) => format!("{} {minutes} min", mode.word()),
            _ => mode.word().to_owned(),
        })
    }
}

/// Nobody was ever connected, as AWS says.
pub const NEVER: &str = "never";
/// AWS has not said whether anybody was ever connected.
pub const UNKNOWN: &str = "unknown";

/// The user name that AWS gives a WorkSpace without a user.
pub const UNDEFINED_USER: &str = "[UNDEFINED]";

/// The other end of a standby pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// Its name among all accounts and regions.
    pub key: WorkspaceKey,
    /// `PRIMARY` or `STANDBY`: what the other one is.
    pub kind: String,
    /// Its state, as AWS last told.
    pub state: State,
    /// Whether data are replicated to the standby; `None` while AWS has not said.
    #[serde(default)]
    pub replication: Option<bool>,
    /// When the data of the standby were taken from the primary; `None` when no copy is known.
    #[serde(default)]
    pub recovered: Option<At>,
}

/// Snapshots of the volumes, asked of AWS when someone looks (facts.md 25: every 12 h).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshots {
    /// What Rebuild can go back to.
    pub rebuild: Vec<At>,
    /// What Restore can go back to.
    pub restore: Vec<At>,
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A WorkSpace for tests of rules.
    pub(crate) fn some(state: State, mode: RunningMode, root: i64, user: i64, compute: Compute) -> WorkSpace {
        WorkSpace {
            key: "111122223333/eu-west-1/ws-1".parse().expect("a key"),
            account_name: "production".to_owned(),
            directory: DirectoryId::new("d-1"),
            directory_name: "corp".to_owned(),
            user: "ann".to_owned(),
            name: None,
            computer: None,
            state,
            state_since: None,
            connection: None,
            connection_checked: None,
            last_active: None,
            auto_stop_minutes: (mode == RunningMode::AutoStop).then_some(60),
            mode: Some(mode),
            bundle: BundleId::new("wsb-1"),
            bundle_name: "Standard".to_owned(),
            compute: Some(compute),
            protocol: Some(Protocol::Wsp),
            operating_system: None,
            accelerator: None,
            nested_virtualization: None,
            root_gib: Some(root),
            user_gib: Some(user),
            root_encrypted: false,
            user_encrypted: false,
            encryption_key: None,
            key_state: None,
            ip: None,
            subnet: None,
            error_code: None,
            error_message: None,
            related: Vec::new(),
            tags: None,
            as_of: At(0),
            job: None,
        }
    }
}
