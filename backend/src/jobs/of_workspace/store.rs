//! The SQL of the jobs of one WorkSpace.

use domain::access::Reach;
use domain::at::At;
use domain::change::Task;
use domain::fault::{AwsWords, Fault};
use domain::ids::{JobId, WorkspaceKey};
use domain::jobs::{Kind, StepState, WorkSpaceJob};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use crate::access::{Rows, push_reach};
use crate::db::{Db, FromDb};

/// Which of its rows.
#[derive(Clone, Copy, Debug)]
pub(super) enum Which {
    /// Older than this one.
    Before(i64),
    /// Open, or moved since then.
    Lately { since: At },
}

/// Rows of jobs for this WorkSpace, newest first. A row keeps the directory it was in, so one that has gone keeps its
/// jobs. `job_row_workspace` holds the rows of each in their order: nothing is sorted, and a page costs a page.
pub(super) async fn rows(
    db: &Db,
    reach: &Reach<'_>,
    key: &WorkspaceKey,
    which: Which,
    most: usize,
) -> Result<Vec<WorkSpaceJob>, Fault> {
    let mut find = QueryBuilder::<Sqlite>::new(
        "select r.id as row, j.id, j.kind, j.person_name, s.what, s.state, s.outcome, s.code, s.message, s.request_id, s.moved_at
         from scope v cross join job_row r on r.scope_id = v.id join step s on s.row = r.id and s.n = r.at
         join job j on j.id = r.job where v.watched = 1 and v.account = ",
    );
    find.push_bind(key.scope.account.as_str().to_owned());
    find.push(" and v.region = ").push_bind(key.scope.region.as_str().to_owned());
    find.push(" and r.workspace_id = ").push_bind(key.id.as_str().to_owned());
    match which {
        Which::Before(row) => {
            find.push(" and r.id < ").push_bind(row);
        }
        Which::Lately { since } => {
            find.push(" and (s.moved_at >= ").push_bind(since.0);
            find.push(" or s.state in ('planned', 'ready', 'sending', 'sent', 'settling', 'unknown'))");
        }
    }
    find.push(" and exists (select 1 from (select v.account, v.region, r.directory_id, r.scope_id, r.workspace_id) place where ");
    push_reach(&mut find, reach, "place", Rows::AboutWorkspaces);
    find.push(") order by r.id desc limit ").push_bind(i64::try_from(most).unwrap_or(i64::MAX));
    let rows = find.build().fetch_all(db.read()).await.map_err(Fault::from_db)?;
    rows.iter().map(|row| job(row).map_err(Fault::from_db)).collect()
}

fn job(row: &SqliteRow) -> Result<WorkSpaceJob, sqlx::Error> {
    let code: Option<String> = row.try_get("code")?;
    let message: Option<String> = row.try_get("message")?;
    let request_id: Option<String> = row.try_get("request_id")?;
    let what: Option<&str> = row.try_get("what")?;
    let task: Option<Task> = what.and_then(|what| serde_json::from_str(what).ok());
    Ok(WorkSpaceJob {
        row: row.try_get("row")?,
        id: JobId(row.try_get("id")?),
        kind: Kind::from_slug(row.try_get("kind")?),
        asks: task.map(|task| task.words()),
        by: row.try_get("person_name")?,
        state: StepState::from_slug(row.try_get("state")?).unwrap_or(StepState::NeedsPerson),
        outcome: row.try_get("outcome")?,
        aws: code.map(|code| AwsWords { code, message: message.unwrap_or_default(), request_id }),
        at: At(row.try_get("moved_at")?),
    })
}
