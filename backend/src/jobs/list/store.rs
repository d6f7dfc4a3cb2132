//! The SQL of looking at jobs and steering them.

use domain::access::{Permit, Person, Place, Right};
use domain::at::At;
use domain::audit::Act;
use domain::change::Task;
use domain::fault::{AwsWords, Fault};
use domain::ids::{AccountId, DirectoryId, JobId, PersonId, Region, ScopeKey, WorkspaceId, WorkspaceKey};
use domain::jobs::{Held, Job, JobRow, JobState, Kind, Only, StepState};
use domain::resource::{ResourceKey, ResourceKind};
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection};

use crate::Backend;
use crate::access::push_reach;
use crate::audit::{self, Entry};
use crate::db::{Db, FromDb};
use crate::jobs::runner::quarantine;
use crate::jobs::store::{Move, go, next_wave, touched};

/// Rows with the place that the access rules compare, under the name that [`push_reach`] is given.
const VISIBLE: &str =
    "(select r.id as row, r.at, r.job, r.n, r.label, r.workspace_id, r.kind, r.wish, r.directory_id, c.account, c.region
    from job_row r join scope c on c.id = r.scope_id) v";
/// Jobs on a page of the list.
const JOBS: i64 = 50;
/// Rows on a page of a job.
const ROWS: i64 = 100;

/// Jobs with at least one row that the person may see.
pub(super) async fn list(db: &Db, person: &Person, before: Option<JobId>) -> Result<Vec<Job>, Fault> {
    let mut find = QueryBuilder::<Sqlite>::new(
        "select j.*, (select max(n) from wave where job = j.id) as waves from job j where j.id < ",
    );
    find.push_bind(before.map_or(i64::MAX, |job| job.0));
    find.push(format!(" and exists (select 1 from {VISIBLE} where v.job = j.id and "));
    push_reach(&mut find, &person.reach(Right::Read), "v");
    find.push(") order by j.id desc limit ").push_bind(JOBS);
    jobs(db, person, find).await
}

/// One job, when the person may see at least one of its rows.
pub(super) async fn one(db: &Db, person: &Person, id: JobId) -> Result<Option<Job>, Fault> {
    let mut find = QueryBuilder::<Sqlite>::new(
        "select j.*, (select max(n) from wave where job = j.id) as waves from job j where j.id = ",
    );
    find.push_bind(id.0).push(format!(" and exists (select 1 from {VISIBLE} where v.job = j.id and "));
    push_reach(&mut find, &person.reach(Right::Read), "v");
    find.push(")");
    Ok(jobs(db, person, find).await?.pop())
}

