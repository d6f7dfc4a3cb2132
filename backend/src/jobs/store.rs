//! The SQL of a job's life: rows and steps, and every move of a step.

use domain::access::Person;
use domain::at::At;
use domain::fault::{AwsWords, Fault};
use domain::ids::fold;
use domain::jobs::{Kind, StepState, Wish};
use sqlx::SqliteConnection;

use super::audit::{self, Entry};
use super::plan::Judged;
use crate::db::{Db, FromDb};

/// Writes job, wave, rows, steps and intents; says the job's number.
pub(super) async fn submit(
    to: &mut SqliteConnection,
    person: &Person,
    kind: Kind,
    rows: &[Judged],
    at: At,
) -> sqlx::Result<i64> {
    let job: i64 = sqlx::query_scalar(
        "insert into job (kind, person_id, person_name, at) values (?, ?, ?, ?) returning id",
    )
    .bind(kind.slug())
    .bind(person.id.as_str())
    .bind(&person.name)
    .bind(at.0)
    .fetch_one(&mut *to)
    .await?;
    let wave: i64 = sqlx::query_scalar("insert into wave (job, n) values (?, 1) returning id")
        .bind(job)
        .fetch_one(&mut *to)
        .await?;
    let mut intents = Vec::with_capacity(rows.len());
    for (n, judged) in (1_i64..).zip(rows) {
        let skipped = match &judged.row.skipped {
            Some(why) => Some(why.clone()),
            None => being_created(to, judged).await?.map(|job| format!("job {job} is creating it")),
        };
        let row = put_row(to, job, wave, n, judged, skipped.is_none()).await?;
        let state = if skipped.is_some() { StepState::Skipped } else { StepState::Ready };
        sqlx::query(
            "insert into step (row, n, state, earliest, outcome, moved_at) values (?, 1, ?, ?, ?, ?)",
        )
        .bind(row)
        .bind(state.slug())
        .bind(at.0)
        .bind(&skipped)
        .bind(at.0)
        .execute(&mut *to)
        .await?;
        if skipped.is_none() {
            intents.push((row, format!("{} {}", kind.slug(), judged.identity)));
        }
    }
    let entries: Vec<_> = intents
        .iter()
        .map(|(row, what)| Entry { at, person_id: person.id.as_str(), job, row: *row, phase: "intent", what })
        .collect();
    audit::store::add(to, &entries).await?;
    touched(to, job, at).await?;
    Ok(job)
}

/// The folded user that no two live rows may create; none for user-decoupled ones (jobs.md, "Create, honestly").
fn creating(judged: &Judged) -> Option<String> {
    match &judged.wish {
        Wish::Create(spec) if !spec.is_decoupled() => Some(fold(&spec.user)),
        _ => None,
    }
}

async fn being_created(to: &mut SqliteConnection, judged: &Judged) -> sqlx::Result<Option<i64>> {
    let Some(user) = creating(judged) else { return Ok(None) };
    sqlx::query_scalar(
        "select r.job from job_row r join scope c on c.id = r.scope_id
         where c.account = ? and c.region = ? and r.directory_id = ? and r.creating = ?",
    )
    .bind(judged.scope.account.as_str())
    .bind(judged.scope.region.as_str())
    .bind(&judged.directory)
    .bind(user)
    .fetch_optional(to)
    .await
}

async fn put_row(
    to: &mut SqliteConnection,
    job: i64,
    wave: i64,
    n: i64,
    judged: &Judged,
    live: bool,
) -> sqlx::Result<i64> {
    let workspace_id = match &judged.wish {
        Wish::Act { key, .. } => Some(key.id.as_str()),
        Wish::Create(_) => None,
    };
    sqlx::query_scalar(
        "insert into job_row (job, wave, n, scope_id, directory_id, label, workspace_id, wish, creating)
         values (?, ?, ?, (select id from scope where account = ? and region = ?), ?, ?, ?, ?, ?) returning id",
    )
    .bind(job)
    .bind(wave)
    .bind(n)
    .bind(judged.scope.account.as_str())
    .bind(judged.scope.region.as_str())
    .bind(&judged.directory)
    .bind(&judged.row.label)
    .bind(workspace_id)
    .bind(serde_json::to_string(&judged.wish).unwrap_or_default())
    .bind(creating(judged).filter(|_| live))
    .fetch_one(to)
    .await
}

/// One line of the log for a job that moved: live pages look again.
pub(super) async fn touched(to: &mut SqliteConnection, job: i64, at: At) -> sqlx::Result<()> {
    sqlx::query("insert into change (at, kind, subject, field, job) values (?1, 'job', ?2, 'rows', ?2)")
        .bind(at.0)
        .bind(job)
        .execute(to)
        .await?;
    Ok(())
}

