//! How is the text of a list read? Each line with its number, as an editor counts; nothing is looked up.

use domain::csv::unguarded;
use domain::fault::Fault;
use domain::ids::ScopeKey;
use domain::ids::WorkspaceKey;
use domain::listed::{WrongLine, at_list};
use domain::workspace::UNDEFINED_USER;

use super::columns::Columns;
use super::name::quoted;

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

/// One record as it stands in the text.
struct Record {
    number: usize,
    cells: Vec<String>,
    /// Whether a quoted cell goes on over the next lines. A quote that somebody forgot to close would swallow lines
    /// unseen, so that is refused, though CSV allows it.
    goes_on: bool,
    /// Whether a quote has no other end: what it was to hold is anybody's guess.
    half_quoted: bool,
}

/// Reads a list of at most `most` lines.
///
/// # Errors
/// `Invalid` for the list as a whole: empty, too long, or without columns that could be understood.
pub(super) fn read(text: &str, most: usize) -> Result<Read, Fault> {
    let records = records(text.strip_prefix('\u{feff}').unwrap_or(text), most + 1);
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

const GOES_ON: &str =
    "a quoted cell goes on over the next line. Close the quote, or take the line break out of the cell.";

const HALF: &str = "a quote is not closed. Close it, or write it twice inside of quotes.";

impl Record {
    /// Why nobody can be sure of its cells.
    fn torn(&self) -> Option<&'static str> {
        if self.goes_on { Some(GOES_ON) } else { self.half_quoted.then_some(HALF) }
    }
}

/// The first records of the text, without blank ones: a head and `most` lines tell whether there are too many.
fn records(text: &str, most: usize) -> Vec<Record> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(text))
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let (mut found, mut cells) = (Vec::new(), csv::StringRecord::new());
    let (mut end, mut counted, mut number) = (0, 0, 1);
    // Reading a text from memory fails never; were it to, the list would end there and be refused as too short.
    while found.len() <= most && reader.read_record(&mut cells).unwrap_or(false) {
        let start = end;
        end = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        let raw = text.get(start..end).unwrap_or_default();
        let inside = raw.trim_start_matches(['\r', '\n']);
        let begins = start + (raw.len() - inside.len());
        number += line_ends(text.get(counted..begins).unwrap_or_default());
        counted = begins;
        if cells.iter().any(|cell| !cell.is_empty()) {
            let goes_on = inside.trim_end_matches(['\r', '\n']).contains(['\r', '\n']);
            let half_quoted = inside.matches('"').count() % 2 == 1;
            let cells = cells.iter().map(str::to_owned).collect();
            found.push(Record { number, cells, goes_on, half_quoted });
        }
    }
    found
}

fn line_ends(text: &str) -> usize {
    let pairs = text.matches("\r\n").count();
    text.matches(['\r', '\n']).count() - pairs
}

/// What stands most often between the cells of the first line that has any.
fn separator(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let outside = first.split('"').step_by(2);
    let outside: Vec<u8> = outside.flat_map(str::bytes).collect();
    let count = |sign: u8| outside.iter().filter(|byte| **byte == sign).count();
    // The last of equals is taken: a comma when there is none at all.
    [b'\t', b';', b','].into_iter().max_by_key(|sign| count(*sign)).unwrap_or(b',')
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
        text.map(|text| legible(unguarded(text), place)).transpose()
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

/// `place` is the cell's number in its line.
fn legible(text: &str, place: usize) -> Result<String, String> {
    if text.contains(char::REPLACEMENT_CHARACTER) {
        return Err(format!("cell {place} has signs that are not UTF-8. Save the file as “CSV UTF-8”."));
    }
    if text.chars().any(char::is_control) {
        return Err(format!("cell {place} has a sign that cannot be printed."));
    }
    Ok(text.to_owned())
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
