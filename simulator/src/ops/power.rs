//! Start, stop, reboot, rebuild and terminate: each item for itself, refusals in `FailedRequests`.

use serde_json::{Value, json};

use super::power_rules::{Verb, refusal, unknown};
use super::snapshots::of_user_volume;
use super::{Call, text};
use crate::world::World;
use crate::world::desktop::state;

/// StartWorkspaces
pub fn start(world: &mut World, call: &Call<'_>) -> Value {
    each(world, call, "StartWorkspaceRequests", Verb::Start)
}

/// StopWorkspaces
pub fn stop(world: &mut World, call: &Call<'_>) -> Value {
    each(world, call, "StopWorkspaceRequests", Verb::Stop)
}

/// RebootWorkspaces
pub fn reboot(world: &mut World, call: &Call<'_>) -> Value {
    each(world, call, "RebootWorkspaceRequests", Verb::Reboot)
}

/// RebuildWorkspaces; the model takes one a call.
pub fn rebuild(world: &mut World, call: &Call<'_>) -> Value {
    each(world, call, "RebuildWorkspaceRequests", Verb::Rebuild)
}

/// TerminateWorkspaces
pub fn terminate(world: &mut World, call: &Call<'_>) -> Value {
    each(world, call, "TerminateWorkspaceRequests", Verb::Terminate)
}

fn each(world: &mut World, call: &Call<'_>, member: &str, verb: Verb) -> Value {
    let mut failed = Vec::new();
    let items = call.input[member].as_array();
    for item in items.into_iter().flatten() {
        let id = text(item, "WorkspaceId").unwrap_or_default();
        let refused = match world.visible(call.scope, id) {
            None => Some(unknown(id)),
            Some(desktop) => {
                let lasted = world.amazon_ms(world.now() - desktop.since);
                let snapshot = of_user_volume(world, desktop).is_some();
                refusal(verb, desktop, lasted, snapshot)
            }
        };
        match refused {
            Some((code, message)) => {
                let mut item = json!({ "ErrorCode": code, "ErrorMessage": message });
                // Start and stop do not require an id; what was not given is not given back.
                if !id.is_empty() {
                    item["WorkspaceId"] = json!(id);
                }
                failed.push(item);
            }
            None => carry_out(world, call.scope, id, verb),
        }
    }
    json!({ "FailedRequests": failed })
}

fn carry_out(world: &mut World, scope: usize, id: &str, verb: Verb) {
    match verb {
        Verb::Start => world.power_on(scope, id, false),
        Verb::Stop => world.power_off(scope, id),
        Verb::Reboot => world.reboot(scope, id),
        Verb::Rebuild => world.rebuild(scope, id),
        // A second termination changes nothing.
        Verb::Terminate => {
            let ending = world.visible(scope, id).is_some_and(|desktop| {
                [state::TERMINATING, state::TERMINATED].contains(&desktop.state.as_ref())
            });
            if !ending {
                world.terminate(scope, id);
            }
        }
    }
}
