//! The SQL of the catalog.

use domain::access::Reach;
use domain::estate::{Bundle, Catalog, Directory};
use domain::fault::Fault;
use domain::ids::{AccountId, BundleId, DirectoryId, DirectoryKey, Region, ScopeKey};
use domain::words::Compute;
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use crate::access::{Rows, push_reach, push_scope_reach};
use crate::db::{Db, FromDb};

/// Directories within reach, and the bundles of their accounts × regions.
pub(super) async fn catalog(db: &Db, reach: &Reach<'_>) -> Result<Catalog, Fault> {
    let mut find = QueryBuilder::<Sqlite>::new(
        "select v.*, (select count(*) from workspace w where w.scope_id = v.scope_id and w.directory_id = v.id) as workspaces
         from (select d.*, d.id as directory_id, c.account, c.region, c.account_name, r.item ->> 'settings' as settings
               from directory d join scope c on c.id = d.scope_id
               join resource r on r.scope_id = d.scope_id and r.kind = 'directory' and r.id = d.id
               where c.watched = 1) v where ",
    );
    push_reach(&mut find, reach, "v", Rows::Others);
    find.push(" order by v.account_name, v.region, v.name, v.id");
    let found = find.build().fetch_all(db.read()).await.map_err(Fault::from_db)?;
    let directories = found.iter().map(directory).collect::<Result<_, _>>().map_err(Fault::from_db)?;

    let mut find = QueryBuilder::<Sqlite>::new(
        "select b.*, c.account, c.region from bundle b join scope c on c.id = b.scope_id
         where c.watched = 1 and b.state in ('', 'AVAILABLE') and ",
    );
    push_scope_reach(&mut find, reach, "c");
    // An account's own bundles are what its people work with: they come first.
    find.push(" order by c.account, c.region, b.owner = 'AMAZON', b.name, b.id");
    let found = find.build().fetch_all(db.read()).await.map_err(Fault::from_db)?;
    let bundles = found.iter().map(bundle).collect::<Result<_, _>>().map_err(Fault::from_db)?;
    Ok(Catalog { directories, bundles })
}

fn scope(row: &SqliteRow) -> Result<ScopeKey, sqlx::Error> {
    Ok(ScopeKey {
        account: AccountId::new(row.try_get::<String, _>("account")?),
        region: Region::new(row.try_get::<String, _>("region")?),
    })
}

fn directory(row: &SqliteRow) -> Result<Directory, sqlx::Error> {
    Ok(Directory {
        key: DirectoryKey { scope: scope(row)?, id: DirectoryId::new(row.try_get::<String, _>("id")?) },
        account_name: row.try_get("account_name")?,
        name: row.try_get("name")?,
        state: row.try_get("state")?,
        kind: row.try_get("kind")?,
        workspaces: row.try_get("workspaces")?,
        // Not known before the first sweep of a version that reads them.
        settings: row
            .try_get::<Option<&str>, _>("settings")?
            .and_then(|json| serde_json::from_str(json).ok())
            .unwrap_or_default(),
    })
}

fn bundle(row: &SqliteRow) -> Result<Bundle, sqlx::Error> {
    let compute = Some(row.try_get::<String, _>("compute")?).filter(|wire| !wire.is_empty());
    Ok(Bundle {
        scope: scope(row)?,
        id: BundleId::new(row.try_get::<String, _>("id")?),
        name: row.try_get("name")?,
        owner: row.try_get("owner")?,
        compute: compute.map(|wire| Compute::from_wire(&wire)),
        root_gib: row.try_get("root_gib")?,
        user_gib: row.try_get("user_gib")?,
        kind: row.try_get("kind")?,
    })
}
