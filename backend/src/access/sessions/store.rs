//! The SQL of looking at sessions and ending them.

use std::collections::BTreeMap;

use domain::access::Person;
use domain::at::At;
use domain::audit::Act;
use domain::count;
use domain::fault::Fault;
use domain::ids::PersonId;
use domain::sessions::{Known, Session};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::access::store::unreadable;
use crate::audit::{self, Entry};
use crate::db::{Db, FromDb};

/// The sessions of a person that have not ended.
pub(super) async fn sessions(db: &Db, person: &PersonId, this: &str, now: At) -> Result<Vec<Session>, Fault> {
    let rows = sqlx::query(
        "select id, begun, seen, browser from session where person_id = ? and expires > ? order by seen desc, begun desc, id",
    )
    .bind(person.as_str())
    .bind(now.0)
    .fetch_all(db.read())
    .await
    .map_err(Fault::from_db)?;
    let session = |row: &SqliteRow| -> sqlx::Result<Session> {
        let key: String = row.try_get("id")?;
        Ok(Session {
            is_this: key == this,
            key,
            begun: At(row.try_get("begun")?),
            seen: At(row.try_get("seen")?),
            browser: row.try_get::<Option<String>, _>("browser")?.unwrap_or_default(),
        })
    };
    rows.iter().map(session).collect::<sqlx::Result<_>>().map_err(Fault::from_db)
}

/// Ends the session that its person leaves.
pub(super) async fn sign_out(db: &Db, person: &Person, this: &str, now: At) -> Result<(), Fault> {
    let mut change = db.begin().await?;
    let run = async {
        if gone(&mut change, person, Which::One(this)).await? > 0 {
            audit::store::add(&mut change, &[Entry::act(Act::SignOut, person, &person.name, now)]).await?;
        }
        change.commit().await
    };
    run.await.map_err(Fault::from_db)
}

/// Ends a session of this person's; `false`, when there is none.
pub(super) async fn end_one(db: &Db, person: &Person, key: &str, now: At) -> Result<bool, Fault> {
    let mut change = db.begin().await?;
    let run = async {
        let find = "select browser from session where person_id = ? and id = ? and expires > ?";
        let find =
            sqlx::query_scalar::<_, Option<String>>(find).bind(person.id.as_str()).bind(key).bind(now.0);
        let Some(browser) = find.fetch_optional(&mut *change).await? else { return Ok(false) };
        gone(&mut change, person, Which::One(key)).await?;
        let entry =
            Entry { before: browser.as_deref(), ..Entry::act(Act::EndSession, person, &person.name, now) };
        audit::store::add(&mut change, &[entry]).await?;
        change.commit().await?;
        Ok(true)
    };
    run.await.map_err(Fault::from_db)
}

/// Ends the sessions of this person but for one.
pub(super) async fn end_others(db: &Db, person: &Person, this: &str, now: At) -> Result<(), Fault> {
    end_many(db, person, person, Which::AllBut(this), now).await
}

/// Ends all sessions of somebody.
pub(super) async fn end_all(db: &Db, by: &Person, whose: &Person, now: At) -> Result<(), Fault> {
    end_many(db, by, whose, Which::AllBut(""), now).await
}

async fn end_many(db: &Db, by: &Person, whose: &Person, which: Which<'_>, now: At) -> Result<(), Fault> {
    let mut change = db.begin().await?;
    let run = async {
        let ended = gone(&mut change, whose, which).await?;
        let words = count::of(ended as i64, "session", "sessions");
        let entry = Entry { before: Some(&words), ..Entry::act(Act::EndSessions, by, &whose.name, now) };
        audit::store::add(&mut change, &[entry]).await?;
        change.commit().await
    };
    run.await.map_err(Fault::from_db)
}

/// Ends the sessions of a person, or of a session at the identity provider, that were opened by then.
pub(super) async fn end_elsewhere(
    db: &Db,
    whose: Option<&PersonId>,
    sid: Option<&str>,
    by: At,
    now: At,
) -> Result<u64, Fault> {
    if whose.is_none() && sid.is_none() {
        return Ok(0);
    }
    let mut change = db.begin().await?;
    // What a session holds is the server's JSON (`server/src/sign_in/session.rs`).
    let gone = sqlx::query_scalar::<_, String>(
        "delete from session where begun <= ?1 and (?2 is null or person_id = ?2)
           and (?3 is null or iif(json_valid(data), json_extract(data, '$.holder.sid'), null) = ?3)
         returning person_id",
    )
    .bind(by.0)
    .bind(whose.map(PersonId::as_str))
    .bind(sid)
    .fetch_all(&mut *change)
    .await
    .map_err(Fault::from_db)?;
    let mut ended = BTreeMap::<&str, i64>::new();
    for id in &gone {
        *ended.entry(id).or_default() += 1;
    }
    for (id, count) in ended {
        let name: Option<String> = sqlx::query_scalar("select name from person where id = ?")
            .bind(id)
            .fetch_optional(&mut *change)
            .await
            .map_err(Fault::from_db)?;
        let name = name.unwrap_or_else(|| id.to_owned());
        let whose = Person { id: PersonId::new(id), name, bindings: Vec::new() };
        let words = count::of(count, "session", "sessions");
        let note = Some("They had ended at the identity provider.");
        let entry =
            Entry { before: Some(&words), note, ..Entry::act(Act::EndSessions, &whose, &whose.name, now) };
        audit::store::add(&mut change, &[entry]).await.map_err(Fault::from_db)?;
    }
    change.commit().await.map_err(Fault::from_db)?;
    Ok(gone.len() as u64)
}

/// Which sessions of a person.
#[derive(Clone, Copy)]
enum Which<'a> {
    One(&'a str),
    AllBut(&'a str),
}

async fn gone(to: &mut SqliteConnection, whose: &Person, which: Which<'_>) -> sqlx::Result<u64> {
    let (delete, key) = match which {
        Which::One(key) => ("delete from session where person_id = ? and id = ?", key),
        Which::AllBut(key) => ("delete from session where person_id = ? and id <> ?", key),
    };
    let done = sqlx::query(delete).bind(whose.id.as_str()).bind(key).execute(to).await?;
    Ok(done.rows_affected())
}

/// Everybody who has signed in, by name.
pub(super) async fn people(db: &Db, me: &PersonId, now: At) -> Result<Vec<Known>, Fault> {
    let rows = sqlx::query(
        "select p.id, p.name, p.bindings, max(p.seen_at, coalesce(max(s.seen), 0)) as seen, count(s.id) as sessions
         from person p left join session s on s.person_id = p.id and s.expires > ?
         group by p.id order by p.name collate nocase, p.id",
    )
    .bind(now.0)
    .fetch_all(db.read())
    .await
    .map_err(Fault::from_db)?;
    let mut people = Vec::with_capacity(rows.len());
    for row in rows {
        let id = PersonId::new(row.get::<String, _>("id"));
        let bindings = serde_json::from_str(row.get("bindings")).map_err(|error| unreadable(&error))?;
        people.push(Known {
            is_me: id == *me,
            person: Person { id, name: row.get("name"), bindings },
            seen: At(row.get("seen")),
            sessions: row.get("sessions"),
        });
    }
    Ok(people)
}
