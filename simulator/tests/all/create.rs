//! CreateWorkspaces: asynchronous, item by item, and honest about it.

use crate::common::World;
use serde_json::json;

#[tokio::test]
async fn a_launch_goes_from_nothing_to_pending_to_available() {
    let world = World::of(1).await;
    let tags = json!([{ "Key": "team", "Value": "legal" }]);
    let id = world.created("avirtanen", json!({ "Tags": tags })).await;
    assert!(world.describe(&id).await.is_none(), "not describable at once");
    world.sim().advance(std::time::Duration::from_secs(6));
    let pending = world.describe(&id).await.unwrap();
    let mut members: Vec<_> = pending.as_object().unwrap().keys().cloned().collect();
    members.sort();
    assert_eq!(members, ["BundleId", "DirectoryId", "State", "UserName", "WorkspaceId"]);
    let read = world.ok("DescribeTags", json!({ "ResourceId": id })).await;
    assert_eq!(read["TagList"], tags);
    world.minutes(21);
    let item = world.describe(&id).await.unwrap();
    assert_eq!(item["State"], "AVAILABLE");
    assert_eq!(item["WorkspaceProperties"]["RunningMode"], "ALWAYS_ON");
    for member in ["IpAddress", "SubnetId", "ComputerName", "ModificationStates"] {
        assert!(!item[member].is_null(), "{member}");
    }
    world.minutes(3);
    let status = world.ok("DescribeWorkspacesConnectionStatus", json!({ "WorkspaceIds": [id] })).await;
    let status = &status["WorkspacesConnectionStatus"][0];
    assert_eq!(status["ConnectionState"], "DISCONNECTED");
    assert!(status["LastKnownUserConnectionTimestamp"].is_null());
    world.stop().await;
}

#[tokio::test]
async fn each_item_is_refused_for_itself_in_the_service_s_words() {
    let world = World::of(1).await;
    world.created("bokafor", json!({})).await;
    let mode = |properties| json!({ "WorkspaceProperties": properties });
    let cases = [
        ("BOkafor", json!({}), "ResourceExists.WorkSpace"),
        ("missing.one", json!({}), "ResourceNotFound.User"),
        ("over-quota", json!({}), "ResourceLimitExceeded.WorkSpace"),
        ("c1", json!({ "DirectoryId": "d-0000000000" }), "ResourceNotFound.Directory"),
        ("c2", json!({ "BundleId": "wsb-000000000" }), "ResourceNotFound.Bundle"),
        ("c3", mode(json!({ "RunningMode": "MANUAL" })), "OperationNotSupported.RunningMode"),
        (
            "c4",
            mode(json!({ "RunningMode": "ALWAYS_ON", "RunningModeAutoStopTimeoutInMinutes": 60 })),
            "AutoStopTimeoutIsNotApplicableForAnAlwaysOnWorkspace",
        ),
        (
            "c5",
            mode(json!({ "RunningMode": "AUTO_STOP", "RunningModeAutoStopTimeoutInMinutes": 90 })),
            "InvalidParameterValues.AutoStopTimeout",
        ),
        (
            "c6",
            mode(json!({ "RootVolumeSizeGib": 80, "UserVolumeSizeGib": 60 })),
            "InvalidParameterValues.VolumeSize",
        ),
        ("[UNDEFINED]", json!({}), "InvalidParameterValues.WorkspaceName"),
        ("c7", json!({ "Tags": [{ "Key": "aws:x", "Value": "y" }] }), "InvalidParameterValues.Tags"),
    ];
    for (user, more, code) in cases {
        let answer = world.create(user, more).await;
        assert_eq!(answer["PendingRequests"], json!([]), "{user}");
        let failed = &answer["FailedRequests"][0];
        assert_eq!(failed["ErrorCode"], code, "{user}");
        assert_eq!(failed["WorkspaceRequest"]["UserName"], user);
    }
    world.stop().await;
}

#[tokio::test]
async fn two_items_for_one_user_give_one_desktop() {
    let world = World::of(1).await;
    let (directory, bundle) = world.place().await;
    let item = json!({ "DirectoryId": directory, "UserName": "twin", "BundleId": bundle });
    let answer = world.ok("CreateWorkspaces", json!({ "Workspaces": [item, item] })).await;
    assert_eq!(answer["PendingRequests"].as_array().unwrap().len(), 1);
    assert_eq!(
        answer["FailedRequests"][0]["ErrorMessage"],
        "A WorkSpace already exists for the specified user."
    );
    world.stop().await;
}

#[tokio::test]
async fn nothing_stops_a_double_of_a_user_decoupled_desktop() {
    let world = World::of(1).await;
    let kiosk = json!({ "WorkspaceName": "kiosk-1" });
    let first = world.created("[UNDEFINED]", kiosk.clone()).await;
    let second = world.created("[UNDEFINED]", kiosk).await;
    assert_ne!(first, second);
    world.minutes(1);
    let found = world.ok("DescribeWorkspaces", json!({ "WorkspaceName": "kiosk-1" })).await;
    assert_eq!(found["Workspaces"].as_array().unwrap().len(), 2);
    world.stop().await;
}

#[tokio::test]
async fn sentinel_users_fail_and_dawdle() {
    let world = World::of(1).await;
    let broken = world.created("fail-launch-1", json!({})).await;
    let slow = world.created("slow-launch-1", json!({})).await;
    world.minutes(21);
    let item = world.describe(&broken).await.unwrap();
    assert_eq!(item["State"], "ERROR");
    assert!(item["ErrorMessage"].is_string() && item["IpAddress"].is_null());
    let none = world.ok("DescribeWorkspacesConnectionStatus", json!({ "WorkspaceIds": [broken] })).await;
    assert_eq!(none["WorkspacesConnectionStatus"], json!([]));
    assert_eq!(world.describe(&slow).await.unwrap()["State"], "PENDING");
    world.minutes(60);
    assert_eq!(world.describe(&slow).await.unwrap()["State"], "AVAILABLE");
    world.stop().await;
}
