//! The SQL of carrying steps out: what is due, the claim before the call, and what became of it.

use domain::at::At;
use domain::fault::Fault;
use domain::ids::ScopeKey;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use crate::db::{Db, FromDb};

/// A step with what its row and job say.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Step {
    pub(super) id: i64,
    pub(super) row: i64,
    pub(super) job: i64,
    pub(super) job_at: i64,
    pub(super) kind: String,
    pub(super) person_id: String,
    pub(super) directory_id: String,
    pub(super) workspace_id: Option<String>,
    pub(super) wish: String,
    /// The user, or the name of a user-decoupled WorkSpace.
    pub(super) label: String,
    /// What this step asks for, as JSON; null: what the job's kind says.
    pub(super) what: Option<String>,
    /// The id of what came about, where it is not the row's WorkSpace.
    pub(super) made: Option<String>,
    pub(super) attempts: i64,
    pub(super) alone: bool,
    pub(super) sent_at: Option<i64>,
    pub(super) late_at: Option<i64>,
    pub(super) late: bool,
    pub(super) outcome: Option<String>,
    pub(super) moved_at: i64,
    // What the inventory knows of its WorkSpace; null when it is not there.
    pub(super) now_state: Option<String>,
    pub(super) now_as_of: Option<i64>,
    pub(super) now_error: Option<String>,
    #[sqlx(flatten)]
    pub(super) now: Now,
    /// Whether the state that it passes through (REBOOTING, REBUILDING, RESTORING) was seen since it was sent.
    pub(super) passed: bool,
}

/// What the inventory knows of the properties of a step's WorkSpace.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Now {
    pub(super) mode: Option<String>,
    pub(super) auto_stop: Option<i64>,
    pub(super) compute: Option<String>,
    pub(super) root_gib: Option<i64>,
    pub(super) user_gib: Option<i64>,
    pub(super) protocol: Option<String>,
    pub(super) bundle_id: Option<String>,
    pub(super) replication: Option<String>,
    pub(super) modifying: Option<String>,
    pub(super) accelerator: Option<String>,
    pub(super) accelerator_protocol: Option<String>,
    pub(super) nested_virtualization: Option<bool>,
}

impl Step {
    /// The value of our tag on what it creates: no other row, of any database, has the same.
    pub(super) fn mark(&self) -> String {
        format!("{}-{}", self.row, self.job_at)
    }
}

const STEPS: &str = "select s.id, s.row, r.job, j.at as job_at, j.kind, j.person_id, r.directory_id, r.workspace_id, r.wish, r.label,
        s.attempts, s.alone, s.sent_at, s.late_at, s.late, s.outcome, s.moved_at, s.what, s.made,
        w.mode, w.auto_stop, w.compute, w.root_gib, w.user_gib, w.protocol, w.bundle_id, w.replication, w.modifying,
        w.accelerator, w.accelerator_protocol, w.nested_virtualization,
        w.state as now_state, w.as_of as now_as_of, coalesce(w.error_message, w.error_code) as now_error,
        exists (select 1 from change c where c.kind = 'workspace' and c.scope_id = r.scope_id
            and c.subject = r.workspace_id and c.field = 'state' and c.at >= s.sent_at and c.new =
                case j.kind when 'reboot' then 'REBOOTING' when 'rebuild' then 'REBUILDING' when 'restore' then 'RESTORING' end
        ) as passed
    from step s join job_row r on r.id = s.row join job j on j.id = r.job
    left join workspace w on w.scope_id = r.scope_id and w.id = r.workspace_id ";

/// Which steps, in order, for one scope.
pub(super) enum Which {
    /// May be sent now, of this job.
    Ready { job: i64, limit: i64 },
    /// No answer, and due to be looked into.
    Unknown,
    /// Accepted, and watched.
    Settling,
}

