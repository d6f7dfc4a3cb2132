//! The SQL that counts who uses a directory.

use std::collections::BTreeMap;

use domain::access::Reach;
use domain::fault::Fault;
use domain::ids::{AccountId, DirectoryId, DirectoryKey, Region, ScopeKey};
use sqlx::{QueryBuilder, Sqlite};

use crate::db::{Db, FromDb};
use crate::fleet::Cells;

/// WorkSpaces within reach, counted by directory.
pub(super) async fn uses(db: &Db, reach: &Reach<'_>) -> Result<BTreeMap<DirectoryKey, i64>, Fault> {
    let cells = Cells::within(reach);
    let mut find = QueryBuilder::<Sqlite>::new("select c.account, c.region, c.directory_id, ");
    cells.push_count(&mut find);
    cells.push_from(&mut find);
    find.push(" group by c.account, c.region, c.directory_id");
    let found: Vec<(String, String, String, i64)> =
        find.build_query_as().fetch_all(db.read()).await.map_err(Fault::from_db)?;
    let key = |account: String, region: String, id: String| DirectoryKey {
        scope: ScopeKey { account: AccountId::new(account), region: Region::new(region) },
        id: DirectoryId::new(id),
    };
    Ok(found.into_iter().map(|(account, region, id, count)| (key(account, region, id), count)).collect())
}
