//! The changes of a WorkSpace or another resource for a spreadsheet, newest first: part by part.

use domain::access::Person;
use domain::csv::write_line;
use domain::fault::Fault;
use domain::history::Change;
use domain::ids::WorkspaceKey;
use domain::resource::ResourceKey;

use crate::Backend;

const HEAD: [&str; 6] = ["at", "field", "before", "after", "job", "by"];

/// A part of the changes of a WorkSpace, and the `before` of the next part.
///
/// # Errors
/// As [`super::of`].
pub async fn csv(
    backend: &Backend,
    person: &Person,
    key: &WorkspaceKey,
    before: Option<i64>,
) -> Result<(String, Option<i64>), Fault> {
    Ok(match before {
        None => part(true, &super::of(backend, person, key, None).await?),
        // Of one that has gone, the last part is empty, and nothing to be refused.
        Some(before) => part(false, &super::lines(backend, person, key, before).await?),
    })
}

/// A part of the changes of another resource, as [`csv`].
///
/// # Errors
/// As [`crate::resource::history`].
pub async fn csv_of_resource(
    backend: &Backend,
    person: &Person,
    key: &ResourceKey,
    before: Option<i64>,
) -> Result<(String, Option<i64>), Fault> {
    Ok(match before {
        None => part(true, &crate::resource::history(backend, person, key, None).await?),
        before => part(false, &super::of_resource(backend, person, key, before).await?),
    })
}

fn part(is_first: bool, lines: &[Change]) -> (String, Option<i64>) {
    let mut text = String::new();
    if is_first {
        write_line(&mut text, HEAD);
    }
    for line in lines {
        write_line(&mut text, cells(line));
    }
    (text, lines.last().map(|line| line.seq))
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
