//! What changed since a page was told last?

mod store;

use domain::access::{Person, Right};
use domain::estate::Unwritten;
use domain::fault::Fault;
use domain::live::Hint;

use crate::Backend;

/// Most lines that are told one by one: to refetch everything is cheaper then.
const MOST: i64 = 1_000;

/// What a live page is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// What changed; may be empty but for its number.
    Hint(Hint),
    /// Too far behind to be told: refetch everything; the log stands at this number.
    Resync(i64),
}

/// What this person may know of the changes after line `seq`.
///
/// # Errors
/// When the database fails.
pub async fn since(backend: &Backend, person: &Person, seq: i64) -> Result<News, Fault> {
    let last = store::last(backend.db()).await?;
    // A number that the log has not reached yet comes from before a restore.
    if seq > last || last - seq > MOST {
        return Ok(News::Resync(last));
    }
    if seq == last {
        return Ok(News::Hint(Hint { seq, ..Hint::default() }));
    }
    let reach = person.reach(Right::Read);
    Ok(News::Hint(store::hint(backend.db(), &reach, seq, last).await?))
}

/// The number of the log's last line.
///
/// # Errors
/// When the database fails.
pub async fn last(backend: &Backend) -> Result<i64, Fault> {
    store::last(backend.db()).await
}

/// Wakes whenever the log has grown.
#[must_use]
pub fn watch(backend: &Backend) -> tokio::sync::watch::Receiver<i64> {
    backend.log().subscribe()
}

/// Wakes whenever changes cannot be written down any more, or can again: no line of the log could tell.
#[must_use]
pub fn watch_written(backend: &Backend) -> tokio::sync::watch::Receiver<Option<Unwritten>> {
    backend.db().written().watch()
}

/// The number of the log's last line, before there is a backend.
pub(crate) async fn last_line(db: &crate::db::Db) -> Result<i64, Fault> {
    store::last(db).await
}
