//! What have our jobs done to one WorkSpace, and what are they doing?

use serde::{Deserialize, Serialize};

use super::{Kind, StepState};
use crate::at::At;
use crate::fault::AwsWords;
use crate::ids::JobId;

/// The row of a job that is about a WorkSpace, with what its job says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkSpaceJob {
    /// What the page after this row begins from; no number for people.
    pub row: i64,
    /// Which job.
    pub id: JobId,
    /// What it does; `None` for a kind that a newer version wrote.
    pub kind: Option<Kind>,
    /// What the row's step asks for, where the job's name does not say it.
    pub asks: Option<String>,
    /// Who asked for it.
    pub by: String,
    /// How the row stands.
    pub state: StepState,
    /// How it ended, in words.
    pub outcome: Option<String>,
    /// AWS's words, where it refused.
    pub aws: Option<AwsWords>,
    /// When it last moved.
    pub at: At,
}

/// A page of them, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkSpaceJobs {
    /// The rows.
    pub rows: Vec<WorkSpaceJob>,
    /// The `before` of the next page.
    pub next: Option<i64>,
}
