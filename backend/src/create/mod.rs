//! What is needed to create WorkSpaces, and what was typed so far?

mod store;

use domain::access::{Person, Right};
use domain::create::Form;
use domain::estate::{Bundle, Catalog};
use domain::fault::{Fault, FieldError};

use crate::{Backend, drafts};

/// Directories in which this person may create, and the bundles of their scopes.
///
/// # Errors
/// When the database fails.
pub async fn catalog(backend: &Backend, person: &Person) -> Result<Catalog, Fault> {
    store::catalog(backend.db(), &person.reach(Right::Create)).await
}

/// The bundles of the accounts and regions in which this person holds a right.
///
/// # Errors
/// When the database fails.
pub(crate) async fn bundles(backend: &Backend, person: &Person, right: Right) -> Result<Vec<Bundle>, Fault> {
    Ok(store::catalog(backend.db(), &person.reach(right)).await?.bundles)
}

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
    drafts::keep(backend, person, draft).await
}

/// A draft of this person's.
///
/// # Errors
/// `NotFound`.
pub async fn draft(backend: &Backend, person: &Person, id: i64) -> Result<Draft, Fault> {
    drafts::read(backend, person, id).await
}