async fn jobs(db: &Db, person: &Person, mut find: QueryBuilder<Sqlite>) -> Result<Vec<Job>, Fault> {
    let found = find.build().fetch_all(db.read()).await.map_err(Fault::from_db)?;
    let mut jobs = Vec::with_capacity(found.len());
    for row in found {
        jobs.push(Job {
            id: JobId(row.get("id")),
            // A kind that a newer version wrote: its rows can be seen, so it must not break the list.
            kind: Kind::from_slug(row.get("kind")).unwrap_or(Kind::Create),
            state: match (row.get::<Option<i64>, _>("ended"), row.get::<bool, _>("paused")) {
                (Some(_), _) => JobState::Ended,
                (None, true) => JobState::Paused,
                (None, false) => JobState::Running,
            },
            by: row.get("person_name"),
            at: At(row.get("at")),
            ended: row.get::<Option<i64>, _>("ended").map(At),
            counts: Vec::new(),
            late: 0,
            next_call: None,
            eta: None,
            held: row.get::<Option<&str>, _>("held").and_then(Held::from_slug),
            opens: row.get::<Option<i64>, _>("opens_at").map(At),
            window: row.get::<Option<&str>, _>("window").and_then(|json| serde_json::from_str(json).ok()),
            wave: (row.get("wave"), row.get("waves")),
            second: row.get("second"),
        });
    }
    if jobs.is_empty() {
        return Ok(jobs);
    }
    let mut count = QueryBuilder::<Sqlite>::new(format!(
        "select v.job, s.state, count(*) as rows, sum(s.late and s.state = 'settling') as late
         from {VISIBLE} join step s on s.row = v.row and s.n = v.at where v.job in ("
    ));
    let mut ids = count.separated(", ");
    jobs.iter().for_each(|job| {
        ids.push_bind(job.id.0);
    });
    count.push(") and ");
    push_reach(&mut count, &person.reach(Right::Read), "v");
    count.push(" group by v.job, s.state");
    for row in count.build().fetch_all(db.read()).await.map_err(Fault::from_db)? {
        let Some(state) = StepState::from_slug(row.get("state")) else { continue };
        for job in jobs.iter_mut().filter(|job| job.id.0 == row.get::<i64, _>("job")) {
            job.counts.push((state, row.get("rows")));
            job.late += row.get::<i64, _>("late");
        }
    }
    jobs.iter_mut().for_each(|job| job.counts.sort());
    Ok(jobs)
}

/// A page of a job's rows, and where the next begins.
pub(super) async fn rows(
    db: &Db,
    person: &Person,
    id: JobId,
    only: Option<Only>,
    after: i64,
) -> Result<(Vec<JobRow>, Option<i64>), Fault> {
    let mut find = QueryBuilder::<Sqlite>::new(format!(
        "select v.n, v.label, v.workspace_id, v.kind, v.account, v.region, s.state, s.outcome, s.code, s.message,
            s.request_id, s.late, s.moved_at, s.what, s.earliest, s.sent_at, s.attempts, v.at,
            iif(s.state = 'unknown', v.wish, '') as wish, (select kind from job where id = v.job) as job_kind,
            (select count(*) from step o where o.row = v.row) as steps
         from {VISIBLE} join step s on s.row = v.row and s.n = v.at where v.job = "
    ));
    find.push_bind(id.0).push(" and v.n > ").push_bind(after).push(" and ");
    push_reach(&mut find, &person.reach(Right::Read), "v");
    push_only(&mut find, only);
    find.push(" order by v.n limit ").push_bind(ROWS + 1);
    let found = find.build().fetch_all(db.read()).await.map_err(Fault::from_db)?;
    let mut rows: Vec<_> = found.iter().map(job_row).collect();
    let more = rows.len() as i64 > ROWS;
    rows.truncate(ROWS as usize);
    let next = rows.last().map(|row| row.n).filter(|_| more);
    Ok((rows, next))
}

/// The job whose rows this one tries again, and the jobs that try this one again, as far as the person may see them.
pub(super) async fn again(db: &Db, person: &Person, id: JobId) -> Result<(Option<JobId>, Vec<JobId>), Fault> {
    let mut found = [Vec::new(), Vec::new()];
    for (found, (other, this)) in found.iter_mut().zip([("again", "job"), ("job", "again")]) {
        let mut find = QueryBuilder::<Sqlite>::new(format!("select p.{other} from plan p where p.{this} = "));
        find.push_bind(id.0)
            .push(format!(" and exists (select 1 from {VISIBLE} where v.job = p.{other} and "));
        push_reach(&mut find, &person.reach(Right::Read), "v");
        find.push(format!(") order by p.{other}"));
        let jobs: Vec<i64> = find.build_query_scalar().fetch_all(db.read()).await.map_err(Fault::from_db)?;
        found.extend(jobs.into_iter().map(JobId));
    }
    let [again, tried] = found;
    Ok((again.into_iter().next(), tried))
}

/// Adds the condition that the step of a row is in one of the states that are asked for.
fn push_only(to: &mut QueryBuilder<Sqlite>, only: Option<Only>) {
    let Some(only) = only else { return };
    to.push(" and s.state in (");
    let mut states = to.separated(", ");
    for state in only.states() {
        states.push_bind(state.slug());
    }
    to.push(")");
}

/// A row as a spreadsheet has it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Line {
    pub(super) n: i64,
    pub(super) label: String,
    pub(super) workspace_id: Option<String>,
    pub(super) account: String,
    pub(super) region: String,
    pub(super) directory_id: String,
    pub(super) state: String,
    pub(super) at: i64,
    pub(super) steps: i64,
    pub(super) what: Option<String>,
    pub(super) outcome: Option<String>,
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) request_id: Option<String>,
    pub(super) moved_at: i64,
}

