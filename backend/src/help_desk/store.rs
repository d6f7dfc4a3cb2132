//! The SQL of a caller's card.

use domain::access::Bound;
use domain::at::At;
use domain::fault::{AwsWords, Fault};
use domain::help_desk::CardJob;
use domain::ids::{JobId, WorkspaceKey};
use domain::jobs::{Kind, StepState};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use crate::access::push_reach;
use crate::db::{Db, FromDb};

/// Most jobs that a card shows.
const JOBS: i64 = 5;

/// Rows of jobs for this WorkSpace that are open, or moved since then, newest first. A row keeps the directory it was in.
pub(super) async fn jobs(
    db: &Db,
    reach: &[&Bound],
    key: &WorkspaceKey,
    since: At,
) -> Result<Vec<CardJob>, Fault> {
    let mut find = QueryBuilder::<Sqlite>::new(
        "select j.id, j.kind, j.person_name, s.state, s.outcome, s.code, s.message, s.request_id, s.moved_at
         from scope v join job_row r on r.scope_id = v.id join step s on s.row = r.id and s.n = r.at
         join job j on j.id = r.job where v.watched = 1 and v.account = ",
    );
    find.push_bind(key.scope.account.as_str().to_owned());
    find.push(" and v.region = ").push_bind(key.scope.region.as_str().to_owned());
    find.push(" and r.workspace_id = ").push_bind(key.id.as_str().to_owned());
    find.push(" and (s.moved_at >= ").push_bind(since.0);
    find.push(" or s.state in ('planned', 'ready', 'sending', 'sent', 'settling', 'unknown'))");
    find.push(" and exists (select 1 from (select v.account, v.region, r.directory_id) place where ");
    push_reach(&mut find, reach, "place");
    find.push(") order by j.id desc limit ").push_bind(JOBS);
    let rows = find.build().fetch_all(db.read()).await.map_err(Fault::from_db)?;
    rows.iter().map(|row| job(row).map_err(Fault::from_db)).collect()
}

fn job(row: &SqliteRow) -> Result<CardJob, sqlx::Error> {
    let code: Option<String> = row.try_get("code")?;
    let message: Option<String> = row.try_get("message")?;
    let request_id: Option<String> = row.try_get("request_id")?;
    Ok(CardJob {
        id: JobId(row.try_get("id")?),
        kind: Kind::from_slug(row.try_get("kind")?),
        by: row.try_get("person_name")?,
        state: StepState::from_slug(row.try_get("state")?).unwrap_or(StepState::NeedsPerson),
        outcome: row.try_get("outcome")?,
        aws: code.map(|code| AwsWords { code, message: message.unwrap_or_default(), request_id }),
        at: At(row.try_get("moved_at")?),
    })
}
