//! Start, stop, reboot, terminate, and people: who may do what when.

use crate::common::{ACCOUNT, REGION, World};
use serde_json::{Value, json};

pub async fn verb(world: &World, verb: &str, id: &str) -> Option<(String, String)> {
    let list = format!("{verb}WorkspaceRequests");
    let input = json!({ list: [{ "WorkspaceId": id }] });
    let answer = world.ok(&format!("{verb}Workspaces"), input).await;
    let failed = answer["FailedRequests"].as_array().unwrap().first()?;
    let part = |name: &str| failed[name].as_str().unwrap().to_owned();
    Some((part("ErrorCode"), part("ErrorMessage")))
}

pub async fn state(world: &World, id: &str) -> Value {
    let item = world.describe(id).await;
    item.map_or(Value::Null, |item| item["State"].clone())
}

fn auto(state: &'static str) -> impl Fn(&Value) -> bool {
    move |item| item["State"] == state && item["WorkspaceProperties"]["RunningMode"] == "AUTO_STOP"
}

#[tokio::test]
async fn a_desktop_starts_stops_and_reboots_in_its_time() {
    let world = World::of(300).await;
    let id = world.find(auto("STOPPED")).await;
    assert_eq!(verb(&world, "Start", &id).await, None);
    assert_eq!(state(&world, &id).await, "STARTING");
    world.minutes(2);
    assert_eq!(state(&world, &id).await, "AVAILABLE");
    assert_eq!(verb(&world, "Reboot", &id).await, None);
    assert_eq!(state(&world, &id).await, "REBOOTING");
    world.minutes(4);
    assert_eq!(verb(&world, "Stop", &id).await, None);
    assert_eq!(state(&world, &id).await, "STOPPING");
    world.minutes(3);
    assert_eq!(state(&world, &id).await, "STOPPED");
    world.stop().await;
}

#[tokio::test]
async fn what_is_not_possible_is_refused_item_by_item() {
    let world = World::of(300).await;
    let stopped = world.find(auto("STOPPED")).await;
    let suspended = world.find(|item| item["State"] == "SUSPENDED").await;
    let always = world
        .find(|item| {
            item["State"] == "AVAILABLE" && item["WorkspaceProperties"]["RunningMode"] == "ALWAYS_ON"
        })
        .await;
    for (name, id, code) in [
        ("Stop", &stopped, "InvalidResourceState.WorkSpace"),
        ("Reboot", &stopped, "InvalidResourceState.WorkSpace"),
        ("Start", &always, "InvalidResourceState.WorkSpace"),
        ("Stop", &always, "OperationNotSupported.RunningMode"),
        ("Terminate", &suspended, "InvalidResourceState.WorkSpace"),
    ] {
        let refused = verb(&world, name, id).await;
        assert_eq!(refused.map(|(code, _)| code).as_deref(), Some(code), "{name}");
    }
    let (code, message) = verb(&world, "Terminate", "ws-unknown00").await.unwrap();
    assert_eq!(code, "400");
    assert_eq!(message, "WorkSpace ws-unknown00 could not be found.");
    world.stop().await;
}

#[tokio::test]
async fn a_terminated_desktop_vanishes_and_its_user_is_free_again() {
    let world = World::of(1).await;
    let id = world.created("cmartin2", json!({})).await;
    world.minutes(20);
    assert_eq!(verb(&world, "Terminate", &id).await, None);
    let item = world.describe(&id).await.unwrap();
    assert_eq!(item["State"], "TERMINATING");
    assert!(item["IpAddress"].is_string(), "with full fields");
    assert_eq!(verb(&world, "Terminate", &id).await, None, "a second time is no fault");
    world.minutes(7);
    assert_eq!(state(&world, &id).await, Value::Null);
    world.created("cmartin2", json!({})).await;
    world.stop().await;
}

#[tokio::test]
async fn people_wake_their_desktops_and_auto_stop_sends_them_to_sleep() {
    let world = World::of(300).await;
    let id = world.find(auto("STOPPED")).await;
    assert!(world.sim().connect(ACCOUNT, REGION, &id));
    assert_eq!(state(&world, &id).await, "STARTING");
    world.minutes(2);
    let status = async || {
        let input = json!({ "WorkspaceIds": [id] });
        let answer = world.ok("DescribeWorkspacesConnectionStatus", input).await;
        answer["WorkspacesConnectionStatus"][0]["ConnectionState"].clone()
    };
    assert_eq!(status().await, "CONNECTED");
    world.minutes(600);
    assert_eq!(state(&world, &id).await, "AVAILABLE", "nobody stops who is connected");
    assert!(world.sim().disconnect(ACCOUNT, REGION, &id));
    assert_eq!(status().await, "DISCONNECTED");
    world.minutes(250);
    assert_eq!(state(&world, &id).await, "STOPPED");
    assert_eq!(status().await, "UNKNOWN");
    world.stop().await;
}

#[tokio::test]
async fn sentinel_users_never_come_up() {
    let world = World::of(1).await;
    let mode = json!({ "WorkspaceProperties": { "RunningMode": "AUTO_STOP" } });
    let start = world.created("fail-start-1", mode).await;
    let reboot = world.created("stuck-reboot-1", json!({})).await;
    world.minutes(120);
    assert_eq!(state(&world, &start).await, "STOPPED");
    assert_eq!(verb(&world, "Start", &start).await, None);
    assert_eq!(verb(&world, "Reboot", &reboot).await, None);
    world.minutes(15);
    assert_eq!(state(&world, &start).await, "ERROR");
    assert!(verb(&world, "Reboot", &reboot).await.is_some());
    world.minutes(10);
    assert_eq!(verb(&world, "Reboot", &reboot).await, None, "stuck for 20 minutes");
    world.minutes(4);
    assert_eq!(state(&world, &reboot).await, "AVAILABLE");
    world.stop().await;
}
