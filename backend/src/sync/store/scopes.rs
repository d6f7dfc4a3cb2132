//! Which scopes are watched, and how does each stand?

use domain::at::At;
use domain::fault::{AwsWords, Fault};
use domain::ids::ScopeKey;
use sqlx::SqliteConnection;

use super::Batch;
use crate::config::Scope;
use crate::db::{Db, FromDb};

/// Makes the table of scopes say what the configuration says; what it no longer names is kept, unwatched.
pub(crate) async fn put_scopes(db: &Db, scopes: &[Scope]) -> Result<(), Fault> {
    let mut change = db.begin().await?;
    let run = async {
        sqlx::query("update scope set watched = 0").execute(&mut *change).await?;
        for scope in scopes {
            sqlx::query(
                "insert into scope (account, region, account_name) values (?, ?, ?)
                 on conflict (account, region) do update set account_name = excluded.account_name, watched = 1",
            )
            .bind(scope.key.account.as_str())
            .bind(scope.key.region.as_str())
            .bind(&scope.account_name)
            .execute(&mut *change)
            .await?;
        }
        // A sweep that a stop cut off is not running any more.
        sqlx::query("update scope set sweeping = null").execute(&mut *change).await?;
        change.commit().await
    };
    run.await.map_err(Fault::from_db)
}

/// The scope's number.
pub(crate) async fn scope_id(db: &Db, scope: &ScopeKey) -> Result<i64, Fault> {
    sqlx::query_scalar("select id from scope where account = ? and region = ?")
        .bind(scope.account.as_str())
        .bind(scope.region.as_str())
        .fetch_one(db.read())
        .await
        .map_err(Fault::from_db)
}

/// How the scope stands now; a line of the log tells live pages.
pub(crate) struct Standing<'a> {
    pub(crate) health: Option<&'a str>,
    pub(crate) sweeping: Option<i64>,
    pub(crate) swept_at: Option<At>,
    pub(crate) error: Option<&'a AwsWords>,
}

/// Writes how the scope stands.
pub(crate) async fn stand(
    to: &mut SqliteConnection,
    batch: Batch<'_>,
    standing: Standing<'_>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update scope set health = coalesce(?, health), sweeping = ?, swept_at = coalesce(?, swept_at),
            error_code = ?, error_message = ?, error_request = ? where id = ?",
    )
    .bind(standing.health)
    .bind(standing.sweeping)
    .bind(standing.swept_at.map(|at| at.0))
    .bind(standing.error.map(|words| &words.code))
    .bind(standing.error.map(|words| &words.message))
    .bind(standing.error.and_then(|words| words.request_id.as_ref()))
    .bind(batch.scope_id)
    .execute(&mut *to)
    .await?;
    let day_ago = batch.now.plus_ms(-86_400_000);
    let prune = sqlx::query("delete from change where kind = 'scope' and scope_id = ? and at < ?");
    prune.bind(batch.scope_id).bind(day_ago.0).execute(&mut *to).await?;
    sqlx::query(
        "insert into change (at, kind, scope_id, subject, field, new) values (?, 'scope', ?, '', 'sweep', ?)",
    )
    .bind(batch.now.0)
    .bind(batch.scope_id)
    .bind(standing.sweeping)
    .execute(&mut *to)
    .await?;
    Ok(())
}

/// How far a sweep is that changes hardly anything: pages see it when they look, and are not told.
pub(crate) async fn progress(to: &mut SqliteConnection, scope_id: i64, read: i64) -> sqlx::Result<()> {
    sqlx::query("update scope set sweeping = ? where id = ?").bind(read).bind(scope_id).execute(to).await?;
    Ok(())
}
