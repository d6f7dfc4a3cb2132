//! What can a test or a demo do to the pretended service that Amazon would not let it?
//!
//! The library's handle and the control door both come here.

use std::time::Duration;

use serde_json::{Map, Value};

use crate::wire::service::Shared;
use crate::world::journal::Line;

/// Moves an explicit clock, and remembers where to; any other goes its own way.
pub fn advance(shared: &Shared, by: Duration) {
    let mut inner = shared.lock();
    if !by.is_zero() && shared.clock.advance(by) {
        inner.write(&[Line::Clock(shared.clock.now_ms())]);
    }
}

/// Lays wire fields over a WorkSpace, as a merge patch: null takes a field away. `State` becomes
/// its true state, and whatever was under way in it stops. False when there is no such WorkSpace.
pub fn edit(
    shared: &Shared,
    account: &str,
    region: &str,
    workspace_id: &str,
    patch: Map<String, Value>,
) -> bool {
    shared.lock().act(|world| {
        let scope = world.scope_of(account, region);
        if world.scope(scope).get(workspace_id).is_none() {
            return false;
        }
        world.edited = true;
        for (name, value) in patch {
            if let ("State", Some(state)) = (name.as_str(), value.as_str()) {
                world.set_state(scope, workspace_id, state.to_owned());
                world.schedule(scope, workspace_id, None);
            } else if let Some(desktop) = world.change(scope, workspace_id) {
                desktop.overlay.insert(name, value);
            }
        }
        true
    })
}

/// Gives a KMS key another state, by its id, alias or ARN; any word will do. False when there is no such key.
pub fn set_key(shared: &Shared, account: &str, region: &str, key: &str, state: &str) -> bool {
    shared.lock().act(|world| {
        let scope = world.scope_of(account, region);
        world.set_key(scope, key, state)
    })
}

/// The person of a WorkSpace connects. False when its state lets nobody in.
pub fn connect(shared: &Shared, account: &str, region: &str, workspace_id: &str) -> bool {
    shared.lock().act(|world| {
        let scope = world.scope_of(account, region);
        world.come(scope, workspace_id)
    })
}

/// The person of a WorkSpace disconnects. False when nobody was connected.
pub fn disconnect(shared: &Shared, account: &str, region: &str, workspace_id: &str) -> bool {
    shared.lock().act(|world| {
        let scope = world.scope_of(account, region);
        world.leave(scope, workspace_id)
    })
}

/// Somebody comes to a pool: back to their session, or to a new one. Its id; nothing when the pool does not run, is full
/// or is not there.
pub fn join_pool(shared: &Shared, account: &str, region: &str, pool: &str, user: &str) -> Option<String> {
    shared.lock().act(|world| {
        let scope = world.scope_of(account, region);
        world.join_pool(scope, pool, user)
    })
}

/// Somebody at a pool no longer touches anything, or (`leaves`) disconnects. False when nobody is connected to that
/// session.
pub fn rest_in_pool(shared: &Shared, account: &str, region: &str, session: &str, leaves: bool) -> bool {
    shared.lock().act(|world| {
        let scope = world.scope_of(account, region);
        if leaves { world.leave_pool(scope, session) } else { world.idle_in_pool(scope, session) }
    })
}
