//! DescribeWorkspaceSnapshots: to when could a WorkSpace be taken back?

use serde_json::{Value, json};

use super::{Answer, Call, desktop, moment, text};
use crate::world::World;
use crate::world::desktop::{Desktop, state};

const MINUTE_MS: i64 = 60_000;
const FIRST_MS: i64 = 30 * MINUTE_MS;
const EVERY_MS: i64 = 12 * 60 * MINUTE_MS;

/// The first within half an hour, then every 12 hours; of an UNHEALTHY one the user volume only,
/// which is enough to rebuild and not to restore (facts.md 25).
pub fn describe(world: &World, call: &Call<'_>) -> Answer {
    let desktop = desktop(world, call, text(call.input, "WorkspaceId").unwrap_or_default())?;
    let list = |latest: Option<i64>| -> Vec<Value> {
        latest.into_iter().map(|at| json!({ "SnapshotTime": moment(at) })).collect()
    };
    Ok(json!({
        "RebuildSnapshots": list(of_user_volume(world, desktop)),
        "RestoreSnapshots": list(of_both_volumes(world, desktop)),
    }))
}

/// The last snapshot of the user volume: what a rebuild and a migration need.
pub fn of_user_volume(world: &World, desktop: &Desktop) -> Option<i64> {
    let first = desktop.created + world.scaled(FIRST_MS);
    let age = world.now() - first;
    (desktop.reported_from.is_some() && age >= 0).then(|| first + age / EVERY_MS * EVERY_MS)
}

/// The last snapshots of both volumes: what a restore needs.
pub fn of_both_volumes(world: &World, desktop: &Desktop) -> Option<i64> {
    of_user_volume(world, desktop).filter(|_| desktop.state != state::UNHEALTHY)
}