/// The steps of a scope that are in question now.
pub(super) async fn steps(db: &Db, scope_id: i64, now: At, which: Which) -> Result<Vec<Step>, Fault> {
    let mut find = QueryBuilder::<Sqlite>::new(STEPS);
    find.push(" where r.scope_id = ").push_bind(scope_id);
    match which {
        Which::Ready { job, limit } => {
            find.push(" and r.job = ")
                .push_bind(job)
                .push(" and s.state = 'ready' and s.earliest <= ")
                .push_bind(now.0);
            find.push(" order by s.alone, r.n limit ").push_bind(limit);
        }
        Which::Unknown => {
            find.push(" and s.state = 'unknown' and s.earliest <= ")
                .push_bind(now.0)
                .push(" order by s.earliest limit 25");
        }
        Which::Settling => {
            find.push(" and s.state in ('sent', 'settling') and s.earliest <= ").push_bind(now.0);
        }
    }
    find.build_query_as().fetch_all(db.read()).await.map_err(Fault::from_db)
}

/// A job that may be served.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Next {
    pub(super) job: i64,
    pub(super) window: Option<String>,
    pub(super) share: f64,
}

/// Of the jobs with steps that may be sent now in this scope, but for those that have had their share, the one that was
/// served longest ago.
pub(super) async fn next_job(db: &Db, scope_id: i64, now: At, served: &[i64]) -> Result<Option<Next>, Fault> {
    sqlx::query_as(
        "select r.job, j.window, j.share from step s join job_row r on r.id = s.row join job j on j.id = r.job
         where r.scope_id = ?1 and s.state = 'ready' and s.earliest <= ?2 and j.paused = 0
            and coalesce(j.opens_at, 0) <= ?2 and r.job not in (select value from json_each(?3))
         group by r.job
         order by (select coalesce(max(s2.sent_at), 0) from step s2 join job_row r2 on r2.id = s2.row where r2.job = r.job), r.job
         limit 1",
    )
    .bind(scope_id)
    .bind(now.0)
    .bind(serde_json::json!(served).to_string())
    .fetch_optional(db.read())
    .await
    .map_err(Fault::from_db)
}

/// The job sends nothing before its hours begin again.
pub(super) async fn closed(to: &mut SqliteConnection, job: i64, opens: At) -> sqlx::Result<()> {
    sqlx::query("update job set opens_at = ? where id = ?").bind(opens.0).bind(job).execute(to).await?;
    Ok(())
}

/// How the wave of a job stands that has rules for it.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub(super) struct Wave {
    pub(super) job: i64,
    pub(super) approve: bool,
    pub(super) stop_percent: Option<i64>,
    /// Rows that were to be changed, those that ended badly, and those that have no end yet.
    pub(super) rows: i64,
    pub(super) bad: i64,
    pub(super) open: i64,
    /// Whether another wave waits.
    pub(super) more: bool,
}

/// The waves of the jobs that touch this scope and go by rules.
pub(super) async fn waves(db: &Db, scope_id: i64) -> Result<Vec<Wave>, Fault> {
    sqlx::query_as(
        "select j.id as job, j.approve, j.stop_percent,
            sum(s.state not in ('skipped', 'cancelled')) as rows, sum(s.state in ('failed', 'needs_person')) as bad,
            sum(s.state in ('planned', 'ready', 'sending', 'sent', 'settling', 'unknown')) as open,
            exists (select 1 from wave o where o.job = j.id and o.n > j.wave) as more
         from job j join wave w on w.job = j.id and w.n = j.wave
         join job_row r on r.wave = w.id join step s on s.row = r.id and s.n = r.at
         where j.ended is null and j.paused = 0 and j.held is null
            and (j.stop_percent is not null or exists (select 1 from wave o where o.job = j.id and o.n > j.wave))
            and exists (select 1 from job_row o where o.job = j.id and o.scope_id = ?)
         group by j.id",
    )
    .bind(scope_id)
    .fetch_all(db.read())
    .await
    .map_err(Fault::from_db)
}

/// The job pauses itself; `false`, when it has done so already.
pub(super) async fn hold(to: &mut SqliteConnection, job: i64, held: &str) -> sqlx::Result<bool> {
    let held =
        sqlx::query("update job set paused = 1, held = ? where id = ? and held is null").bind(held).bind(job);
    Ok(held.execute(to).await?.rows_affected() == 1)
}

