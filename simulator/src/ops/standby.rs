//! CreateStandbyWorkspaces: a second WorkSpace for the same person in another region.

use serde_json::{Value, json};

use super::create::desktop as pending;
use super::standby_rules::judge;
use super::{Answer, Call, applications, text};
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::desktop::{Desktop, Encryption};
use crate::world::resource::{Kind, Resource};
use crate::world::scope::Scope;

/// CreateStandbyWorkspaces: called in the region of the standby, each item for itself.
pub fn create(world: &mut World, call: &Call<'_>) -> Answer {
    let region = text(call.input, "PrimaryRegion").unwrap_or_default();
    if world.scope(call.scope).region == region {
        return Err(ServiceError::invalid(
            "The standby WorkSpace must be in another region than the primary WorkSpace.",
        ));
    }
    let near = world.region_of(call.scope, region);
    let (mut failed, mut started) = (Vec::new(), Vec::new());
    for request in call.input["StandbyWorkspaces"].as_array().into_iter().flatten() {
        let primary = near.map(|near| world.scope(near));
        let judged = judge(world, primary, call.scope, request).cloned();
        match (judged, near) {
            (Ok(primary), Some(near)) => started.push(begin(world, call.scope, near, &primary, request)),
            (Ok(_), None) => {}
            (Err((code, message)), _) => failed.push(json!({
                "StandbyWorkspaceRequest": request,
                "ErrorCode": code,
                "ErrorMessage": message,
            })),
        }
    }
    Ok(json!({ "FailedStandbyRequests": failed, "PendingStandbyRequests": started }))
}

/// The standby is launched like any other WorkSpace, and stops when nobody needs it.
fn begin(world: &mut World, scope: usize, near: usize, primary: &Desktop, request: &Value) -> Value {
    let bundle = bundle(world.scope(near), world.scope(scope), primary);
    let mut properties = primary.properties.clone();
    // A standby is not paid for while nobody uses it (invented: the estate's are the same).
    properties.running_mode = "AUTO_STOP".into();
    properties.auto_stop = Some(60);
    let wanted = json!({
        "DirectoryId": request["DirectoryId"],
        "UserName": primary.user,
        "Tags": request["Tags"],
    });
    let mut standby = pending(world, scope, &wanted, bundle, properties);
    standby.encryption = encryption(primary, text(request, "VolumeEncryptionKey"));
    let answer = json!({
        "UserName": standby.user,
        "DirectoryId": standby.directory,
        "State": standby.state,
        "WorkspaceId": standby.id,
    });
    let id = standby.id.clone();
    world.add(scope, standby);
    let replicated = text(request, "DataReplication") == Some("PRIMARY_AS_SOURCE");
    world.tie((near, &primary.id), (scope, &id), replicated);
    world.launch(scope, &id);
    applications::deliver(world, scope, &id);
    answer
}

/// Encrypted like the primary, with a key of its own region; all of it when only a key is named (invented).
fn encryption(primary: &Desktop, key: Option<&str>) -> Encryption {
    let all = key.is_some() && !primary.encrypted();
    Encryption {
        key: (all || primary.encrypted()).then(|| key.unwrap_or("alias/aws/workspaces").to_owned()),
        root: if all { Some(true) } else { primary.encryption.root },
        user: if all { Some(true) } else { primary.encryption.user },
    }
}

/// The bundle of the same name; else one of the same size and system; else the primary's (invented: the call names none).
fn bundle(near: &Scope, far: &Scope, primary: &Desktop) -> String {
    let name = near.resource(Kind::Bundle, &primary.bundle).map(|bundle| bundle.text("Name"));
    let alike = |bundle: &&Resource| {
        bundle.item["ComputeType"]["Name"] == primary.properties.compute.as_ref()
            && bundle.hidden_text("System") == primary.properties.system
    };
    far.resources(Kind::Bundle)
        .find(|bundle| Some(bundle.text("Name")) == name)
        .or_else(|| far.resources(Kind::Bundle).find(alike))
        .map_or_else(|| primary.bundle.clone(), |bundle| bundle.id.clone())
}
