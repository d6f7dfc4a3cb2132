//! How does the estate outlive the process?
//!
//! The estate that a seed makes need not be kept; what changed in it is appended to one file, line
//! by line, and read again at the next start. A line that a killed process left half written is the
//! last one, and is dropped.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::desktop::Desktop;
use super::resource::{Kind, Resource};
use super::scope::Scope;
use crate::estate;

/// One line of the file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Line {
    /// The first line.
    Estate(Origin),
    /// A WorkSpace was added or changed.
    Put(At<Box<Desktop>>),
    /// A WorkSpace is gone.
    Gone(At<String>),
    /// Something that is not a WorkSpace was added or changed.
    Kept(At<Box<Resource>>),
    /// Something that is not a WorkSpace is gone.
    Lost(At<(Kind, String)>),
    /// An explicit clock was moved to this time, in milliseconds since 1970.
    Clock(i64),
}

/// What the unchanged estate is made of.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// As in the settings.
    pub seed: u64,
    /// As in the settings.
    pub fleet: usize,
    /// When it was first made, in milliseconds since 1970: its dates count from there.
    pub born: i64,
    /// As in the settings.
    #[serde(default)]
    pub still: bool,
}

/// Something of one account and region.
#[derive(Debug, Serialize, Deserialize)]
pub struct At<T> {
    /// Twelve digits.
    pub account: String,
    /// Such as `eu-west-1`.
    pub region: String,
    /// The thing.
    pub what: T,
}

impl<T> At<T> {
    fn new(scope: &Scope, what: T) -> Self {
        Self { account: scope.account.clone(), region: scope.region.clone(), what }
    }
}

impl Line {
    /// A WorkSpace as it is now.
    pub fn put(scope: &Scope, desktop: Desktop) -> Self {
        Self::Put(At::new(scope, Box::new(desktop)))
    }

    /// A WorkSpace that is gone.
    pub fn gone(scope: &Scope, id: String) -> Self {
        Self::Gone(At::new(scope, id))
    }

    /// A resource as it is now.
    pub fn kept(scope: &Scope, resource: Resource) -> Self {
        Self::Kept(At::new(scope, Box::new(resource)))
    }

    /// A resource that is gone.
    pub fn lost(scope: &Scope, kind: Kind, id: String) -> Self {
        Self::Lost(At::new(scope, (kind, id)))
    }
}

/// The open file.
pub struct Journal {
    file: File,
}

/// Where the file is in its directory.
pub fn path(directory: &Path) -> PathBuf {
    directory.join("simulator.jsonl")
}

/// Reads what is there; nothing when there is no file yet.
///
/// # Errors
/// When the file can't be read, or a line that is not the last one makes no sense.
pub fn read(directory: &Path) -> io::Result<Vec<Line>> {
    let text = match fs::read_to_string(path(directory)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other?,
    };
    let mut lines = Vec::new();
    let mut texts = text.split_inclusive('\n').peekable();
    while let Some(text) = texts.next() {
        match serde_json::from_str(text) {
            Ok(line) => lines.push(line),
            Err(_) if texts.peek().is_none() && !text.ends_with('\n') => break,
            Err(error) => {
                let line = lines.len() + 1;
                return Err(io::Error::new(io::ErrorKind::InvalidData, format!("line {line}: {error}")));
            }
        }
    }
    Ok(lines)
}

impl Journal {
    /// Replaces the file by these lines, and opens it for more.
    ///
    /// # Errors
    /// When the directory can't be made or written to.
    pub fn rewrite(directory: &Path, lines: &[Line]) -> io::Result<Self> {
        fs::create_dir_all(directory)?;
        let new = directory.join("simulator.jsonl.new");
        let mut journal = Self { file: File::create(&new)? };
        journal.append(lines)?;
        journal.file.sync_all()?;
        fs::rename(&new, path(directory))?;
        journal.file = OpenOptions::new().append(true).open(path(directory))?;
        Ok(journal)
    }

    /// Writes down what changed. It survives the process from here on, if not the machine.
    ///
    /// # Errors
    /// When the disk is full or gone.
    pub fn append(&mut self, lines: &[Line]) -> io::Result<()> {
        let mut text = Vec::new();
        for line in lines {
            serde_json::to_writer(&mut text, line)?;
            text.push(b'\n');
        }
        self.file.write_all(&text)
    }
}

/// Lays what is kept over the scopes, and returns the lines that still say something: the last one
/// of each thing.
pub fn replay(scopes: &mut Vec<Scope>, lines: Vec<Line>) -> Vec<Line> {
    let mut last: BTreeMap<(String, String, Option<Kind>, String), Line> = BTreeMap::new();
    for line in lines {
        let (account, region, kind, id) = match &line {
            Line::Put(at) => (&at.account, &at.region, None, &at.what.id),
            Line::Gone(at) => (&at.account, &at.region, None, &at.what),
            Line::Kept(at) => (&at.account, &at.region, Some(at.what.kind), &at.what.id),
            Line::Lost(at) => (&at.account, &at.region, Some(at.what.0), &at.what.1),
            Line::Estate(_) | Line::Clock(_) => continue,
        };
        last.insert((account.clone(), region.clone(), kind, id.clone()), line);
    }
    for ((account, region, ..), line) in &last {
        let known = scopes.iter().position(|scope| scope.account == *account && scope.region == *region);
        let at = known.unwrap_or_else(|| {
            scopes.push(estate::empty(account, region));
            scopes.len() - 1
        });
        match line {
            Line::Put(put) => scopes[at].insert((*put.what).clone()),
            Line::Gone(gone) => scopes[at].remove(&gone.what),
            Line::Kept(kept) => scopes[at].shelve((*kept.what).clone()),
            Line::Lost(lost) => scopes[at].unshelve(lost.what.0, &lost.what.1),
            Line::Estate(_) | Line::Clock(_) => {}
        }
    }
    last.into_values().collect()
}
