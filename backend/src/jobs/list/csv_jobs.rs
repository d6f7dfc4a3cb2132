//! Jobs for a spreadsheet, newest first: part by part.

use domain::access::Person;
use domain::at::At;
use domain::csv::write_line;
use domain::fault::Fault;
use domain::ids::JobId;
use domain::jobs::{Job, JobState, StepState};

use super::store;
use crate::Backend;

const HEAD: [&str; 9] = ["job", "kind", "title", "state", "by", "submitted", "ended", "rows", "late"];

/// A part of the jobs that touch what this person may see, and the `before` of the next part.
///
/// # Errors
/// When the database fails.
pub async fn csv_jobs(
    backend: &Backend,
    person: &Person,
    before: Option<JobId>,
) -> Result<(String, Option<JobId>), Fault> {
    let mut text = String::new();
    if before.is_none() {
        // After these a column for each state of a row: how many are in it.
        write_line(&mut text, HEAD.into_iter().chain(StepState::ALL.iter().map(|state| state.slug())));
    }
    let jobs = store::list(backend.db(), person, before).await?;
    for job in &jobs {
        let counts = StepState::ALL.iter().map(|state| job.count(*state).to_string());
        write_line(&mut text, cells(job).into_iter().chain(counts));
    }
    Ok((text, jobs.last().map(|job| job.id)))
}

fn cells(job: &Job) -> [String; HEAD.len()] {
    let state = match job.state {
        JobState::Running => "running",
        JobState::Paused => "paused",
        JobState::Ended => "ended",
    };
    [
        job.id.to_string(),
        job.kind.slug().to_owned(),
        job.title(),
        state.to_owned(),
        job.by.clone(),
        job.at.iso(),
        job.ended.map(At::iso).unwrap_or_default(),
        job.total().to_string(),
        job.late.to_string(),
    ]
}
