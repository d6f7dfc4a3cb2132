//! What is a change on its way: a plan before it is confirmed, a job after?

mod choice;
mod confirmation;
mod job;
mod kind;
mod of_workspace;
mod only;
mod pace;
mod plan;
mod snapshots;
mod step;
mod wish;

pub use choice::{SentQuery, Wished};
pub use confirmation::Confirmation;
pub use job::{Job, JobPage, JobRow, JobState, NextCall, Waits};
pub use kind::Kind;
pub use of_workspace::{WorkSpaceJob, WorkSpaceJobs};
pub use only::Only;
pub use pace::{First, Held, Pace, PaceForm, Window};
pub use plan::{PLAN_ROWS, Plan, PlanRow};
pub use snapshots::{SnapshotAge, SnapshotAges};
pub use step::StepState;
pub use wish::{Selection, Wish};
