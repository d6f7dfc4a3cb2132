//! The SQL of what a job has left to send.

use domain::at::At;
use domain::fault::Fault;
use domain::ids::{AccountId, JobId, Region, ScopeKey};
use sqlx::Row;

use crate::db::{Db, FromDb};

/// What is left to be sent in one scope.
pub(super) struct Left {
    pub(super) scope: ScopeKey,
    /// Steps, also those that wait for the one before or for their wave.
    pub(super) steps: i64,
    /// When the first of those that wait for nothing else may go.
    pub(super) next: Option<At>,
    /// No row's last step goes before: its steps rest after each other, and some have to be so long after another.
    pub(super) last: At,
    /// The part of our rate that the job takes.
    pub(super) share: f64,
}

/// What a job has left, by scope.
pub(super) async fn left(db: &Db, id: JobId, now: At) -> Result<Vec<Left>, Fault> {
    let found = sqlx::query(
        "select c.account, c.region, j.share, sum(w.steps) as steps, min(w.next) as next, max(w.last) as last from (
            select r.job, r.scope_id, count(*) as steps, min(iif(s.state = 'ready', s.earliest, null)) as next,
                max(max(s.earliest),
                    max(max(iif(s.n = r.at, s.earliest, 0)), ?2) + sum(iif(s.n > r.at, s.rest, 0)),
                    max(coalesce((select sent_at from step b where b.row = s.row and b.n = s.since_n), ?2)
                        + coalesce(s.since_ms, 0))) as last
            from job_row r join step s on s.row = r.id and s.n >= r.at
            where r.job = ?1 and s.state in ('planned', 'ready') group by r.id) w
         join job j on j.id = w.job join scope c on c.id = w.scope_id group by w.scope_id",
    )
    .bind(id.0)
    .bind(now.0)
    .fetch_all(db.read())
    .await
    .map_err(Fault::from_db)?;
    let left = |row: &sqlx::sqlite::SqliteRow| Left {
        scope: ScopeKey {
            account: AccountId::new(row.get::<String, _>("account")),
            region: Region::new(row.get::<String, _>("region")),
        },
        steps: row.get("steps"),
        next: row.get::<Option<i64>, _>("next").map(At),
        last: At(row.get("last")),
        share: row.get("share"),
    };
    Ok(found.iter().map(left).collect())
}
