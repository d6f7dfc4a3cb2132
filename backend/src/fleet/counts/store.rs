//! The SQL of counts: the fleet in cells, one for each combination of the faceted columns.

use std::collections::BTreeMap;

use domain::access::Reach;
use domain::at::At;
use domain::fault::Fault;
use domain::query::{ACTIVITY, Field, Filter, FleetQuery};
use sqlx::{QueryBuilder, Row, Sqlite};

use super::facets::{Cell, FACETS, Names};
use crate::access::{Rows, push_reach};
use crate::db::{Db, FromDb};
use crate::fleet::filter::{push_filter, push_keys, push_text};

/// Cells of what the filters on other columns and the text let through. It reads one index that stands in the order of
/// the groups; names and tags are looked up apart from it.
pub(super) async fn cells(
    db: &Db,
    reach: &Reach<'_>,
    query: &FleetQuery,
    now: At,
) -> Result<Vec<Cell>, Fault> {
    let mut count = QueryBuilder::<Sqlite>::new(
        "select w.account, w.region, w.directory_id, w.state, w.connection, w.mode, w.compute, w.protocol, sum(1",
    );
    // Last active has a facet too, which leaves its own filter out: the filter is in the sum, and not in the condition.
    for filter in query.filters.iter().filter(|filter| filter.field == Field::LastActive) {
        count.push(" and ");
        push_filter(&mut count, filter, now);
    }
    for (value, _) in ACTIVITY {
        count.push("), sum(");
        push_filter(&mut count, &Filter::choice(&Field::LastActive, value), now);
    }
    count.push(
        ") from workspace w indexed by workspace_facets
         where w.scope_id in (select id from scope where watched = 1) and ",
    );
    push_reach(&mut count, reach, "w", Rows::Workspaces);
    let is_other = |field: &Field| !FACETS.contains(field) && *field != Field::LastActive;
    for filter in query.filters.iter().filter(|filter| is_other(&filter.field)) {
        count.push(" and ");
        push_other(&mut count, filter, now);
    }
    if let Some(text) = &query.text {
        count.push(" and w.key in (select w.key from workspace w where ");
        push_text(&mut count, text);
        count.push(")");
    }
    count.push(
        " group by w.account, w.region, w.directory_id, w.state, w.connection, w.mode, w.compute, w.protocol",
    );
    let rows = count.build().fetch_all(db.read()).await.map_err(Fault::from_db)?;
    let cell = |row: &sqlx::sqlite::SqliteRow| {
        Ok(Cell {
            account: row.try_get(0)?,
            region: row.try_get(1)?,
            directory: row.try_get(2)?,
            state: row.try_get(3)?,
            connection: row.try_get(4)?,
            mode: row.try_get(5)?,
            compute: row.try_get(6)?,
            protocol: row.try_get(7)?,
            count: row.try_get(8)?,
            activity: activity(row)?,
        })
    };
    rows.iter().map(|row| cell(row).map_err(Fault::from_db)).collect()
}

fn activity(row: &sqlx::sqlite::SqliteRow) -> Result<[i64; ACTIVITY.len()], sqlx::Error> {
    let mut counts = [0; ACTIVITY.len()];
    for (at, count) in counts.iter_mut().enumerate() {
        *count = row.try_get(9 + at)?;
    }
    Ok(counts)
}

/// What the index of the facets does not hold is looked up by itself.
fn push_other(to: &mut QueryBuilder<Sqlite>, filter: &Filter, now: At) {
    if filter.field == Field::Bundle {
        push_filter(to, filter, now);
    } else {
        to.push("w.key in (");
        push_keys(to, filter, now);
        to.push(")");
    }
}

/// All WorkSpaces within reach.
pub(super) async fn all(db: &Db, reach: &Reach<'_>) -> Result<i64, Fault> {
    let mut count = QueryBuilder::<Sqlite>::new(
        "select count(*) from workspace w indexed by workspace_facets
         where w.scope_id in (select id from scope where watched = 1) and ",
    );
    push_reach(&mut count, reach, "w", Rows::Workspaces);
    count.build_query_scalar().fetch_one(db.read()).await.map_err(Fault::from_db)
}

/// The names that people know accounts and directories by.
pub(super) async fn names(db: &Db) -> Result<Names, Fault> {
    let accounts: Vec<(String, String)> =
        sqlx::query_as("select account, account_name from scope where watched = 1")
            .fetch_all(db.read())
            .await
            .map_err(Fault::from_db)?;
    let directories: Vec<(String, String, String)> =
        sqlx::query_as("select d.id, d.name, s.region from directory d join scope s on s.id = d.scope_id")
            .fetch_all(db.read())
            .await
            .map_err(Fault::from_db)?;
    Ok(Names {
        accounts: BTreeMap::from_iter(accounts),
        regions: directories.iter().map(|(id, _, region)| (id.clone(), region.clone())).collect(),
        directories: directories.into_iter().map(|(id, name, _)| (id, name)).collect(),
    })
}
