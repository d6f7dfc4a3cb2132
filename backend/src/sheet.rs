//! How is the text of a CSV read, and written so that a spreadsheet calculates nothing? Each line with its number, as an
//! editor counts; encoding, separator and quotes are settled here, and what the cells mean is the reader's to say.

/// One record as it stands in the text.
#[derive(Debug)]
pub(crate) struct Record {
    /// From 1, as an editor counts.
    pub(crate) number: usize,
    pub(crate) cells: Vec<String>,
    /// Whether a quoted cell goes on over the next lines. A quote that somebody forgot to close would swallow lines
    /// unseen, so that is refused, though CSV allows it.
    pub(crate) goes_on: bool,
}

/// What is said of a record that goes on.
pub(crate) const GOES_ON: &str =
    "a quoted cell goes on over the next line. Close the quote, or take the line break out of the cell.";

/// The first records of the text, without blank ones: a head and `most` lines tell whether there are too many.
pub(crate) fn records(text: &str, most: usize) -> Vec<Record> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
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
            let cells = cells.iter().map(str::to_owned).collect();
            found.push(Record { number, cells, goes_on });
        }
    }
    found
}

pub(crate) fn line_ends(text: &str) -> usize {
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

/// What stands in a cell, or why it cannot be read.
pub(crate) fn legible(text: &str) -> Result<String, String> {
    if text.contains(char::REPLACEMENT_CHARACTER) {
        return Err("has signs that are not UTF-8. Save the file as “CSV UTF-8”.".to_owned());
    }
    if text.chars().any(char::is_control) {
        return Err("has a sign that cannot be printed.".to_owned());
    }
    Ok(text.to_owned())
}

/// Signs with which a cell begins that a spreadsheet calculates.
const CALCULATED: &[char] = &['=', '+', '-', '@', '\t', '\r'];

/// A cell that a spreadsheet would calculate is text behind an apostrophe (OWASP, "CSV Injection").
pub(crate) fn guarded(cell: String) -> String {
    if cell.starts_with(CALCULATED) { format!("'{cell}") } else { cell }
}

/// Takes [`guarded`]'s apostrophe away again: for files that we wrote ourselves.
pub(crate) fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(CALCULATED)).unwrap_or(cell)
}

/// Records as a file that spreadsheets read.
pub(crate) fn written<'a>(records: impl Iterator<Item = Vec<String>> + 'a) -> Result<Vec<u8>, csv::Error> {
    let mut to =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(Vec::new());
    for record in records {
        to.write_record(record.into_iter().map(guarded))?;
    }
    to.into_inner().map_err(|why| csv::Error::from(why.into_error()))
}
