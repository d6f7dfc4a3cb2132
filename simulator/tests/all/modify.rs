//! ModifyWorkspaceProperties: one property a call, in its time, and to be read back.

use crate::common::{ACCOUNT, OTHER, REGION, World};
use crate::keeping::Scratch;
use crate::migrate::{STANDARD, bundle};
use crate::power::{state, verb};
use serde_json::{Value, json};

const HOUR: u64 = 60;
const PCOIP: &str = "Standard with Windows 10 (Server 2019 based) (PCoIP)";

fn to(id: &str, properties: Value) -> Value {
    let mut input = json!({ "WorkspaceId": id });
    input["WorkspaceProperties"] = properties;
    input
}

async fn modify(world: &World, id: &str, properties: Value) {
    assert_eq!(world.ok("ModifyWorkspaceProperties", to(id, properties)).await, json!({}));
}

async fn refused(world: &World, id: &str, properties: Value) -> String {
    world.fails("ModifyWorkspaceProperties", to(id, properties)).await.0
}

async fn property(world: &World, id: &str, name: &str) -> Value {
    world.describe(id).await.unwrap()["WorkspaceProperties"][name].clone()
}

/// A desktop of root 80 and user 50 GiB that is seven hours old.
async fn grown_up(world: &World, user: &str, mode: &str) -> String {
    let properties = json!({ "RunningMode": mode });
    let item = json!({ "BundleId": bundle(world, STANDARD).await, "WorkspaceProperties": properties });
    let id = world.created(user, item).await;
    world.minutes(7 * HOUR);
    id
}

#[tokio::test]
async fn a_change_is_initiated_then_in_progress_then_done() {
    let world = World::of(1).await;
    let id = grown_up(&world, "grower", "ALWAYS_ON").await;
    assert!(world.sim().connect(ACCOUNT, REGION, &id));
    modify(&world, &id, json!({ "UserVolumeSizeGib": 100 })).await;
    let item = world.describe(&id).await.unwrap();
    assert_eq!(item["State"], "AVAILABLE", "it does not flip at once");
    let stage = |state: &str| json!([{ "Resource": "USER_VOLUME", "State": state }]);
    assert_eq!(item["ModificationStates"], stage("UPDATE_INITIATED"));
    let input = to(&id, json!({ "RunningMode": "AUTO_STOP" }));
    let (code, words) = world.fails("ModifyWorkspaceProperties", input).await;
    assert_eq!(code, "OperationInProgressException");
    assert_eq!(
        words,
        "The properties of this WorkSpace are currently under modification. Please try again in a moment."
    );
    for name in ["Reboot", "Rebuild"] {
        assert_eq!(verb(&world, name, &id).await.unwrap().0, "OperationInProgress.WorkSpace", "{name}");
    }
    let image = json!({ "WorkspaceId": id, "Name": "image", "Description": "of one that changes" });
    assert_eq!(world.fails("CreateWorkspaceImage", image).await.0, "InvalidResourceStateException");
    world.minutes(1);
    let item = world.describe(&id).await.unwrap();
    assert_eq!(
        (&item["State"], &item["ModificationStates"]),
        (&json!("UPDATING"), &stage("UPDATE_IN_PROGRESS"))
    );
    assert_eq!(item["WorkspaceProperties"]["UserVolumeSizeGib"], 50);
    let status = world.ok("DescribeWorkspacesConnectionStatus", json!({ "WorkspaceIds": [id] })).await;
    assert_eq!(status["WorkspacesConnectionStatus"][0]["ConnectionState"], "CONNECTED");
    world.minutes(2 * HOUR);
    let item = world.describe(&id).await.unwrap();
    assert_eq!((&item["State"], &item["ModificationStates"]), (&json!("AVAILABLE"), &json!([])));
    assert_eq!(item["WorkspaceProperties"]["UserVolumeSizeGib"], 100);
    world.stop().await;
}

