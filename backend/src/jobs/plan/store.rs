//! The SQL of plans.

use std::collections::{BTreeMap, HashMap};

use domain::access::Person;
use domain::at::At;
use domain::audit::Act;
use domain::create::{Row, Spec};
use domain::fault::{Fault, FaultKind};
use domain::ids::{AccountId, BundleId, DirectoryKey, JobId, Region, ScopeKey, WorkspaceKey, fold};
use domain::jobs::SnapshotAge;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::SqliteConnection;

use super::history::Line;
use super::judge::{There, identity_in};
use super::{Judged, Wanted, digest};
use crate::audit::{self, Entry};
use crate::db::FromDb;
use crate::{Backend, create};

/// A plan as it is kept.
pub(in crate::jobs) struct Kept {
    pub(in crate::jobs) wanted: Wanted,
    pub(in crate::jobs) shown: Vec<Judged>,
    pub(in crate::jobs) digest: String,
    pub(in crate::jobs) at: At,
    pub(in crate::jobs) job: Option<JobId>,
    pub(in crate::jobs) again: Option<JobId>,
}

#[derive(sqlx::FromRow)]
struct Found {
    wanted: String,
    shown: String,
    digest: String,
    at: i64,
    job: Option<i64>,
    again: Option<i64>,
}

fn to_json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    // A plan written by another version: nothing was sent, so making it anew costs nothing.
    serde_json::from_str(text)
        .map_err(|_| Fault::new(FaultKind::Conflict, "That plan is too old. Make it again."))
}

/// How long a plan that nobody confirms is kept, in milliseconds: as long as the draft that it may have come from.
const KEPT_MS: i64 = 7 * 86_400_000;

/// Keeps a plan; says its number. Older ones that nobody confirmed go.
pub(super) async fn keep(
    backend: &Backend,
    person: &Person,
    wanted: &Wanted,
    shown: &[Judged],
    again: Option<JobId>,
) -> Result<i64, Fault> {
    let mut change = backend.db().begin().await?;
    forget(&mut change, backend.clock().now().plus_ms(-KEPT_MS)).await.map_err(Fault::from_db)?;
    let id: i64 = sqlx::query_scalar(
        "insert into plan (person_id, kind, at, wanted, digest, shown, again) values (?, ?, ?, ?, ?, ?, ?) returning id",
    )
    .bind(person.id.as_str())
    .bind(wanted.kind().slug())
    .bind(backend.clock().now().0)
    .bind(to_json(wanted))
    .bind(digest(shown))
    .bind(to_json(&shown))
    .bind(again.map(|job| job.0))
    .fetch_one(&mut *change)
    .await
    .map_err(Fault::from_db)?;
    if let Some(job) = again {
        let (target, plan) = (format!("job {job}"), format!("plan {id}"));
        let entry = Entry::act(Act::RetryJob, person, &target, backend.clock().now());
        let entry = Entry { job: Some(job.0), after: Some(&plan), ..entry };
        audit::store::add(&mut change, &[entry]).await.map_err(Fault::from_db)?;
    }
    backend.commit(change).await?;
    Ok(id)
}

/// Drops the plans from before `since` that have not become a job, with what is kept beside them.
async fn forget(to: &mut SqliteConnection, since: At) -> sqlx::Result<()> {
    for gone in [
        "delete from plan_refused where plan in (select id from plan where job is null and at < ?)",
        "delete from plan_snapshot where plan in (select id from plan where job is null and at < ?)",
        "delete from plan where job is null and at < ?",
    ] {
        sqlx::query(gone).bind(since.0).execute(&mut *to).await?;
    }
    Ok(())
}

/// Writes what the person is shown now instead.
pub(in crate::jobs) async fn show_again(backend: &Backend, id: i64, shown: &[Judged]) -> Result<(), Fault> {
    let mut change = backend.db().begin().await?;
    sqlx::query("update plan set digest = ?, shown = ?, at = ? where id = ?")
        .bind(digest(shown))
        .bind(to_json(&shown))
        .bind(backend.clock().now().0)
        .bind(id)
        .execute(&mut *change)
        .await
        .map_err(Fault::from_db)?;
    backend.commit(change).await
}

