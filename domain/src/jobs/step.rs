//! Where is a step on its way?

use serde::{Deserialize, Serialize};

/// Where a step is on its way (jobs.md, "A step's life").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// Not due yet.
    Planned,
    /// May be sent.
    Ready,
    /// Committed before the call: whether AWS has it is open until the answer.
    Sending,
    /// AWS has accepted it.
    Sent,
    /// Watched until the inventory shows what was wished.
    Settling,
    /// As wished.
    Done,
    /// Refused or failed, with AWS's code and words.
    Failed,
    /// No answer: whether AWS did it must be found out first.
    Unknown,
    /// Cannot be decided by the console alone.
    NeedsPerson,
    /// Left out, with why.
    Skipped,
    /// Taken back by a person before it was sent.
    Cancelled,
}

impl StepState {
    /// Every state, in the order of a step's life.
    pub const ALL: &[StepState] = &[
        Self::Planned,
        Self::Ready,
        Self::Sending,
        Self::Sent,
        Self::Settling,
        Self::Unknown,
        Self::Done,
        Self::Failed,
        Self::NeedsPerson,
        Self::Skipped,
        Self::Cancelled,
    ];

    /// The spelling in the database.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Ready => "ready",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Settling => "settling",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::NeedsPerson => "needs_person",
            Self::Skipped => "skipped",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads [`Self::slug`].
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.slug() == slug)
    }

    /// The word a person reads.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Planned | Self::Ready => "Waiting",
            Self::Sending => "Sending",
            Self::Sent | Self::Settling => "Settling",
            Self::Done => "Done",
            Self::Failed => "Refused",
            Self::Unknown => "Finding out",
            Self::NeedsPerson => "Needs a person",
            Self::Skipped => "Skipped",
            Self::Cancelled => "Cancelled",
        }
    }

    /// Whether nothing more will happen by itself.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, Self::Done | Self::Failed | Self::NeedsPerson | Self::Skipped | Self::Cancelled)
    }
}