#[tokio::test]
async fn volumes_climb_a_ladder() {
    let world = World::of(1).await;
    let young = world.created("young", json!({ "BundleId": bundle(&world, STANDARD).await })).await;
    world.minutes(HOUR);
    let early = refused(&world, &young, json!({ "UserVolumeSizeGib": 100 })).await;
    assert_eq!(early, "ResourceUnavailableException");
    let id = grown_up(&world, "climber", "ALWAYS_ON").await;
    let invalid = "InvalidParameterValuesException";
    for wrong in [
        json!({ "RootVolumeSizeGib": 200 }),
        json!({ "RootVolumeSizeGib": 100 }),
        json!({ "UserVolumeSizeGib": 150 }),
        json!({ "UserVolumeSizeGib": 10 }),
        json!({ "UserVolumeSizeGib": 50 }),
        json!({ "RootVolumeSizeGib": 200, "UserVolumeSizeGib": 100 }),
        json!({ "ComputeTypeName": "POWER", "UserVolumeSizeGib": 100 }),
        json!({}),
    ] {
        assert_eq!(refused(&world, &id, wrong.clone()).await, invalid, "{wrong}");
    }
    modify(&world, &id, json!({ "UserVolumeSizeGib": 100 })).await;
    world.minutes(2 * HOUR + 1);
    modify(&world, &id, json!({ "RootVolumeSizeGib": 200 })).await;
    world.minutes(2 * HOUR + 1);
    let again = json!({ "UserVolumeSizeGib": 150 });
    assert_eq!(refused(&world, &id, again.clone()).await, "ResourceUnavailableException", "once in 6 hours");
    world.minutes(2 * HOUR);
    modify(&world, &id, again).await;
    world.minutes(2 * HOUR + 1);
    assert_eq!(property(&world, &id, "RootVolumeSizeGib").await, 200);
    assert_eq!(property(&world, &id, "UserVolumeSizeGib").await, 150);
    assert_eq!(refused(&world, &id, json!({ "RootVolumeSizeGib": 2001 })).await, invalid);
    world.stop().await;
}

#[tokio::test]
async fn a_stopped_one_can_not_start_while_it_grows_and_is_stopped_again() {
    let world = World::of(1).await;
    let id = grown_up(&world, "sleeper", "AUTO_STOP").await;
    assert_eq!(state(&world, &id).await, "STOPPED");
    modify(&world, &id, json!({ "UserVolumeSizeGib": 100 })).await;
    assert_eq!(verb(&world, "Start", &id).await.unwrap().0, "OperationInProgress.WorkSpace");
    assert!(!world.sim().connect(ACCOUNT, REGION, &id));
    world.minutes(1);
    assert_eq!(state(&world, &id).await, "UPDATING");
    world.minutes(2 * HOUR);
    assert_eq!(state(&world, &id).await, "STOPPED");
    assert_eq!(property(&world, &id, "UserVolumeSizeGib").await, 100);
    assert_eq!(verb(&world, "Start", &id).await, None);
    world.stop().await;
}

#[tokio::test]
async fn compute_types_grow_once_in_6_hours_and_shrink_once_in_30_days() {
    let world = World::of(1).await;
    let id = grown_up(&world, "thinker", "ALWAYS_ON").await;
    let compute = |name: &str| json!({ "ComputeTypeName": name });
    for wrong in ["GRAPHICS_G4DN", "GENERALPURPOSE_4XLARGE"] {
        let code = refused(&world, &id, compute(wrong)).await;
        assert_eq!(code, "UnsupportedWorkspaceConfigurationException", "{wrong}");
    }
    assert_eq!(refused(&world, &id, compute("STANDARD")).await, "InvalidParameterValuesException");
    assert!(world.sim().connect(ACCOUNT, REGION, &id));
    modify(&world, &id, compute("POWER")).await;
    world.minutes(1);
    assert!(!world.sim().disconnect(ACCOUNT, REGION, &id), "people are sent away");
    world.minutes(HOUR);
    assert_eq!(property(&world, &id, "ComputeTypeName").await, "POWER");
    assert_eq!(refused(&world, &id, compute("POWERPRO")).await, "ResourceUnavailableException");
    modify(&world, &id, compute("PERFORMANCE")).await;
    world.minutes(5 * HOUR);
    modify(&world, &id, compute("POWER")).await;
    world.minutes(2 * HOUR);
    assert_eq!(refused(&world, &id, compute("STANDARD")).await, "ResourceUnavailableException");
    world.minutes(30 * 24 * HOUR);
    modify(&world, &id, compute("STANDARD")).await;
    world.stop().await;
}

