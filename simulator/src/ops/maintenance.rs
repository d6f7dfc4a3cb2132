//! ModifyWorkspaceState: out of service for its administrator, and back.

use serde_json::json;

use super::power_rules::CHANGING;
use super::{Answer, Call, desktop, text};
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::desktop::state;

/// ModifyWorkspaceState. The same state again is no fault (invented).
pub fn state(world: &mut World, call: &Call<'_>) -> Answer {
    let id = text(call.input, "WorkspaceId").unwrap_or_default();
    let desktop = desktop(world, call, id)?;
    let refuse = |why: String| Err(ServiceError::new("InvalidResourceStateException", why));
    if desktop.changes.pending.is_some() {
        return refuse(CHANGING.to_owned());
    }
    match (desktop.state.as_ref(), text(call.input, "WorkspaceState").unwrap_or_default()) {
        (state::AVAILABLE, state::ADMIN_MAINTENANCE) => world.take_out(call.scope, id),
        (state::ADMIN_MAINTENANCE, state::AVAILABLE) => world.rest(call.scope, id),
        (now, wanted) if now == wanted => {}
        (now, wanted) => {
            return refuse(format!("The WorkSpace {id} can't become {wanted} in the state {now}."));
        }
    }
    Ok(json!({}))
}
