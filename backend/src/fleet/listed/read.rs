//! How is the text of a list read? Each line with its number, as an editor counts; nothing is looked up.

use domain::csv::unguarded;
use domain::fault::Fault;
use domain::ids::ScopeKey;
use domain::ids::WorkspaceKey;
use domain::listed::{WrongLine, at_list};
use domain::workspace::UNDEFINED_USER;

use super::columns::Columns;
use super::name::quoted;
use crate::sheet::{self, Record, legible};

/// One line that names something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) number: usize,
    pub(super) named: Named,
    pub(super) directory: Option<String>,
    pub(super) account: Option<String>,
    pub(super) region: Option<String>,
}

/// What a line names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// A WorkSpace, and perhaps whose it should be.
    Id { id: String, user: Option<String> },
    /// The WorkSpace of a user.
    User(String),
}

/// A list, read.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) lines: Vec<Line>,
    pub(super) wrong: Vec<WrongLine>,
}

/// Reads a list of at most `most` lines.
///
/// # Errors
/// `Invalid` for the list as a whole: empty, too long, or without columns that could be understood.
pub(super) fn read(text: &str, most: usize) -> Result<Read, Fault> {
    let records = sheet::records(text, most + 1);
    let Some(first) = records.first() else {
        return Err(at_list("The list is empty: nothing is selected.".to_owned()));
    };
    let refuse = |why: String| at_list(format!("Line {}: {why}", first.number));
    if let Some(why) = first.torn() {
        return Err(refuse(why.to_owned()));
    }
    let columns = Columns::of(&first.cells).map_err(refuse)?;
    let body = &records[usize::from(columns.is_head)..];
    if body.is_empty() {
        return Err(at_list("Below its first line the list is empty: nothing is selected.".to_owned()));
    }
    if body.len() > most {
        return Err(at_list(format!(
            "The list has more than {most} lines; one job may have {most}. Split it."
        )));
    }
    let mut read = Read::default();
    for record in body {
        match line(record, &columns) {
            Ok(line) => read.lines.push(line),
            Err(why) => read.wrong.push(WrongLine { line: record.number, why, names_nothing: false }),
        }
    }
    Ok(read)
}

fn line(record: &Record, columns: &Columns) -> Result<Line, String> {
    if let Some(why) = record.torn() {
        return Err(why.to_owned());
    }
    if record.cells.iter().skip(columns.width).any(|cell| !cell.is_empty()) {
        return Err(format!(
            "has more cells than the first line, which has {}. Put a cell that holds the separator into quotes.",
            columns.width
        ));
    }
    let cell = |at: Option<usize>| -> Result<Option<String>, String> {
        let text = at.and_then(|at| record.cells.get(at)).filter(|text| !text.is_empty());
        // A file of ours puts an apostrophe before what a spreadsheet would calculate.
        let place = at.unwrap_or_default() + 1;
        text.map(|text| legible(unguarded(text)).map_err(|why| format!("cell {place} {why}"))).transpose()
    };
    let (workspace, user, either) = (cell(columns.workspace)?, cell(columns.user)?, cell(columns.either)?);
    let (directory, account, region) =
        (cell(columns.directory)?, cell(columns.account)?, cell(columns.region)?);
    let read = match (&workspace, &either) {
        (Some(text), _) => Some(key(text).ok_or_else(|| {
            format!("{} is no WorkSpace: write ws-… or account/region/ws-….", quoted(text))
        })?),
        (None, Some(text)) => key(text),
        (None, None) => None,
    };
    let number = record.number;
    if let Some((scope, id)) = read {
        let (of_account, of_region) = match scope {
            Some(ScopeKey { account, region }) => (Some(account.to_string()), Some(region.to_string())),
            None => (None, None),
        };
        if of_region.as_ref().zip(region.as_ref()).is_some_and(|(of_key, of_column)| of_key != of_column) {
            return Err("names two regions: one in the WorkSpace's name, another in its column.".to_owned());
        }
        let account = of_account.or(account);
        return Ok(Line {
            number,
            named: Named::Id { id, user },
            directory,
            account,
            region: of_region.or(region),
        });
    }
    match user.or(either) {
        Some(user) if user.eq_ignore_ascii_case(UNDEFINED_USER) => {
            Err(format!("{UNDEFINED_USER} is no user: name such a WorkSpace by its id."))
        }
        Some(user) => Ok(Line { number, named: Named::User(user), directory, account, region }),
        None => Err("names neither a WorkSpace nor a user.".to_owned()),
    }
}

/// A WorkSpace's id, with its account and region where they are said; `None` for what does not look like one
/// (model, `WorkspaceId`: `ws-` and 8 to 63 letters or digits).
pub(super) fn key(text: &str) -> Option<(Option<ScopeKey>, String)> {
    let (scope, id) = match text.parse::<WorkspaceKey>() {
        Ok(key) => (Some(key.scope), key.id.to_string()),
        Err(_) => (None, text.to_owned()),
    };
    let id = id.to_ascii_lowercase();
    let rest = id.strip_prefix("ws-")?;
    let is_id = (8..=63).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_id.then_some((scope, id))
}

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;
