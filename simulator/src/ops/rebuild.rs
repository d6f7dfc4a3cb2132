//! RebuildWorkspaces and RestoreWorkspace: back to what the snapshots hold.

use serde_json::json;

use super::power_rules::CHANGING;
use super::snapshots::of_both_volumes;
use super::{Answer, Call, desktop, power, text};
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::desktop::state;

/// RebuildWorkspaces: refuses in `FailedRequests`, like the verbs of power.
pub fn rebuild(world: &mut World, call: &Call<'_>) -> Answer {
    Ok(power::rebuild(world, call))
}

/// RestoreWorkspace: refuses the whole call. States are the model's, snapshots facts.md 25; the words are invented.
pub fn restore(world: &mut World, call: &Call<'_>) -> Answer {
    let id = text(call.input, "WorkspaceId").unwrap_or_default();
    let desktop = desktop(world, call, id)?;
    let refuse = |why: String| Err(ServiceError::new("OperationNotSupportedException", why));
    let current = desktop.state.as_ref();
    if desktop.changes.pending.is_some() {
        return refuse(CHANGING.to_owned());
    }
    if ![state::AVAILABLE, state::ERROR, state::UNHEALTHY, state::STOPPED].contains(&current) {
        return refuse(format!(
            "RestoreWorkspace is not possible while the WorkSpace {id} is in the state {current}."
        ));
    }
    if desktop.pair.as_ref().is_some_and(|pair| !pair.primary) {
        return refuse(format!("RestoreWorkspace is not possible for the standby WorkSpace {id}."));
    }
    if of_both_volumes(world, desktop).is_none() {
        return refuse(format!("There are no snapshots of both volumes of the WorkSpace {id}."));
    }
    world.restore(call.scope, id);
    Ok(json!({}))
}
