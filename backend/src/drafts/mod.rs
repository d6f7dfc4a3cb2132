//! What has somebody typed into a form that was refused? Kept, so that nothing typed is lost.

mod store;

use domain::access::Person;
use domain::fault::{Fault, FaultKind};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Backend;

/// How long a draft is kept, in milliseconds: someone may come back to it within the week.
const KEPT_MS: i64 = 7 * 86_400_000;

/// Keeps a draft for this person and says its number; drafts of others are not theirs to read.
pub(crate) async fn keep(backend: &Backend, person: &Person, draft: &impl Serialize) -> Result<i64, Fault> {
    let content = serde_json::to_string(draft).map_err(|error| {
        tracing::error!(%error, "a draft could not be written as JSON");
        Fault::new(FaultKind::Internal, "What you typed could not be kept.")
    })?;
    let now = backend.clock().now();
    store::keep(backend.db(), &person.id, &content, now, now.plus_ms(-KEPT_MS)).await
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
