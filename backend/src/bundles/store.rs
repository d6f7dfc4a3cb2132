//! The SQL that counts WorkSpaces by their bundle.

use std::collections::BTreeMap;

use domain::access::Reach;
use domain::fault::Fault;
use domain::ids::{AccountId, Region, ScopeKey};
use domain::resource::{ResourceKey, ResourceKind};
use sqlx::{QueryBuilder, Sqlite};

use crate::access::{Rows, push_reach};
use crate::db::{Db, FromDb};

/// How many WorkSpaces within reach are on each bundle, by the bundle's key.
pub(super) async fn workspaces(db: &Db, reach: &Reach<'_>) -> Result<BTreeMap<String, i64>, Fault> {
    let mut find = QueryBuilder::<Sqlite>::new(
        "select w.account, w.region, w.bundle_id, count(*) from workspace w join scope c on c.id = w.scope_id
         where c.watched = 1 and ",
    );
    push_reach(&mut find, reach, "w", Rows::Workspaces);
    find.push(" group by w.scope_id, w.bundle_id");
    let found: Vec<(String, String, String, i64)> =
        find.build_query_as().fetch_all(db.read()).await.map_err(Fault::from_db)?;
    let counted = found.into_iter().map(|(account, region, id, count)| {
        let scope = ScopeKey { account: AccountId::new(account), region: Region::new(region) };
        (ResourceKey { scope, kind: ResourceKind::Bundle, id }.to_string(), count)
    });
    Ok(counted.collect())
}
