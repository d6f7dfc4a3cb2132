//! How does a wish become a change at AWS, once and only once?
//!
//! A plan is made and shown, a confirmation makes it a job of rows, and the runner carries each row's step out.

mod aws;
mod aws_one;
mod aws_standby;
mod cap;
mod confirm;
mod forecast;
mod list;
mod of_workspace;
mod pace;
mod plan;
mod retry;
mod runner;
mod store;
mod submit;
mod traced;

pub(crate) use aws::Answer;
pub(crate) use aws_one::tags_with_mark;
pub use confirm::{Confirmed, confirm, refused};
pub use list::{cancel_rest, csv, csv_jobs, kind, list, one, one_only, pause};
pub(crate) use of_workspace::lately;
pub use of_workspace::of_workspace;
pub use plan::{
    look_up_snapshots, mend, plan, plan_commands, plan_create, plan_csv, plan_rows, plan_standby, read_plan,
    snapshot_ages,
};
pub(crate) use plan::{of_draft, plan_orders};
pub use retry::retry;
pub(crate) use runner::run;
pub use runner::{adopt, turn};
pub use submit::{submit, submit_at_pace, wish};
