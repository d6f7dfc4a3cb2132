//! RebuildWorkspaces and RestoreWorkspace: back to the snapshots, and what refuses to go.

use crate::common::{ACCOUNT, World};
use crate::power::{state, verb};
use serde_json::{Value, json};

async fn snapshots(world: &World, id: &str) -> Value {
    world.ok("DescribeWorkspaceSnapshots", json!({ "WorkspaceId": id })).await
}

#[tokio::test]
async fn a_rebuild_needs_a_snapshot_takes_up_to_an_hour_and_resets_nothing() {
    let world = World::of(1).await;
    let id = world.created("rebuilt", json!({})).await;
    world.minutes(25);
    assert_eq!(verb(&world, "Rebuild", &id).await.unwrap().0, "ResourceNotFound.Snapshot");
    world.minutes(10);
    let (before, item) = (snapshots(&world, &id).await, world.describe(&id).await.unwrap());
    assert_eq!(verb(&world, "Rebuild", &id).await, None);
    assert_eq!(state(&world, &id).await, "REBUILDING");
    for name in ["Start", "Stop", "Reboot", "Rebuild"] {
        let refused = verb(&world, name, &id).await.unwrap();
        assert_eq!(refused.0, "InvalidResourceState.WorkSpace", "{name}");
    }
    assert!(!world.sim().connect(ACCOUNT, crate::common::REGION, &id));
    world.minutes(14);
    assert_eq!(state(&world, &id).await, "REBUILDING");
    world.minutes(46);
    assert_eq!(world.describe(&id).await.unwrap(), item);
    assert_eq!(snapshots(&world, &id).await, before);
    world.stop().await;
}

#[tokio::test]
async fn a_rebuild_heals_and_wakes() {
    let world = World::of(300).await;
    for from in ["UNHEALTHY", "STOPPED"] {
        let id = world.find(|item| item["State"] == from).await;
        assert_eq!(verb(&world, "Rebuild", &id).await, None, "{from}");
        world.minutes(60);
        let item = world.describe(&id).await.unwrap();
        assert_eq!(item["State"], "AVAILABLE");
        assert!(item["ErrorCode"].is_null());
    }
    world.stop().await;
}

#[tokio::test]
async fn what_can_not_be_rebuilt_is_refused_for_itself() {
    let world = World::of(300).await;
    let unlaunched = |item: &Value| item["State"] == "ERROR" && item["ComputerName"].is_null();
    let cases = [
        (world.find(|item| item["State"] == "SUSPENDED").await, "InvalidResourceState.WorkSpace"),
        (world.find(|item| item["State"] == "MAINTENANCE").await, "InvalidResourceState.WorkSpace"),
        (world.find(|item| item["State"] == "ADMIN_MAINTENANCE").await, "InvalidResourceState.WorkSpace"),
        (world.find(unlaunched).await, "ResourceNotFound.Snapshot"),
        ("ws-unknown00".to_owned(), "400"),
    ];
    for (id, code) in &cases {
        assert_eq!(verb(&world, "Rebuild", id).await.unwrap().0, *code, "{id}");
    }
    let two =
        json!({ "RebuildWorkspaceRequests": [{ "WorkspaceId": cases[0].0 }, { "WorkspaceId": cases[1].0 }] });
    assert_eq!(world.call("RebuildWorkspaces", two).await.status, 400, "exactly one a call");
    world.stop().await;
}

#[tokio::test]
async fn a_restore_answers_nothing_or_an_error_of_the_whole_call() {
    let world = World::of(300).await;
    let id = world.find(|item| item["State"] == "STOPPED").await;
    assert_eq!(world.ok("RestoreWorkspace", json!({ "WorkspaceId": id })).await, json!({}));
    assert_eq!(state(&world, &id).await, "RESTORING");
    let cases = [
        (id.clone(), "OperationNotSupportedException"),
        (world.find(|item| item["State"] == "UNHEALTHY").await, "OperationNotSupportedException"),
        (world.find(|item| item["State"] == "ADMIN_MAINTENANCE").await, "OperationNotSupportedException"),
        ("ws-unknown00".to_owned(), "ResourceNotFoundException"),
    ];
    for (id, code) in cases {
        assert_eq!(world.fails("RestoreWorkspace", json!({ "WorkspaceId": id })).await.0, code, "{id}");
    }
    world.minutes(60);
    assert_eq!(state(&world, &id).await, "AVAILABLE");
    world.stop().await;
}

#[tokio::test]
async fn sentinel_users_end_in_error_and_can_be_terminated_on_the_way() {
    let world = World::of(1).await;
    let rebuilt = world.created("fail-rebuild-1", json!({})).await;
    let restored = world.created("fail-restore-1", json!({})).await;
    let gone = world.created("gone", json!({})).await;
    world.minutes(35);
    assert_eq!(verb(&world, "Rebuild", &rebuilt).await, None);
    world.ok("RestoreWorkspace", json!({ "WorkspaceId": restored })).await;
    assert_eq!(verb(&world, "Rebuild", &gone).await, None);
    assert_eq!(verb(&world, "Terminate", &gone).await, None);
    world.minutes(60);
    assert_eq!(state(&world, &gone).await, Value::Null);
    for (id, code) in [(rebuilt, "RebuildFailed"), (restored, "RestoreFailed")] {
        let item = world.describe(&id).await.unwrap();
        assert_eq!((&item["State"], &item["ErrorCode"]), (&json!("ERROR"), &json!(code)));
    }
    world.stop().await;
}