#[tokio::test]
async fn the_running_mode_is_so_at_once() {
    let world = World::of(1).await;
    let id = grown_up(&world, "runner", "ALWAYS_ON").await;
    let invalid = "InvalidParameterValuesException";
    let input = to(&id, json!({ "RunningMode": "ALWAYS_ON", "RunningModeAutoStopTimeoutInMinutes": 60 }));
    let (code, words) = world.fails("ModifyWorkspaceProperties", input).await;
    assert_eq!(code, invalid);
    assert!(words.starts_with("RunningModeAutoStopTimeoutInMinutes is not applicable"), "{words}");
    for wrong in [
        json!({ "RunningModeAutoStopTimeoutInMinutes": 60 }),
        json!({ "RunningMode": "AUTO_STOP", "RunningModeAutoStopTimeoutInMinutes": 90 }),
        json!({ "RunningMode": "MANUAL" }),
    ] {
        assert_eq!(refused(&world, &id, wrong.clone()).await, invalid, "{wrong}");
    }
    modify(&world, &id, json!({ "RunningMode": "AUTO_STOP" })).await;
    assert_eq!(property(&world, &id, "RunningModeAutoStopTimeoutInMinutes").await, 60);
    modify(&world, &id, json!({ "RunningModeAutoStopTimeoutInMinutes": 180 })).await;
    assert_eq!(property(&world, &id, "RunningModeAutoStopTimeoutInMinutes").await, 180);
    world.minutes(179);
    assert_eq!(state(&world, &id).await, "AVAILABLE");
    world.minutes(10);
    assert_eq!(state(&world, &id).await, "STOPPED");
    modify(&world, &id, json!({ "RunningMode": "ALWAYS_ON" })).await;
    assert_eq!(property(&world, &id, "RunningModeAutoStopTimeoutInMinutes").await, Value::Null);
    world.minutes(2);
    assert_eq!(state(&world, &id).await, "AVAILABLE", "nobody could start it otherwise");
    world.stop().await;
}

#[tokio::test]
async fn manual_is_for_the_account_that_has_core() {
    let world = World::of(1).await;
    let call = async |operation: &str, input: Value| {
        let answer = world.call_as(OTHER, REGION, operation, input).await;
        (answer.status, answer.json())
    };
    let directories = call("DescribeWorkspaceDirectories", json!({})).await.1;
    let bundles = call("DescribeWorkspaceBundles", json!({})).await.1;
    let item = |minutes: Value| {
        json!({ "Workspaces": [{
            "DirectoryId": directories["Directories"][0]["DirectoryId"],
            "BundleId": bundles["Bundles"][0]["BundleId"],
            "UserName": "core",
            "WorkspaceProperties": { "RunningMode": "MANUAL", "RunningModeAutoStopTimeoutInMinutes": minutes },
        }] })
    };
    let (_, failed) = call("CreateWorkspaces", item(json!(60))).await;
    assert_eq!(failed["FailedRequests"][0]["ErrorCode"], "AutoStopTimeoutIsNotDefaultForManualWorkspace");
    let (_, created) = call("CreateWorkspaces", item(Value::Null)).await;
    let id = created["PendingRequests"][0]["WorkspaceId"].as_str().unwrap().to_owned();
    world.minutes(600);
    let (_, found) = call("DescribeWorkspaces", json!({ "WorkspaceIds": [id] })).await;
    let found = &found["Workspaces"][0];
    assert_eq!(
        (&found["State"], &found["WorkspaceProperties"]["RunningMode"]),
        (&json!("AVAILABLE"), &json!("MANUAL"))
    );
    let (_, stopped) =
        call("StopWorkspaces", json!({ "StopWorkspaceRequests": [{ "WorkspaceId": id }] })).await;
    assert_eq!(stopped["FailedRequests"], json!([]));
    world.stop().await;
}

#[tokio::test]
async fn the_protocol_is_chosen_for_what_was_made_for_pcoip() {
    let world = World::of(1).await;
    let dcv = grown_up(&world, "modern", "ALWAYS_ON").await;
    let protocol = |name: &str| json!({ "Protocols": [name] });
    let code = refused(&world, &dcv, protocol("PCOIP")).await;
    assert_eq!(code, "UnsupportedWorkspaceConfigurationException");
    let id = world.created("legacy", json!({ "BundleId": bundle(&world, PCOIP).await })).await;
    world.minutes(HOUR);
    assert_eq!(property(&world, &id, "Protocols").await, json!(["PCOIP"]));
    for wanted in ["WSP", "PCOIP"] {
        modify(&world, &id, protocol(wanted)).await;
        let item = world.describe(&id).await.unwrap();
        assert_eq!(item["ModificationStates"][0]["Resource"], "PROTOCOL");
        world.minutes(20);
        assert_eq!(property(&world, &id, "Protocols").await, json!([wanted]), "and back");
    }
    assert_eq!(refused(&world, &id, protocol("PCOIP")).await, "InvalidParameterValuesException");
    let item =
        json!({ "BundleId": bundle(&world, STANDARD).await, "WorkspaceProperties": protocol("PCOIP") });
    let failed = world.create("wrong", item).await;
    assert_eq!(failed["FailedRequests"][0]["ErrorCode"], "InvalidParameterValues.Protocols");
    world.stop().await;
}

