//! The SQL of refused rows, and of the form that they stood under.

use domain::access::Person;
use domain::create::{Form, Row};
use domain::fault::Fault;
use sqlx::SqliteConnection;

use crate::db::{Db, FromDb};

/// Keeps the form and the refused rows of a plan.
pub(crate) async fn keep(db: &Db, plan: i64, form: &Form, rows: &[Row]) -> Result<(), Fault> {
    let mut change = db.begin().await?;
    let run = async {
        let form = serde_json::to_string(form).unwrap_or_default();
        sqlx::query("update plan set form = ? where id = ?")
            .bind(form)
            .bind(plan)
            .execute(&mut *change)
            .await?;
        for row in rows {
            put(&mut change, plan, row).await?;
        }
        change.commit().await
    };
    run.await.map_err(Fault::from_db)
}

/// Writes a refused row, instead of the one with its line.
pub(crate) async fn put(to: &mut SqliteConnection, plan: i64, row: &Row) -> sqlx::Result<()> {
    sqlx::query("insert or replace into plan_refused (plan, line, row) values (?, ?, ?)")
        .bind(plan)
        .bind(row.line as i64)
        .bind(serde_json::to_string(row).unwrap_or_default())
        .execute(to)
        .await?;
    Ok(())
}

/// Takes a row away that is refused no more.
pub(crate) async fn take(to: &mut SqliteConnection, plan: i64, line: usize) -> sqlx::Result<()> {
    let gone = sqlx::query("delete from plan_refused where plan = ? and line = ?").bind(plan);
    gone.bind(line as i64).execute(to).await?;
    Ok(())
}

/// The form of a plan, when it was made from a list.
pub(crate) async fn form(db: &Db, plan: i64) -> Result<Option<Form>, Fault> {
    let found: Option<Option<String>> = sqlx::query_scalar("select form from plan where id = ?")
        .bind(plan)
        .fetch_optional(db.read())
        .await
        .map_err(Fault::from_db)?;
    Ok(found.flatten().and_then(|form| serde_json::from_str(&form).ok()))
}

/// Whether this line is refused.
pub(crate) async fn is_refused(db: &Db, plan: i64, line: usize) -> Result<bool, Fault> {
    sqlx::query_scalar("select exists (select 1 from plan_refused where plan = ? and line = ?)")
        .bind(plan)
        .bind(line as i64)
        .fetch_one(db.read())
        .await
        .map_err(Fault::from_db)
}

/// How many rows of this person's plan are refused.
pub(super) async fn count(db: &Db, person: &Person, plan: i64) -> Result<i64, Fault> {
    let found: Option<i64> = sqlx::query_scalar(
        "select (select count(*) from plan_refused r where r.plan = p.id) from plan p where p.id = ? and p.person_id = ?",
    )
    .bind(plan)
    .bind(person.id.as_str())
    .fetch_optional(db.read())
    .await
    .map_err(Fault::from_db)?;
    found.ok_or_else(|| Fault::not_found("That plan is not there, or is someone else's."))
}

/// Refused rows of a plan, from after a line.
pub(super) async fn page(db: &Db, plan: i64, after: i64, most: i64) -> Result<Vec<Row>, Fault> {
    let found: Vec<String> =
        sqlx::query_scalar("select row from plan_refused where plan = ? and line > ? order by line limit ?")
            .bind(plan)
            .bind(after)
            .bind(most)
            .fetch_all(db.read())
            .await
            .map_err(Fault::from_db)?;
    // One that another version wrote cannot be mended here; its list still can.
    Ok(found.iter().filter_map(|row| serde_json::from_str(row).ok()).collect())
}
