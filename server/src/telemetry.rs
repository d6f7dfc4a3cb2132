//! How does the process tell what it does? Lines on stderr that read alone; stdout is for people.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

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

/// Reads a filter such as `info,backend=debug`. A word without `=` is a level: the library would take a misspelled one for
/// a target, and log nothing else.
///
/// # Errors
/// One sentence, when it cannot be read.
pub fn filter(text: &str) -> Result<EnvFilter, String> {
    let refuse = |why: String| format!("log.filter “{text}” cannot be read: {why}");
    // What stands in brackets is of spans, and may hold commas and blanks.
    let plain = if text.contains('[') { "" } else { text };
    for part in plain.split(',').filter(|part| !part.is_empty()) {
        if part.contains(char::is_whitespace) {
            return Err(refuse("commas part it, without blanks".to_owned()));
        }
        if !part.contains('=') && part.parse::<LevelFilter>().is_err() {
            return Err(refuse(format!(
                "“{part}” is no level; off, error, warn, info, debug and trace are, and {part}=debug is one for {part}"
            )));
        }
    }
    EnvFilter::try_new(text).map_err(|error| refuse(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_read_and_a_misspelled_level_is_none() {
        for good in [crate::config::LOG_FILTER, "info", "INFO,backend=debug", "off", "backend=debug"] {
            assert!(filter(good).is_ok(), "{good}");
        }
        for bad in ["debgu", "info,debgu", "backend=loud", "info backend=debug", "banana,"] {
            let said = filter(bad).unwrap_err();
            assert!(said.starts_with(&format!("log.filter “{bad}” cannot be read: ")), "{said}");
        }
    }
}
