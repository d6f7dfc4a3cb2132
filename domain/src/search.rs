//! What does a text name? People, desktops, things and jobs: a few of each kind.

use serde::{Deserialize, Serialize};

use crate::ids::{JobId, WorkspaceKey};
use crate::resource::{ResourceKey, ResourceKind};

/// Most hits of one kind.
pub const EACH: usize = 6;
/// Longest text that is looked for, in characters.
pub const LONGEST: usize = 256;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The text that it was found by.
    pub text: String,
    /// What its kinds are, each with at least one hit.
    pub groups: Vec<Group>,
}

/// Hits of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Which kind.
    pub kind: Kind,
    /// The hits, at most [`EACH`].
    pub hits: Vec<Hit>,
    /// Whether there are others: more letters tell them apart.
    pub more: bool,
}

/// One hit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// What it is.
    pub to: Target,
    /// What matched.
    pub title: String,
    /// What tells it from others of that title.
    pub detail: String,
}

/// What can be gone to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// All WorkSpaces of this user.
    Person(String),
    /// One WorkSpace.
    WorkSpace(WorkspaceKey),
    /// A directory, a bundle, or another resource.
    Resource(ResourceKey),
    /// A job.
    Job(JobId),
}

/// A kind of hit, in the order in which a person is shown them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// By the number of a job.
    Job,
    /// By the user.
    Person,
    /// By the id, or the name of one without a user.
    WorkSpace,
    /// By the computer's name.
    Computer,
    /// By the IPv4 address.
    Address,
    /// By the name or id of a directory, a bundle, or another resource.
    Resource(ResourceKind),
}

impl Kind {
    /// The word over its hits.
    #[must_use]
    pub fn word(self) -> String {
        let word = match self {
            Self::Job => "Jobs",
            Self::Person => "People",
            Self::WorkSpace => "WorkSpaces",
            Self::Computer => "Computers",
            Self::Address => "Addresses",
            Self::Resource(kind) => return kind.heading(),
        };
        word.to_owned()
    }
}

/// The number of the job that a text names: `17`, `#17`, `job 17`.
#[must_use]
pub fn job_number(text: &str) -> Option<i64> {
    let lower = text.trim().to_lowercase();
    let number = lower.strip_prefix("job").unwrap_or(&lower).trim().trim_start_matches('#');
    number.parse().ok().filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_is_named_by_its_number() {
        for text in ["17", "#17", " job 17", "Job #17"] {
            assert_eq!(job_number(text), Some(17), "{text}");
        }
        for text in ["", "job", "0", "-3", "17a", "10.0.0.1"] {
            assert_eq!(job_number(text), None, "{text}");
        }
    }
}
