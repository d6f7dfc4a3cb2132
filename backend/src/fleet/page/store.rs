//! The SQL of a page: which rows, in which order, and on which way to them.

use domain::access::Reach;
use domain::at::At;
use domain::fault::Fault;
use domain::query::{Field, Filter, FleetQuery, Op};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use super::cursor::{Cursor, Value};
use super::order::{BY_USER, Order, order};
use crate::access::{Rows, push_reach};
use crate::db::{Db, FromDb};
use crate::fleet::filter::{push_filter, push_keys, push_text, scans_names};

/// A filter that holds for no more rows than this is where the search begins: that many are soon sorted. Of what is
/// more common, a page is soon found by walking in order.
const FEW: i64 = 2_000;

/// What is looked for, and by whom.
pub(super) struct Wanted<'a> {
    pub(super) reach: &'a Reach<'a>,
    pub(super) query: &'a FleetQuery,
    pub(super) now: At,
}

/// One condition of those that must all hold.
#[derive(Clone, Copy)]
enum Condition<'a> {
    Reach(&'a Reach<'a>),
    Filter(&'a Filter),
    Text(&'a str),
}

/// The way to the rows.
enum Way<'a> {
    /// All rows of this condition, sorted.
    From(Condition<'a>),
    /// Along this index, which stands in the wanted order, until the page is full.
    Along(&'static str),
}

/// A row's number and its place in the order.
pub(super) struct Found {
    pub(super) key: i64,
    pub(super) place: Vec<Value>,
}

impl<'a> Wanted<'a> {
    fn conditions(&self) -> Vec<Condition<'a>> {
        let mut all = vec![Condition::Reach(self.reach)];
        all.extend(self.query.filters.iter().map(Condition::Filter));
        all.extend(self.query.text.as_deref().map(Condition::Text));
        all
    }

    fn push(&self, to: &mut QueryBuilder<Sqlite>, condition: Condition<'_>) {
        match condition {
            Condition::Reach(bounds) => push_reach(to, bounds, "w", Rows::Workspaces),
            Condition::Filter(filter) => push_filter(to, filter, self.now),
            Condition::Text(text) => {
                to.push("(");
                push_text(to, text);
                to.push(")");
            }
        }
    }

    /// A query for the numbers of all rows of a condition.
    fn push_keys(&self, to: &mut QueryBuilder<Sqlite>, condition: Condition<'_>) {
        if let Condition::Filter(filter) = condition {
            return push_keys(to, filter, self.now);
        }
        to.push("select w.key from workspace w where ");
        self.push(to, condition);
    }

    /// Begins where there is least to look at. SQLite's planner does not know that a page ends after 100 rows.
    async fn way(&self, db: &Db, order: &Order) -> Result<Way<'a>, Fault> {
        let by_user = order.index == BY_USER.index;
        let leads: Vec<_> =
            self.conditions().into_iter().filter(|condition| leads(*condition, by_user)).collect();
        if let Some(least) = self.least(db, &leads).await? {
            return Ok(Way::From(least));
        }
        let one_value = self.conditions().into_iter().find_map(index_by_user).filter(|_| by_user);
        Ok(Way::Along(one_value.unwrap_or(order.index)))
    }

    /// The condition with the fewest rows, if they are few.
    async fn least(&self, db: &Db, leads: &[Condition<'a>]) -> Result<Option<Condition<'a>>, Fault> {
        if leads.is_empty() {
            return Ok(None);
        }
        let mut count = QueryBuilder::<Sqlite>::new("select ");
        for (at, condition) in leads.iter().enumerate() {
            count.push(if at == 0 { "" } else { ", " });
            count.push("(select count(*) from (");
            self.push_keys(&mut count, *condition);
            count.push(format!(" limit {}))", FEW + 1));
        }
        let row = count.build().fetch_one(db.read()).await.map_err(Fault::from_db)?;
        let counts = leads.iter().enumerate().map(|(at, condition)| (row.get::<i64, _>(at), *condition));
        Ok(counts.min_by_key(|(count, _)| *count).filter(|(count, _)| *count <= FEW).map(|(_, least)| least))
    }
}

/// Whether the search could begin there.
fn leads(condition: Condition<'_>, by_user: bool) -> bool {
    match condition {
        Condition::Reach(reach) => !reach.within.iter().any(|bound| bound.is_everything()),
        Condition::Filter(filter) if filter.op == Op::Not => false,
        // The index in the order of users holds all names: one walk both finds and sorts.
        Condition::Filter(filter) => !(by_user && scans_names(filter)),
        Condition::Text(_) => !by_user,
    }
}

/// The index in which the rows of this condition stand by user.
fn index_by_user(condition: Condition<'_>) -> Option<&'static str> {
    let filter = match condition {
        Condition::Reach(reach) => {
            let one = matches!(&*reach.within, [bound] if bound.directory.is_some());
            return one.then_some("workspace_directory");
        }
        Condition::Filter(filter) if filter.op == Op::Is && filter.values.len() == 1 => filter,
        _ => return None,
    };
    match filter.field {
        Field::State => Some("workspace_state"),
        Field::Connection => Some("workspace_connection"),
        Field::Mode => Some("workspace_mode"),
        Field::Protocol => Some("workspace_protocol"),
        Field::Compute => Some("workspace_compute"),
        Field::Region => Some("workspace_region"),
        _ => None,
    }
}

/// At most `most` rows from one side of the place, nearest first. Without a place: from the first row on.
pub(super) async fn near(
    db: &Db,
    wanted: &Wanted<'_>,
    place: Option<&Cursor>,
    backwards: bool,
    most: i64,
) -> Result<Vec<Found>, Fault> {
    let order = order(wanted.query.sort.column);
    let downwards = wanted.query.sort.descending != backwards;
    let columns = order.columns.join(", ");
    let mut find = QueryBuilder::<Sqlite>::new(format!("select {columns} from workspace w "));
    match wanted.way(db, &order).await? {
        Way::Along(index) => {
            find.push("indexed by ").push(index).push(" where 1");
        }
        Way::From(condition) => {
            find.push("not indexed where w.key in (");
            wanted.push_keys(&mut find, condition);
            find.push(")");
        }
    }
    find.push(" and w.scope_id in (select id from scope where watched = 1)");
    for condition in wanted.conditions() {
        find.push(" and ");
        wanted.push(&mut find, condition);
    }
    if let Some(place) = place {
        find.push(format!(" and ({columns}) {} (", if downwards { "<" } else { ">" }));
        let mut values = find.separated(", ");
        for value in &place.place {
            match value {
                Value::Number(number) => values.push_bind(*number),
                Value::Text(text) => values.push_bind(text.clone()),
            };
        }
        find.push(")");
    }
    let direction = if downwards { " desc" } else { "" };
    find.push(" order by ").push(order.columns.join(&format!("{direction}, "))).push(direction);
    find.push(" limit ").push_bind(most);
    let rows = find.build().fetch_all(db.read()).await.map_err(Fault::from_db)?;
    rows.iter().map(|row| found(row, order.columns.len()).map_err(Fault::from_db)).collect()
}

fn found(row: &SqliteRow, columns: usize) -> Result<Found, sqlx::Error> {
    let value = |at| row.try_get(at).map(Value::Number).or_else(|_| row.try_get(at).map(Value::Text));
    let place = (0..columns).map(value).collect::<Result<_, _>>()?;
    Ok(Found { key: row.try_get(columns - 1)?, place })
}
