//! Who is on the telephone, and how is their desktop?

use domain::access::Person;
use domain::fault::Fault;
use domain::help_desk::{Callers, Card, LOOKS_BACK_MS, MOST};

use crate::{Backend, fleet, history, jobs, search};

/// Most changes that a card shows.
const CHANGES: usize = 8;
/// Most jobs that a card shows.
const JOBS: usize = 5;

/// The desktops that a text names by person, computer, id or address, each with what happened to it in the last day.
///
/// # Errors
/// When the database fails.
pub async fn callers(backend: &Backend, person: &Person, text: &str) -> Result<Callers, Fault> {
    let (keys, more) = search::desktops(backend, person, text, MOST).await?;
    let since = backend.clock().now().plus_ms(-LOOKS_BACK_MS);
    let mut cards = Vec::with_capacity(keys.len());
    for workspace in fleet::these(backend, person, &keys).await? {
        let mut changes = history::of(backend, person, &workspace.key, None).await?;
        changes.retain(|change| change.at >= since);
        changes.truncate(CHANGES);
        let jobs = jobs::lately(backend, person, &workspace.key, since, JOBS).await?;
        cards.push(Card { workspace, changes, jobs });
    }
    Ok(Callers { cards, more })
}
