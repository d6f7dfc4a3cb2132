//! How do people ask from a shell of this machine? Over a unix socket, as whom the config says they are.
//!
//! The kernel says which user is at the other end. What they ask are verbs of `backend`, as the doors do.

pub mod client;
pub mod people;
mod router;
mod serve;
mod socket;
pub mod words;

use backend::Backend;

pub use people::{PREFIX, People};
pub use serve::Open;

use crate::config::Config;
use crate::refusal::Refusal;

/// Opens the way in that the config names, if it names one. Whoever it names no more loses what they held: rows of
/// theirs that wait are refused.
///
/// # Errors
/// When the socket cannot be had.
pub async fn open(config: &Config, backend: &Backend) -> Result<Option<Open>, Refusal> {
    let (people, unknown) = people::resolve(&config.shell.user);
    for sentence in unknown {
        tracing::warn!("{sentence}; nobody is let in by that entry");
    }
    open_for(config.shell.path(&config.data).as_deref(), people, backend).await
}

/// As [`open`], for people who are known already.
///
/// # Errors
/// When the socket cannot be had.
pub async fn open_for(
    path: Option<&std::path::Path>,
    people: People,
    backend: &Backend,
) -> Result<Option<Open>, Refusal> {
    let all: Vec<_> = people.values().cloned().collect();
    backend::access::remember_only(backend, PREFIX, &all)
        .await
        .map_err(|fault| Refusal::new(format!("cannot remember who may ask from a shell: {fault}")))?;
    match path {
        Some(path) => Ok(Some(Open::new(socket::bind(path).await?, people, backend))),
        None => Ok(None),
    }
}
