//! Which WorkSpaces does a list of ids or users name, of those that a person may see?

mod columns;
mod name;
mod read;
mod store;

use std::collections::{BTreeMap, HashSet};

use domain::access::Person;
use domain::fault::Fault;
use domain::listed::{Listed, WrongLine};

use self::read::Line;
use self::store::Found;
use crate::Backend;

/// Reads a CSV of ids or users and finds the WorkSpaces of its lines: two statements, however many lines there are.
/// What may not be seen reads as what is not there.
///
/// # Errors
/// `Invalid` at [`domain::listed::FIELD`], when the list is empty, too long for one job, or says not what its columns
/// are. Lines with faults of their own are in the answer.
pub(super) async fn listed(backend: &Backend, person: &Person, text: &str) -> Result<Listed, Fault> {
    let read::Read { lines, mut wrong } = read::read(text, backend.config().job_rows)?;
    let mut found: BTreeMap<usize, Vec<Found>> = BTreeMap::new();
    for row in store::find(backend.db(), person, &lines).await? {
        if let Some(line) = lines.get(row.line).filter(|line| line.holds(&row)) {
            found.entry(line.number).or_default().push(row);
        }
    }
    let (mut keys, mut seen) = (Vec::new(), HashSet::new());
    for line in &lines {
        let found = found.remove(&line.number).unwrap_or_default();
        match &found[..] {
            [] => wrong.push(line.wrong(true, line.nothing())),
            [one] => match line.contradiction(one) {
                Some(why) => wrong.push(line.wrong(false, why)),
                None if seen.insert(one.key.clone()) => keys.push(one.key.clone()),
                None => {}
            },
            several => wrong.push(line.wrong(false, line.several(several))),
        }
    }
    wrong.sort_by_key(|line| line.line);
    Ok(Listed { keys, wrong })
}

impl Line {
    fn wrong(&self, names_nothing: bool, why: String) -> WrongLine {
        WrongLine { line: self.number, why, names_nothing }
    }
}
