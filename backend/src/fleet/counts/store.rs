//! The SQL of counts: the fleet in cells, one for each combination of the faceted columns.

use std::collections::BTreeMap;

use domain::access::Reach;
use domain::at::At;
use domain::fault::Fault;
use domain::query::{ACTIVITY, Field, Filter, FleetQuery};
use sqlx::{QueryBuilder, Row, Sqlite};

use super::facets::{Cell, FACETS, Names};
use crate::db::{Db, FromDb};
use crate::fleet::Cells;
use crate::fleet::filter::{push_filter, push_keys, push_text, scans_names};

/// Cells of what the filters on other columns and the text let through.
pub(super) async fn cells(
    db: &Db,
    reach: &Reach<'_>,
    query: &FleetQuery,
    now: At,
) -> Result<Vec<Cell>, Fault> {
    let mut count = counting(reach, query, now);
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

/// The query for them; names and tags are looked up apart from the cells.
fn counting(reach: &Reach<'_>, query: &FleetQuery, now: At) -> QueryBuilder<Sqlite> {
    let is_other = |field: &Field| !FACETS.contains(field) && *field != Field::LastActive;
    let others: Vec<_> = query.filters.iter().filter(|filter| is_other(&filter.field)).collect();
    let mut cells = Cells::within(reach);
    if query.text.is_some() || !others.is_empty() {
        cells = cells.of_each();
    }
    let mut count = QueryBuilder::<Sqlite>::new(
        "select c.account, c.region, c.directory_id, c.state, c.connection, c.mode, c.compute, c.protocol, ",
    );
    // Last active has a facet too, which leaves its own filter out: the filter is in the sum, and not in the condition.
    let mut active = query.filters.iter().filter(|filter| filter.field == Field::LastActive).peekable();
    if active.peek().is_none() {
        cells.push_count(&mut count);
    } else {
        cells.push_count_if(&mut count, |to| {
            to.push("1");
            for filter in active {
                to.push(" and ");
                push_filter(to, filter, now);
            }
        });
    }
    for (value, _) in ACTIVITY {
        count.push(", ");
        cells
            .push_count_if(&mut count, |to| push_filter(to, &Filter::choice(&Field::LastActive, value), now));
    }
    cells.push_from(&mut count);
    for filter in others {
        count.push(" and ");
        push_other(&mut count, filter, now);
    }
    if let Some(text) = &query.text {
        count.push(" and (");
        push_text(&mut count, text);
        count.push(")");
    }
    count.push(" group by c.id");
    count
}

fn activity(row: &sqlx::sqlite::SqliteRow) -> Result<[i64; ACTIVITY.len()], sqlx::Error> {
    let mut counts = [0; ACTIVITY.len()];
    for (at, count) in counts.iter_mut().enumerate() {
        *count = row.try_get(9 + at)?;
    }
    Ok(counts)
}

/// What the index of the cells does not hold is looked up by itself.
fn push_other(to: &mut QueryBuilder<Sqlite>, filter: &Filter, now: At) {
    if filter.field == Field::Bundle || scans_names(filter) {
        push_filter(to, filter, now);
    } else {
        to.push("w.key in (");
        push_keys(to, filter, now);
        to.push(")");
    }
}

/// All WorkSpaces within reach.
pub(super) async fn all(db: &Db, reach: &Reach<'_>) -> Result<i64, Fault> {
    let cells = Cells::within(reach);
    let mut count = QueryBuilder::<Sqlite>::new("select coalesce(");
    cells.push_count(&mut count);
    count.push(", 0)");
    cells.push_from(&mut count);
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
