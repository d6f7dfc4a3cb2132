//! The SQL of a job's life: rows and steps, and every move of a step.

use domain::access::Person;
use domain::at::At;
use domain::change::{Rung, Task};
use domain::fault::{AwsWords, Fault};
use domain::ids::fold;
use domain::jobs::{Held, Kind, Pace, StepState, Wish};
use domain::tell::Event;
use sqlx::SqliteConnection;

use super::plan::Judged;
use super::traced;
use crate::audit::{self, Entry};
use crate::db::{Db, FromDb};
use crate::tell;

/// Writes job, wave, rows, steps and intents; says the job's number.
pub(super) async fn submit(
    to: &mut SqliteConnection,
    person: &Person,
    kind: Kind,
    rows: &[Judged],
    terms: Terms<'_>,
    at: At,
) -> sqlx::Result<i64> {
    let job = put_job(to, person, kind, terms, at).await?;
    let mut wave = put_wave(to, job, 1).await?;
    // Skipped ones are in no wave's number.
    let eligible = rows.iter().filter(|row| row.eligible()).count() as i64;
    let first = terms.pace.first.map_or(eligible, |first| first.of(eligible));
    let mut intents = Vec::with_capacity(rows.len());
    for (n, judged) in (1_i64..).zip(rows) {
        let skipped = match &judged.row.skipped {
            Some(why) => Some(why.clone()),
            None => being_created(to, judged).await?.map(|job| format!("job {job} is creating it")),
        };
        let begins_next = intents.len() as i64 == first && first < eligible && skipped.is_none();
        if begins_next {
            wave = put_wave(to, job, 2).await?;
        }
        let row = put_row(to, job, wave, n, judged, skipped.is_none()).await?;
        let waits = intents.len() as i64 >= first;
        match &skipped {
            Some(why) => put_skipped(to, row, why, at).await?,
            None => put_steps(to, row, &judged.row.rungs, waits, at).await?,
        }
        if skipped.is_none() {
            intents.push((row, traced::Wished::of(judged)));
        }
    }
    let entries: Vec<_> = intents
        .iter()
        .map(|(row, wished)| Entry {
            job: Some(job),
            row: Some(*row),
            scope: Some(wished.scope),
            before: wished.before.as_deref(),
            after: wished.after.as_deref(),
            ..Entry::intent(kind.slug(), person, &wished.target, at)
        })
        .collect();
    audit::store::add(to, &entries).await?;
    if intents.is_empty() {
        // Between judging and now, others have taken every row.
        sqlx::query("update job set ended = ? where id = ?").bind(at.0).bind(job).execute(&mut *to).await?;
    }
    if terms.second && !intents.is_empty() {
        tell::store::note(to, job, Event::Approval, at).await?;
    }
    touched(to, job, at).await?;
    Ok(job)
}

/// On what terms a job goes.
#[derive(Clone, Copy)]
pub(super) struct Terms<'a> {
    pub(super) pace: &'a Pace,
    /// Nothing is sent before.
    pub(super) opens: Option<At>,
    /// Whether somebody other than its author has to agree first.
    pub(super) second: bool,
}

async fn put_job(
    to: &mut SqliteConnection,
    person: &Person,
    kind: Kind,
    terms: Terms<'_>,
    at: At,
) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "insert into job (kind, person_id, person_name, at, opens_at, window, share, stop_percent, approve, paused, held)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
    )
    .bind(kind.slug())
    .bind(person.id.as_str())
    .bind(&person.name)
    .bind(at.0)
    .bind(terms.opens.map(|at| at.0))
    .bind(terms.pace.window.as_ref().and_then(|window| serde_json::to_string(window).ok()))
    .bind(terms.pace.share)
    .bind(terms.pace.stop_percent)
    .bind(terms.pace.approve)
    .bind(terms.second)
    .bind(terms.second.then_some(Held::Second.slug()))
    .fetch_one(to)
    .await
}

async fn put_wave(to: &mut SqliteConnection, job: i64, n: i64) -> sqlx::Result<i64> {
    sqlx::query_scalar("insert into wave (job, n) values (?, ?) returning id")
        .bind(job)
        .bind(n)
        .fetch_one(to)
        .await
}

/// Lets the rows of the job's next wave go.
pub(super) async fn next_wave(to: &mut SqliteConnection, job: i64, at: At) -> sqlx::Result<()> {
    sqlx::query("update job set wave = wave + 1 where id = ?").bind(job).execute(&mut *to).await?;
    sqlx::query(
        "update step set state = 'ready', earliest = max(earliest, ?1), moved_at = ?1 where n = 1 and state = 'planned'
            and row in (select r.id from job_row r join wave w on w.id = r.wave join job j on j.id = w.job
                where j.id = ?2 and w.n = j.wave)",
    )
    .bind(at.0)
    .bind(job)
    .execute(to)
    .await?;
    Ok(())
}

