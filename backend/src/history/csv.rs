//! The changes of a WorkSpace for a spreadsheet, newest first: part by part.

use domain::access::Person;
use domain::csv::write_line;
use domain::fault::Fault;
use domain::history::Change;
use domain::ids::WorkspaceKey;

use crate::Backend;

const HEAD: [&str; 6] = ["at", "field", "before", "after", "job", "by"];

/// A part of the changes, and the `before` of the next part.
///
/// # Errors
/// As [`super::of`].
pub async fn csv(
    backend: &Backend,
    person: &Person,
    key: &WorkspaceKey,
    before: Option<i64>,
) -> Result<(String, Option<i64>), Fault> {
    let mut text = String::new();
    let lines = match before {
        None => {
            write_line(&mut text, HEAD);
            super::of(backend, person, key, None).await?
        }
        // Of one that has gone, the last part is empty, and nothing to be refused.
        Some(before) => super::lines(backend, person, key, before).await?,
    };
    for line in &lines {
        write_line(&mut text, cells(line));
    }
    Ok((text, lines.last().map(|line| line.seq)))
}

fn cells(line: &Change) -> [String; HEAD.len()] {
    let text = |cell: &Option<String>| cell.clone().unwrap_or_default();
    [
        line.at.iso(),
        line.field.clone(),
        text(&line.old),
        text(&line.new),
        line.job.map(|job| job.to_string()).unwrap_or_default(),
        text(&line.by),
    ]
}
