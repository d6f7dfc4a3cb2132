//! Who sits at a pool's desktops?

use serde_json::{Value, json};

use super::pools::found;
use super::{Answer, Call, pages, text};
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::resource::{Kind, Resource};

/// Sessions of a page when nobody says how many, says the model.
const PAGE: u64 = 20;

/// DescribeWorkspacesPoolSessions: of one pool, and of one user where one is named.
pub fn describe(world: &mut World, call: &Call<'_>) -> Answer {
    let pool = text(call.input, "PoolId").unwrap_or_default();
    found(world, call, pool)?;
    let user = text(call.input, "UserId");
    let mut input = call.input.clone();
    if input["Limit"].is_null() {
        input["Limit"] = json!(PAGE);
    }
    let sessions = world
        .sessions_of(call.scope, pool)
        .filter(|session| user.is_none_or(|user| session.text("UserId") == user))
        .map(|session| (session.id.clone(), shown(session)));
    let call = Call { scope: call.scope, input: &input };
    pages::answer(&call, "DescribeWorkspacesPoolSessions", "Sessions", sessions)
}

/// TerminateWorkspacesPoolSession: it is seen for some seconds more.
pub fn terminate(world: &mut World, call: &Call<'_>) -> Answer {
    let id = text(call.input, "SessionId").unwrap_or_default();
    if world.scope(call.scope).resource(Kind::PoolSession, id).is_none() {
        return Err(ServiceError::not_found(format!("The specified session {id} could not be found.")));
    }
    if !world.end_session(call.scope, id) {
        return Err(ServiceError::new(
            "OperationInProgressException",
            "The session is already being terminated.",
        ));
    }
    Ok(json!({}))
}

/// What is kept as its state is shown as its connection.
fn shown(session: &Resource) -> Value {
    let mut item = session.item.clone();
    item["ConnectionState"] = item["State"].take();
    if let Some(item) = item.as_object_mut() {
        item.remove("State");
    }
    item
}