/// The claim: who sends, until when, and under which attempt.
pub(super) struct Claim<'a> {
    pub(super) scope_id: i64,
    pub(super) operation: &'a str,
    pub(super) attempt: &'a str,
    pub(super) now: At,
    pub(super) until: At,
}

/// Claims steps, before the call; says which are ours.
pub(super) async fn claim(
    to: &mut SqliteConnection,
    claim: &Claim<'_>,
    steps: &[Step],
) -> sqlx::Result<Vec<i64>> {
    let call: i64 = sqlx::query_scalar(
        "insert into call (scope_id, operation, attempt, started) values (?, ?, ?, ?) returning id",
    )
    .bind(claim.scope_id)
    .bind(claim.operation)
    .bind(claim.attempt)
    .bind(claim.now.0)
    .fetch_one(&mut *to)
    .await?;
    let mut ours = Vec::with_capacity(steps.len());
    for step in steps {
        let claimed = sqlx::query(
            "update step set state = 'sending', lease = ?1, lease_until = ?2, attempts = attempts + 1, call = ?3,
                sent_at = ?4, moved_at = ?4
             where id = ?5 and state = 'ready'
                and not exists (select 1 from job_row r join job j on j.id = r.job where r.id = step.row and j.paused = 1)",
        )
        .bind(claim.attempt)
        .bind(claim.until.0)
        .bind(call)
        .bind(claim.now.0)
        .bind(step.id)
        .execute(&mut *to)
        .await?;
        if claimed.rows_affected() == 1 {
            ours.push(step.id);
        }
    }
    Ok(ours)
}

/// Whether the claim still holds, right before the call.
pub(super) async fn holds(db: &Db, attempt: &str, now: At) -> Result<bool, Fault> {
    sqlx::query_scalar("select exists (select 1 from step where lease = ? and lease_until > ?)")
        .bind(attempt)
        .bind(now.0)
        .fetch_one(db.read())
        .await
        .map_err(Fault::from_db)
}

/// Writes how the call ended.
pub(super) async fn call_ended(
    to: &mut SqliteConnection,
    attempt: &str,
    now: At,
    result: &str,
    request_id: Option<&str>,
) -> sqlx::Result<()> {
    sqlx::query("update call set ended = ?, result = ?, request_id = ? where attempt = ?")
        .bind(now.0)
        .bind(result)
        .bind(request_id)
        .bind(attempt)
        .execute(to)
        .await?;
    Ok(())
}

/// Steps whose sender is gone (`now`), or all that were being sent when the process ended (`None`): whether AWS has
/// them is open.
pub(super) async fn orphans(
    to: &mut SqliteConnection,
    scope: &ScopeKey,
    now: At,
    all: bool,
) -> sqlx::Result<u64> {
    let done = sqlx::query(
        "update step set state = 'unknown', lease = null, lease_until = null, moved_at = ?1, earliest = ?1
         where state = 'sending' and (?2 or lease_until < ?1) and row in (select r.id from job_row r
            join scope c on c.id = r.scope_id where c.account = ?3 and c.region = ?4)",
    )
    .bind(now.0)
    .bind(all)
    .bind(scope.account.as_str())
    .bind(scope.region.as_str())
    .execute(to)
    .await?;
    Ok(done.rows_affected())
}

/// Looks again later.
pub(super) async fn later(to: &mut SqliteConnection, step: i64, earliest: At) -> sqlx::Result<()> {
    sqlx::query("update step set earliest = ? where id = ?").bind(earliest.0).bind(step).execute(to).await?;
    Ok(())
}

/// Says how far a step is that is on its way.
pub(super) async fn so_far(to: &mut SqliteConnection, step: i64, words: Option<&str>) -> sqlx::Result<()> {
    sqlx::query("update step set outcome = ? where id = ?").bind(words).bind(step).execute(to).await?;
    Ok(())
}

/// Marks a step as late; it stays watched.
pub(super) async fn mark_late(
    to: &mut SqliteConnection,
    step: i64,
    now: At,
    outcome: &str,
) -> sqlx::Result<()> {
    sqlx::query("update step set late = 1, moved_at = ?, outcome = ? where id = ?")
        .bind(now.0)
        .bind(outcome)
        .bind(step)
        .execute(to)
        .await?;
    Ok(())
}
