//! The SQL of what the audit says of a row that has ended.

use domain::audit::Phase;
use domain::ids::{AccountId, Region, ScopeKey};
use sqlx::SqliteConnection;

use super::{note, target};
use crate::audit::{self, Entry};
use crate::jobs::store::Move;

#[derive(sqlx::FromRow)]
struct Ended {
    job: i64,
    person_id: String,
    person_name: String,
    kind: String,
    label: String,
    workspace_id: Option<String>,
    account: String,
    region: String,
    request_id: Option<String>,
}

/// Writes how a row has ended; says of which job it is.
pub(in crate::jobs) async fn ended(to: &mut SqliteConnection, row: i64, end: &Move<'_>) -> sqlx::Result<i64> {
    let of: Ended = sqlx::query_as(
        "select j.id as job, j.person_id, j.person_name, j.kind, r.label, r.workspace_id, c.account, c.region,
            (select s.request_id from step s where s.id = ?) as request_id
         from job_row r join job j on j.id = r.job join scope c on c.id = r.scope_id where r.id = ?",
    )
    .bind(end.step)
    .bind(row)
    .fetch_one(&mut *to)
    .await?;
    let scope = ScopeKey { account: AccountId::new(&of.account), region: Region::new(&of.region) };
    let target = target(&of.label, of.workspace_id.as_deref());
    let note = note(end.words, end.outcome);
    let entry = Entry {
        at: end.at,
        person_id: &of.person_id,
        person: &of.person_name,
        phase: Phase::Outcome,
        what: &of.kind,
        target: &target,
        job: Some(of.job),
        row: Some(row),
        scope: Some(&scope),
        before: None,
        after: None,
        outcome: Some(end.state.slug()),
        note: note.as_deref(),
        request_id: of.request_id.as_deref(),
    };
    audit::store::add(to, &[entry]).await?;
    Ok(of.job)
}
