//! ModifyWorkspaceState: out of service and back.

use crate::common::{ACCOUNT, REGION, World};
use crate::power::{state, verb};
use serde_json::{Value, json};

fn to(id: &str, state: &str) -> Value {
    json!({ "WorkspaceId": id, "WorkspaceState": state })
}

#[tokio::test]
async fn out_of_service_nothing_is_done_and_nobody_gets_in_until_it_is_back() {
    let world = World::of(1).await;
    let mode = json!({ "WorkspaceProperties": { "RunningMode": "AUTO_STOP" } });
    let id = world.created("patient", mode).await;
    world.minutes(40);
    assert!(world.sim().connect(ACCOUNT, REGION, &id));
    world.ok("ModifyWorkspaceState", to(&id, "ADMIN_MAINTENANCE")).await;
    world.ok("ModifyWorkspaceState", to(&id, "ADMIN_MAINTENANCE")).await;
    assert_eq!(state(&world, &id).await, "ADMIN_MAINTENANCE");
    for name in ["Start", "Stop", "Reboot", "Rebuild"] {
        assert_eq!(verb(&world, name, &id).await.unwrap().0, "InvalidResourceState.WorkSpace", "{name}");
    }
    let (code, _) = world.fails("RestoreWorkspace", json!({ "WorkspaceId": id })).await;
    assert_eq!(code, "OperationNotSupportedException");
    let modes = json!({ "WorkspaceId": id, "WorkspaceProperties": { "RunningMode": "ALWAYS_ON" } });
    let (code, _) = world.fails("ModifyWorkspaceProperties", modes).await;
    assert_eq!(code, "InvalidResourceStateException");
    assert!(!world.sim().connect(ACCOUNT, REGION, &id));
    world.minutes(600);
    assert_eq!(state(&world, &id).await, "ADMIN_MAINTENANCE", "AutoStop does not come");
    world.ok("ModifyWorkspaceState", to(&id, "AVAILABLE")).await;
    assert_eq!(state(&world, &id).await, "AVAILABLE");
    world.minutes(60);
    assert_eq!(state(&world, &id).await, "AVAILABLE", "AutoStop takes several minutes more than its time");
    world.minutes(9);
    assert_eq!(state(&world, &id).await, "STOPPED");
    world.stop().await;
}

#[tokio::test]
async fn only_what_is_available_goes_out_of_service() {
    let world = World::of(300).await;
    for from in ["STOPPED", "UNHEALTHY", "MAINTENANCE", "SUSPENDED"] {
        let id = world.find(|item| item["State"] == from).await;
        for wanted in ["ADMIN_MAINTENANCE", "AVAILABLE"] {
            let (code, _) = world.fails("ModifyWorkspaceState", to(&id, wanted)).await;
            assert_eq!(code, "InvalidResourceStateException", "{from}");
        }
    }
    let (code, _) = world.fails("ModifyWorkspaceState", to("ws-unknown00", "AVAILABLE")).await;
    assert_eq!(code, "ResourceNotFoundException");
    let id = world.find(|item| item["State"] == "ADMIN_MAINTENANCE").await;
    assert_eq!(verb(&world, "Terminate", &id).await, None);
    world.minutes(7);
    assert_eq!(state(&world, &id).await, Value::Null);
    world.stop().await;
}
