//! Which WorkSpaces are to be looked at: by a sweep, or because they are changing?

use domain::at::At;
use domain::fault::Fault;
use sqlx::SqliteConnection;

use crate::db::{Db, FromDb};

/// Begins a sweep: its number, and whether it is the first that will go through.
pub(crate) async fn begin_sweep(to: &mut SqliteConnection, scope_id: i64) -> sqlx::Result<(i64, bool)> {
    sqlx::query_as(
        "update scope set sweep = sweep + 1, sweeping = 0 where id = ? returning sweep, swept_at is null",
    )
    .bind(scope_id)
    .fetch_one(to)
    .await
}

/// Ids that this sweep has not seen and that are old enough to be missed.
pub(crate) async fn missed(
    db: &Db,
    scope_id: i64,
    sweep: i64,
    seen_before: At,
) -> Result<Vec<String>, Fault> {
    sqlx::query_scalar("select id from workspace where scope_id = ? and sweep < ? and first_seen < ?")
        .bind(scope_id)
        .bind(sweep)
        .bind(seen_before.0)
        .fetch_all(db.read())
        .await
        .map_err(Fault::from_db)
}

/// Ids after this one, in order: a walk through the scope in pieces.
pub(crate) async fn ids_after(
    db: &Db,
    scope_id: i64,
    after: &str,
    limit: usize,
) -> Result<Vec<String>, Fault> {
    sqlx::query_scalar("select id from workspace where scope_id = ? and id > ? order by id limit ?")
        .bind(scope_id)
        .bind(after)
        .bind(limit as i64)
        .fetch_all(db.read())
        .await
        .map_err(Fault::from_db)
}

/// A WorkSpace that will change by itself or is waited for: its id and since when.
pub(crate) type Moving = (String, i64);

/// WorkSpaces in transition, and those that a job waits for.
pub(crate) async fn moving(db: &Db, scope_id: i64) -> Result<Vec<Moving>, Fault> {
    sqlx::query_as(
        "select id, coalesce(state_since, first_seen) from workspace
         where scope_id = ?1 and state in ('PENDING', 'REBOOTING', 'STARTING', 'REBUILDING', 'RESTORING', 'TERMINATING',
            'TERMINATED', 'UPDATING', 'STOPPING')
         union
         select r.workspace_id, s.sent_at from step s join job_row r on r.id = s.row
         where s.state in ('sent', 'settling', 'unknown') and r.scope_id = ?1 and r.workspace_id is not null
            and s.sent_at is not null",
    )
    .bind(scope_id)
    .fetch_all(db.read())
    .await
    .map_err(Fault::from_db)
}

/// When each of these was first seen.
pub(crate) async fn first_seen(db: &Db, scope_id: i64, id: &str) -> Result<Option<(i64, String)>, Fault> {
    sqlx::query_as("select first_seen, state from workspace where scope_id = ? and id = ?")
        .bind(scope_id)
        .bind(id)
        .fetch_optional(db.read())
        .await
        .map_err(Fault::from_db)
}
