//! Who has signed in, and what do they hold?

mod reach;
mod sessions;
mod store;

use domain::access::Person;
use domain::at::At;
use domain::fault::Fault;
use domain::ids::{PersonId, ScopeKey};
use domain::tags::Tag;

use crate::Backend;

pub(crate) use reach::{Rows, push_reach, push_scope_reach};
pub use sessions::{end_all, end_elsewhere, end_one, end_others, people, sessions, sign_out};

/// Remembers a person who signed in, so that their jobs can be checked against what they hold then.
///
/// # Errors
/// When the database fails.
pub async fn remember(backend: &Backend, person: &Person) -> Result<(), Fault> {
    store::remember(backend.db(), person, backend.clock().now()).await
}

/// Remembers a person who comes in, and writes that they did: whoever cannot be written down does not.
///
/// # Errors
/// When the database fails.
pub async fn sign_in(backend: &Backend, person: &Person) -> Result<(), Fault> {
    store::sign_in(backend.db(), person, backend.clock().now()).await
}

/// Remembers exactly these people among those whose id begins with `prefix`: whoever was remembered before and is none
/// of them holds nothing any more, so what their jobs have not sent yet is refused.
///
/// # Errors
/// When the database fails.
pub async fn remember_only(backend: &Backend, prefix: &str, people: &[Person]) -> Result<(), Fault> {
    store::forget_rights(backend.db(), prefix, people).await?;
    for person in people {
        remember(backend, person).await?;
    }
    Ok(())
}

/// What a person holds now.
///
/// # Errors
/// When the database fails.
pub async fn person(backend: &Backend, id: &PersonId) -> Result<Option<Person>, Fault> {
    store::person(backend.db(), id).await
}

/// The tags of a WorkSpace as last read; nothing, when they never were or it is not known.
///
/// # Errors
/// When the database fails.
pub(crate) async fn tags(backend: &Backend, scope: &ScopeKey, id: &str) -> Result<Option<Vec<Tag>>, Fault> {
    store::tags(backend.db(), scope, id).await
}

/// Keeps a session. `id` is the hash of the cookie's value: the value itself is never stored.
///
/// # Errors
/// When the database fails.
pub async fn save_session(backend: &Backend, id: &str, data: &str, expires: At) -> Result<(), Fault> {
    store::save_session(backend.db(), id, data, expires, backend.clock().now()).await
}

/// A session that has not ended.
///
/// # Errors
/// When the database fails.
pub async fn load_session(backend: &Backend, id: &str) -> Result<Option<(String, At)>, Fault> {
    store::load_session(backend.db(), id, backend.clock().now()).await
}

/// Ends a session.
///
/// # Errors
/// When the database fails.
pub async fn end_session(backend: &Backend, id: &str) -> Result<(), Fault> {
    store::end_session(backend.db(), id).await
}
