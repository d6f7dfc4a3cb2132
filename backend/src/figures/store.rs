//! The SQL of the figures: from small tables and partial indexes alone, for it is asked every few seconds.

use domain::at::At;
use domain::fault::Fault;
use domain::ids::{AccountId, Region, ScopeKey};

use crate::db::{Db, FromDb};

/// When each watched scope was last swept whole.
pub(super) async fn swept(db: &Db) -> Result<Vec<(ScopeKey, Option<At>)>, Fault> {
    let find = "select account, region, swept_at from scope where watched = 1 order by account, region";
    let rows: Vec<(String, String, Option<i64>)> =
        sqlx::query_as(find).fetch_all(db.read()).await.map_err(Fault::from_db)?;
    let scope = |(account, region, at): (String, String, Option<i64>)| {
        (ScopeKey { account: AccountId::new(account), region: Region::new(region) }, at.map(At))
    };
    Ok(rows.into_iter().map(scope).collect())
}

/// How many steps are in each state that is not an end.
pub(super) async fn open_steps(db: &Db) -> Result<Vec<(String, i64)>, Fault> {
    sqlx::query_as(
        "select state, count(*) from step indexed by step_open
         where state in ('planned', 'ready', 'sending', 'sent', 'settling', 'unknown') group by state",
    )
    .fetch_all(db.read())
    .await
    .map_err(Fault::from_db)
}
