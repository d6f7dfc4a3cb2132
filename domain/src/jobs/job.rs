//! How does a job stand, as a whole and row by row?

use serde::{Deserialize, Serialize};

use super::{Held, Kind, StepState, Window};
use crate::at::At;
use crate::fault::AwsWords;
use crate::ids::{JobId, WorkspaceKey};
use crate::resource::ResourceKey;
use crate::tell::Told;

/// Where a job as a whole is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Rows are on their way.
    Running,
    /// A person has paused it: nothing is sent, what was sent is still watched.
    Paused,
    /// Every row has its end.
    Ended,
}

/// A job in a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// Its number.
    pub id: JobId,
    /// The kind of change.
    pub kind: Kind,
    /// Where it is.
    pub state: JobState,
    /// Who submitted it.
    pub by: String,
    /// When.
    pub at: At,
    /// When its last row ended.
    pub ended: Option<At>,
    /// Rows in each state; states without rows are left out.
    pub counts: Vec<(StepState, i64)>,
    /// How many rows have not settled in their documented time.
    pub late: i64,
    /// When the next call is due, and what it waits for.
    pub next_call: Option<NextCall>,
    /// When it ends at the earliest, at the rate there is and with the waits between its steps.
    pub eta: Option<At>,
    /// Why it has paused itself.
    pub held: Option<Held>,
    /// Nothing is sent before.
    pub opens: Option<At>,
    /// The hours in which it may send.
    pub window: Option<Window>,
    /// The wave that may be sent, and how many there are.
    pub wave: (i64, i64),
    /// Who agreed, where a second person had to.
    pub second: Option<String>,
}

impl Job {
    /// All rows.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.counts.iter().map(|(_, count)| count).sum()
    }

    /// Rows in this state.
    #[must_use]
    pub fn count(&self, state: StepState) -> i64 {
        self.counts.iter().filter(|(other, _)| *other == state).map(|(_, count)| count).sum()
    }

    /// Rows that have their end.
    #[must_use]
    pub fn ended_rows(&self) -> i64 {
        self.counts.iter().filter(|(state, _)| state.is_final()).map(|(_, count)| count).sum()
    }

    /// `Stop 3 WorkSpaces`.
    #[must_use]
    pub fn title(&self) -> String {
        self.kind.title(self.total())
    }
}

/// The next call of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextCall {
    /// When it is due.
    pub at: At,
    /// What keeps it until then.
    pub waits: Waits,
}

/// What a call waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Waits {
    /// The rate that AWS allows, or the job's share of it.
    Rate,
    /// The time that has to pass since a step before, or since AWS has put it off.
    ItsTime,
}

impl Waits {
    /// As in "waits for the rate limit".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Rate => "waits for the rate limit",
            Self::ItsTime => "waits for its time",
        }
    }
}

/// One row of a job, with its result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobRow {
    /// Its number within the job, from 1.
    pub n: i64,
    /// The user, or the name of a user-decoupled WorkSpace.
    pub label: String,
    /// Which WorkSpace; for a create, once AWS has named it.
    pub key: Option<WorkspaceKey>,
    /// Which resource, where it is no WorkSpace; for what is created, once AWS has named it.
    #[serde(default)]
    pub resource: Option<ResourceKey>,
    /// Which of its steps this is, and of how many.
    pub step: (i64, i64),
    /// What the step asks for, where the job's name does not say it.
    pub asks: Option<String>,
    /// Not before, while it waits for its time; without an answer: until when AWS is asked what became of it.
    pub due: Option<At>,
    /// Whether it is then sent again by itself, should AWS not have done it.
    #[serde(default)]
    pub is_sent_again: bool,
    /// Where its step is.
    pub state: StepState,
    /// What happened, in words.
    pub outcome: Option<String>,
    /// AWS's own words, when AWS refused.
    pub aws: Option<AwsWords>,
    /// The request that carried it.
    pub request_id: Option<String>,
    /// Whether it has not settled in its documented time.
    pub late: bool,
    /// When it last moved.
    pub at: At,
}

/// A page of a job's rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobPage {
    /// The job.
    pub job: Job,
    /// Rows, in their order.
    pub rows: Vec<JobRow>,
    /// The `after` of the next page.
    pub next: Option<i64>,
    /// The messages about it; none when no way to tell people is configured.
    #[serde(default)]
    pub told: Vec<Told>,
    /// The job whose rows this one tries again.
    #[serde(default)]
    pub again: Option<JobId>,
    /// The jobs in which it was tried again.
    #[serde(default)]
    pub tried: Vec<JobId>,
}