/// The folded user that no two live rows may create; none for user-decoupled ones (jobs.md, "Create, honestly").
fn creating(judged: &Judged) -> Option<String> {
    match &judged.wish {
        Wish::Create(spec) if !spec.is_decoupled() => Some(fold(&spec.user)),
        Wish::Standby { user, .. } => Some(fold(user)),
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
        Wish::Create(_) | Wish::Standby { .. } => None,
        Wish::Resource(target) => target.id.as_deref(),
    };
    let kind = match &judged.wish {
        Wish::Resource(target) => Some(target.kind.slug()),
        _ => None,
    };
    sqlx::query_scalar(
        "insert into job_row (job, wave, n, scope_id, directory_id, label, workspace_id, wish, creating, kind)
         values (?, ?, ?, (select id from scope where account = ? and region = ?), ?, ?, ?, ?, ?, ?) returning id",
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
    .bind(kind)
    .fetch_one(to)
    .await
}

/// The steps of a row: the first may go, unless its wave `waits`; the others wait for the one before.
async fn put_steps(
    to: &mut SqliteConnection,
    row: i64,
    rungs: &[Rung],
    waits: bool,
    at: At,
) -> sqlx::Result<()> {
    for (n, rung) in (1_i64..).zip(rungs) {
        let state = if n == 1 && !waits { StepState::Ready } else { StepState::Planned };
        // What the job's kind says is not said again for each of ten thousand rows.
        let what = match &rung.task {
            Task::Act(_) | Task::Create => None,
            task => serde_json::to_string(task).ok(),
        };
        sqlx::query(
            "insert into step (row, n, state, earliest, moved_at, what, rest, since_n, since_ms)
             values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(row)
        .bind(n)
        .bind(state.slug())
        .bind(rung.not_before.unwrap_or(at).max(at).0)
        .bind(at.0)
        .bind(what)
        .bind(rung.rest_ms)
        .bind(rung.since.map(|(n, _)| n))
        .bind(rung.since.map(|(_, ms)| ms))
        .execute(&mut *to)
        .await?;
    }
    Ok(())
}

async fn put_skipped(to: &mut SqliteConnection, row: i64, why: &str, at: At) -> sqlx::Result<()> {
    let put = sqlx::query(
        "insert into step (row, n, state, earliest, outcome, moved_at) values (?, 1, 'skipped', ?, ?, ?)",
    );
    put.bind(row).bind(at.0).bind(why).bind(at.0).execute(to).await?;
    Ok(())
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
    /// The id of what came about, where it is not the row's WorkSpace.
    pub(super) made: Option<&'a str>,
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
            made: None,
        }
    }
}

/// Moves a step; `false`, when the lease is another's by now. An end is audited.
pub(super) async fn go(to: &mut SqliteConnection, to_be: &Move<'_>) -> sqlx::Result<bool> {
    let moved: Option<(i64, i64)> = sqlx::query_as(
        "update step set state = ?, lease = null, lease_until = null, moved_at = ?, earliest = coalesce(?, earliest),
            late_at = coalesce(?, late_at), alone = max(alone, ?), outcome = ?, code = ?, message = ?,
            request_id = coalesce(?, request_id), made = coalesce(?, made)
         where id = ? and lease is ?
            and state in ('planned', 'ready', 'sending', 'sent', 'settling', 'unknown') returning row, n",
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
    .bind(to_be.made)
    .bind(to_be.step)
    .bind(to_be.lease)
    .fetch_optional(&mut *to)
    .await?;
    let Some((row, n)) = moved else { return Ok(false) };
    if let Some(workspace_id) = to_be.workspace_id {
        let named = sqlx::query("update job_row set workspace_id = ? where id = ?");
        named.bind(workspace_id).bind(row).execute(&mut *to).await?;
    }
    match to_be.state {
        StepState::Done => match next(to, row, n, to_be.at).await? {
            None => ended(to, row, to_be).await?,
            Some((_, StepState::Ready)) => {}
            Some((step, state)) => {
                let told = "cancelled between two steps";
                let end = Move { outcome: Some(told), ..Move::new(step, state, to_be.at) };
                ended(to, row, &end).await?;
            }
        },
        state if state.is_final() => {
            let rest = if state == StepState::Cancelled { state } else { StepState::Skipped };
            close(to, row, rest, to_be.at).await?;
            ended(to, row, to_be).await?;
        }
        _ => {}
    }
    Ok(true)
}

/// The row goes on to its next step, when there is one: which, and what it is now.
async fn next(to: &mut SqliteConnection, row: i64, n: i64, at: At) -> sqlx::Result<Option<(i64, StepState)>> {
    let found: Option<(i64, String)> = sqlx::query_as(
        "update step set moved_at = ?1, state = iif(state = 'planned', 'ready', state),
            earliest = max(earliest, ?1 + rest, coalesce((select sent_at from step s where s.row = step.row
                and s.n = step.since_n) + since_ms, 0))
         where row = ?2 and n = ?3 + 1 returning id, state",
    )
    .bind(at.0)
    .bind(row)
    .bind(n)
    .fetch_optional(&mut *to)
    .await?;
    let Some((step, state)) = found else { return Ok(None) };
    sqlx::query("update job_row set at = ? + 1 where id = ?").bind(n).bind(row).execute(to).await?;
    Ok(Some((step, StepState::from_slug(&state).unwrap_or(StepState::Skipped))))
}

/// The steps of a row that are not reached any more.
pub(super) async fn close(to: &mut SqliteConnection, row: i64, state: StepState, at: At) -> sqlx::Result<()> {
    let close = sqlx::query("update step set state = ?, moved_at = ? where row = ? and state = 'planned'");
    close.bind(state.slug()).bind(at.0).bind(row).execute(to).await?;
    Ok(())
}

async fn ended(to: &mut SqliteConnection, row: i64, end: &Move<'_>) -> sqlx::Result<()> {
    // Others may wish for the same user again; should this one have come about after all, AWS refuses the second.
    sqlx::query("update job_row set creating = null where id = ?").bind(row).execute(&mut *to).await?;
    let job = traced::store::ended(to, row, end).await?;
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
        tell::store::note_end(to, job, end.at).await?;
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
