//! Which rows does a page show, and where do its neighbours begin?

mod cursor;
mod order;
mod store;

use domain::access::{Person, Right};
use domain::fault::Fault;
use domain::query::{FleetPage, FleetQuery};

use self::cursor::Cursor;
use self::store::{Found, Wanted, near};
use crate::Backend;

/// Most rows on a page, whoever asks.
pub(super) const MOST: u32 = 200;

/// A page of the WorkSpaces that this person may see.
pub(super) async fn page(backend: &Backend, person: &Person, query: &FleetQuery) -> Result<FleetPage, Fault> {
    super::filter::check(query)?;
    let db = backend.db();
    let reach = person.reach(Right::Read);
    let wanted = Wanted { reach: &reach, query, now: backend.clock().now() };
    let size = query.rows().clamp(1, MOST) as usize;
    let columns = order::order(query.sort.column).columns.len();
    let read = |text: &String, field| Cursor::read(text, field, query.sort, columns);
    let after = query.after.as_ref().map(|text| read(text, "after")).transpose()?;
    let before = query.before.as_ref().map(|text| read(text, "before")).transpose()?;

    // One row more than the page has tells whether there is another page.
    let more = size as i64 + 1;
    if let Some(before) = before.filter(|_| after.is_none()) {
        let mut found = near(db, &wanted, Some(&before), true, more).await?;
        // Fewer than a page before it: then it is the first page, and that one is shown whole.
        if found.len() > size {
            found.truncate(size);
            found.reverse();
            let rows = super::store::by_keys(db, &keys(&found)).await?;
            return Ok(FleetPage {
                rows,
                previous: edge(query, found.first()),
                next: edge(query, found.last()),
            });
        }
    }
    let mut found = near(db, &wanted, after.as_ref(), false, more).await?;
    let has_next = found.len() > size;
    found.truncate(size);
    let rows = super::store::by_keys(db, &keys(&found)).await?;
    let next = edge(query, found.last()).filter(|_| has_next);
    let previous = match &after {
        // What stood here has gone meanwhile: the way back begins where this page would have.
        Some(after) if found.is_empty() => after.write(),
        Some(_) => edge(query, found.first()),
        None => None,
    };
    Ok(FleetPage { rows, previous, next })
}

fn keys(found: &[Found]) -> Vec<i64> {
    found.iter().map(|row| row.key).collect()
}

fn edge(query: &FleetQuery, row: Option<&Found>) -> Option<String> {
    row.and_then(|row| Cursor::new(query.sort, row.place.clone()).write())
}
