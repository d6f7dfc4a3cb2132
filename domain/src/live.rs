//! What does a live page learn? Numbers and ids, never contents.

use serde::{Deserialize, Serialize};

use crate::ids::{JobId, ScopeKey, WorkspaceKey};
use crate::resource::ResourceKey;

/// A hint: what changed up to a line of the change log. The page refetches what it shows of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hint {
    /// The number of the log's last line that is told of; the resume point.
    pub seq: i64,
    /// WorkSpaces that appeared, changed or vanished.
    pub workspaces: Vec<WorkspaceKey>,
    /// Jobs that moved.
    pub jobs: Vec<JobId>,
    /// Accounts × regions whose sync moved.
    pub scopes: Vec<ScopeKey>,
    /// Other resources that appeared, changed or vanished.
    #[serde(default)]
    pub resources: Vec<ResourceKey>,
}

impl Hint {
    /// Whether it tells nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.workspaces.is_empty()
            && self.jobs.is_empty()
            && self.scopes.is_empty()
            && self.resources.is_empty()
    }
}

/// The names of the events on `/events`.
pub mod event {
    /// Carries a [`super::Hint`] as JSON; the event's id is `seq`.
    pub const HINT: &str = "hint";
    /// Too far behind to be told line by line: refetch everything.
    pub const RESYNC: &str = "resync";
    /// Nothing happened; the stream is alive.
    pub const PING: &str = "ping";
}
