//! What of a job are its people told, and what became of each message?

use serde::{Deserialize, Serialize};

use crate::at::At;

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Event {
    /// It waits for somebody to approve it.
    Approval,
    /// It has stopped by itself before its end, and a person decides how it goes on.
    Stopped,
    /// It has ended with rows that AWS refused or that need a person.
    Failed,
    /// It has ended, and nothing was refused.
    Ended,
}

impl Event {
    /// Every event.
    pub const ALL: &[Self] = &[Self::Approval, Self::Stopped, Self::Failed, Self::Ended];

    /// What is told when the config does not choose: all that somebody may have to act on.
    pub const USUAL: &[Self] = &[Self::Approval, Self::Stopped, Self::Failed];

    /// The spelling in the config, in the database and in messages.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Approval => "approval",
            Self::Stopped => "stopped",
            Self::Failed => "failed",
            Self::Ended => "ended",
        }
    }

    /// Reads [`Self::slug`].
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|event| event.slug() == slug)
    }

    /// What a person reads after "job 7".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Approval => "waits for approval",
            Self::Stopped => "has stopped and waits for a decision",
            Self::Failed => "has ended, but not all went well",
            Self::Ended => "has ended",
        }
    }
}

/// A message about a job, to one of the ways that the config names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// What it is about.
    pub event: Event,
    /// The name of the way.
    pub way: String,
    /// How far it has come.
    pub state: Delivery,
    /// How often it was tried.
    pub tries: i64,
    /// Why the last try failed.
    pub why: Option<String>,
}

/// How far a message has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Delivery {
    /// It was taken, then.
    Delivered(At),
    /// It will be tried, not before then.
    Waits(At),
    /// It will not be tried again.
    GivenUp,
}
