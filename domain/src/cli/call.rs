//! Which call is a step of a plan, with its parameters as Amazon names them?

use serde_json::{Map, Value, json};

use super::shell;
use crate::change::{Property, Task};
use crate::create::Spec;
use crate::fleet::Action;
use crate::ids::Region;
use crate::jobs::PlanRow;
use crate::tags::Tag;

/// The command that asks for this task of these rows, of which there are no more than one call takes. `None` where a row
/// does not hold what the task needs.
#[must_use]
pub fn command(task: &Task, rows: &[&PlanRow], region: &Region) -> Option<String> {
    let (operation, parameters) = call(task, rows)?;
    let parameters = parameters.as_object()?;
    Some(shell::line(operation, region.as_str(), parameters))
}

/// AWS's operation, with its parameters as Amazon names them; our own tag is not among them. `None` as of [`command`].
/// It is the one table: a task that is new has its arm here.
#[must_use]
pub fn call(task: &Task, rows: &[&PlanRow]) -> Option<(&'static str, Value)> {
    let ids: Vec<&str> = rows.iter().filter_map(|row| id(row)).collect();
    let one = ids.first().copied();
    let each = || Value::Array(ids.iter().map(|id| json!({ "WorkspaceId": id })).collect());
    Some(match task {
        Task::Act(Action::Start) => ("StartWorkspaces", json!({ "StartWorkspaceRequests": each() })),
        Task::Act(Action::Stop) => ("StopWorkspaces", json!({ "StopWorkspaceRequests": each() })),
        Task::Act(Action::Reboot) => ("RebootWorkspaces", json!({ "RebootWorkspaceRequests": each() })),
        Task::Act(Action::Rebuild) => ("RebuildWorkspaces", json!({ "RebuildWorkspaceRequests": each() })),
        Task::Act(Action::Terminate) => {
            ("TerminateWorkspaces", json!({ "TerminateWorkspaceRequests": each() }))
        }
        Task::Act(Action::Restore) => ("RestoreWorkspace", json!({ "WorkspaceId": one? })),
        Task::Act(action @ (Action::BeginMaintenance | Action::EndMaintenance)) => {
            let begins = *action == Action::BeginMaintenance;
            let state = if begins { "ADMIN_MAINTENANCE" } else { "AVAILABLE" };
            ("ModifyWorkspaceState", json!({ "WorkspaceId": one?, "WorkspaceState": state }))
        }
        // These take more than a name: their tasks say it, and no step is made of the bare action.
        Task::Act(Action::Modify | Action::Migrate | Action::Tag | Action::CreateImage) => return None,
        Task::Create => {
            let specs: Vec<_> = rows.iter().filter_map(|row| row.spec.as_deref().map(spec)).collect();
            ("CreateWorkspaces", json!({ "Workspaces": specs }))
        }
        Task::Standby(primary, standby) => {
            let replication = if standby.replicate { "PRIMARY_AS_SOURCE" } else { "NO_REPLICATION" };
            let request = |id: &&str| {
                present([
                    ("DataReplication", json!(replication)),
                    ("DirectoryId", json!(standby.directory.id)),
                    ("PrimaryWorkspaceId", json!(id)),
                    ("Tags", json!((!standby.tags.is_empty()).then(|| tags(&standby.tags)))),
                    ("VolumeEncryptionKey", json!(standby.encryption_key)),
                ])
            };
            let requests: Vec<_> = ids.iter().map(request).collect();
            ("CreateStandbyWorkspaces", json!({ "PrimaryRegion": primary, "StandbyWorkspaces": requests }))
        }
        Task::Set(property) => ("ModifyWorkspaceProperties", set(one?, property)),
        Task::Migrate(bundle) => {
            ("MigrateWorkspace", json!({ "BundleId": bundle, "SourceWorkspaceId": one? }))
        }
        Task::Put(put) => ("CreateTags", json!({ "ResourceId": one?, "Tags": tags(put) })),
        Task::Drop(keys) => ("DeleteTags", json!({ "ResourceId": one?, "TagKeys": keys })),
        Task::Image(image) => {
            let mut asked =
                json!({ "Description": image.description, "Name": image.name, "WorkspaceId": one? });
            if !image.tags.is_empty() {
                asked["Tags"] = tags(&image.tags);
            }
            ("CreateWorkspaceImage", asked)
        }
        Task::Order(order) => order.call(one.unwrap_or_default()),
    })
}

