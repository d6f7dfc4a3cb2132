//! The SQL of what is denied.

use std::collections::BTreeMap;

use domain::at::At;
use domain::fault::{AwsWords, Fault};
use domain::ids::{AccountId, Region, ScopeKey};
use sqlx::SqliteConnection;

use super::Met;
use crate::db::{Db, FromDb};

#[derive(sqlx::FromRow)]
struct Line {
    account: String,
    region: String,
    operation: String,
    at: i64,
    code: String,
    message: String,
    request_id: Option<String>,
    passed_at: Option<i64>,
}

/// All that was written down.
pub(super) async fn load(db: &Db) -> Result<BTreeMap<(ScopeKey, String), Met>, Fault> {
    let lines: Vec<Line> = sqlx::query_as(
        "select c.account, c.region, d.operation, d.at, d.code, d.message, d.request_id, d.passed_at
         from denied d join scope c on c.id = d.scope_id",
    )
    .fetch_all(db.read())
    .await
    .map_err(Fault::from_db)?;
    let met = |line: Line| {
        let scope = ScopeKey { account: AccountId::new(line.account), region: Region::new(line.region) };
        let words = AwsWords { code: line.code, message: line.message, request_id: line.request_id };
        let passed = line.passed_at.map(At);
        let kept = Some(passed.unwrap_or(At(line.at)).max(At(line.at)));
        ((scope, line.operation), Met { at: At(line.at), words, passed, kept, changed: false })
    };
    Ok(lines.into_iter().map(met).collect())
}

/// Writes one down.
pub(super) async fn put(
    to: &mut SqliteConnection,
    scope: &ScopeKey,
    operation: &str,
    met: &Met,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert or replace into denied (scope_id, operation, at, code, message, request_id, passed_at)
         select id, ?, ?, ?, ?, ?, ? from scope where account = ? and region = ?",
    )
    .bind(operation)
    .bind(met.at.0)
    .bind(&met.words.code)
    .bind(&met.words.message)
    .bind(&met.words.request_id)
    .bind(met.passed.map(|at| at.0))
    .bind(scope.account.as_str())
    .bind(scope.region.as_str())
    .execute(to)
    .await?;
    Ok(())
}
