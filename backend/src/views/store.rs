//! The SQL of views.

use domain::access::Person;
use domain::at::At;
use domain::audit::Act;
use domain::fault::Fault;
use domain::ids::{PersonId, fold};
use domain::views::{View, refused};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::audit::{self, Entry};
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
    let by = By { person, now };
    by.wrote(&mut change, Act::SaveView, name, None, Some(&shows(query, shared))).await?;
    change.commit().await.map_err(Fault::from_db)
}

/// Who changes a view, and when.
#[derive(Clone, Copy)]
pub(super) struct By<'a> {
    pub(super) person: &'a Person,
    pub(super) now: At,
}

impl By<'_> {
    /// Writes it into the audit.
    async fn wrote(
        self,
        to: &mut SqliteConnection,
        act: Act,
        name: &str,
        before: Option<&str>,
        after: Option<&str>,
    ) -> Result<(), Fault> {
        let entry = Entry { before, after, ..Entry::act(act, self.person, name, self.now) };
        audit::store::add(to, &[entry]).await.map_err(Fault::from_db)
    }
}

/// What a view shows and to whom, in the words of the audit.
fn shows(query: &str, shared: bool) -> String {
    let query = if query.is_empty() { "everything" } else { query };
    if shared { format!("{query}, shared") } else { query.to_owned() }
}

/// Names a view anew and says whether it is shared.
pub(super) async fn change(db: &Db, by: By<'_>, view: &View, name: &str, shared: bool) -> Result<(), Fault> {
    let mut change = db.begin().await?;
    sqlx::query("update view set name = ?, folded = ?, shared = ? where id = ?")
        .bind(name)
        .bind(fold(name))
        .bind(shared)
        .bind(view.id)
        .execute(&mut *change)
        .await
        .map_err(|why| named_twice(why, name))?;
    let words = |name: &str, shared: bool| if shared { format!("{name}, shared") } else { name.to_owned() };
    let (before, after) = (words(&view.name, view.is_shared), words(name, shared));
    by.wrote(&mut change, Act::ChangeView, name, Some(&before), Some(&after)).await?;
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
pub(super) async fn overwrite(db: &Db, by: By<'_>, view: &View, query: &str) -> Result<(), Fault> {
    let mut change = db.begin().await?;
    let write = sqlx::query("update view set query = ? where id = ?").bind(query).bind(view.id);
    write.execute(&mut *change).await.map_err(Fault::from_db)?;
    let (before, after) = (shows(&view.query, view.is_shared), shows(query, view.is_shared));
    by.wrote(&mut change, Act::OverwriteView, &view.name, Some(&before), Some(&after)).await?;
    change.commit().await.map_err(Fault::from_db)
}

/// Deletes a view; nobody's fleet begins with it any more.
pub(super) async fn remove(db: &Db, by: By<'_>, view: &View) -> Result<(), Fault> {
    let mut change = db.begin().await?;
    let gone = sqlx::query("delete from view where id = ?").bind(view.id);
    gone.execute(&mut *change).await.map_err(Fault::from_db)?;
    by.wrote(&mut change, Act::RemoveView, &view.name, Some(&shows(&view.query, view.is_shared)), None)
        .await?;
    change.commit().await.map_err(Fault::from_db)
}

/// Writes what somebody's fleet begins with: this view, or, with `off`, none.
pub(super) async fn start(db: &Db, by: By<'_>, view: &View, off: bool) -> Result<(), Fault> {
    let person = by.person.id.as_str();
    let mut change = db.begin().await?;
    let run = async {
        sqlx::query("delete from view_start where person_id = ?").bind(person).execute(&mut *change).await?;
        if !off {
            sqlx::query("insert into view_start (person_id, view) values (?, ?)")
                .bind(person)
                .bind(view.id)
                .execute(&mut *change)
                .await?;
        }
        sqlx::Result::Ok(())
    };
    run.await.map_err(Fault::from_db)?;
    let after = if off { "the whole fleet" } else { view.name.as_str() };
    by.wrote(&mut change, Act::StartView, &view.name, None, Some(after)).await?;
    change.commit().await.map_err(Fault::from_db)
}