/// What AWS calls the WorkSpace or other resource of a row.
fn id(row: &PlanRow) -> Option<&str> {
    let other = || row.target.as_ref()?.id.as_deref();
    row.key.as_ref().map(|key| key.id.as_str()).or_else(other)
}

pub(crate) fn tags(tags: &[Tag]) -> Value {
    Value::Array(tags.iter().map(|tag| json!({ "Key": tag.key, "Value": tag.value })).collect())
}

fn set(id: &str, property: &Property) -> Value {
    let properties = match property {
        Property::Mode(mode, None) => json!({ "RunningMode": mode }),
        Property::Mode(mode, Some(minutes)) => {
            json!({ "RunningMode": mode, "RunningModeAutoStopTimeoutInMinutes": minutes })
        }
        Property::Compute(compute) => json!({ "ComputeTypeName": compute }),
        Property::Root(gib) => json!({ "RootVolumeSizeGib": gib }),
        Property::User(gib) => json!({ "UserVolumeSizeGib": gib }),
        Property::Protocol(protocol) => json!({ "Protocols": [protocol] }),
        Property::Accelerator(mode, preferred) => {
            json!({ "GlobalAccelerator": accelerator(mode, preferred.as_deref()) })
        }
        Property::Nested(on) => json!({ "NestedVirtualizationEnabled": on }),
        Property::Replication(on) => {
            let replication = if *on { "PRIMARY_AS_SOURCE" } else { "NO_REPLICATION" };
            return json!({ "DataReplication": replication, "WorkspaceId": id });
        }
    };
    json!({ "WorkspaceId": id, "WorkspaceProperties": properties })
}

fn accelerator(mode: &str, preferred: Option<&str>) -> Value {
    present([("Mode", json!(mode)), ("PreferredProtocol", json!(preferred))])
}

/// What is not set is left out, so that the service decides it as it does for the console.
fn spec(spec: &Spec) -> Value {
    let accelerator =
        spec.accelerator.as_ref().map(|(mode, preferred)| accelerator(mode, preferred.as_deref()));
    let properties = present([
        ("ComputeTypeName", json!(spec.compute)),
        ("GlobalAccelerator", json!(accelerator)),
        ("NestedVirtualizationEnabled", json!(spec.nested_virtualization)),
        ("OperatingSystemName", json!(spec.operating_system)),
        ("Protocols", json!(spec.protocol.as_ref().map(|protocol| [protocol]))),
        ("RootVolumeSizeGib", json!(spec.root_gib)),
        ("RunningMode", json!(spec.mode)),
        ("RunningModeAutoStopTimeoutInMinutes", json!(spec.auto_stop_minutes)),
        ("UserVolumeSizeGib", json!(spec.user_gib)),
    ]);
    let has_properties = properties.as_object().is_some_and(|members| !members.is_empty());
    present([
        ("BundleId", json!(spec.bundle)),
        ("DirectoryId", json!(spec.directory.id)),
        ("Ipv6Address", json!(spec.ipv6)),
        ("RootVolumeEncryptionEnabled", json!(spec.encrypt_root.then_some(true))),
        ("Tags", json!((!spec.tags.is_empty()).then(|| tags(&spec.tags)))),
        ("UserName", json!(spec.user)),
        ("UserVolumeEncryptionEnabled", json!(spec.encrypt_user.then_some(true))),
        ("VolumeEncryptionKey", json!(spec.encryption_key)),
        ("WorkspaceName", json!(spec.name)),
        ("WorkspaceProperties", json!(has_properties.then_some(properties))),
    ])
}

/// Members that are set.
pub(crate) fn present<const N: usize>(members: [(&str, Value); N]) -> Value {
    let set = members.into_iter().filter(|(_, value)| !value.is_null());
    Value::Object(set.map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
}
