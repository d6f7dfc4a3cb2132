//! The SQL of messages: written with what they tell, found when due, and what became of each try.

use std::collections::BTreeMap;

use domain::at::At;
use domain::fault::Fault;
use domain::ids::JobId;
use domain::jobs::Kind;
use domain::tell::{Delivery, Event, Told};
use sqlx::{Row, SqliteConnection};

use super::{Facts, Message};
use crate::config::Way;
use crate::db::{Db, FromDb};

/// Messages of one job that a page shows.
const SHOWN: i64 = 50;

/// Writes the ways of the config. What waits for a way that is not there any more is given up.
pub(crate) async fn put_ways(db: &Db, ways: &[Way]) -> Result<(), Fault> {
    let mut change = db.begin().await?;
    let run = async {
        sqlx::query("delete from way").execute(&mut *change).await?;
        for way in ways {
            let events: Vec<_> = way.events.iter().map(|event| event.slug()).collect();
            sqlx::query("insert into way (name, events) values (?, ?)")
                .bind(&way.name)
                .bind(serde_json::to_string(&events).unwrap_or_default())
                .execute(&mut *change)
                .await?;
        }
        sqlx::query(
            "update message set next_try = null, error = 'the config does not name it any more'
             where next_try is not null and way not in (select name from way)",
        )
        .execute(&mut *change)
        .await?;
        change.commit().await
    };
    run.await.map_err(Fault::from_db)
}

/// Writes a message for each way that wants to hear of this event: to be called in the transaction of the event, so
/// that neither is there without the other.
pub(crate) async fn note(to: &mut SqliteConnection, job: i64, event: Event, at: At) -> sqlx::Result<()> {
    let facts = facts(to, job).await?;
    sqlx::query(
        "insert into message (uid, job, event, at, way, facts, next_try)
         select lower(hex(randomblob(16))), ?1, ?2, ?3, w.name, ?4, ?3 from way w
         where exists (select 1 from json_each(w.events) e where e.value = ?2) order by w.n",
    )
    .bind(job)
    .bind(event.slug())
    .bind(at.0)
    .bind(serde_json::to_string(&facts).unwrap_or_default())
    .execute(to)
    .await?;
    Ok(())
}

/// As [`note`], for a job that has just ended, well or not.
pub(crate) async fn note_end(to: &mut SqliteConnection, job: i64, at: At) -> sqlx::Result<()> {
    let failed: bool = sqlx::query_scalar(
        "select exists (select 1 from job_row r join step s on s.row = r.id
            where r.job = ? and s.state in ('failed', 'needs_person'))",
    )
    .bind(job)
    .fetch_one(&mut *to)
    .await?;
    note(to, job, if failed { Event::Failed } else { Event::Ended }, at).await
}

async fn facts(to: &mut SqliteConnection, job: i64) -> sqlx::Result<Facts> {
    let (kind, by, rows): (String, String, i64) = sqlx::query_as(
        "select kind, person_name, (select count(*) from job_row r where r.job = j.id) from job j where id = ?",
    )
    .bind(job)
    .fetch_one(&mut *to)
    .await?;
    let counts: Vec<(String, i64)> = sqlx::query_as(
        "select s.state, count(*) from job_row r join step s on s.row = r.id and s.n = r.at where r.job = ? group by s.state",
    )
    .bind(job)
    .fetch_all(to)
    .await?;
    let title = Kind::from_slug(&kind).map_or(kind, |kind| kind.title(rows));
    Ok(Facts { title, by, counts: BTreeMap::from_iter(counts) })
}

/// The message to a way that has waited longest of those that are due.
pub(super) async fn due(db: &Db, way: &str, now: At) -> Result<Option<Message>, Fault> {
    let row = sqlx::query(
        "select id, uid, job, event, at, facts, tries from message
         where way = ? and next_try <= ? order by next_try, id limit 1",
    )
    .bind(way)
    .bind(now.0)
    .fetch_optional(db.read())
    .await
    .map_err(Fault::from_db)?;
    Ok(row.and_then(|row| {
        Some(Message {
            id: row.get("id"),
            uid: row.get("uid"),
            job: row.get("job"),
            event: Event::from_slug(row.get("event"))?,
            at: At(row.get("at")),
            facts: serde_json::from_str(row.get("facts")).ok()?,
            tries: row.get("tries"),
        })
    }))
}

/// Writes what became of a try, with a line of the log: the job's page shows it.
pub(super) async fn tried(
    to: &mut SqliteConnection,
    message: &Message,
    state: Delivery,
    why: Option<&str>,
    now: At,
) -> sqlx::Result<()> {
    let (delivered, next_try) = match state {
        Delivery::Delivered(at) => (Some(at.0), None),
        Delivery::Waits(at) => (None, Some(at.0)),
        Delivery::GivenUp => (None, None),
    };
    sqlx::query("update message set tries = tries + 1, delivered = ?, next_try = ?, error = ? where id = ?")
        .bind(delivered)
        .bind(next_try)
        .bind(why)
        .bind(message.id)
        .execute(&mut *to)
        .await?;
    sqlx::query("insert into change (at, kind, subject, field, job) values (?1, 'job', ?2, 'told', ?2)")
        .bind(now.0)
        .bind(message.job)
        .execute(to)
        .await?;
    Ok(())
}

/// The newest messages about a job, in the order of what happened.
pub(super) async fn told(db: &Db, job: JobId) -> Result<Vec<Told>, Fault> {
    let rows = sqlx::query(
        "select * from (select id, event, way, tries, delivered, next_try, error from message where job = ?
            order by id desc limit ?) order by id",
    )
    .bind(job.0)
    .bind(SHOWN)
    .fetch_all(db.read())
    .await
    .map_err(Fault::from_db)?;
    let told = rows.iter().filter_map(|row| {
        Some(Told {
            event: Event::from_slug(row.get("event"))?,
            way: row.get("way"),
            state: match (row.get::<Option<i64>, _>("delivered"), row.get::<Option<i64>, _>("next_try")) {
                (Some(at), _) => Delivery::Delivered(At(at)),
                (None, Some(at)) => Delivery::Waits(At(at)),
                (None, None) => Delivery::GivenUp,
            },
            tries: row.get("tries"),
            why: row.get("error"),
        })
    });
    Ok(told.collect())
}
