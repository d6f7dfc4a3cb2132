//! Which jobs are there, and how do their rows stand?

mod csv;
mod csv_jobs;
mod store;

use domain::access::{Permit, Person};
use domain::fault::{Fault, FaultKind};
use domain::ids::JobId;
use domain::jobs::{Held, Job, JobPage, JobState, Kind, Only};

use super::forecast::forecast;
use crate::Backend;

pub use csv::csv;
pub use csv_jobs::csv_jobs;

/// Jobs that touch what this person may see, newest first; at most 50, older than `before` when it is given.
///
/// # Errors
/// When the database fails.
pub async fn list(backend: &Backend, person: &Person, before: Option<JobId>) -> Result<Vec<Job>, Fault> {
    let mut jobs = store::list(backend.db(), person, before).await?;
    for job in jobs.iter_mut().filter(|job| job.state == JobState::Running) {
        forecast(backend, job).await?;
    }
    Ok(jobs)
}

/// A job and 100 of its rows, from after row `after`; rows this person may not see are not among them.
///
/// # Errors
/// `NotFound`.
pub async fn one(
    backend: &Backend,
    person: &Person,
    id: JobId,
    after: Option<i64>,
) -> Result<JobPage, Fault> {
    one_only(backend, person, id, None, after).await
}

/// As [`one`], of the rows in these states alone; the job and its counts are of all rows.
///
/// # Errors
/// `NotFound`.
pub async fn one_only(
    backend: &Backend,
    person: &Person,
    id: JobId,
    only: Option<Only>,
    after: Option<i64>,
) -> Result<JobPage, Fault> {
    let mut job = store::one(backend.db(), person, id).await?.ok_or_else(absent)?;
    forecast(backend, &mut job).await?;
    let (rows, next) = store::rows(backend.db(), person, id, only, after.unwrap_or_default()).await?;
    let told = crate::tell::told(backend, id).await?;
    let (again, tried) = store::again(backend.db(), person, id).await?;
    Ok(JobPage { job, rows, next, told, again, tried })
}

/// The kind of a job, which says the right it takes to steer it.
///
/// # Errors
/// `NotFound`.
pub async fn kind(backend: &Backend, person: &Person, id: JobId) -> Result<Kind, Fault> {
    Ok(store::one(backend.db(), person, id).await?.ok_or_else(absent)?.kind)
}

fn absent() -> Fault {
    Fault::not_found("There is no such job, or none that you may see.")
}

/// Cancels the rows that have not been sent.
///
/// # Errors
/// `NotFound`; `Forbidden`, when the right is not held where the rows are; `Conflict`, when nothing is left.
pub async fn cancel_rest(backend: &Backend, permit: &Permit, id: JobId) -> Result<(), Fault> {
    steerable(backend, permit, id).await?;
    let cancelled = store::cancel(backend, permit.person(), id).await?;
    if cancelled == 0 {
        return Err(Fault::new(FaultKind::Conflict, "Nothing is left to cancel: every row has been sent."));
    }
    tracing::info!(job = id.0, rows = cancelled, person = %permit.person().id, "the rest of a job was cancelled");
    Ok(())
}

/// Pauses a job, or lets it go on: where it has paused itself, that is the approval of what it waits for.
///
/// # Errors
/// As [`cancel_rest`]; `Forbidden`, when somebody other than its author has to agree.
pub async fn pause(backend: &Backend, permit: &Permit, id: JobId, paused: bool) -> Result<(), Fault> {
    steerable(backend, permit, id).await?;
    if paused {
        return store::pause(backend, permit.person(), id).await;
    }
    let by = permit.person();
    let job = store::one(backend.db(), by, id).await?.ok_or_else(absent)?;
    if job.held == Some(Held::Second) && store::author(backend.db(), id).await? == by.id {
        let message = "You have asked for this job: somebody else who may do this has to agree.";
        return Err(Fault::new(FaultKind::Forbidden, message));
    }
    store::resume(backend, by, &job).await?;
    tracing::info!(job = id.0, held = job.held.map(Held::slug), person = %by.id, "a job goes on");
    Ok(())
}

/// Steering a job takes its kind's right at every place that its rows are in.
async fn steerable(backend: &Backend, permit: &Permit, id: JobId) -> Result<(), Fault> {
    if kind(backend, permit.person(), id).await?.right() != permit.right() {
        return Err(Fault::new(FaultKind::Forbidden, "You may not steer this job."));
    }
    if !store::covers(backend.db(), permit, id).await? {
        return Err(Fault::new(FaultKind::Forbidden, "This job has rows outside of what you may change."));
    }
    Ok(())
}
