//! MigrateWorkspace: two ids for an hour, and then one of them.

use crate::common::{ACCOUNT, REGION, World};
use crate::power::{state, verb};
use serde_json::{Value, json};

/// One of Amazon's bundles by its name.
pub async fn bundle(world: &World, name: &str) -> String {
    let mut input = json!({ "Owner": "AMAZON" });
    loop {
        let page = world.ok("DescribeWorkspaceBundles", input.clone()).await;
        let found = page["Bundles"].as_array().unwrap().iter().find(|bundle| bundle["Name"] == name);
        if let Some(found) = found {
            return found["BundleId"].as_str().unwrap().to_owned();
        }
        assert!(page["NextToken"].is_string(), "no bundle {name}");
        input["NextToken"] = page["NextToken"].clone();
    }
}

pub const STANDARD: &str = "Standard with Windows Server 2022 (WSP)";
pub const POWER: &str = "Power with Windows Server 2022 (WSP)";

/// A desktop of Windows that is 45 minutes old.
async fn source(world: &World, user: &str, more: Value) -> String {
    let mut item = json!({ "BundleId": bundle(world, STANDARD).await });
    for (name, value) in more.as_object().unwrap() {
        item[name] = value.clone();
    }
    let id = world.created(user, item).await;
    world.minutes(45);
    id
}

