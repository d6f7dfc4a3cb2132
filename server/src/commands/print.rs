//! How is an answer printed at a shell? Tables for people, JSON for machines.

use std::fmt::Write as _;
use std::io::{ErrorKind, Write as _};

use domain::jobs::{JobRow, StepState};
use serde::Serialize;

use crate::refusal::Refusal;

/// Prints text. A reader that has had enough, such as `head`, is no fault.
pub fn text(text: &str) -> Result<(), Refusal> {
    // A user name from AWS must not move the cursor of whoever reads it.
    let text: String = text
        .chars()
        .map(|sign| if sign.is_control() && sign != '\n' { char::REPLACEMENT_CHARACTER } else { sign })
        .collect();
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Refusal::new(format!("cannot write to stdout: {error}")))
        }
        _ => Ok(()),
    }
}

/// Prints one JSON document.
pub fn json(what: &impl Serialize) -> Result<(), Refusal> {
    let mut written = serde_json::to_string_pretty(what)
        .map_err(|error| Refusal::new(format!("cannot be printed: {error}")))?;
    written.push('\n');
    text(&written)
}

/// Columns as wide as their widest cell, two spaces apart; nothing at the end of a line.
pub fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let head = head.iter().map(|cell| cell.to_uppercase()).collect();
    let all: Vec<&Vec<String>> = std::iter::once(&head).chain(rows).collect();
    let width =
        |column: usize| all.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<_> = (0..head.len()).map(|column| width(column).unwrap_or_default()).collect();
    let mut text = String::new();
    for row in all {
        let cells: String = row.iter().zip(&widths).fold(String::new(), |mut line, (cell, width)| {
            // Writing to a String fails never.
            let _ = write!(line, "{cell:<width$}  ");
            line
        });
        text.push_str(cells.trim_end());
        text.push('\n');
    }
    text
}

/// Rows of a job, each with what happened and AWS's own words.
pub fn job_rows(rows: &[JobRow]) -> String {
    let row = |row: &JobRow| {
        let aws = row.aws.as_ref().map(|aws| format!("{}: {}", aws.code, aws.message));
        let request = row.request_id.as_ref().map(|id| format!("request {id}"));
        let late = row.late.then(|| "late".to_owned());
        let due = row.due.map(|at| match (row.state, row.is_sent_again) {
            (StepState::Unknown, true) => {
                format!("AWS is asked until {}, then it is sent again", at.absolute())
            }
            (StepState::Unknown, false) => format!("AWS is asked until {}", at.absolute()),
            _ => format!("not before {}", at.absolute()),
        });
        let happened: Vec<_> = [row.outcome.clone(), aws, due, late, request].into_iter().flatten().collect();
        vec![
            row.n.to_string(),
            row.label.clone(),
            row.key.as_ref().map(ToString::to_string).unwrap_or_default(),
            row.state.word().to_owned(),
            happened.join("; "),
        ]
    };
    table(&["row", "user", "workspace", "state", "what happened"], &rows.iter().map(row).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_they_must_be() {
        let rows = [
            vec!["1".to_owned(), "Ångström".to_owned(), String::new()],
            vec!["22".to_owned(), "b".to_owned(), "x".to_owned()],
        ];
        assert_eq!(table(&["n", "user", "c"], &rows), "N   USER      C\n1   Ångström\n22  b         x\n");
    }
}