/// At most `most` rows of a job for a spreadsheet, from after row `after`.
pub(super) async fn lines(
    db: &Db,
    person: &Person,
    id: JobId,
    only: Option<Only>,
    after: i64,
    most: i64,
) -> Result<Vec<Line>, Fault> {
    let mut find = QueryBuilder::<Sqlite>::new(format!(
        "select v.n, v.label, v.workspace_id, v.account, v.region, v.directory_id, s.state, v.at,
            (select count(*) from step o where o.row = v.row) as steps, s.what, s.outcome, s.code, s.message,
            s.request_id, s.moved_at
         from {VISIBLE} join step s on s.row = v.row and s.n = v.at where v.job = "
    ));
    find.push_bind(id.0).push(" and v.n > ").push_bind(after).push(" and ");
    push_reach(&mut find, &person.reach(Right::Read), "v");
    push_only(&mut find, only);
    find.push(" order by v.n limit ").push_bind(most);
    find.build_query_as().fetch_all(db.read()).await.map_err(Fault::from_db)
}

fn job_row(row: &sqlx::sqlite::SqliteRow) -> JobRow {
    let scope = ScopeKey {
        account: AccountId::new(row.get::<String, _>("account")),
        region: Region::new(row.get::<String, _>("region")),
    };
    let id: Option<String> = row.get("workspace_id");
    let request_id: Option<String> = row.get("request_id");
    let code: Option<String> = row.get("code");
    let state = StepState::from_slug(row.get("state")).unwrap_or(StepState::NeedsPerson);
    let task: Option<Task> =
        row.get::<Option<&str>, _>("what").and_then(|what| serde_json::from_str(what).ok());
    let kind = row.get::<Option<&str>, _>("kind").and_then(ResourceKind::from_slug);
    let moved_at: i64 = row.get("moved_at");
    let earliest: i64 = row.get("earliest");
    let due = (state == StepState::Ready && earliest > moved_at).then_some(At(earliest));
    let open = (state == StepState::Unknown).then(|| unanswered(row, task.as_ref())).flatten();
    JobRow {
        n: row.get("n"),
        step: (row.get("at"), row.get("steps")),
        asks: task.map(|task| task.words()),
        due: due.or(open.map(|(until, _)| until)),
        is_sent_again: open.is_some_and(|(_, again)| again),
        label: row.get("label"),
        key: id
            .clone()
            .filter(|_| kind.is_none())
            .map(|id| WorkspaceKey { scope: scope.clone(), id: WorkspaceId::new(id) }),
        resource: id.zip(kind).map(|(id, kind)| ResourceKey { scope, kind, id }),
        state,
        outcome: row.get("outcome"),
        aws: code.map(|code| AwsWords {
            code,
            message: row.get::<Option<String>, _>("message").unwrap_or_default(),
            request_id: request_id.clone(),
        }),
        request_id,
        late: row.get("late"),
        at: At(moved_at),
    }
}

/// Until when AWS is asked about a call without an answer, and whether it is sent again then.
fn unanswered(row: &sqlx::sqlite::SqliteRow, asks: Option<&Task>) -> Option<(At, bool)> {
    let named = || match Kind::from_slug(row.get("job_kind"))? {
        Kind::Act(action) => Some(Task::Act(action)),
        Kind::Create => Some(Task::Create),
        Kind::Standby | Kind::Order(_) => None,
    };
    let task = asks.cloned().or_else(named)?;
    let wish = serde_json::from_str(row.get("wish")).ok();
    let again = quarantine::is_sent_again(&task, wish.as_ref(), row.get("attempts"));
    Some((quarantine::until(&task, row.get::<Option<i64>, _>("sent_at")?), again))
}

/// Whether the permit covers every place that the job's rows are in.
pub(super) async fn covers(db: &Db, permit: &Permit, id: JobId) -> Result<bool, Fault> {
    let places: Vec<(String, String, String)> = sqlx::query_as(
        "select distinct c.account, c.region, r.directory_id from job_row r join scope c on c.id = r.scope_id where r.job = ?",
    )
    .bind(id.0)
    .fetch_all(db.read())
    .await
    .map_err(Fault::from_db)?;
    Ok(places.into_iter().all(|(account, region, directory)| {
        let (account, region, directory) =
            (AccountId::new(account), Region::new(region), DirectoryId::new(directory));
        permit.covers(Place { account: &account, region: &region, directory: &directory })
    }))
}

