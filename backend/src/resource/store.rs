//! The SQL that reads resources.

use domain::access::Reach;
use domain::at::At;
use domain::fault::Fault;
use domain::ids::{AccountId, JobId, Region, ScopeKey};
use domain::resource::{Resource, ResourceKey, ResourceKind, Unread};
use domain::tags::Tag;
use serde::de::DeserializeOwned;
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use crate::access::{Rows, push_reach, push_scope_reach};
use crate::db::{Db, FromDb};

/// Resources of a kind within reach, by account, region and name; or one of them.
pub(super) async fn list<T: DeserializeOwned>(
    db: &Db,
    reach: &Reach<'_>,
    kind: ResourceKind,
    key: Option<&ResourceKey>,
) -> Result<Vec<Resource<T>>, Fault> {
    let mut find = QueryBuilder::<Sqlite>::new(
        "select v.*, (select max(r.job) from job_row r join step s on s.row = r.id
                where r.scope_id = v.scope_id and r.workspace_id = v.id
                    and s.state in ('planned', 'ready', 'sending', 'sent', 'settling', 'unknown')) as job
         from (select r.*, c.account, c.region, c.account_name from resource r join scope c on c.id = r.scope_id
               where c.watched = 1) v where v.kind = ",
    );
    find.push_bind(kind.slug());
    if let Some(key) = key {
        find.push(" and v.account = ").push_bind(key.scope.account.as_str().to_owned());
        find.push(" and v.region = ").push_bind(key.scope.region.as_str().to_owned());
        find.push(" and v.id = ").push_bind(key.id.clone());
    }
    find.push(" and ");
    push_seen(&mut find, reach);
    find.push(" order by v.account_name, v.region, v.name, v.id");
    let found = find.build().fetch_all(db.read()).await.map_err(Fault::from_db)?;
    Ok(found.iter().filter_map(|row| resource(row, kind)).collect())
}

/// What belongs to an account and region as a whole is seen by whoever sees anything there.
fn push_seen(to: &mut QueryBuilder<Sqlite>, reach: &Reach<'_>) {
    to.push("case v.directory_id when '' then exists (select 1 from scope c where c.id = v.scope_id and ");
    push_scope_reach(to, reach, "c");
    to.push(") else ");
    push_reach(to, reach, "v", Rows::Others);
    to.push(" end");
}

/// Tag keys of WorkSpaces and resources within reach, the commonest first; without Amazon's and the console's own.
pub(super) async fn tag_keys(db: &Db, reach: &Reach<'_>, most: i64) -> Result<Vec<String>, Fault> {
    let mut find =
        QueryBuilder::<Sqlite>::new("select key from (select t.key as key, count(*) as uses from tag t ");
    if reach.without.is_empty() && reach.within.iter().any(|bound| bound.is_everything()) {
        // Nearly all tags count: they are read in the order of their keys, and nothing is sorted.
        find.push(
            "indexed by tag_value where t.workspace not in (select w.key from workspace w
                where w.scope_id in (select id from scope where watched = 0)",
        );
    } else {
        find.push(
            "where t.workspace in (select w.key from workspace w
                where w.scope_id in (select id from scope where watched = 1) and ",
        );
        push_reach(&mut find, reach, "w", Rows::Workspaces);
    }
    find.push(
        ") group by t.key union all
            select tag.value ->> 0, count(*)
            from (select r.*, c.account, c.region from resource r join scope c on c.id = r.scope_id
                  where c.watched = 1 and r.tags is not null) v, json_each(v.tags) tag where ",
    );
    push_seen(&mut find, reach);
    find.push(
        " group by 1) where key not like 'aws:%' and key not like 'deskwarden:%'
         group by key order by sum(uses) desc, key limit ",
    );
    find.push_bind(most);
    find.build_query_scalar().fetch_all(db.read()).await.map_err(Fault::from_db)
}

/// A row that another version wrote is left out until the next sweep writes it anew.
fn resource<T: DeserializeOwned>(row: &SqliteRow, kind: ResourceKind) -> Option<Resource<T>> {
    let item = serde_json::from_str(row.get("item"))
        .inspect_err(|error| tracing::warn!(%error, kind = kind.slug(), "a resource cannot be read"))
        .ok()?;
    let tags: Option<Vec<(String, String)>> =
        row.get::<Option<&str>, _>("tags").and_then(|json| serde_json::from_str(json).ok());
    let tag = |(key, value)| Tag { key, value };
    Some(Resource {
        key: ResourceKey { scope: scope(row), kind, id: row.get("id") },
        account_name: row.get("account_name"),
        name: row.get("name"),
        directory: row.get("directory_id"),
        state: row.get("state"),
        tags: tags.map(|tags| tags.into_iter().map(tag).collect()),
        as_of: At(row.get("as_of")),
        job: row.get::<Option<i64>, _>("job").map(JobId),
        item,
    })
}

fn scope(row: &SqliteRow) -> ScopeKey {
    ScopeKey {
        account: AccountId::new(row.get::<String, _>("account")),
        region: Region::new(row.get::<String, _>("region")),
    }
}

/// Where a kind could not be read.
pub(super) async fn unread(db: &Db, reach: &Reach<'_>, kind: ResourceKind) -> Result<Vec<Unread>, Fault> {
    let mut find = QueryBuilder::<Sqlite>::new(
        "select c.account, c.region, c.account_name, u.code, u.message from unread u join scope c on c.id = u.scope_id
         where c.watched = 1 and u.kind = ",
    );
    find.push_bind(kind.slug()).push(" and ");
    push_scope_reach(&mut find, reach, "c");
    find.push(" order by c.account_name, c.region");
    let found = find.build().fetch_all(db.read()).await.map_err(Fault::from_db)?;
    let unread = |row: &SqliteRow| Unread {
        scope: scope(row),
        account_name: row.get("account_name"),
        code: row.get("code"),
        message: row.get("message"),
    };
    Ok(found.iter().map(unread).collect())
}
