//! How are the KMS keys of this scope's WorkSpaces? Each key is asked for once, whatever the number of its WorkSpaces.

mod store;

use domain::fault::Fault;

use super::aws;
use super::store::Batch;
use crate::Backend;
use crate::db::FromDb;
use crate::gateway::{Gateway, Meaning};

/// Keys asked for in a sweep; those asked longest ago come first, so that all have their turn.
const AT_ONCE: usize = 50;

/// Asks KMS for the state of keys. What AWS does not tell is written down as unknown, with its code: it is no fault of
/// the sweep, and plans say so.
///
/// # Errors
/// When the database fails.
pub(super) async fn read(backend: &Backend, gateway: &Gateway, batch: Batch<'_>) -> Result<(), Fault> {
    let mut told = Vec::new();
    for key in store::longest_unasked(backend.db(), batch.scope_id, AT_ONCE).await? {
        let (state, why) = match aws::key_state(gateway, &key).await {
            Ok(state) => (state, String::new()),
            Err(fault) if matches!(fault.meaning, Meaning::Denied | Meaning::Refused) => {
                (String::new(), fault.words.code)
            }
            // No answer says nothing about the key: what was known stays, and the next sweep asks again.
            Err(fault) => {
                tracing::warn!(scope = %batch.scope, error = %fault, "the states of KMS keys were not read");
                break;
            }
        };
        told.push(Told { key, state, why });
    }
    if told.is_empty() {
        return Ok(());
    }
    let mut change = backend.db().begin().await?;
    store::put(&mut change, batch, &told).await.map_err(Fault::from_db)?;
    backend.commit(change).await
}

/// What AWS said of a key: its state, or the code for why not.
struct Told {
    key: String,
    state: String,
    why: String,
}
