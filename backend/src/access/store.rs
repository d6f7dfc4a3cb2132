//! The SQL of people and sessions.

use domain::access::Person;
use domain::at::At;
use domain::fault::{Fault, FaultKind};
use domain::ids::PersonId;

use crate::db::{Db, FromDb};

/// Writes a person as they are now.
pub(super) async fn remember(db: &Db, person: &Person, now: At) -> Result<(), Fault> {
    let bindings = serde_json::to_string(&person.bindings).map_err(|error| unreadable(&error))?;
    let mut change = db.begin().await?;
    sqlx::query(
        "insert into person (id, name, bindings, seen_at) values (?, ?, ?, ?)
         on conflict (id) do update set name = excluded.name, bindings = excluded.bindings, seen_at = excluded.seen_at",
    )
    .bind(person.id.as_str())
    .bind(&person.name)
    .bind(bindings)
    .bind(now.0)
    .execute(&mut *change)
    .await
    .map_err(Fault::from_db)?;
    change.commit().await.map_err(Fault::from_db)
}

/// Takes all rights from those whose id begins with the prefix, but for these. Their names stay: jobs show them.
pub(super) async fn forget_rights(db: &Db, prefix: &str, but: &[Person]) -> Result<(), Fault> {
    let but: Vec<_> = but.iter().map(|person| person.id.as_str()).collect();
    let mut change = db.begin().await?;
    sqlx::query(
        "update person set bindings = '[]'
         where substr(id, 1, length(?1)) = ?1 and id not in (select value from json_each(?2))",
    )
    .bind(prefix)
    .bind(serde_json::json!(but).to_string())
    .execute(&mut *change)
    .await
    .map_err(Fault::from_db)?;
    change.commit().await.map_err(Fault::from_db)
}

/// A person as last written, and when that was.
pub(super) async fn person(db: &Db, id: &PersonId) -> Result<Option<(Person, At)>, Fault> {
    let found: Option<(String, String, i64)> =
        sqlx::query_as("select name, bindings, seen_at from person where id = ?")
            .bind(id.as_str())
            .fetch_optional(db.read())
            .await
            .map_err(Fault::from_db)?;
    let Some((name, bindings, seen)) = found else { return Ok(None) };
    let bindings = serde_json::from_str(&bindings).map_err(|error| unreadable(&error))?;
    Ok(Some((Person { id: id.clone(), name, bindings }, At(seen))))
}

/// Bindings that this version cannot read give no rights: that is a fault, not a person without any.
fn unreadable(error: &serde_json::Error) -> Fault {
    tracing::error!(%error, "what a person holds cannot be read or written");
    Fault::new(FaultKind::Internal, "What you may do could not be read.").next("Sign in again.")
}

/// Writes a session; those that have ended go.
pub(super) async fn save_session(db: &Db, id: &str, data: &str, expires: At, now: At) -> Result<(), Fault> {
    let mut change = db.begin().await?;
    let run = async {
        sqlx::query("delete from session where expires <= ?").bind(now.0).execute(&mut *change).await?;
        sqlx::query(
            "insert into session (id, data, expires) values (?, ?, ?)
             on conflict (id) do update set data = excluded.data, expires = excluded.expires",
        )
        .bind(id)
        .bind(data)
        .bind(expires.0)
        .execute(&mut *change)
        .await?;
        change.commit().await
    };
    run.await.map_err(Fault::from_db)
}

/// A session that has not ended.
pub(super) async fn load_session(db: &Db, id: &str, now: At) -> Result<Option<(String, At)>, Fault> {
    let found: Option<(String, i64)> =
        sqlx::query_as("select data, expires from session where id = ? and expires > ?")
            .bind(id)
            .bind(now.0)
            .fetch_optional(db.read())
            .await
            .map_err(Fault::from_db)?;
    Ok(found.map(|(data, expires)| (data, At(expires))))
}

/// Removes a session.
pub(super) async fn end_session(db: &Db, id: &str) -> Result<(), Fault> {
    let mut change = db.begin().await?;
    let gone = sqlx::query("delete from session where id = ?").bind(id);
    gone.execute(&mut *change).await.map_err(Fault::from_db)?;
    change.commit().await.map_err(Fault::from_db)
}

/// Removes the sessions of a person, or of a session at the identity provider, that were opened by then. What a session
/// holds is the server's JSON (`server/src/sign_in/session.rs`).
pub(super) async fn end_sessions(
    db: &Db,
    person: Option<&PersonId>,
    sid: Option<&str>,
    by: At,
) -> Result<u64, Fault> {
    if person.is_none() && sid.is_none() {
        return Ok(0);
    }
    let mut change = db.begin().await?;
    let gone = sqlx::query(
        "delete from session where json_extract(data, '$.holder.opened') <= ?1
           and (?2 is null or json_extract(data, '$.holder.person') = ?2)
           and (?3 is null or json_extract(data, '$.holder.sid') = ?3)",
    )
    .bind(by.0)
    .bind(person.map(PersonId::as_str))
    .bind(sid);
    let gone = gone.execute(&mut *change).await.map_err(Fault::from_db)?;
    change.commit().await.map_err(Fault::from_db)?;
    Ok(gone.rows_affected())
}
