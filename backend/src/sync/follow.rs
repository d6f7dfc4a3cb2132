//! What is changing is looked at by id, in batches of 25: quick at first, slower later.

use std::collections::HashMap;
use std::time::Duration;

use domain::at::At;
use domain::fault::Fault;
use domain::ids::ScopeKey;

use super::store::{self, Batch};
use super::{SyncFault, aws};
use crate::Backend;
use crate::db::FromDb;
use crate::gateway::{Gateway, Priority};

/// An id that AWS does not show may still be on its way (facts.md 1).
const APPEARING_MS: i64 = 5 * 60_000;
/// How often to see whether anything is due.
const TICK: Duration = Duration::from_millis(500);
/// The part of the rate that following may take: sweeps go on meanwhile.
const SHARE: f64 = 0.8;

/// Follows what is changing in a scope, as long as the process runs.
pub async fn follow(backend: Backend, scope: ScopeKey) {
    let mut looked = HashMap::new();
    loop {
        if let Err(fault) = follow_once(&backend, &scope, &mut looked).await {
            tracing::warn!(%scope, error = %fault, "could not look at what is changing");
            backend.clock().sleep(Duration::from_secs(10)).await;
        }
        backend.clock().sleep(TICK).await;
    }
}

/// Looks at what is due now. `looked` holds when each id was last looked at.
///
/// # Errors
/// What AWS said, or the database.
pub async fn follow_once(
    backend: &Backend,
    scope: &ScopeKey,
    looked: &mut HashMap<String, At>,
) -> Result<usize, SyncFault> {
    let gateway = backend.gateway(scope).ok_or_else(|| Fault::not_found("That scope is not watched."))?;
    let scope_id = store::scope_id(backend.db(), scope).await?;
    let moving = store::moving(backend.db(), scope_id).await?;
    looked.retain(|id, _| moving.iter().any(|(moving, _)| moving == id));
    let now = backend.clock().now();
    let floor = pace_ms(gateway, moving.len());
    let mut due: Vec<_> = moving
        .into_iter()
        .filter(|(id, since)| {
            looked.get(id).is_none_or(|last| now.ms_since(*last) >= interval_ms(now.0 - since).max(floor))
        })
        .map(|(id, _)| id)
        .collect();
    due.sort();
    due.dedup();
    for ids in due.chunks(aws::PAGE) {
        look(backend, gateway, scope, scope_id, ids).await?;
        let now = backend.clock().now();
        looked.extend(ids.iter().map(|id| (id.clone(), now)));
    }
    Ok(due.len())
}

/// How long to wait between two looks at something that has been changing for so long.
fn interval_ms(age_ms: i64) -> i64 {
    match age_ms / 60_000 {
        ..3 => 2_000,
        3..10 => 4_000,
        10..40 => 10_000,
        _ => 60_000,
    }
}

/// With much in motion, a round takes as long as its calls do within our share of the rate.
fn pace_ms(gateway: &Gateway, moving: usize) -> i64 {
    let calls = moving.div_ceil(aws::PAGE) as f64;
    (calls / (gateway.budget().per_second() * SHARE) * 1_000.0) as i64
}

async fn look(
    backend: &Backend,
    gateway: &Gateway,
    scope: &ScopeKey,
    scope_id: i64,
    ids: &[String],
) -> Result<(), SyncFault> {
    let items = aws::by_id(gateway, scope.account.as_str(), ids, Priority::Sweep).await?;
    let now = backend.clock().now();
    let mut gone = Vec::new();
    for id in ids.iter().filter(|id| !items.iter().any(|item| item.id == **id)) {
        let known = store::first_seen(backend.db(), scope_id, id).await?;
        // Absence is success for what was terminating; what is new may not be there yet.
        if known.is_some_and(|(seen, state)| state.starts_with("TERMINAT") || now.0 - seen > APPEARING_MS) {
            gone.push(id.clone());
        }
    }
    let batch = Batch { scope_id, scope, now, sweep: None, log_new: true };
    let mut change = backend.db().begin().await?;
    store::absorb(&mut change, batch, &items).await.map_err(Fault::from_db)?;
    store::remove(&mut change, batch, &gone).await.map_err(Fault::from_db)?;
    backend.commit(change).await?;
    Ok(())
}
