//! How does one WorkSpace look in an answer?

use serde_json::{Map, Value, json};

use super::moment;
use crate::world::World;
use crate::world::desktop::{Desktop, state};
use crate::world::scope::Scope;

/// The item of DescribeWorkspaces and of PendingRequests.
pub fn item(world: &World, scope: &Scope, desktop: &Desktop) -> Value {
    let mut item = Map::new();
    let mut set = |name: &str, value: Value| {
        item.insert(name.to_owned(), value);
    };
    set("WorkspaceId", json!(desktop.id));
    set("DirectoryId", json!(desktop.directory));
    set("UserName", json!(desktop.user));
    set("State", json!(desktop.state));
    set("BundleId", json!(desktop.bundle));
    if let Some(key) = &desktop.encryption.key {
        set("VolumeEncryptionKey", json!(key));
    }
    if let Some(yes) = desktop.encryption.user {
        set("UserVolumeEncryptionEnabled", json!(yes));
    }
    if let Some(yes) = desktop.encryption.root {
        set("RootVolumeEncryptionEnabled", json!(yes));
    }
    if let Some(name) = &desktop.name {
        set("WorkspaceName", json!(name));
    }
    // While PENDING the service tells no more than this (facts.md 2).
    if desktop.state != state::PENDING {
        if let Some(placed) = &desktop.placed {
            // A stopped one has no address in four of five records (facts.md 4).
            if desktop.state != state::STOPPED {
                set("IpAddress", json!(placed.ip));
                set("SubnetId", json!(placed.subnet));
                if let Some(address) = &desktop.ipv6 {
                    set("Ipv6Address", json!(address));
                }
            }
            set("ComputerName", json!(placed.computer));
        }
        if let Some((code, message)) = &desktop.error {
            set("ErrorCode", json!(code));
            set("ErrorMessage", json!(message));
        }
        set("WorkspaceProperties", properties(desktop));
        set("ModificationStates", json!(modifications(desktop)));
        standby(world, scope, desktop, &mut set);
    }
    for (name, value) in &desktop.overlay {
        if value.is_null() {
            item.remove(name);
        } else {
            item.insert(name.clone(), value.clone());
        }
    }
    Value::Object(item)
}

fn properties(desktop: &Desktop) -> Value {
    let properties = &desktop.properties;
    let mut value = json!({
        "RunningMode": properties.running_mode,
        "RootVolumeSizeGib": properties.root_gib,
        "UserVolumeSizeGib": properties.user_gib,
        "ComputeTypeName": properties.compute,
        "Protocols": [properties.protocol],
        "OperatingSystemName": properties.system,
    });
    if let Some(minutes) = properties.auto_stop {
        value["RunningModeAutoStopTimeoutInMinutes"] = json!(minutes);
    }
    if let Some(accelerator) = &properties.accelerator {
        value["GlobalAccelerator"] = accelerator.clone();
    }
    if let Some(on) = properties.nested {
        value["NestedVirtualizationEnabled"] = json!(on);
    }
    value
}

/// What is being changed, or failed to be at last.
fn modifications(desktop: &Desktop) -> Vec<Value> {
    let changes = &desktop.changes;
    let of = |resource: &str, state: &str| json!({ "Resource": resource, "State": state });
    let pending = changes.pending.as_ref().map(|change| {
        let stage = if change.before.is_some() { "UPDATE_IN_PROGRESS" } else { "UPDATE_INITIATED" };
        of(change.wish.resource(), stage)
    });
    let failed = changes.failed.as_ref().map(|resource| of(resource, "UPDATE_FAILED"));
    pending.into_iter().chain(failed).collect()
}

fn standby(world: &World, scope: &Scope, desktop: &Desktop, set: &mut impl FnMut(&str, Value)) {
    let Some(pair) = &desktop.pair else {
        return;
    };
    if let Some(other) = world.partner(&scope.account, pair) {
        set(
            "RelatedWorkspaces",
            json!([{
                "WorkspaceId": pair.id,
                "Region": pair.region,
                "State": other.state,
                "Type": if pair.primary { "STANDBY" } else { "PRIMARY" },
            }]),
        );
    }
    let mut settings = json!({
        "DataReplication": if pair.replicated { "PRIMARY_AS_SOURCE" } else { "NO_REPLICATION" },
    });
    if let Some(at) = world.replicated_at(pair) {
        settings["RecoverySnapshotTime"] = moment(at);
    }
    if pair.primary {
        settings["StandbyWorkspaceId"] = json!(pair.id);
        set("StandbyWorkspacesProperties", json!([settings]));
    } else {
        set("DataReplicationSettings", settings);
    }
}
