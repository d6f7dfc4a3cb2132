//! What is about to change, and what is changing? Plans before they are confirmed, jobs after.

mod again;
mod bar;
mod confirm;
mod counts;
mod doors;
mod list;
mod one;
mod pace;
mod plan;
mod plan_rows;
mod rows;
#[cfg(test)]
mod sample;
mod shell;
mod snapshots;
mod steer;
mod summary;
mod told;
mod wished;

pub use counts::step_tone;
pub use list::JobsPage;
pub use one::OneJobPage;
pub use plan::PlanPage;
pub use rows::so_far;
