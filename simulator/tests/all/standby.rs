//! CreateStandbyWorkspaces: the same person in another region, and what ties the two.

use crate::common::{ACCOUNT, REGION, World};
use crate::migrate::{STANDARD, bundle};
use crate::power::verb;
use serde_json::{Value, json};

const FAR: &str = "us-east-1";
const HOUR: u64 = 60;

async fn far(world: &World, operation: &str, input: Value) -> Value {
    let answer = world.call_as(ACCOUNT, FAR, operation, input).await;
    assert_eq!(answer.status, 200, "{operation}: {}", answer.text);
    answer.json()
}

async fn far_item(world: &World, id: &str) -> Value {
    far(world, "DescribeWorkspaces", json!({ "WorkspaceIds": [id] })).await["Workspaces"][0].clone()
}

async fn directory(world: &World) -> Value {
    far(world, "DescribeWorkspaceDirectories", json!({})).await["Directories"][0]["DirectoryId"].clone()
}

/// A call for one primary, with more members laid over the item.
async fn stand_by(world: &World, primary: &str, more: Value) -> Value {
    let mut item = json!({ "PrimaryWorkspaceId": primary, "DirectoryId": directory(world).await });
    for (name, value) in more.as_object().unwrap() {
        item[name] = value.clone();
    }
    far(world, "CreateStandbyWorkspaces", json!({ "PrimaryRegion": REGION, "StandbyWorkspaces": [item] }))
        .await
}