/// Where a step goes, and what is known then. Only the holder of the lease can move a step that has one.
#[derive(Clone, Debug)]
pub(super) struct Move<'a> {
    pub(super) step: i64,
    pub(super) lease: Option<&'a str>,
    pub(super) state: StepState,
    pub(super) at: At,
    pub(super) earliest: Option<At>,
    pub(super) late_at: Option<At>,
    /// The next attempt goes alone: one bad item must not fail the others.
    pub(super) alone: bool,
    pub(super) outcome: Option<&'a str>,
    pub(super) words: Option<&'a AwsWords>,
    pub(super) request_id: Option<&'a str>,
    pub(super) workspace_id: Option<&'a str>,
}

impl Move<'_> {
    pub(super) fn new(step: i64, state: StepState, at: At) -> Self {
        Self {
            step,
            lease: None,
            state,
            at,
            earliest: None,
            late_at: None,
            alone: false,
            outcome: None,
            words: None,
            request_id: None,
            workspace_id: None,
        }
    }
}

/// Moves a step; `false`, when the lease is another's by now. An end is audited.
pub(super) async fn go(to: &mut SqliteConnection, to_be: &Move<'_>) -> sqlx::Result<bool> {
    let row: Option<i64> = sqlx::query_scalar(
        "update step set state = ?, lease = null, lease_until = null, moved_at = ?, earliest = coalesce(?, earliest),
            late_at = coalesce(?, late_at), alone = max(alone, ?), outcome = ?, code = ?, message = ?,
            request_id = coalesce(?, request_id)
         where id = ? and lease is ?
            and state in ('planned', 'ready', 'sending', 'sent', 'settling', 'unknown') returning row",
    )
    .bind(to_be.state.slug())
    .bind(to_be.at.0)
    .bind(to_be.earliest.map(|at| at.0))
    .bind(to_be.late_at.map(|at| at.0))
    .bind(to_be.alone)
    .bind(to_be.outcome)
    .bind(to_be.words.map(|words| &words.code))
    .bind(to_be.words.map(|words| &words.message))
    .bind(to_be.request_id.or_else(|| to_be.words.and_then(|words| words.request_id.as_deref())))
    .bind(to_be.step)
    .bind(to_be.lease)
    .fetch_optional(&mut *to)
    .await?;
    let Some(row) = row else { return Ok(false) };
    if let Some(workspace_id) = to_be.workspace_id {
        let named = sqlx::query("update job_row set workspace_id = ? where id = ?");
        named.bind(workspace_id).bind(row).execute(&mut *to).await?;
    }
    if to_be.state.is_final() {
        ended(to, row, to_be).await?;
    }
    Ok(true)
}

async fn ended(to: &mut SqliteConnection, row: i64, end: &Move<'_>) -> sqlx::Result<()> {
    // Others may wish for the same user again; should this one have come about after all, AWS refuses the second.
    sqlx::query("update job_row set creating = null where id = ?").bind(row).execute(&mut *to).await?;
    let (job, person_id): (i64, String) =
        sqlx::query_as("select j.id, j.person_id from job_row r join job j on j.id = r.job where r.id = ?")
            .bind(row)
            .fetch_one(&mut *to)
            .await?;
    let code = end.words.map(|words| words.code.as_str());
    let parts = [Some(end.state.slug()), code, end.outcome, end.workspace_id];
    let what = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let entry = Entry { at: end.at, person_id: &person_id, job, row, phase: "outcome", what: &what };
    audit::store::add(to, &[entry]).await?;
    // The last row's end is the job's.
    let last = sqlx::query(
        "update job set ended = ?1 where id = ?2 and not exists (select 1 from job_row r join step s on s.row = r.id
            where r.job = ?2 and s.state in ('planned', 'ready', 'sending', 'sent', 'settling', 'unknown'))",
    )
    .bind(end.at.0)
    .bind(job)
    .execute(&mut *to)
    .await?;
    if last.rows_affected() > 0 {
        crate::tell::store::note_end(to, job, end.at).await?;
    }
    Ok(())
}

/// Whether any step of a scope is still open.
pub(super) async fn any_open(db: &Db, scope_id: i64) -> Result<bool, Fault> {
    sqlx::query_scalar(
        "select exists (select 1 from step s join job_row r on r.id = s.row where r.scope_id = ?
            and s.state in ('planned', 'ready', 'sending', 'sent', 'settling', 'unknown'))",
    )
    .bind(scope_id)
    .fetch_one(db.read())
    .await
    .map_err(Fault::from_db)
}