/// Joins a plan and its job; `false`, when it was confirmed already.
pub(in crate::jobs) async fn confirm(to: &mut SqliteConnection, id: i64, job: i64) -> sqlx::Result<bool> {
    let joined = sqlx::query("update plan set job = ? where id = ? and job is null")
        .bind(job)
        .bind(id)
        .execute(to)
        .await?;
    Ok(joined.rows_affected() == 1)
}

/// A plan of this person's.
pub(in crate::jobs) async fn read(backend: &Backend, person: &Person, id: i64) -> Result<Kept, Fault> {
    let found: Option<Found> = sqlx::query_as(
        "select wanted, shown, digest, at, job, again from plan where id = ? and person_id = ?",
    )
    .bind(id)
    .bind(person.id.as_str())
    .fetch_optional(backend.db().read())
    .await
    .map_err(Fault::from_db)?;
    let Found { wanted, shown, digest, at, job, again } =
        found.ok_or_else(|| Fault::not_found("That plan is not there, or is someone else's."))?;
    Ok(Kept {
        wanted: from_json(&wanted)?,
        shown: from_json(&shown)?,
        digest,
        at: At(at),
        job: job.map(JobId),
        again: again.map(JobId),
    })
}

/// What is known of the snapshots of a plan.
pub(super) async fn ages(backend: &Backend, plan: i64) -> Result<HashMap<WorkspaceKey, SnapshotAge>, Fault> {
    let found: Vec<(String, Option<i64>, Option<String>)> =
        sqlx::query_as("select key, taken, error from plan_snapshot where plan = ?")
            .bind(plan)
            .fetch_all(backend.db().read())
            .await
            .map_err(Fault::from_db)?;
    let age = |(key, taken, error): (String, Option<i64>, Option<String>)| {
        Some((key.parse().ok()?, SnapshotAge { taken: taken.map(At), error }))
    };
    Ok(found.into_iter().filter_map(age).collect())
}

/// Keeps what was learnt; two who look at once learn the same.
pub(super) async fn keep_age(
    backend: &Backend,
    plan: i64,
    key: &WorkspaceKey,
    age: &SnapshotAge,
) -> Result<(), Fault> {
    let mut change = backend.db().begin().await?;
    sqlx::query("insert or replace into plan_snapshot (plan, key, taken, error) values (?, ?, ?, ?)")
        .bind(plan)
        .bind(key.to_string())
        .bind(age.taken.map(|at| at.0))
        .bind(&age.error)
        .execute(&mut *change)
        .await
        .map_err(Fault::from_db)?;
    backend.commit(change).await
}

/// What the plan wanted that has become this job.
pub(in crate::jobs) async fn of_job(backend: &Backend, job: JobId) -> Result<Option<Wanted>, Fault> {
    let found: Option<String> = sqlx::query_scalar("select wanted from plan where job = ?")
        .bind(job.0)
        .fetch_optional(backend.db().read())
        .await
        .map_err(Fault::from_db)?;
    found.map(|wanted| from_json(&wanted)).transpose()
}

/// Where a bundle is.
pub(super) async fn scopes_of(backend: &Backend, bundle: &BundleId) -> Result<Vec<ScopeKey>, Fault> {
    let found: Vec<(String, String)> = sqlx::query_as(
        "select c.account, c.region from bundle b join scope c on c.id = b.scope_id
         where b.id = ? and b.state in ('', 'AVAILABLE')",
    )
    .bind(bundle.as_str())
    .fetch_all(backend.db().read())
    .await
    .map_err(Fault::from_db)?;
    let scope =
        |(account, region)| ScopeKey { account: AccountId::new(account), region: Region::new(region) };
    Ok(found.into_iter().map(scope).collect())
}

/// The lines of the log that say when what was changed, of these WorkSpaces.
pub(super) async fn changes(
    backend: &Backend,
    scope: &ScopeKey,
    ids: &[&str],
    since: At,
) -> Result<Vec<Line>, Fault> {
    let scope_id = crate::sync::scope_id(backend.db(), scope).await?;
    sqlx::query_as(
        "select c.subject, c.field, c.old, c.new, c.at from json_each(?) wanted
         cross join change c on c.kind = 'workspace' and c.scope_id = ? and c.subject = wanted.value
         where c.at >= ? and (c.field in ('root volume GiB', 'user volume GiB', 'compute')
            or (c.field = 'state' and c.old is null))",
    )
    .bind(serde_json::json!(ids).to_string())
    .bind(scope_id)
    .bind(since.0)
    .fetch_all(backend.db().read())
    .await
    .map_err(Fault::from_db)
}

