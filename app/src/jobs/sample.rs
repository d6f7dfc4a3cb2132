//! A job for the tests of what is shown of one.

use domain::at::At;
use domain::ids::JobId;
use domain::jobs::{Job, JobState, Kind, StepState};

/// One that runs, with these counts, and keeps to nothing.
pub fn job(counts: Vec<(StepState, i64)>) -> Job {
    Job {
        id: JobId(1),
        kind: Kind::Create,
        state: JobState::Running,
        by: String::new(),
        at: At(0),
        ended: None,
        counts,
        late: 0,
        next_call: None,
        eta: None,
        held: None,
        opens: None,
        window: None,
        wave: (1, 1),
        second: None,
    }
}