async fn migrate(world: &World, id: &str, bundle: &str) -> String {
    let input = json!({ "SourceWorkspaceId": id, "BundleId": bundle });
    let answer = world.ok("MigrateWorkspace", input).await;
    assert_eq!(answer["SourceWorkspaceId"], id);
    answer["TargetWorkspaceId"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_new_one_is_pending_at_once_and_in_an_hour_the_old_one_goes() {
    let world = World::of(1).await;
    let tags = json!([{ "Key": "team", "Value": "legal" }]);
    let mode = json!({ "RunningMode": "AUTO_STOP", "RunningModeAutoStopTimeoutInMinutes": 120 });
    let id = source(&world, "mover", json!({ "Tags": tags, "WorkspaceProperties": mode })).await;
    let power = bundle(&world, POWER).await;
    let before = world.describe(&id).await.unwrap();
    let target = migrate(&world, &id, &power).await;
    let pending = world.describe(&target).await.unwrap();
    assert_eq!((&pending["State"], &pending["BundleId"]), (&json!("PENDING"), &json!(power)));
    assert_eq!(state(&world, &id).await, "UPDATING");
    assert_eq!(verb(&world, "Reboot", &id).await.unwrap().0, "InvalidResourceState.WorkSpace");
    let second = world.create("mover", json!({})).await;
    assert_eq!(second["FailedRequests"][0]["ErrorCode"], "ResourceExists.WorkSpace");
    world.minutes(29);
    assert_eq!(state(&world, &target).await, "PENDING");
    world.minutes(31);
    let after = world.describe(&target).await.unwrap();
    assert_eq!(after["State"], "AVAILABLE");
    assert_ne!(after["ComputerName"], before["ComputerName"]);
    let properties = &after["WorkspaceProperties"];
    assert_eq!(properties["RunningModeAutoStopTimeoutInMinutes"], 120);
    assert_eq!(
        (&properties["RootVolumeSizeGib"], &properties["UserVolumeSizeGib"]),
        (&json!(175), &json!(100))
    );
    assert_eq!(world.ok("DescribeTags", json!({ "ResourceId": target })).await["TagList"], tags);
    world.minutes(7);
    assert_eq!(state(&world, &id).await, Value::Null);
    world.stop().await;
}

#[tokio::test]
async fn a_failed_migration_says_nothing_and_leaves_the_old_one() {
    let world = World::of(1).await;
    let id = source(&world, "fail-migrate-1", json!({})).await;
    let before = world.describe(&id).await.unwrap();
    let target = migrate(&world, &id, &bundle(&world, POWER).await).await;
    world.minutes(67);
    assert_eq!(world.describe(&id).await.unwrap(), before);
    assert_eq!(state(&world, &target).await, Value::Null);
    world.stop().await;
}

#[tokio::test]
async fn a_bundle_without_nested_virtualization_can_not_take_over_one_with() {
    let world = World::of(1).await;
    let nested = json!({ "NestedVirtualizationEnabled": true });
    let id = source(&world, "nester", json!({ "WorkspaceProperties": nested })).await;
    let value = bundle(&world, "Value with Windows Server 2022 (WSP)").await;
    migrate(&world, &id, &value).await;
    world.minutes(61);
    assert_eq!(state(&world, &id).await, "AVAILABLE");
    let target = migrate(&world, &id, &bundle(&world, POWER).await).await;
    world.minutes(61);
    let item = world.describe(&target).await.unwrap();
    assert_eq!(item["WorkspaceProperties"]["NestedVirtualizationEnabled"], true);
    world.stop().await;
}

#[tokio::test]
async fn either_one_can_be_terminated_on_the_way() {
    let world = World::of(1).await;
    let power = bundle(&world, POWER).await;
    let id = source(&world, "changed-mind", json!({})).await;
    let target = migrate(&world, &id, &power).await;
    assert_eq!(verb(&world, "Terminate", &target).await, None);
    assert_eq!(state(&world, &id).await, "AVAILABLE");
    world.minutes(7);
    assert_eq!(state(&world, &target).await, Value::Null);
    let target = migrate(&world, &id, &power).await;
    assert_eq!(verb(&world, "Terminate", &id).await, None);
    world.minutes(61);
    assert_eq!(state(&world, &id).await, Value::Null);
    assert_eq!(state(&world, &target).await, "AVAILABLE");
    world.stop().await;
}

#[tokio::test]
async fn what_can_not_be_migrated_is_refused() {
    let world = World::of(300).await;
    let power = bundle(&world, POWER).await;
    let linux = bundle(&world, "Standard with Ubuntu 22.04 (WSP)").await;
    let windows = |item: &Value, state: &str| {
        let system = item["WorkspaceProperties"]["OperatingSystemName"].as_str();
        item["State"] == state && system.is_some_and(|system| system.starts_with("WINDOWS"))
    };
    let young = world.created("young", json!({ "BundleId": bundle(&world, STANDARD).await })).await;
    world.minutes(25);
    let id = world.find(|item| windows(item, "STOPPED") && item["BundleId"] != power).await;
    let own = world.describe(&id).await.unwrap()["BundleId"].as_str().unwrap().to_owned();
    let busy =
        |item: &Value| windows(item, "STOPPED") && item["BundleId"] != power && item["WorkspaceId"] != id;
    let busy = world.find(busy).await;
    migrate(&world, &busy, &power).await;
    let stopped_linux = |item: &Value| {
        item["WorkspaceProperties"]["OperatingSystemName"] == "UBUNTU_22_04" && item["State"] == "STOPPED"
    };
    let cases = [
        (busy, power.clone(), "OperationInProgressException"),
        (id.clone(), own.clone(), "InvalidParameterValuesException"),
        (id.clone(), linux, "OperationNotSupportedException"),
        (id, "wsb-000000000".to_owned(), "ResourceNotFoundException"),
        ("ws-unknown00".to_owned(), own, "ResourceNotFoundException"),
        (young, power.clone(), "OperationNotSupportedException"),
        (world.find(stopped_linux).await, power.clone(), "OperationNotSupportedException"),
        (
            world.find(|item| item["State"] == "ADMIN_MAINTENANCE").await,
            power.clone(),
            "OperationNotSupportedException",
        ),
        (world.find(|item| item["State"] == "UNHEALTHY").await, power, "OperationNotSupportedException"),
    ];
    for (id, bundle, code) in cases {
        let input = json!({ "SourceWorkspaceId": id, "BundleId": bundle });
        assert_eq!(world.fails("MigrateWorkspace", input).await.0, code, "{id} {bundle}");
    }
    world.stop().await;
}

#[tokio::test]
async fn a_primary_takes_its_standby_along() {
    let world = World::of(300).await;
    let id = world.find(|item| item["StandbyWorkspacesProperties"].is_array()).await;
    let related = world.describe(&id).await.unwrap()["RelatedWorkspaces"][0].clone();
    let region = related["Region"].as_str().unwrap();
    let standby = related["WorkspaceId"].as_str().unwrap();
    let input = json!({ "SourceWorkspaceId": standby, "BundleId": bundle(&world, POWER).await });
    let refused = world.call_as(ACCOUNT, region, "MigrateWorkspace", input).await;
    assert_eq!(refused.status, 400, "a standby itself can't, and the bundle is of another region");
    let bundles = [STANDARD, POWER];
    let own = world.describe(&id).await.unwrap()["BundleId"].clone();
    let mut other = bundle(&world, bundles[0]).await;
    if own == json!(other) {
        other = bundle(&world, bundles[1]).await;
    }
    let target = migrate(&world, &id, &other).await;
    world.minutes(68);
    assert_eq!(state(&world, &id).await, Value::Null);
    let item = world.describe(&target).await.unwrap();
    assert_eq!(item["RelatedWorkspaces"][0]["WorkspaceId"], standby);
    let input = json!({ "WorkspaceIds": [standby] });
    let far = world.call_as(ACCOUNT, region, "DescribeWorkspaces", input).await.json();
    assert_eq!(far["Workspaces"][0]["RelatedWorkspaces"][0]["WorkspaceId"], target);
    assert_ne!(region, REGION);
    world.stop().await;
}

/// With the instant clock all of it is over at the next request.
#[tokio::test]
async fn an_instant_migration_is_over_at_the_next_request() {
    let world = World::with(|settings| {
        settings.fleet = 1;
        settings.clock = simulator::ClockMode::Instant;
    })
    .await;
    let id = world.created("quick", json!({ "BundleId": bundle(&world, STANDARD).await })).await;
    let target = migrate(&world, &id, &bundle(&world, POWER).await).await;
    assert_eq!(state(&world, &target).await, "AVAILABLE");
    assert_eq!(state(&world, &id).await, Value::Null);
    let input = json!({ "WorkspaceId": target, "WorkspaceProperties": { "RootVolumeSizeGib": 200 } });
    world.ok("ModifyWorkspaceProperties", input).await;
    let item = world.describe(&target).await.unwrap();
    assert_eq!(item["WorkspaceProperties"]["RootVolumeSizeGib"], 200);
    world.stop().await;
}
