//! How does the process tell what it does? Lines on stderr that read alone; stdout is for people.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;

use crate::config::{Log, LogFormat};
use crate::refusal::Refusal;

/// Starts logging. Secrets never come here: their types do not print.
///
/// # Errors
/// When the filter cannot be read.
pub fn start(log: &Log) -> Result<(), Refusal> {
    let filter = filter(&log.filter).map_err(Refusal)?;
    let colours = std::io::stderr().is_terminal();
    let lines =
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(colours);
    let started = match log.format {
        LogFormat::Text => lines.try_init(),
        LogFormat::Json => lines.json().flatten_event(true).try_init(),
    };
    started.map_err(|error| Refusal::new(format!("cannot start logging: {error}")))
}

/// Reads a filter such as `info,backend=debug`.
///
/// # Errors
/// One sentence, when it cannot be read.
pub fn filter(text: &str) -> Result<EnvFilter, String> {
    EnvFilter::try_new(text).map_err(|error| format!("log.filter “{text}” cannot be read: {error}"))
}
