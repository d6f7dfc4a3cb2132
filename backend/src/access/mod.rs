//! Who has signed in, and what do they hold?

mod reach;
mod store;

use domain::access::Person;
use domain::at::At;
use domain::fault::Fault;
use domain::ids::PersonId;

use crate::Backend;

/// How often it is noted that somebody was there who is let in anew with each request.
const NOTED_MS: i64 = 5 * 60_000;

pub(crate) use reach::{push_reach, push_scope_reach};

/// Remembers a person who signed in, so that their jobs can be checked against what they hold then.
///
/// # Errors
/// When the database fails.
pub async fn remember(backend: &Backend, person: &Person) -> Result<(), Fault> {
    store::remember(backend.db(), person, backend.clock().now()).await
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
    Ok(store::person(backend.db(), id).await?.map(|(person, _)| person))
}

/// Remembers a person who is let in anew with each request: what is news at once, that they were there now and then.
///
/// # Errors
/// When what they hold has changed and cannot be written.
pub async fn note(backend: &Backend, person: &Person) -> Result<(), Fault> {
    match store::person(backend.db(), &person.id).await? {
        Some((known, seen)) if known == *person => {
            if backend.clock().now().ms_since(seen) >= NOTED_MS {
                // A disk that takes nothing keeps nobody from reading.
                if let Err(fault) = remember(backend, person).await {
                    tracing::warn!(person = %person.id, error = %fault, "that somebody was there could not be noted");
                }
            }
            Ok(())
        }
        _ => remember(backend, person).await,
    }
}

/// Ends the sessions of a person that were opened by a moment; with `sid`, only those of that session at the identity
/// provider. Without `person`, everybody's with that `sid`.
///
/// # Errors
/// When the database fails.
pub async fn end_sessions(
    backend: &Backend,
    person: Option<&PersonId>,
    sid: Option<&str>,
    by: At,
) -> Result<u64, Fault> {
    store::end_sessions(backend.db(), person, sid, by).await
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
