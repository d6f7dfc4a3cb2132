//! What changed, when, and by whom?

mod csv;
mod store;

use domain::access::{Person, Right};
use domain::fault::Fault;
use domain::history::Change;
use domain::ids::WorkspaceKey;
use domain::resource::ResourceKey;

use crate::Backend;

pub use csv::{csv, csv_of_resource};

/// Changes of a WorkSpace, newest first; at most 100, older than line `before` when it is given.
///
/// # Errors
/// `NotFound`, also when this person may not see it. One that has gone keeps its history.
pub async fn of(
    backend: &Backend,
    person: &Person,
    key: &WorkspaceKey,
    before: Option<i64>,
) -> Result<Vec<Change>, Fault> {
    let lines = lines(backend, person, key, before.unwrap_or(i64::MAX)).await?;
    if lines.is_empty() {
        // Nothing has changed yet, or there is no such WorkSpace for this person.
        crate::fleet::one(backend, person, key).await?;
    }
    Ok(lines)
}

async fn lines(
    backend: &Backend,
    person: &Person,
    key: &WorkspaceKey,
    before: i64,
) -> Result<Vec<Change>, Fault> {
    let subject = store::Subject { kind: "workspace", scope: &key.scope, id: key.id.as_str() };
    store::lines(backend.db(), &person.reach(Right::Read), subject, before).await
}

/// Changes of another resource, as [`of`].
pub(crate) async fn of_resource(
    backend: &Backend,
    person: &Person,
    key: &ResourceKey,
    before: Option<i64>,
) -> Result<Vec<Change>, Fault> {
    let subject = store::Subject { kind: key.kind.slug(), scope: &key.scope, id: &key.id };
    store::lines(backend.db(), &person.reach(Right::Read), subject, before.unwrap_or(i64::MAX)).await
}