#[tokio::test]
async fn what_is_asked_for_is_read_back() {
    let world = World::of(1).await;
    let accelerator = json!({ "Mode": "ENABLED_AUTO", "PreferredProtocol": "TCP" });
    let item = json!({
        "BundleId": bundle(&world, STANDARD).await,
        "Ipv6Address": "2001:db8:0:0:0:0:0:1",
        "WorkspaceProperties": { "GlobalAccelerator": accelerator, "NestedVirtualizationEnabled": true },
    });
    let id = world.created("reader", item).await;
    world.minutes(HOUR);
    let item = world.describe(&id).await.unwrap();
    assert_eq!(item["Ipv6Address"], "2001:db8:0:0:0:0:0:1");
    assert_eq!(item["WorkspaceProperties"]["GlobalAccelerator"], accelerator);
    assert_eq!(item["WorkspaceProperties"]["NestedVirtualizationEnabled"], true);
    let off = json!({ "Mode": "DISABLED" });
    modify(&world, &id, json!({ "GlobalAccelerator": off })).await;
    assert_eq!(property(&world, &id, "GlobalAccelerator").await, off);
    modify(&world, &id, json!({ "NestedVirtualizationEnabled": false })).await;
    world.minutes(20);
    assert_eq!(property(&world, &id, "NestedVirtualizationEnabled").await, false);
    modify(&world, &id, json!({ "OperatingSystemName": "WINDOWS_SERVER_2022" })).await;
    let code = refused(&world, &id, json!({ "OperatingSystemName": "WINDOWS_11" })).await;
    assert_eq!(code, "UnsupportedWorkspaceConfigurationException");
    let replication = json!({ "WorkspaceId": id, "DataReplication": "PRIMARY_AS_SOURCE" });
    let (code, _) = world.fails("ModifyWorkspaceProperties", replication).await;
    assert_eq!(code, "UnsupportedWorkspaceConfigurationException", "without a standby");
    let nested = json!({ "NestedVirtualizationEnabled": true });
    let item = json!({ "BundleId": bundle(&world, PCOIP).await, "WorkspaceProperties": nested });
    let code = &world.create("nester", item).await["FailedRequests"][0]["ErrorCode"];
    assert_eq!(code, "UnsupportedWorkspaceConfiguration.NestedVirtualization");
    world.stop().await;
}

#[tokio::test]
async fn not_in_other_states_and_not_what_nobody_has() {
    let world = World::of(300).await;
    let mode = json!({ "RunningMode": "AUTO_STOP" });
    for from in ["ERROR", "UNHEALTHY", "SUSPENDED", "ADMIN_MAINTENANCE"] {
        let id = world.find(|item| item["State"] == from).await;
        assert_eq!(refused(&world, &id, mode.clone()).await, "InvalidResourceStateException", "{from}");
    }
    assert_eq!(refused(&world, "ws-unknown00", mode).await, "ResourceNotFoundException");
    world.stop().await;
}

#[tokio::test]
async fn sentinel_users_are_not_changed_though_it_was_accepted() {
    let world = World::of(1).await;
    let ignored = grown_up(&world, "ignore-modify-1", "ALWAYS_ON").await;
    let failed = grown_up(&world, "fail-modify-1", "ALWAYS_ON").await;
    modify(&world, &ignored, json!({ "RunningMode": "AUTO_STOP" })).await;
    assert_eq!(property(&world, &ignored, "RunningMode").await, "ALWAYS_ON");
    for id in [&ignored, &failed] {
        modify(&world, id, json!({ "ComputeTypeName": "POWER" })).await;
    }
    world.minutes(HOUR + 1);
    for (id, states) in
        [(ignored, json!([])), (failed, json!([{ "Resource": "COMPUTE_TYPE", "State": "UPDATE_FAILED" }]))]
    {
        let item = world.describe(&id).await.unwrap();
        assert_eq!((&item["State"], &item["ModificationStates"]), (&json!("AVAILABLE"), &states));
        assert_eq!(item["WorkspaceProperties"]["ComputeTypeName"], "STANDARD");
    }
    world.stop().await;
}

#[tokio::test]
async fn a_change_goes_on_after_a_restart_and_ends_with_a_termination() {
    let scratch = Scratch::new("modify");
    let world = scratch.world().await;
    let id = grown_up(&world, "patient", "ALWAYS_ON").await;
    let other = grown_up(&world, "impatient", "ALWAYS_ON").await;
    for id in [&id, &other] {
        modify(&world, id, json!({ "UserVolumeSizeGib": 100 })).await;
    }
    world.minutes(1);
    assert_eq!(verb(&world, "Terminate", &other).await, None);
    let before = world.describe(&id).await.unwrap();
    assert_eq!(before["State"], "UPDATING");
    world.stop().await;
    let world = scratch.world().await;
    assert_eq!(world.describe(&id).await.unwrap(), before);
    world.minutes(2 * HOUR);
    assert_eq!(property(&world, &id, "UserVolumeSizeGib").await, 100);
    assert_eq!(state(&world, &id).await, "AVAILABLE");
    assert_eq!(state(&world, &other).await, Value::Null);
    world.stop().await;
}
