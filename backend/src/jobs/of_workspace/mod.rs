//! What have our jobs done to one WorkSpace, and what are they doing?

mod store;

use domain::access::{Person, Right};
use domain::at::At;
use domain::fault::Fault;
use domain::ids::WorkspaceKey;
use domain::jobs::{WorkSpaceJob, WorkSpaceJobs};

use crate::{Backend, fleet};

/// Rows on a page of a WorkSpace's jobs.
const PAGE: usize = 50;

/// The rows of jobs about a WorkSpace, newest first, whatever became of them; older than row `before`, when it is given.
///
/// # Errors
/// `NotFound`, also when this person may not see it. One that has gone keeps its jobs.
pub async fn of_workspace(
    backend: &Backend,
    person: &Person,
    key: &WorkspaceKey,
    before: Option<i64>,
) -> Result<WorkSpaceJobs, Fault> {
    let which = store::Which::Before(before.unwrap_or(i64::MAX));
    let mut rows = store::rows(backend.db(), &person.reach(Right::Read), key, which, PAGE + 1).await?;
    if rows.is_empty() {
        // No job was ever at it, or there is no such WorkSpace for this person.
        fleet::one(backend, person, key).await?;
    }
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().map(|last| last.row).filter(|_| more);
    Ok(WorkSpaceJobs { rows, next })
}

/// The newest of them that are open, or have moved since then; at most `most`.
pub(crate) async fn lately(
    backend: &Backend,
    person: &Person,
    key: &WorkspaceKey,
    since: At,
    most: usize,
) -> Result<Vec<WorkSpaceJob>, Fault> {
    let which = store::Which::Lately { since };
    store::rows(backend.db(), &person.reach(Right::Read), key, which, most).await
}
