//! Who is signed in, and who may end that? One's own sessions are one's own to end; anybody's, an owner's of all.

mod store;

use domain::access::{Person, Right};
use domain::at::At;
use domain::fault::{Fault, FaultKind};
use domain::ids::PersonId;
use domain::sessions::{Known, Session};

use crate::Backend;

/// The sessions of this person that have not ended, the one last used first; `this` is the one in which it is asked.
///
/// # Errors
/// When the database fails.
pub async fn sessions(backend: &Backend, person: &Person, this: &str) -> Result<Vec<Session>, Fault> {
    store::sessions(backend.db(), &person.id, this, backend.clock().now()).await
}

/// Ends the session that somebody leaves, and writes that they did.
///
/// # Errors
/// When the database fails: then they are still signed in.
pub async fn sign_out(backend: &Backend, person: &Person, this: &str) -> Result<(), Fault> {
    store::sign_out(backend.db(), person, this, backend.clock().now()).await
}

/// Ends one of this person's own sessions.
///
/// # Errors
/// `NotFound`, also when it is somebody else's.
pub async fn end_one(backend: &Backend, person: &Person, key: &str) -> Result<(), Fault> {
    let ended = store::end_one(backend.db(), person, key, backend.clock().now()).await?;
    if ended { Ok(()) } else { Err(Fault::not_found("That session has ended already, or is none of yours.")) }
}

/// Ends all of this person's own sessions but for `this` one.
///
/// # Errors
/// When the database fails.
pub async fn end_others(backend: &Backend, person: &Person, this: &str) -> Result<(), Fault> {
    store::end_others(backend.db(), person, this, backend.clock().now()).await
}

/// Everybody who has signed in, by name.
///
/// # Errors
/// `Forbidden`, but for an owner of the whole console.
pub async fn people(backend: &Backend, person: &Person) -> Result<Vec<Known>, Fault> {
    of_all(person)?;
    store::people(backend.db(), &person.id, backend.clock().now()).await
}

/// Ends all sessions of somebody.
///
/// # Errors
/// As [`people`]; `NotFound`, when nobody of that id has ever signed in.
pub async fn end_all(backend: &Backend, person: &Person, whose: &PersonId) -> Result<(), Fault> {
    of_all(person)?;
    let whose = super::person(backend, whose).await?;
    let whose = whose.ok_or_else(|| Fault::not_found("Nobody of that id has signed in here."))?;
    store::end_all(backend.db(), person, &whose, backend.clock().now()).await
}

/// Ends the sessions that have ended at the identity provider, which names a person, a session of its own (`sid`), or
/// both; those that were opened after `by` go on. Gives how many they were.
///
/// # Errors
/// When the database fails.
pub async fn end_elsewhere(
    backend: &Backend,
    whose: Option<&PersonId>,
    sid: Option<&str>,
    by: At,
) -> Result<u64, Fault> {
    store::end_elsewhere(backend.db(), whose, sid, by, backend.clock().now()).await
}

/// People belong to no account and no region: an owner of a part of the estate is none of theirs.
fn of_all(person: &Person) -> Result<(), Fault> {
    person.permit(Right::Settings)?;
    if person.holds_everywhere(Right::Settings) {
        return Ok(());
    }
    Err(Fault::new(FaultKind::Forbidden, "You own a part of the estate: people belong to all of it.")
        .next("Ask an owner of the whole console."))
}
