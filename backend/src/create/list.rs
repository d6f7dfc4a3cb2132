//! How is a list of new WorkSpaces read, and what does an empty one look like?

use domain::count;
use domain::create::{Cell, Column, Heading, List, Row};
use domain::csv::{unguarded, write_line};
use domain::fault::{Fault, FieldError};

use crate::sheet::{self, Record, legible};

/// The form field that holds the list.
const FIELD: &str = "csv";

/// Reads a list of at most `most` rows. A row that cannot be read as such is there, with why.
///
/// # Errors
/// `Invalid` at `csv` for the list as a whole: empty, too long, a head that is not understood, a quote that is never
/// closed.
pub(super) fn read(text: &str, most: usize) -> Result<List, Fault> {
    let records = sheet::records(text, most + 1);
    let Some((head, body)) = records.split_first() else {
        return Err(at_list("The list is empty.".to_owned()));
    };
    // It swallows the lines after it, and nobody would miss them on the plan.
    if let Some((record, why)) = records.iter().find_map(|record| Some((record, record.torn()?))) {
        return Err(at_list(format!("Line {}: {why}", record.number)));
    }
    let columns = columns(head).map_err(at_list)?;
    if body.is_empty() {
        return Err(at_list("Below its first line the list is empty.".to_owned()));
    }
    if body.len() > most {
        let most = count::words(i64::try_from(most).unwrap_or(i64::MAX));
        return Err(at_list(format!(
            "The list has more than {most} rows; one job may have {most}. Split it."
        )));
    }
    // A file of refused rows is our own: what guarded its cells is taken off again.
    let is_ours = columns.contains(&Head::Ours);
    let rows = body.iter().map(|record| row(record, &columns, is_ours)).collect();
    let columns = columns
        .into_iter()
        .filter_map(|head| if let Head::Read(column) = head { Some(column) } else { None });
    Ok(List { columns: columns.collect(), rows })
}

#[derive(PartialEq)]
enum Head {
    Read(Column),
    Ours,
    /// Nothing stands in the head, and nothing should below it.
    Blank,
}

fn columns(head: &Record) -> Result<Vec<Head>, String> {
    let mut columns: Vec<Head> = Vec::new();
    for (at, cell) in (1..).zip(&head.cells) {
        let place = || format!("Line {}, column {at}:", head.number);
        let read = match cell.as_str() {
            "" => Head::Blank,
            cell => match legible(cell).and_then(|cell| Column::read(&cell)) {
                Ok(Heading::Read(column)) => Head::Read(column),
                Ok(Heading::Ours) => Head::Ours,
                Err(why) => return Err(format!("{} {why}", place())),
            },
        };
        if let Head::Read(column) = &read
            && let Some(before) = columns.iter().position(|other| *other == read)
        {
            return Err(format!(
                "{} “{}” is there already, as column {}.",
                place(),
                column.head(),
                before + 1
            ));
        }
        columns.push(read);
    }
    let names = |head| columns.contains(&Head::Read(Column::Plain(head)));
    if !names("user") && !names("name") {
        return Err(format!(
            "Line {}: no column is called “user” or “name”: one must be there.",
            head.number
        ));
    }
    Ok(columns)
}

fn row(record: &Record, columns: &[Head], is_ours: bool) -> Row {
    let mut row = Row { line: record.number, ..Row::default() };
    for (at, head) in columns.iter().enumerate() {
        let text = record.cells.get(at).map(String::as_str).unwrap_or_default();
        match head {
            Head::Read(column) => {
                let text = if is_ours { unguarded(text) } else { text };
                if let Err(why) = legible(text) {
                    row.errors.push(FieldError { field: column.head(), message: format!("The cell {why}") });
                }
                row.cells.push(Cell { column: column.clone(), text: text.to_owned() });
            }
            Head::Blank if !text.is_empty() => row.errors.push(FieldError {
                field: String::new(),
                message: format!("The row has a text in column {}, whose head is empty.", at + 1),
            }),
            Head::Blank | Head::Ours => {}
        }
    }
    if record.cells.iter().skip(columns.len()).any(|cell| !cell.is_empty()) {
        row.errors.push(FieldError {
            field: String::new(),
            message: format!(
                "The row has more cells than the first line, which has {}: a cell that holds the separator stands in quotes.",
                columns.len()
            ),
        });
    }
    row
}

fn at_list(message: String) -> Fault {
    Fault::invalid(vec![FieldError { field: FIELD.to_owned(), message }])
}

/// A list to fill in: every column, and two rows that show how.
#[must_use]
pub fn template() -> String {
    let heads: Vec<String> = Column::heads().map(str::to_owned).chain(["tag:team".to_owned()]).collect();
    let example = |cells: &[(&str, &str)]| {
        let cell = |head: &String| {
            let found = cells.iter().find(|(name, _)| name == head);
            found.map(|(_, text)| (*text).to_owned()).unwrap_or_default()
        };
        heads.iter().map(cell).collect::<Vec<_>>()
    };
    let rows = [
        example(&[("user", "ann.example"), ("tag:team", "sales")]),
        example(&[
            ("user", "bob.example"),
            ("running_mode", "AUTO_STOP"),
            ("auto_stop_minutes", "120"),
            ("root_gib", "175"),
            ("user_gib", "100"),
            ("encrypt_user", "yes"),
            ("tag:team", "support"),
        ]),
    ];
    let mut text = String::new();
    std::iter::once(&heads).chain(&rows).for_each(|line| write_line(&mut text, line));
    text
}

#[cfg(test)]
mod tests;
