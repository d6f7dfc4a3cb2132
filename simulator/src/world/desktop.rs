//! What does the pretended service know about one WorkSpace?

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::migrating::Migration;
use super::modifying::Changes;

/// A word of the wire. Not an enum: the control door may set one that no model has.
pub type Word = Cow<'static, str>;

/// The states that the simulator itself sets.
pub mod state {
    pub const PENDING: &str = "PENDING";
    pub const AVAILABLE: &str = "AVAILABLE";
    pub const IMPAIRED: &str = "IMPAIRED";
    pub const UNHEALTHY: &str = "UNHEALTHY";
    pub const REBOOTING: &str = "REBOOTING";
    pub const STARTING: &str = "STARTING";
    pub const REBUILDING: &str = "REBUILDING";
    pub const RESTORING: &str = "RESTORING";
    pub const MAINTENANCE: &str = "MAINTENANCE";
    pub const ADMIN_MAINTENANCE: &str = "ADMIN_MAINTENANCE";
    pub const TERMINATING: &str = "TERMINATING";
    pub const TERMINATED: &str = "TERMINATED";
    pub const SUSPENDED: &str = "SUSPENDED";
    pub const UPDATING: &str = "UPDATING";
    pub const STOPPING: &str = "STOPPING";
    pub const STOPPED: &str = "STOPPED";
    pub const ERROR: &str = "ERROR";
}

/// One WorkSpace.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Desktop {
    /// `ws-…`
    pub id: String,
    /// `d-…`
    pub directory: String,
    /// The user, as spelled at creation; `[UNDEFINED]` when user-decoupled.
    pub user: String,
    /// `wsb-…`
    pub bundle: String,
    /// Of user-decoupled WorkSpaces only.
    pub name: Option<String>,
    /// The state on the wire.
    pub state: Word,
    /// Since when it has been in that state, in milliseconds since 1970.
    pub since: i64,
    /// What happens to it next, by itself.
    pub next: Option<Next>,
    /// When CreateWorkspaces answered, in milliseconds since 1970.
    pub created: i64,
    /// From when on it can be described (facts.md 1).
    pub visible_from: i64,
    /// From when on it has a connection status; `None` until it has launched (facts.md 8).
    pub reported_from: Option<i64>,
    /// The key and what it encrypts.
    pub encryption: Encryption,
    /// Running mode, volumes and the like.
    pub properties: Properties,
    /// Address, subnet and computer name, once launched (facts.md 3).
    pub placed: Option<Placed>,
    /// Why it is in ERROR or UNHEALTHY.
    pub error: Option<(Word, Word)>,
    /// IPv6, where one was asked for.
    #[serde(default)]
    pub ipv6: Option<String>,
    /// What is being changed in it, and what was changed when.
    #[serde(default)]
    pub changes: Changes,
    /// The migration that it takes part in.
    #[serde(default)]
    pub migration: Option<Migration>,
    /// The other end of a standby pair.
    pub pair: Option<Pair>,
    /// Whether its person is connected now.
    pub connected: bool,
    /// When its person was last connected, in milliseconds since 1970.
    pub last_connected: Option<i64>,
    /// Tags, in the order in which they were made.
    pub tags: Vec<(Word, Word)>,
    /// Wire fields that the control door laid over the true ones.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub overlay: Map<String, Value>,
}

/// A change that comes by itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Next {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// What.
    pub then: Then,
}

/// What a transition ends in.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Then {
    /// The launch is over: it gets its address and is AVAILABLE.
    Launched,
    /// The launch failed.
    LaunchFailed,
    /// It is AVAILABLE (again).
    Available,
    /// It is AVAILABLE and its person, who woke it, is connected.
    Awake,
    /// The start failed.
    StartFailed,
    /// The root volume could not be made anew.
    RebuildFailed,
    /// The volumes could not be taken back.
    RestoreFailed,
    /// The migration is over: this is the WorkSpace now, and the source goes.
    Migrated,
    /// The migration failed: this goes, and the source comes back.
    MigrationFailed,
    /// It is STOPPED.
    Stopped,
    /// Nobody came back within the AutoStop time.
    AutoStop,
    /// It is TERMINATED, for a moment.
    Terminated,
    /// Its id is unknown from now on.
    Gone,
}

/// Encrypted volumes.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Encryption {
    /// The KMS key, when either volume is encrypted.
    pub key: Option<String>,
    /// As asked for.
    pub root: Option<bool>,
    /// As asked for.
    pub user: Option<bool>,
}

/// WorkspaceProperties.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Properties {
    /// `ALWAYS_ON`, `AUTO_STOP`, or `MANUAL` in an account that has Core.
    pub running_mode: Word,
    /// Minutes; of AUTO_STOP only.
    pub auto_stop: Option<i64>,
    /// GiB.
    pub root_gib: i64,
    /// GiB.
    pub user_gib: i64,
    /// `STANDARD`, `POWER` and so on.
    pub compute: Word,
    /// `PCOIP` or `WSP`.
    pub protocol: Word,
    /// `WINDOWS_11` and so on.
    pub system: Word,
    /// GlobalAccelerator, as asked for.
    #[serde(default)]
    pub accelerator: Option<Value>,
    /// NestedVirtualizationEnabled, as asked for.
    #[serde(default)]
    pub nested: Option<bool>,
}

/// Where it is in the network.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Placed {
    /// IPv4.
    pub ip: String,
    /// `subnet-…`
    pub subnet: String,
    /// As the directory knows it.
    pub computer: String,
}

/// The other end of a standby pair.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Pair {
    /// The other end's region.
    pub region: String,
    /// The other end's id.
    pub id: String,
    /// Whether this end is the primary.
    pub primary: bool,
    /// A replication from which on there is one every 12 hours, in milliseconds since 1970.
    pub recovered: i64,
    /// Whether the data of the primary goes to the standby.
    #[serde(default = "yes")]
    pub replicated: bool,
}

/// Pairs have replicated their data unless they say otherwise.
fn yes() -> bool {
    true
}

impl Desktop {
    /// Whether DescribeWorkspaces shows it yet.
    pub fn visible(&self, now: i64) -> bool {
        now >= self.visible_from
    }

    /// Whether anything of it is encrypted.
    pub fn encrypted(&self) -> bool {
        self.encryption.root == Some(true) || self.encryption.user == Some(true)
    }
}
