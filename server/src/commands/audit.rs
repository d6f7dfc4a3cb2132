//! `deskwarden audit verify`: is the audit as it was written?

use std::io::ErrorKind;
use std::path::Path;

use backend::audit::{self, Head};
use domain::count;

use super::{Ended, all};
use crate::cli::Verify;
use crate::config;
use crate::refusal::Refusal;
use crate::run::say;

pub async fn verify(options: &Verify) -> Result<Ended, Refusal> {
    let config = options.configured.config.as_deref();
    let (config, _) = config::read(config).map_err(|faults| all(&faults))?;
    let database = config.backend(Vec::new()).database;
    let known = options.head.as_deref().map(kept).transpose()?.flatten();
    let found = audit::verify(&database, known.as_ref()).await?;
    for sentence in &found.broken {
        say(sentence)?;
    }
    if found.more > 0 {
        say(&format!("and {} more", found.more))?;
    }
    let entries = count::of(found.entries, "entry", "entries");
    if !found.broken.is_empty() {
        say(&format!("the audit of {} is not as it was written ({entries})", database.display()))?;
        return Ok(Ended::Broken);
    }
    if let Some(file) = &options.head {
        keep(file, &found.head)?;
    }
    say(&format!("the audit of {} is whole: {entries}, the last one is {}", database.display(), found.head))?;
    Ok(Ended::Well)
}

/// The head that the file holds; none, when there is no such file yet.
fn kept(file: &Path) -> Result<Option<Head>, Refusal> {
    match std::fs::read_to_string(file) {
        Ok(text) => {
            let refuse = |why| Refusal::new(format!("cannot use {}: {why}", file.display()));
            text.parse().map(Some).map_err(refuse)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Refusal::path("read", file, &error)),
    }
}

/// Written beside it first: a process that dies must not leave half a head.
fn keep(file: &Path, head: &Head) -> Result<(), Refusal> {
    let refuse = |error: &std::io::Error| Refusal::path("write", file, error);
    let mut beside = file.as_os_str().to_owned();
    beside.push(".new");
    std::fs::write(&beside, format!("{head}\n")).map_err(|error| refuse(&error))?;
    std::fs::rename(&beside, file).map_err(|error| refuse(&error))
}
