//! The SQL of people and sessions.

use domain::access::{Binding, Person};
use domain::at::At;
use domain::audit::Act;
use domain::fault::{Fault, FaultKind};
use domain::ids::PersonId;
use sqlx::SqliteConnection;

use crate::audit::{self, Entry};
use crate::db::{Db, FromDb};

/// Writes a person as they are now.
pub(super) async fn remember(db: &Db, person: &Person, now: At) -> Result<(), Fault> {
    let mut change = db.begin().await?;
    put(&mut change, person, now).await?;
    change.commit().await.map_err(Fault::from_db)
}

/// Writes a person as they are now, and that they have come in.
pub(super) async fn sign_in(db: &Db, person: &Person, now: At) -> Result<(), Fault> {
    let held: Vec<_> = person.bindings.iter().map(Binding::words).collect();
    let held = held.join("; ");
    let mut change = db.begin().await?;
    put(&mut change, person, now).await?;
    let entry = Entry { after: Some(&held), ..Entry::act(Act::SignIn, person, &person.name, now) };
    audit::store::add(&mut change, &[entry]).await.map_err(Fault::from_db)?;
    change.commit().await.map_err(Fault::from_db)
}

async fn put(to: &mut SqliteConnection, person: &Person, now: At) -> Result<(), Fault> {
    let bindings = serde_json::to_string(&person.bindings).map_err(|error| unreadable(&error))?;
    sqlx::query(
        "insert into person (id, name, bindings, seen_at) values (?, ?, ?, ?)
         on conflict (id) do update set name = excluded.name, bindings = excluded.bindings, seen_at = excluded.seen_at",
    )
    .bind(person.id.as_str())
    .bind(&person.name)
    .bind(bindings)
    .bind(now.0)
    .execute(to)
    .await
    .map_err(Fault::from_db)?;
    Ok(())
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

/// A person as last written.
pub(super) async fn person(db: &Db, id: &PersonId) -> Result<Option<Person>, Fault> {
    let found: Option<(String, String)> = sqlx::query_as("select name, bindings from person where id = ?")
        .bind(id.as_str())
        .fetch_optional(db.read())
        .await
        .map_err(Fault::from_db)?;
    let Some((name, bindings)) = found else { return Ok(None) };
    let bindings = serde_json::from_str(&bindings).map_err(|error| unreadable(&error))?;
    Ok(Some(Person { id: id.clone(), name, bindings }))
}

/// Bindings that this version cannot read give no rights: that is a fault, not a person without any.
pub(super) fn unreadable(error: &serde_json::Error) -> Fault {
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
