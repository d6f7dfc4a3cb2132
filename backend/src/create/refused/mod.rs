//! Which rows of a list were refused when it was planned? Kept beside the plan, to be mended there or taken away as a file.

pub(crate) mod store;

use domain::access::Person;
use domain::create::{Column, Refusals, Row};
use domain::csv::write_line;
use domain::fault::Fault;

use crate::Backend;

/// Rows on one page: each is a form of its own.
const PAGE: i64 = 25;

/// The refused rows of a plan of this person's, from after this line.
///
/// # Errors
/// `NotFound`, when the plan is not theirs.
pub async fn refused(backend: &Backend, person: &Person, plan: i64, after: i64) -> Result<Refusals, Fault> {
    let total = store::count(backend.db(), person, plan).await?;
    let mut rows = store::page(backend.db(), plan, after, PAGE + 1).await?;
    let is_last = i64::try_from(rows.len()).unwrap_or_default() <= PAGE;
    rows.truncate(PAGE as usize);
    let next = rows.last().filter(|_| !is_last).map(|row| row.line);
    Ok(Refusals { total, rows, next })
}

/// The refused rows of a plan as a list that can be mended and given back: their cells, their lines, and why.
///
/// # Errors
/// `NotFound`, when the plan is not theirs.
pub async fn refused_csv(backend: &Backend, person: &Person, plan: i64) -> Result<String, Fault> {
    store::count(backend.db(), person, plan).await?;
    let rows = store::page(backend.db(), plan, 0, i64::MAX).await?;
    let mut columns: Vec<Column> = Vec::new();
    for cell in rows.iter().flat_map(|row| &row.cells) {
        if !columns.contains(&cell.column) {
            columns.push(cell.column.clone());
        }
    }
    let head =
        ["line".to_owned()].into_iter().chain(columns.iter().map(Column::head)).chain(["why".to_owned()]);
    let line = |row: &Row| {
        let cell = |column: &Column| {
            let found = row.cells.iter().find(|cell| cell.column == *column);
            found.map(|cell| cell.text.clone()).unwrap_or_default()
        };
        let cells = columns.iter().map(cell);
        [row.line.to_string()].into_iter().chain(cells).chain([row.why()]).collect::<Vec<_>>()
    };
    let mut text = String::new();
    std::iter::once(head.collect()).chain(rows.iter().map(line)).for_each(|line| write_line(&mut text, line));
    Ok(text)
}
