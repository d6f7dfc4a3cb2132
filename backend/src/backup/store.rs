//! The SQL of copies: how one is made, and what makes it safe to run.

use std::path::Path;

use domain::access::Person;
use domain::at::At;
use domain::audit::Act;
use domain::fault::Fault;
use domain::jobs::Held;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection as _, SqliteConnection};

use super::Restored;
use crate::audit::{self, Entry};
use crate::db::{Db, FromDb};

/// Copies the database as it is at one moment, and reads the copy through. The file must be there and empty.
pub(super) async fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let run = async {
        let options = SqliteConnectOptions::new().filename(from).read_only(true);
        let mut source = SqliteConnection::connect_with(&options).await?;
        sqlx::query("vacuum into ?").bind(to.to_string_lossy()).execute(&mut source).await?;
        source.close().await?;
        let options = SqliteConnectOptions::new().filename(to).read_only(true);
        let mut copy = SqliteConnection::connect_with(&options).await?;
        let said: String = sqlx::query_scalar("pragma quick_check(1)").fetch_one(&mut copy).await?;
        copy.close().await?;
        Ok::<_, sqlx::Error>(said)
    };
    match run.await {
        Ok(said) if said == "ok" => Ok(()),
        Ok(said) => Err(said),
        Err(why) => Err(why.to_string()),
    }
}

/// Makes a copy safe to run: nobody is signed in, no message goes out a second time, what was being sent is unknown, what was
/// to be created is looked for first, and no job goes on by itself. The audit says who took it back, and from where.
pub(super) async fn calm(db: &Db, by: &Person, from: &str, now: At) -> Result<Restored, Fault> {
    let mut change = db.begin().await?;
    let run = async {
        sqlx::query("delete from session").execute(&mut *change).await?;
        sqlx::query(
            "update message set next_try = null, error = 'the database was restored; it may have been delivered before'
             where next_try is not null",
        )
        .execute(&mut *change)
        .await?;
        let held = sqlx::query(
            "update job set paused = 1, held = coalesce(held, ?) where ended is null and exists
                (select 1 from job_row r join step s on s.row = r.id where r.job = job.id
                 and s.state in ('planned', 'ready', 'sending', 'sent', 'settling', 'unknown'))",
        )
        .bind(Held::Restored.slug())
        .execute(&mut *change)
        .await?
        .rows_affected();
        // A create that was still to be sent may have been sent since, and nothing at AWS keeps a second one without a user from
        // coming about. That it waited for an earlier wave is of no weight any more: a person lets all of it go.
        let unknown = sqlx::query(
            "update step set state = 'unknown', lease = null, lease_until = null, sent_at = ?1, earliest = ?1, moved_at = ?1
             where state = 'sending' or (state in ('planned', 'ready') and row in
                (select r.id from job_row r join job j on j.id = r.job where j.kind in ('create', 'create-standby')))",
        )
        .bind(now.0)
        .execute(&mut *change)
        .await?
        .rows_affected();
        let note = format!("jobs that are held: {held}; rows that are looked into: {unknown}");
        let entry = Entry { note: Some(&note), ..Entry::act(Act::Restore, by, from, now) };
        audit::store::add(&mut change, &[entry]).await?;
        change.commit().await?;
        Ok::<_, sqlx::Error>(Restored { held, unknown })
    };
    run.await.map_err(Fault::from_db)
}
