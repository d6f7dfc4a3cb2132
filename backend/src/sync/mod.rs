//! How does the inventory stay true? A sweep reads everything; what is changing is followed closely.

pub(crate) mod aws;
mod follow;
mod keys;
mod next_try;
mod pairs;
mod resources;
mod store;
mod sweep;
mod tags;

use std::time::Duration;

use domain::fault::{AwsWords, Fault};
use domain::ids::ScopeKey;

use crate::Backend;
use crate::gateway::{AwsFault, Meaning};

pub use follow::{follow, follow_once};
pub(crate) use next_try::NextTry;
pub use next_try::try_now;
pub(crate) use resources::{took_resource_tags, took_resources};
pub(crate) use store::{Batch, absorb, last_line, put_scopes, scope_id};
pub use sweep::sweep;
pub(crate) use tags::took_tags;

/// Why a sweep did not go through.
#[derive(Debug, thiserror::Error)]
pub enum SyncFault {
    /// AWS refused or gave no answer.
    #[error("AWS: {0}")]
    Aws(#[from] AwsFault),
    /// The database failed, or the scope is not watched.
    #[error("{0}")]
    Ours(#[from] Fault),
}

/// Sweeps a scope again and again; a failing scope waits longer each time and disturbs no other.
pub(crate) async fn run(backend: Backend, scope: ScopeKey) {
    let Some(next) = backend.next_try(&scope) else { return };
    let calm = Duration::from_secs(backend.config().sweep_seconds);
    let mut failures = 0_u32;
    loop {
        match sweep(&backend, &scope).await {
            Ok(()) => {
                failures = 0;
                backend.clock().sleep(calm).await;
            }
            Err(fault) => {
                tracing::warn!(%scope, error = %fault, "the sweep did not go through");
                failures = failures.saturating_add(1);
                next.wait(backend.clock(), failures).await;
            }
        }
    }
}

/// What the scope's badge says for a fault.
fn health_of(fault: &SyncFault) -> (&'static str, AwsWords) {
    match fault {
        SyncFault::Aws(fault) if fault.meaning == Meaning::Denied => ("denied", fault.words.clone()),
        SyncFault::Aws(AwsFault { meaning: Meaning::Lacking(lack), words }) => (lack.slug(), words.clone()),
        SyncFault::Aws(fault) => ("failing", fault.words.clone()),
        SyncFault::Ours(fault) => (
            "failing",
            AwsWords { code: "Deskwarden".to_owned(), message: fault.message.clone(), request_id: None },
        ),
    }
}
