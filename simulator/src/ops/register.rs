//! RegisterWorkspaceDirectory and DeregisterWorkspaceDirectory: how does a directory come and go?

use serde_json::{Value, json};

use super::register_rules::judge;
use super::{Answer, Call, directories, ids, tags, text};
use crate::estate::directories::{fresh, subnets};
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::resource::{Kind, Resource};
use crate::world::scope::Filter;

/// A registration takes minutes (facts.md 30: Terraform waits ten; three is invented).
const REGISTERING_MS: i64 = 3 * 60_000;
/// A deregistration takes minutes (facts.md 30: Terraform waits ten; two is invented).
const DEREGISTERING_MS: i64 = 2 * 60_000;

/// RegisterWorkspaceDirectory
pub fn register(world: &mut World, call: &Call<'_>) -> Answer {
    judge(world, call)?;
    let tags = tags::given(&call.input["Tags"])?;
    let id = match text(call.input, "DirectoryId") {
        Some(id) => id.to_owned(),
        None => ids::new(world, call.scope, Kind::Directory, "wsd-"),
    };
    let scope = world.scope(call.scope);
    let item = shown(call.input, &scope.account, &scope.region, &id);
    let mut directory = Resource::new(Kind::Directory, &id, item, world.now());
    directory.tags = tags;
    world.keep(call.scope, directory);
    let name = text(call.input, "WorkspaceDirectoryName").unwrap_or_default();
    let fails = id.starts_with("d-bad05") || name.starts_with("fail-register");
    let becomes = if fails { "ERROR" } else { "REGISTERED" };
    world.turn(call.scope, Kind::Directory, &id, "REGISTERING", Some((REGISTERING_MS, Some(becomes))));
    Ok(json!({ "DirectoryId": id, "State": "REGISTERING" }))
}

/// DeregisterWorkspaceDirectory
pub fn deregister(world: &mut World, call: &Call<'_>) -> Answer {
    let id = text(call.input, "DirectoryId").unwrap_or_default();
    let directory = directories::known(world, call.scope, id)?;
    if !["REGISTERED", "ERROR"].contains(&directory.state()) {
        return Err(directories::busy());
    }
    let scope = world.scope(call.scope);
    if scope.after(Filter::Directory(id), "").next().is_some() {
        // facts.md 19
        return Err(ServiceError::new(
            "OperationNotSupportedException",
            "There are WorkSpaces assigned to this directory. You must remove the WorkSpaces before you \
             deregister the directory.",
        ));
    }
    if scope.resources(Kind::Pool).any(|pool| pool.text("DirectoryId") == id) {
        return Err(ServiceError::new(
            "OperationNotSupportedException",
            "There are WorkSpaces Pools assigned to this directory. You must terminate the pools before you \
             deregister the directory.",
        ));
    }
    let then = Some((DEREGISTERING_MS, Some("DEREGISTERED")));
    world.turn(call.scope, Kind::Directory, id, "DEREGISTERING", then);
    Ok(json!({}))
}

/// What is shown of a directory that has just been registered.
fn shown(input: &Value, account: &str, region: &str, id: &str) -> Value {
    let nets = match input["SubnetIds"].as_array() {
        Some(nets) if !nets.is_empty() => json!(nets),
        _ => json!(subnets(id)),
    };
    let mut item = fresh(account, region, id, &nets);
    let identity = text(input, "UserIdentityType").unwrap_or("AWS_DIRECTORY_SERVICE");
    item["UserIdentityType"] = json!(identity);
    item["DirectoryType"] = json!(match identity {
        "AWS_DIRECTORY_SERVICE" => "SIMPLE_AD",
        other => other,
    });
    for member in [
        "Tenancy",
        "WorkspaceType",
        "WorkspaceDirectoryName",
        "WorkspaceDirectoryDescription",
        "WorkspaceOsUserMode",
        "MicrosoftEntraConfig",
        "ActiveDirectoryConfig",
    ] {
        if !input[member].is_null() {
            item[member] = input[member].clone();
        }
    }
    if let Some(instance) = text(input, "IdcInstanceArn") {
        let number = instance.rsplit('/').next().unwrap_or_default();
        let application = format!("arn:aws:sso::{account}:application/{number}/apl-{}", id.replace("-", ""));
        item["IDCConfig"] = json!({ "InstanceArn": instance, "ApplicationArn": application });
    }
    if input["EnableSelfService"] == true {
        for permission in item["SelfservicePermissions"].as_object_mut().into_iter().flatten() {
            *permission.1 = json!("ENABLED");
        }
    }
    if item["WorkspaceType"] == "POOLS" {
        pooled(&mut item);
    }
    item
}

/// What desktops of a pool have not, and what only they have.
fn pooled(item: &mut Value) {
    if let Some(map) = item.as_object_mut() {
        map.remove("SelfservicePermissions");
    }
    item["WorkspaceCreationProperties"] = json!({ "EnableInternetAccess": false });
    item["StreamingProperties"] = json!({
        "StreamingExperiencePreferredProtocol": "TCP",
        "UserSettings": [
            { "Action": "CLIPBOARD_COPY_FROM_LOCAL_DEVICE", "Permission": "ENABLED" },
            { "Action": "CLIPBOARD_COPY_TO_LOCAL_DEVICE", "Permission": "ENABLED" },
            { "Action": "PRINTING_TO_LOCAL_DEVICE", "Permission": "ENABLED" },
            { "Action": "SMART_CARD", "Permission": "DISABLED" },
        ],
        "StorageConnectors": [{ "ConnectorType": "HOME_FOLDER", "Status": "DISABLED" }],
    });
}