/// A pair that is an hour old.
async fn pair(world: &World, user: &str, more: Value) -> (String, String) {
    let id = world.created(user, json!({ "BundleId": bundle(world, STANDARD).await })).await;
    world.minutes(HOUR);
    let answer = stand_by(world, &id, more).await;
    let pending = &answer["PendingStandbyRequests"][0];
    assert_eq!((&pending["UserName"], &pending["State"]), (&json!(user), &json!("PENDING")), "{answer}");
    world.minutes(HOUR);
    (id, pending["WorkspaceId"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn both_ends_show_each_other_and_how_old_the_data_are() {
    let world = World::of(1).await;
    let tags = json!([{ "Key": "role", "Value": "standby" }]);
    let more =
        json!({ "DataReplication": "PRIMARY_AS_SOURCE", "Tags": tags, "VolumeEncryptionKey": "alias/far" });
    let (id, standby) = pair(&world, "twin", more).await;
    let (near, there) = (world.describe(&id).await.unwrap(), far_item(&world, &standby).await);
    assert_eq!(there["State"], "AVAILABLE");
    assert_eq!((&there["UserName"], &there["VolumeEncryptionKey"]), (&json!("twin"), &json!("alias/far")));
    assert_eq!(near["RelatedWorkspaces"][0]["Type"], "STANDBY");
    let primary = json!([{ "WorkspaceId": id, "Region": REGION, "State": "AVAILABLE", "Type": "PRIMARY" }]);
    assert_eq!(there["RelatedWorkspaces"], primary);
    assert_eq!(far(&world, "DescribeTags", json!({ "ResourceId": standby })).await["TagList"], tags);
    let settings = &near["StandbyWorkspacesProperties"][0];
    assert_eq!(
        (&settings["StandbyWorkspaceId"], &settings["DataReplication"]),
        (&json!(standby), &json!("PRIMARY_AS_SOURCE"))
    );
    assert!(settings["RecoverySnapshotTime"].is_null(), "nothing has been replicated yet");
    for hours in [12, 7, 24, 100] {
        world.minutes(hours * HOUR);
        let now = world.sim().now_ms() as f64 / 1000.0;
        let settings = far_item(&world, &standby).await["DataReplicationSettings"].clone();
        let age = now - settings["RecoverySnapshotTime"].as_f64().unwrap();
        assert!((12.0 * 3600.0..24.0 * 3600.0).contains(&age), "{age}");
    }
    world.stop().await;
}

#[tokio::test]
async fn replication_is_turned_on_and_off_at_the_primary() {
    let world = World::of(1).await;
    let (id, standby) = pair(&world, "switch", json!({})).await;
    let replication =
        async || far_item(&world, &standby).await["DataReplicationSettings"]["DataReplication"].clone();
    assert_eq!(replication().await, "NO_REPLICATION");
    for wanted in ["PRIMARY_AS_SOURCE", "NO_REPLICATION"] {
        let input = json!({ "WorkspaceId": id, "DataReplication": wanted });
        world.ok("ModifyWorkspaceProperties", input).await;
        assert_eq!(replication().await, wanted);
        let near = world.describe(&id).await.unwrap();
        assert_eq!(near["StandbyWorkspacesProperties"][0]["DataReplication"], wanted);
    }
    world.stop().await;
}

#[tokio::test]
async fn each_item_is_refused_for_itself() {
    let world = World::of(300).await;
    let launched = |item: &Value| ["AVAILABLE", "STOPPED"].contains(&item["State"].as_str().unwrap());
    let with = |name: &'static str, word: &'static str| {
        move |item: &Value| launched(item) && item["WorkspaceProperties"][name] == word
    };
    let linux = world.find(with("OperatingSystemName", "UBUNTU_22_04")).await;
    let gpu = |item: &Value| {
        let properties = &item["WorkspaceProperties"];
        properties["OperatingSystemName"] == "WINDOWS_SERVER_2022"
            && launched(item)
            && properties["ComputeTypeName"].as_str().unwrap().starts_with("G")
    };
    let gpu = world.find(gpu).await;
    let paired = world.find(|item| item["StandbyWorkspacesProperties"].is_array()).await;
    let item = json!({ "BundleId": bundle(&world, STANDARD).await });
    let plain = world.created("plain", item.clone()).await;
    let elsewhere = world.created("one-region-1", item.clone()).await;
    world.minutes(HOUR);
    let young = world.created("young", item).await;
    world.minutes(1);
    let none = json!({});
    for (id, more, code) in [
        ("ws-unknown00", none.clone(), "ResourceNotFound.WorkSpace"),
        (&plain, json!({ "DirectoryId": "d-0000000000" }), "ResourceNotFound.Directory"),
        (&plain, json!({ "Tags": [{ "Key": "aws:x", "Value": "y" }] }), "InvalidParameterValues.Tags"),
        (&linux, none.clone(), "OperationNotSupported.OperatingSystem"),
        (&gpu, none.clone(), "OperationNotSupported.ComputeType"),
        (&paired, none.clone(), "ResourceExists.StandbyWorkSpace"),
        (&elsewhere, none.clone(), "ResourceNotFound.User"),
        (&young, none.clone(), "InvalidResourceState.WorkSpace"),
    ] {
        let answer = stand_by(&world, id, more).await;
        assert_eq!(answer["PendingStandbyRequests"], json!([]), "{code}");
        let failed = &answer["FailedStandbyRequests"][0];
        assert_eq!(failed["ErrorCode"], code);
        assert_eq!(failed["StandbyWorkspaceRequest"]["PrimaryWorkspaceId"], id);
    }
    stand_by(&world, &plain, none.clone()).await;
    let again = stand_by(&world, &plain, none).await;
    assert_eq!(again["FailedStandbyRequests"][0]["ErrorCode"], "ResourceExists.StandbyWorkSpace");
    let here = json!({ "PrimaryRegion": REGION, "StandbyWorkspaces":
        [{ "PrimaryWorkspaceId": plain, "DirectoryId": directory(&world).await }] });
    let (code, _) = world.fails("CreateStandbyWorkspaces", here).await;
    assert_eq!(code, "InvalidParameterValuesException", "in the region of the primary");
    world.stop().await;
}

#[tokio::test]
async fn the_sixth_standby_is_over_the_quota() {
    let world = World::of(1).await;
    let item = json!({ "BundleId": bundle(&world, STANDARD).await });
    let mut ids = Vec::new();
    for number in 0..6 {
        ids.push(world.created(&format!("many{number}"), item.clone()).await);
    }
    world.minutes(HOUR);
    for (number, id) in ids.iter().enumerate() {
        let answer = stand_by(&world, id, json!({})).await;
        let code = &answer["FailedStandbyRequests"][0]["ErrorCode"];
        assert_eq!(code.is_null(), number < 5, "{answer}");
    }
    world.stop().await;
}

#[tokio::test]
async fn a_standby_is_not_changed_rebuilt_restored_or_migrated() {
    let world = World::of(1).await;
    let (_, standby) = pair(&world, "fixed", json!({})).await;
    let mode = json!({ "WorkspaceId": standby, "WorkspaceProperties": { "RunningMode": "ALWAYS_ON" } });
    let there = far(&world, "DescribeWorkspaceBundles", json!({})).await["Bundles"][0]["BundleId"].clone();
    for (operation, input, code) in [
        ("ModifyWorkspaceProperties", mode, "UnsupportedWorkspaceConfigurationException"),
        ("RestoreWorkspace", json!({ "WorkspaceId": standby }), "OperationNotSupportedException"),
        (
            "MigrateWorkspace",
            json!({ "SourceWorkspaceId": standby, "BundleId": there }),
            "OperationNotSupportedException",
        ),
    ] {
        let answer = world.call_as(ACCOUNT, FAR, operation, input).await;
        assert_eq!((answer.status, &answer.json()["__type"]), (400, &json!(code)), "{operation}");
    }
    let input = json!({ "RebuildWorkspaceRequests": [{ "WorkspaceId": standby }] });
    let failed = far(&world, "RebuildWorkspaces", input).await;
    assert_eq!(failed["FailedRequests"][0]["ErrorCode"], "OperationNotSupported.StandbyWorkSpace");
    world.stop().await;
}

#[tokio::test]
async fn when_either_end_is_gone_the_other_is_alone() {
    let world = World::of(1).await;
    let (id, standby) = pair(&world, "leaver", json!({})).await;
    let input = json!({ "TerminateWorkspaceRequests": [{ "WorkspaceId": standby }] });
    far(&world, "TerminateWorkspaces", input).await;
    assert_eq!(world.describe(&id).await.unwrap()["RelatedWorkspaces"][0]["State"], "TERMINATING");
    world.minutes(7);
    let item = world.describe(&id).await.unwrap();
    assert!(item["RelatedWorkspaces"].is_null() && item["StandbyWorkspacesProperties"].is_null());
    let (id, standby) = pair(&world, "left", json!({})).await;
    assert_eq!(verb(&world, "Terminate", &id).await, None);
    world.minutes(7);
    let item = far_item(&world, &standby).await;
    assert!(item["RelatedWorkspaces"].is_null() && item["DataReplicationSettings"].is_null());
    world.stop().await;
}
