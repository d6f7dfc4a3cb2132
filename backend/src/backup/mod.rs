//! How is the database kept elsewhere while the console runs, and how is it taken back?
//!
//! What was done after a backup, its copy does not know. So a restored database sends nothing by itself: jobs that were under
//! way are held until a person has looked, and what may have been made meanwhile is looked for first.

mod store;

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use domain::access::Person;
use domain::at::At;

use crate::OpenError;
use crate::clock::Clock;
use crate::db::{Db, lock};

/// What a restored database was told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// Jobs that are held until a person lets them go on.
    pub held: u64,
    /// Rows of which AWS is asked what became of them.
    pub unknown: u64,
}

/// Why there is no copy, or none was taken back, in one sentence for the shell.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A file stands in the way.
    #[error("{0} is there already; say --force to replace it")]
    Exists(String),
    /// The file that would be replaced is the one that is copied.
    #[error("{0} is the database itself")]
    Itself(String),
    /// There is nothing to copy.
    #[error("there is no database {0}")]
    Missing(String),
    /// A file cannot be written.
    #[error("cannot {what} {path}: {why}")]
    File {
        /// Such as `write`.
        what: &'static str,
        /// Which.
        path: String,
        /// What the system says.
        why: io::Error,
    },
    /// SQLite does not copy it, or the copy is broken.
    #[error("{path} cannot be copied: {why}")]
    Copy {
        /// Which.
        path: String,
        /// What SQLite says.
        why: String,
    },
    /// The database cannot be used.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// What was copied cannot be made safe to run.
    #[error("the copy of {path} cannot be prepared: {why}")]
    Prepare {
        /// Which.
        path: String,
        /// What the database says.
        why: String,
    },
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn failed(what: &'static str, path: &Path) -> impl FnOnce(io::Error) -> BackupError {
    let path = shown(path);
    move |why| BackupError::File { what, path, why }
}

/// Writes a whole, consistent copy, also while the console runs. It has its name only once it is complete: what was cut off
/// leaves no file of that name.
///
/// # Errors
/// When the target is there and not to be replaced, or the copy cannot be made or is broken.
pub async fn backup(database: &Path, to: &Path, force: bool) -> Result<(), BackupError> {
    if !database.exists() {
        return Err(BackupError::Missing(shown(database)));
    }
    if let (Ok(here), Ok(there)) = (database.canonicalize(), to.canonicalize())
        && here == there
    {
        return Err(BackupError::Itself(shown(to)));
    }
    if to.exists() && !force {
        return Err(BackupError::Exists(shown(to)));
    }
    let beside = beside(to, "partial");
    let copied = copy(database, &beside).await;
    if copied.is_err() {
        // What is half is of use to nobody; that it stays is no news beside why.
        let _ = fs::remove_file(&beside);
    }
    copied?;
    into_place(&beside, to)
}

/// Takes a copy back as the database, while no console holds it, and writes into its audit who did. The database that it
/// replaces stays beside it, under the name that is given back.
///
/// # Errors
/// When a console runs, a database is there that is not to be replaced, or the copy cannot be used.
pub async fn restore(
    by: &Person,
    from: &Path,
    database: &Path,
    force: bool,
    clock: &Clock,
) -> Result<(Restored, Option<PathBuf>), BackupError> {
    if !from.exists() {
        return Err(BackupError::Missing(shown(from)));
    }
    let held = lock(database)?;
    if database.exists() && !force {
        return Err(BackupError::Exists(shown(database)));
    }
    let beside = beside(database, "restoring");
    let restored = prepare(by, from, &beside, clock).await;
    let (restored, aside) = match restored {
        Ok(restored) => (restored, set_aside(database, clock.now())?),
        Err(error) => {
            for path in with_logs(&beside) {
                // Likewise.
                let _ = fs::remove_file(path);
            }
            return Err(error);
        }
    };
    into_place(&beside, database)?;
    drop(held);
    Ok((restored, aside))
}

async fn prepare(by: &Person, from: &Path, beside: &Path, clock: &Clock) -> Result<Restored, BackupError> {
    copy(from, beside).await?;
    // Opening it brings it up to date, too.
    let db = Db::open(beside, clock.clone()).await?;
    let calmed = store::calm(&db, by, &shown(from), clock.now()).await;
    db.close().await;
    let _ = fs::remove_file(beside.with_extension("lock"));
    let [_, log, _] = with_logs(beside);
    if fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
        return Err(BackupError::Prepare {
            path: shown(from),
            why: "its log could not be written back".to_owned(),
        });
    }
    calmed.map_err(|fault| BackupError::Prepare { path: shown(from), why: fault.message })
}

/// A copy for this user alone, whole and on the disk.
async fn copy(from: &Path, to: &Path) -> Result<(), BackupError> {
    for path in with_logs(to) {
        match fs::remove_file(&path) {
            Err(why) if why.kind() != io::ErrorKind::NotFound => return Err(failed("replace", &path)(why)),
            _ => {}
        }
    }
    // SQLite takes a file that is empty, and so it is nobody else's from the first byte on.
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(to).map_err(failed("write", to))?;
    store::copy(from, to).await.map_err(|why| BackupError::Copy { path: shown(from), why })?;
    File::open(to).and_then(|file| file.sync_all()).map_err(failed("write", to))
}

fn into_place(beside: &Path, to: &Path) -> Result<(), BackupError> {
    fs::rename(beside, to).map_err(failed("write", to))?;
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed("write", folder))
}

/// The database gets a second name, and its logs go there: one that is left behind would be taken for the new one's. Under
/// its own name a database is there at any time: a console that finds none would begin a new one.
fn set_aside(database: &Path, now: At) -> Result<Option<PathBuf>, BackupError> {
    let aside = beside(database, &format!("replaced-{}", now.0 / 1_000));
    let [file, log, index] = with_logs(database);
    let [to_file, to_log, to_index] = with_logs(&aside);
    let linked = fs::hard_link(&file, &to_file).map_err(|why| (why, file));
    let renamed = |old: PathBuf, new: PathBuf| fs::rename(&old, new).map_err(|why| (why, old));
    for moved in [linked, renamed(log, to_log), renamed(index, to_index)] {
        match moved {
            Err((why, old)) if why.kind() != io::ErrorKind::NotFound => {
                return Err(failed("set aside", &old)(why));
            }
            _ => {}
        }
    }
    Ok(Some(aside).filter(|aside| aside.exists()))
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{ending}"));
    PathBuf::from(name)
}

/// The file of a database and those that SQLite keeps beside it.
fn with_logs(path: &Path) -> [PathBuf; 3] {
    let beside = |ending: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    };
    [path.to_owned(), beside("-wal"), beside("-shm")]
}
