//! How much may one person have under way at once? The blast radius of somebody whose hand slips again and again.

mod store;

use domain::access::Person;
use domain::count;
use domain::fault::{Fault, FaultKind};
use sqlx::SqliteConnection;

use crate::Backend;
use crate::db::FromDb;

/// Looks, in the transaction that has just written a job, whether this person has more rows without an end than they may.
/// What is looked at there cannot be passed by by confirming two plans at once.
///
/// # Errors
/// `Conflict`, with how many there are, how many there may be, and what to do.
pub(super) async fn check(
    backend: &Backend,
    within: &mut SqliteConnection,
    person: &Person,
    job: i64,
) -> Result<(), Fault> {
    let most = i64::try_from(backend.config().person_rows).unwrap_or(i64::MAX);
    let (before, new) = store::under_way(within, person, job).await.map_err(Fault::from_db)?;
    if before + new <= most {
        return Ok(());
    }
    let rows = |rows| count::of(rows, "row", "rows");
    let next = if new > most {
        "Choose fewer, or ask whoever runs Deskwarden for a larger person_rows."
    } else {
        "Wait until some have ended, cancel the rest of a job of yours, or choose fewer."
    };
    let message = format!(
        "You have {} under way and this job would add {}: more than the {} that one person may have at once.",
        rows(before),
        count::words(new),
        count::words(most),
    );
    Err(Fault::new(FaultKind::Conflict, message).next(next))
}
