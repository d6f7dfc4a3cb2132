//! DescribeWorkspacesConnectionStatus: who is connected?

use serde_json::{Value, json};

use super::pages::Pages;
use super::{Answer, Call, moment, texts};
use crate::seeded::digest;
use crate::world::World;
use crate::world::desktop::{Desktop, state};
use crate::world::scope::Filter;

const PAGE: usize = 25;
/// The service looks once a minute (invented).
const CHECK_MS: i64 = 60_000;

/// By ids, or a page of all that have a status.
pub fn describe(world: &World, call: &Call<'_>) -> Answer {
    let ids = texts(call.input, "WorkspaceIds");
    let pages = Pages::of("DescribeWorkspacesConnectionStatus", call.scope, call.input)?;
    if !ids.is_empty() {
        let statuses: Vec<Value> = ids
            .iter()
            .filter_map(|id| world.visible(call.scope, id))
            .filter(|desktop| reported(world, desktop))
            .map(|desktop| status(world, desktop))
            .collect();
        return Ok(json!({ "WorkspacesConnectionStatus": statuses }));
    }
    let statuses = world
        .scope(call.scope)
        .after(Filter::All, &pages.after)
        .filter(|desktop| reported(world, desktop))
        .map(|desktop| (desktop.id.clone(), status(world, desktop)));
    let (page, token) = pages.cut(PAGE, statuses);
    let mut answer = json!({ "WorkspacesConnectionStatus": page });
    if let Some(token) = token {
        answer["NextToken"] = token;
    }
    Ok(answer)
}

/// Not while PENDING, not just after the launch, not when it failed (facts.md 8).
fn reported(world: &World, desktop: &Desktop) -> bool {
    desktop.reported_from.is_some_and(|from| world.now() >= from)
}

/// STOPPED gives UNKNOWN, with times (facts.md 7); so do the states in which nobody can connect.
fn status(world: &World, desktop: &Desktop) -> Value {
    let state = match (desktop.state.as_ref(), desktop.connected) {
        // Who is there while a volume grows can go on working.
        (state::AVAILABLE | state::UPDATING, true) => "CONNECTED",
        (state::AVAILABLE, false) => "DISCONNECTED",
        _ => "UNKNOWN",
    };
    let phase = (digest(world.seed, &[&desktop.id, "check"]) % CHECK_MS as u64) as i64;
    let checked = world.now() - (world.now() + phase).rem_euclid(CHECK_MS);
    let mut status = json!({
        "WorkspaceId": desktop.id,
        "ConnectionState": state,
        "ConnectionStateCheckTimestamp": moment(checked),
    });
    if let Some(last) = desktop.last_connected {
        status["LastKnownUserConnectionTimestamp"] = moment(last);
    }
    status
}
