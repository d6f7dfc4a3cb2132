//! The audit for a spreadsheet, newest first: part by part.

use domain::access::Person;
use domain::audit::{AuditQuery, Cursor, Entry};
use domain::csv::write_line;
use domain::fault::Fault;

use super::store;
use crate::Backend;

const HEAD: [&str; 18] = [
    "number",
    "at",
    "person",
    "person id",
    "what",
    "target",
    "account",
    "region",
    "job",
    "row",
    "phase",
    "before",
    "after",
    "outcome",
    "note",
    "request id",
    "in words",
    "hash",
];
/// Entries of one part.
const PART: i64 = 500;

/// A part of the entries that this person may see and asks for, and where the next begins.
///
/// # Errors
/// When the database fails.
pub async fn csv(
    backend: &Backend,
    person: &Person,
    query: &AuditQuery,
    before: Option<Cursor>,
) -> Result<(String, Option<Cursor>), Fault> {
    let mut text = String::new();
    if before.is_none() {
        write_line(&mut text, HEAD);
    }
    // The file is of all that is chosen, from whichever page it was asked for.
    let query = AuditQuery { before, ..query.clone() };
    let entries = store::entries(backend.db(), person, &query, PART).await?;
    for entry in &entries {
        write_line(&mut text, cells(entry));
    }
    Ok((text, entries.last().map(Entry::cursor)))
}

fn cells(entry: &Entry) -> [String; HEAD.len()] {
    let text = |cell: &Option<String>| cell.clone().unwrap_or_default();
    [
        entry.seq.to_string(),
        entry.at.iso(),
        entry.person.clone(),
        entry.person_id.to_string(),
        entry.what.clone(),
        entry.target.clone(),
        entry.account.as_ref().map(ToString::to_string).unwrap_or_default(),
        entry.region.as_ref().map(ToString::to_string).unwrap_or_default(),
        entry.job.map(|job| job.to_string()).unwrap_or_default(),
        entry.row.map(|row| row.to_string()).unwrap_or_default(),
        entry.phase.slug().to_owned(),
        text(&entry.before),
        text(&entry.after),
        entry.outcome.slug().to_owned(),
        text(&entry.note),
        text(&entry.request_id),
        entry.words(),
        entry.hash.clone(),
    ]
}
