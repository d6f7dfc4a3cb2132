//! What has somebody typed into a form that was refused? Kept, so that nothing typed is lost.

mod store;

use domain::access::Person;
use domain::at::At;
use domain::fault::{Fault, FaultKind};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Backend;

/// How long a draft is kept, in milliseconds: someone may come back to it within the week.
const KEPT_MS: i64 = 7 * 86_400_000;

/// Keeps a draft for this person and says its number; drafts of others are not theirs to read.
pub(crate) async fn keep(backend: &Backend, person: &Person, draft: &impl Serialize) -> Result<i64, Fault> {
    keep_as(backend, person, "", draft).await
}

/// As [`keep`], of a kind that is offered again.
pub(crate) async fn keep_as(
    backend: &Backend,
    person: &Person,
    kind: &str,
    draft: &impl Serialize,
) -> Result<i64, Fault> {
    let content = serde_json::to_string(draft).map_err(|error| {
        tracing::error!(%error, "a draft could not be written as JSON");
        Fault::new(FaultKind::Internal, "What you typed could not be kept.")
    })?;
    let now = backend.clock().now();
    store::keep(backend.db(), &person.id, kind, &content, now, now.plus_ms(-KEPT_MS)).await
}

/// A draft of this person's, when it is one of this form.
pub(crate) async fn read<T: DeserializeOwned>(
    backend: &Backend,
    person: &Person,
    id: i64,
) -> Result<T, Fault> {
    let content = store::read(backend.db(), &person.id, id).await?;
    // One that an older version or another form wrote, and this one cannot read, is as good as gone.
    content
        .and_then(|content| serde_json::from_str(&content).ok())
        .ok_or_else(|| Fault::not_found("That draft is not there any more."))
}

/// The last draft of this kind that this person has and that has not become a job, and when it was kept.
pub(crate) async fn last(backend: &Backend, person: &Person, kind: &str) -> Result<Option<(i64, At)>, Fault> {
    let since = backend.clock().now().plus_ms(-KEPT_MS);
    Ok(store::last(backend.db(), &person.id, kind, since).await?.map(|(id, at)| (id, At(at))))
}

/// Forgets the drafts of this kind that this person has.
pub(crate) async fn forget(backend: &Backend, person: &Person, kind: &str) -> Result<(), Fault> {
    store::forget(backend.db(), &person.id, kind).await
}