/// The WorkSpace and the job that there are already for the users of creates, by the identity of each: one statement for
/// each directory, however many rows there are.
pub(super) async fn of_specs(backend: &Backend, specs: &[Spec]) -> Result<HashMap<String, There>, Fault> {
    let mut users: BTreeMap<&DirectoryKey, Vec<String>> = BTreeMap::new();
    for spec in specs.iter().filter(|spec| !spec.is_decoupled()) {
        users.entry(&spec.directory).or_default().push(fold(&spec.user));
    }
    let mut found = HashMap::new();
    for (directory, users) in users {
        let there = of_users(backend, directory, &users).await?;
        found.extend(there.into_iter().map(|(user, there)| (identity_in(directory, &user), there)));
    }
    Ok(found)
}

/// Joins a plan of this person's and the draft it came from.
pub(super) async fn of_draft(backend: &Backend, person: &Person, plan: i64, draft: i64) -> Result<(), Fault> {
    let mut change = backend.db().begin().await?;
    sqlx::query("update plan set draft = ? where id = ? and person_id = ?")
        .bind(draft)
        .bind(plan)
        .bind(person.id.as_str())
        .execute(&mut *change)
        .await
        .map_err(Fault::from_db)?;
    backend.commit(change).await
}

/// Keeps a refused row as it is refused now.
pub(super) async fn refuse(backend: &Backend, plan: i64, row: &Row) -> Result<(), Fault> {
    let mut change = backend.db().begin().await?;
    create::refused::store::put(&mut change, plan, row).await.map_err(Fault::from_db)?;
    backend.commit(change).await
}

/// Takes a mended row into a plan that is still as it was read; `false`, when it is not.
pub(super) async fn widen(
    backend: &Backend,
    (plan, line): (i64, usize),
    (digest_then, at_then): (&str, At),
    wanted: &Wanted,
    shown: &[Judged],
) -> Result<bool, Fault> {
    let mut change = backend.db().begin().await?;
    let written = sqlx::query(
        "update plan set wanted = ?, digest = ?, shown = ?, at = ? where id = ? and digest = ? and at = ?
            and job is null",
    )
    .bind(to_json(wanted))
    .bind(digest(shown))
    .bind(to_json(&shown))
    .bind(backend.clock().now().0)
    .bind(plan)
    .bind(digest_then)
    .bind(at_then.0)
    .execute(&mut *change)
    .await
    .map_err(Fault::from_db)?;
    if written.rows_affected() == 0 {
        return Ok(false);
    }
    create::refused::store::take(&mut change, plan, line).await.map_err(Fault::from_db)?;
    backend.commit(change).await?;
    Ok(true)
}

/// A folded user, and the id and state of their WorkSpace, and the job that makes one.
type OfUser = (String, Option<String>, Option<String>, Option<i64>);

/// The WorkSpaces and the jobs that there are already for these folded users in a directory.
pub(super) async fn of_users(
    backend: &Backend,
    directory: &DirectoryKey,
    users: &[String],
) -> Result<HashMap<String, There>, Fault> {
    let scope_id = crate::sync::scope_id(backend.db(), &directory.scope).await?;
    let found: Vec<OfUser> = sqlx::query_as(
        "select u.value, w.id, w.state, r.job from json_each(?) u
         left join workspace w on w.scope_id = ?2 and w.directory_id = ?3 and w.user_folded = u.value
         left join job_row r on r.scope_id = ?2 and r.directory_id = ?3 and r.creating = u.value
         where w.id is not null or r.job is not null",
    )
    .bind(serde_json::json!(users).to_string())
    .bind(scope_id)
    .bind(directory.id.as_str())
    .fetch_all(backend.db().read())
    .await
    .map_err(Fault::from_db)?;
    let there = |(user, id, state, job)| (user, There { workspace: Option::zip(id, state), job });
    Ok(found.into_iter().map(there).collect())
}
