//! The SQL of drafts.

use domain::at::At;
use domain::fault::Fault;
use domain::ids::PersonId;

use crate::db::{Db, FromDb};

/// Writes a draft and says its number; drafts from before `since` go.
pub(super) async fn keep(
    db: &Db,
    person: &PersonId,
    content: &str,
    now: At,
    since: At,
) -> Result<i64, Fault> {
    let mut change = db.begin().await?;
    let run = async {
        sqlx::query("delete from draft where at < ?").bind(since.0).execute(&mut *change).await?;
        let put =
            sqlx::query_scalar("insert into draft (person_id, at, content) values (?, ?, ?) returning id");
        let id = put.bind(person.as_str()).bind(now.0).bind(content).fetch_one(&mut *change).await?;
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
