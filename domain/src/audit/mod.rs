//! Who changed what, and how did it end? What an entry of the audit says, in words.

mod act;
mod query;

use serde::{Deserialize, Serialize};

use crate::at::At;
use crate::ids::{AccountId, JobId, PersonId, Region};
use crate::jobs::StepState;
use crate::words::Tone;

pub use act::{Act, all_words, words};
pub use query::{AuditQuery, Cursor};

/// When an entry was written, as seen from the change that it tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Before AWS was asked: what somebody wanted.
    Intent,
    /// After it: how that ended.
    Outcome,
    /// Together with the change, in one transaction: neither is there without the other.
    Change,
}

impl Phase {
    /// The spelling in the database.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Intent => "intent",
            Self::Outcome => "outcome",
            Self::Change => "change",
        }
    }

    /// Reads [`Self::slug`].
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        [Self::Intent, Self::Outcome, Self::Change].into_iter().find(|phase| phase.slug() == slug)
    }
}

/// How far a change had come when its entry was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It was going to be tried: its outcome is an entry of its own.
    Intended,
    /// As wished.
    Done,
    /// Refused or failed.
    Failed,
    /// Nobody but a person can say.
    NeedsPerson,
    /// Left out.
    Skipped,
    /// Taken back before it was sent.
    Cancelled,
}

impl Outcome {
    /// Every outcome, in the order of the filter.
    pub const ALL: &[Outcome] =
        &[Self::Intended, Self::Done, Self::Failed, Self::NeedsPerson, Self::Skipped, Self::Cancelled];

    fn state(self) -> Option<StepState> {
        match self {
            Self::Intended => None,
            Self::Done => Some(StepState::Done),
            Self::Failed => Some(StepState::Failed),
            Self::NeedsPerson => Some(StepState::NeedsPerson),
            Self::Skipped => Some(StepState::Skipped),
            Self::Cancelled => Some(StepState::Cancelled),
        }
    }

    /// The spelling in addresses and in the database, which are those of a job's rows.
    #[must_use]
    pub fn slug(self) -> &'static str {
        self.state().map_or("intended", StepState::slug)
    }

    /// Reads [`Self::slug`].
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|outcome| outcome.slug() == slug)
    }

    /// The word a person reads.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.state().map_or("Intended", StepState::word)
    }

    /// How it looks.
    #[must_use]
    pub fn tone(self) -> Tone {
        match self {
            Self::Intended => Tone::Busy,
            Self::Done => Tone::Ok,
            Self::Failed => Tone::Bad,
            Self::NeedsPerson => Tone::Warn,
            Self::Skipped | Self::Cancelled => Tone::Off,
        }
    }
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number; there is no gap between two.
    pub seq: i64,
    /// When it was written.
    pub at: At,
    /// Who did it.
    pub person_id: PersonId,
    /// What they were called then.
    pub person: String,
    /// Whether it is an intent, its outcome, or both at once.
    pub phase: Phase,
    /// What was done: the slug of an [`Act`] or of a job's kind.
    pub what: String,
    /// To what, as a person knows it.
    pub target: String,
    /// The job that did it, or that it was done to.
    pub job: Option<JobId>,
    /// The number of the job's row, in the database.
    pub row: Option<i64>,
    /// Where it was.
    pub account: Option<AccountId>,
    /// Where it was.
    pub region: Option<Region>,
    /// What was there before, where that is known.
    pub before: Option<String>,
    /// What was to be there after.
    pub after: Option<String>,
    /// How far it had come.
    pub outcome: Outcome,
    /// What else is known of the outcome: AWS's code and words.
    pub note: Option<String>,
    /// AWS's request id, or that of our own answer: the log has it too.
    pub request_id: Option<String>,
    /// What the next entry is chained to.
    pub hash: String,
}

/// A page of the audit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPage {
    /// The entries, newest first.
    pub entries: Vec<Entry>,
    /// Whether there are older ones.
    pub more: bool,
}

impl Entry {
    /// What was done, in words.
    #[must_use]
    pub fn words(&self) -> String {
        words(&self.what)
    }

    /// The place of the page after this one.
    #[must_use]
    pub fn cursor(&self) -> Cursor {
        Cursor { at: self.at, seq: self.seq }
    }
}
