//! What is needed to create WorkSpaces, and what was typed so far?

mod store;

use domain::access::{Person, Right};
use domain::create::Form;
use domain::estate::Catalog;
use domain::fault::{Fault, FaultKind, FieldError};

use crate::Backend;

/// Directories in which this person may create, and the bundles of their scopes.
///
/// # Errors
/// When the database fails.
pub async fn catalog(backend: &Backend, person: &Person) -> Result<Catalog, Fault> {
    store::catalog(backend.db(), &person.reach(Right::Create)).await
}

/// How long a draft is kept, in milliseconds: someone may come back to it within the week.
const KEPT_MS: i64 = 7 * 86_400_000;

/// A form that was refused, kept so that nothing typed is lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Draft {
    /// What was typed.
    pub form: Form,
    /// What was wrong with it.
    pub errors: Vec<FieldError>,
}

/// Keeps a draft for this person and says its number; drafts of others are not theirs to read.
///
/// # Errors
/// When the database fails.
pub async fn keep_draft(backend: &Backend, person: &Person, draft: &Draft) -> Result<i64, Fault> {
    let content = serde_json::to_string(draft).map_err(|error| {
        tracing::error!(%error, "a draft could not be written as JSON");
        Fault::new(FaultKind::Internal, "What you typed could not be kept.")
    })?;
    let now = backend.clock().now();
    store::keep_draft(backend.db(), &person.id, &content, now, now.plus_ms(-KEPT_MS)).await
}

/// A draft of this person's.
///
/// # Errors
/// `NotFound`.
pub async fn draft(backend: &Backend, person: &Person, id: i64) -> Result<Draft, Fault> {
    let content = store::draft(backend.db(), &person.id, id).await?;
    // One that an older version wrote and this one cannot read is as good as gone.
    content
        .and_then(|content| serde_json::from_str(&content).ok())
        .ok_or_else(|| Fault::not_found("That draft is not there any more."))
}
