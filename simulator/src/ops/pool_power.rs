//! May this pool start, stop or end now?

use serde_json::json;

use super::pools::found;
use super::{Answer, Call, pool_rules, text};
use crate::wire::error::ServiceError;
use crate::world::World;

/// StartWorkspacesPool: AUTO_STOP and STOPPED, says the model.
pub fn start(world: &mut World, call: &Call<'_>) -> Answer {
    let id = text(call.input, "PoolId").unwrap_or_default();
    let pool = found(world, call, id)?;
    pool_rules::settled(pool)?;
    if pool.text("RunningMode") != "AUTO_STOP" {
        return Err(ServiceError::new(
            "OperationNotSupportedException",
            "You cannot start a WorkSpaces Pool unless it has a running mode of AutoStop.",
        ));
    }
    if pool.state() != "STOPPED" {
        return Err(pool_rules::state(
            "You cannot start a WorkSpaces Pool unless it has a state of STOPPED.",
        ));
    }
    world.start_pool(call.scope, id);
    Ok(json!({}))
}

/// StopWorkspacesPool: AUTO_STOP, says the model. It names states that pools do not have: RUNNING is what it must mean.
pub fn stop(world: &mut World, call: &Call<'_>) -> Answer {
    let id = text(call.input, "PoolId").unwrap_or_default();
    let pool = found(world, call, id)?;
    pool_rules::settled(pool)?;
    if pool.text("RunningMode") != "AUTO_STOP" || pool.state() != "RUNNING" {
        return Err(pool_rules::state(
            "You cannot stop a WorkSpaces Pool unless it has a running mode of AutoStop and a state of RUNNING.",
        ));
    }
    world.stop_pool(call.scope, id);
    Ok(json!({}))
}

/// TerminateWorkspacesPool: RUNNING or STOPPED (invented; Terraform terminates without stopping).
pub fn terminate(world: &mut World, call: &Call<'_>) -> Answer {
    let id = text(call.input, "PoolId").unwrap_or_default();
    pool_rules::settled(found(world, call, id)?)?;
    world.terminate_pool(call.scope, id);
    Ok(json!({}))
}
