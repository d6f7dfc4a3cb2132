//! Where there is nothing, calls alone build everything.

use crate::common::{ACCOUNT, World};
use serde_json::{Value, json};

async fn built(world: &World, account: &str, region: &str) {
    let ok = async |operation: &str, input: Value| {
        let answer = world.call_as(account, region, operation, input).await;
        assert_eq!(answer.status, 200, "{operation}: {}", answer.text);
        answer.json()
    };
    for (operation, member) in [
        ("DescribeWorkspaces", "Workspaces"),
        ("DescribeWorkspaceDirectories", "Directories"),
        ("DescribeWorkspaceBundles", "Bundles"),
        ("DescribeIpGroups", "Result"),
    ] {
        assert_eq!(ok(operation, json!({})).await[member], json!([]), "{operation}");
    }
    let bundles = ok("DescribeWorkspaceBundles", json!({ "Owner": "AMAZON" })).await;
    let bundle = bundles["Bundles"][0]["BundleId"].clone();
    let id = "d-90670a1b2c";
    ok("RegisterWorkspaceDirectory", json!({ "DirectoryId": id })).await;
    let items = json!({ "Workspaces": [
        { "DirectoryId": id, "UserName": "anybody", "BundleId": bundle },
        { "DirectoryId": id, "UserName": "missing.person", "BundleId": bundle },
    ] });
    let early = ok("CreateWorkspaces", items.clone()).await;
    assert_eq!(early["FailedRequests"][0]["ErrorCode"], "ResourceNotFound.Directory", "not registered yet");
    world.minutes(3);
    let answer = ok("CreateWorkspaces", items).await;
    assert_eq!(answer["FailedRequests"][0]["ErrorCode"], "ResourceNotFound.User");
    let desktop = answer["PendingRequests"][0]["WorkspaceId"].clone();
    world.minutes(20);
    let found = ok("DescribeWorkspaces", json!({ "WorkspaceIds": [desktop] })).await;
    assert_eq!(found["Workspaces"][0]["State"], "AVAILABLE");
    let directory = ok("DescribeWorkspaceDirectories", json!({})).await;
    let subnets = directory["Directories"][0]["SubnetIds"].as_array().unwrap();
    assert!(subnets.contains(&found["Workspaces"][0]["SubnetId"]), "{found}");
    let gone = json!({ "TerminateWorkspaceRequests": [{ "WorkspaceId": desktop }] });
    ok("TerminateWorkspaces", gone).await;
    world.minutes(7);
    ok("DeregisterWorkspaceDirectory", json!({ "DirectoryId": id })).await;
    world.minutes(3);
    assert_eq!(ok("DescribeWorkspaceDirectories", json!({})).await["Directories"], json!([]));
}

#[tokio::test]
async fn an_estate_without_a_fleet_can_be_built_up() {
    let world = World::of(0).await;
    built(&world, ACCOUNT, "eu-west-1").await;
    world.stop().await;
}

#[tokio::test]
async fn so_can_the_region_of_an_account_that_nobody_knows() {
    let world = World::of(300).await;
    built(&world, "999988887777", "ap-southeast-2").await;
    world.stop().await;
}
