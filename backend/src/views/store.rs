//! The SQL of views.

use domain::access::Person;
use domain::at::At;
use domain::fault::Fault;
use domain::ids::{PersonId, fold};
use domain::views::{View, refused};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::db::{Db, FromDb};

/// One's own views and those that are shared, by name, and the one that one's fleet begins with.
pub(super) async fn list(db: &Db, person: &PersonId) -> Result<(Vec<View>, Option<i64>), Fault> {
    let rows = sqlx::query(
        "select id, name, query, person_name, person_id = ?1 as mine, shared from view where person_id = ?1
         union all
         select id, name, query, person_name, 0, shared from view where shared = 1 and person_id <> ?1
         order by name collate nocase, id",
    )
    .bind(person.as_str())
    .fetch_all(db.read())
    .await
    .map_err(Fault::from_db)?;
    let start = sqlx::query_scalar("select view from view_start where person_id = ?")
        .bind(person.as_str())
        .fetch_optional(db.read())
        .await
        .map_err(Fault::from_db)?;
    let all = rows.iter().map(view).collect::<Result<_, _>>().map_err(Fault::from_db)?;
    Ok((all, start))
}

fn view(row: &SqliteRow) -> Result<View, sqlx::Error> {
    Ok(View {
        id: row.try_get("id")?,
        name: row.try_get("name")?,
        query: row.try_get("query")?,
        by: row.try_get("person_name")?,
        is_mine: row.try_get("mine")?,
        is_shared: row.try_get("shared")?,
    })
}

/// Writes a new view of this person's, who keeps `most` of them.
pub(super) async fn save(
    db: &Db,
    person: &Person,
    name: &str,
    query: &str,
    shared: bool,
    now: At,
    most: i64,
) -> Result<(), Fault> {
    let mut change = db.begin().await?;
    let count: i64 = sqlx::query_scalar("select count(*) from view where person_id = ?")
        .bind(person.id.as_str())
        .fetch_one(&mut *change)
        .await
        .map_err(Fault::from_db)?;
    if count >= most {
        return Err(refused(&format!("You keep {most} views, which is the most: delete one first.")));
    }
    sqlx::query(
        "insert into view (person_id, person_name, name, folded, query, shared, at) values (?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(person.id.as_str())
    .bind(&person.name)
    .bind(name)
    .bind(fold(name))
    .bind(query)
    .bind(shared)
    .bind(now.0)
    .execute(&mut *change)
    .await
    .map_err(|why| named_twice(why, name))?;
    change.commit().await.map_err(Fault::from_db)
}

/// Names a view anew and says whether it is shared.
pub(super) async fn change(db: &Db, id: i64, name: &str, shared: bool) -> Result<(), Fault> {
    let mut change = db.begin().await?;
    sqlx::query("update view set name = ?, folded = ?, shared = ? where id = ?")
        .bind(name)
        .bind(fold(name))
        .bind(shared)
        .bind(id)
        .execute(&mut *change)
        .await
        .map_err(|why| named_twice(why, name))?;
    change.commit().await.map_err(Fault::from_db)
}

/// Two views of one name are refused by the database itself.
fn named_twice(why: sqlx::Error, name: &str) -> Fault {
    if why.as_database_error().is_some_and(sqlx::error::DatabaseError::is_unique_violation) {
        return refused(&format!(
            "There is a view “{name}” already: choose another name, or let that one show this."
        ));
    }
    Fault::from_db(why)
}

/// Lets a view show something else.
pub(super) async fn overwrite(db: &Db, id: i64, query: &str) -> Result<(), Fault> {
    let mut change = db.begin().await?;
    let write = sqlx::query("update view set query = ? where id = ?").bind(query).bind(id);
    write.execute(&mut *change).await.map_err(Fault::from_db)?;
    change.commit().await.map_err(Fault::from_db)
}

/// Deletes a view; nobody's fleet begins with it any more.
pub(super) async fn remove(db: &Db, id: i64) -> Result<(), Fault> {
    let mut change = db.begin().await?;
    let gone = sqlx::query("delete from view where id = ?").bind(id);
    gone.execute(&mut *change).await.map_err(Fault::from_db)?;
    change.commit().await.map_err(Fault::from_db)
}

/// Writes what a person's fleet begins with.
pub(super) async fn start(db: &Db, person: &PersonId, view: Option<i64>) -> Result<(), Fault> {
    let mut change = db.begin().await?;
    let run = async {
        sqlx::query("delete from view_start where person_id = ?")
            .bind(person.as_str())
            .execute(&mut *change)
            .await?;
        if let Some(view) = view {
            sqlx::query("insert into view_start (person_id, view) values (?, ?)")
                .bind(person.as_str())
                .bind(view)
                .execute(&mut *change)
                .await?;
        }
        change.commit().await
    };
    run.await.map_err(Fault::from_db)
}
