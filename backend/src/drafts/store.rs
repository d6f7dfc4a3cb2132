//! The SQL of drafts.

use domain::at::At;
use domain::fault::Fault;
use domain::ids::PersonId;

use crate::db::{Db, FromDb};

/// Writes a draft and says its number; drafts from before `since` go.
pub(super) async fn keep(
    db: &Db,
    person: &PersonId,
    kind: &str,
    content: &str,
    now: At,
    since: At,
) -> Result<i64, Fault> {
    let mut change = db.begin().await?;
    let run = async {
        sqlx::query("delete from draft where at < ?").bind(since.0).execute(&mut *change).await?;
        let put = sqlx::query_scalar(
            "insert into draft (person_id, kind, at, content) values (?, ?, ?, ?) returning id",
        );
        let id =
            put.bind(person.as_str()).bind(kind).bind(now.0).bind(content).fetch_one(&mut *change).await?;
        change.commit().await?;
        Ok(id)
    };
    run.await.map_err(Fault::from_db)
}

/// A draft of this person's.
pub(super) async fn read(db: &Db, person: &PersonId, id: i64) -> Result<Option<String>, Fault> {
    sqlx::query_scalar("select content from draft where id = ? and person_id = ?")
        .bind(id)
        .bind(person.as_str())
        .fetch_optional(db.read())
        .await
        .map_err(Fault::from_db)
}

/// The last draft of this kind and person's that has not become a job, and when it was kept.
pub(super) async fn last(
    db: &Db,
    person: &PersonId,
    kind: &str,
    since: At,
) -> Result<Option<(i64, i64)>, Fault> {
    sqlx::query_as(
        "select d.id, d.at from draft d where d.person_id = ? and d.kind = ? and d.at >= ?
            and not exists (select 1 from plan p where p.draft = d.id and p.job is not null)
         order by d.id desc limit 1",
    )
    .bind(person.as_str())
    .bind(kind)
    .bind(since.0)
    .fetch_optional(db.read())
    .await
    .map_err(Fault::from_db)
}

/// Drops the drafts of a kind that this person has.
pub(super) async fn forget(db: &Db, person: &PersonId, kind: &str) -> Result<(), Fault> {
    let mut change = db.begin().await?;
    let run = async {
        let gone = sqlx::query("delete from draft where person_id = ? and kind = ?");
        gone.bind(person.as_str()).bind(kind).execute(&mut *change).await?;
        change.commit().await
    };
    run.await.map_err(Fault::from_db)
}
