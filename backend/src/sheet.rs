//! How is the text of a CSV read? Each line with its number, as an editor counts; encoding, separator and quotes are settled here, and what the cells mean is the reader's to say.

/// One record as it stands in the text.
#[derive(Debug)]
pub(crate) struct Record {
    /// From 1, as an editor counts.
    pub(crate) number: usize,
    pub(crate) cells: Vec<String>,
    /// Whether a quoted cell goes on over the next lines. A quote that somebody forgot to close would swallow lines
    /// unseen, so that is refused, though CSV allows it.
    goes_on: bool,
    /// Whether a quote has no other end: what it was to hold is anybody's guess.
    half_quoted: bool,
}

const GOES_ON: &str =
    "a quoted cell goes on over the next line. Close the quote, or take the line break out of the cell.";

const HALF: &str = "a quote is not closed. Close it, or write it twice inside of quotes.";

impl Record {
    /// Why nobody can be sure of its cells.
    pub(crate) fn torn(&self) -> Option<&'static str> {
        if self.goes_on { Some(GOES_ON) } else { self.half_quoted.then_some(HALF) }
    }
}

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
            let half_quoted = inside.matches('"').count() % 2 == 1;
            let cells = cells.iter().map(str::to_owned).collect();
            found.push(Record { number, cells, goes_on, half_quoted });
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