/// Cancels what has not been sent; says how many rows.
pub(super) async fn cancel(backend: &Backend, person: &Person, id: JobId) -> Result<usize, Fault> {
    let now = backend.clock().now();
    let told = format!("cancelled by {}", person.name);
    let mut change = backend.db().begin().await?;
    let run = async {
        let steps: Vec<i64> = sqlx::query_scalar(
            "select s.id from step s join job_row r on r.id = s.row and r.at = s.n
             where r.job = ? and s.state in ('planned', 'ready')",
        )
        .bind(id.0)
        .fetch_all(&mut *change)
        .await?;
        // What is on its way ends as it ends; the steps after it are not begun.
        let begun = "update step set state = 'cancelled', moved_at = ?, outcome = ? where state = 'planned'
            and row in (select id from job_row where job = ? and at < step.n)";
        let begun = sqlx::query(begun).bind(now.0).bind(&told).bind(id.0).execute(&mut *change).await?;
        for step in &steps {
            let to_be = Move { outcome: Some(&told), ..Move::new(*step, StepState::Cancelled, now) };
            go(&mut change, &to_be).await?;
        }
        if !steps.is_empty() || begun.rows_affected() > 0 {
            steered(&mut change, Act::CancelJob, person, id, now).await?;
        }
        touched(&mut change, id.0, now).await?;
        Ok(steps.len() + begun.rows_affected() as usize)
    };
    let cancelled = run.await.map_err(Fault::from_db)?;
    backend.commit(change).await?;
    Ok(cancelled)
}

/// Pauses a job.
pub(super) async fn pause(backend: &Backend, by: &Person, id: JobId) -> Result<(), Fault> {
    let now = backend.clock().now();
    let mut change = backend.db().begin().await?;
    let run = async {
        let write = sqlx::query("update job set paused = 1 where id = ? and ended is null and paused = 0");
        if write.bind(id.0).execute(&mut *change).await?.rows_affected() == 1 {
            steered(&mut change, Act::PauseJob, by, id, now).await?;
        }
        touched(&mut change, id.0, now).await
    };
    run.await.map_err(Fault::from_db)?;
    backend.commit(change).await
}

/// Writes who steered a job, and how.
async fn steered(to: &mut SqliteConnection, act: Act, by: &Person, id: JobId, now: At) -> sqlx::Result<()> {
    let target = format!("job {id}");
    audit::store::add(to, &[Entry { job: Some(id.0), ..Entry::act(act, by, &target, now) }]).await
}

/// Lets a job go on; what it was held for is let go with it.
pub(super) async fn resume(backend: &Backend, by: &Person, job: &Job) -> Result<(), Fault> {
    let now = backend.clock().now();
    let mut change = backend.db().begin().await?;
    let run = async {
        let free = "update job set paused = 0, held = null,
                stop_percent = iif(held = 'failures', null, stop_percent), second = iif(held = 'second', ?, second)
            where id = ? and ended is null and held is ?";
        let free = sqlx::query(free).bind(&by.name).bind(job.id.0).bind(job.held.map(Held::slug));
        let freed = free.execute(&mut *change).await?.rows_affected() == 1;
        if freed && job.state == JobState::Paused {
            let act = if job.held.is_some() { Act::ApproveJob } else { Act::ResumeJob };
            steered(&mut change, act, by, job.id, now).await?;
        }
        if freed && job.held == Some(Held::Approval) {
            next_wave(&mut change, job.id.0, now).await?;
        }
        touched(&mut change, job.id.0, now).await
    };
    run.await.map_err(Fault::from_db)?;
    backend.commit(change).await
}

/// Who submitted a job.
pub(super) async fn author(db: &Db, id: JobId) -> Result<PersonId, Fault> {
    let find = sqlx::query_scalar("select person_id from job where id = ?").bind(id.0);
    let id: String = find.fetch_one(db.read()).await.map_err(Fault::from_db)?;
    Ok(PersonId::new(id))
}
