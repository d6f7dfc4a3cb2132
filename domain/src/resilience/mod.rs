//! Who could go on working in another region, and what does it take to make a standby?

mod cover;
mod form;
mod suits;

use serde::{Deserialize, Serialize};

use crate::ids::DirectoryKey;
use crate::tags::Tag;

pub use cover::{Cover, RegionPair};
pub use form::{Chosen, Draft, Form, why_not};
pub use suits::{NO_COMPUTES, SYSTEMS, suits};

/// The word that leads from a selection to the form, where others name an action.
pub const STANDBY: &str = "standby";

/// How standbys shall be: those of one plan differ in their primaries alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standby {
    /// The directory in the other region, of the same account.
    pub directory: DirectoryKey,
    /// The KMS key of the volumes, of the other region; `None`: AWS chooses.
    pub encryption_key: Option<String>,
    /// Whether data are replicated from the primary.
    pub replicate: bool,
    /// Tags besides our own.
    pub tags: Vec<Tag>,
}

impl Standby {
    /// `standby in us-east-1 (d-906…), data replication on, key alias/far, tag team = sales`.
    #[must_use]
    pub fn words(&self) -> String {
        let DirectoryKey { scope, id } = &self.directory;
        let replication = format!("data replication {}", if self.replicate { "on" } else { "off" });
        let mut words = vec![format!("standby in {} ({id})", scope.region), replication];
        words.extend(self.encryption_key.as_ref().map(|key| format!("key {key}")));
        words.extend(self.tags.iter().map(|tag| format!("tag {} = {}", tag.key, tag.value)));
        words.join(", ")
    }
}
