//! Lists: filters, pages, tokens, and what an item holds.

use std::collections::HashSet;

use crate::common::{ACCOUNT, OTHER, REGION, World};
use serde_json::{Value, json};

async fn all(world: &World, operation: &str, list: &str, key: &str, mut input: Value) -> Vec<String> {
    let mut ids = Vec::new();
    loop {
        let page = world.ok(operation, input.clone()).await;
        let items = page[list].as_array().unwrap();
        assert!(items.len() <= 25);
        ids.extend(items.iter().map(|item| item[key].as_str().unwrap().to_owned()));
        if page["NextToken"].is_null() {
            return ids;
        }
        input["NextToken"] = page["NextToken"].clone();
    }
}

#[tokio::test]
async fn pages_hold_every_desktop_once() {
    let world = World::of(300).await;
    for limit in [json!({}), json!({ "Limit": 7 })] {
        let ids = all(&world, "DescribeWorkspaces", "Workspaces", "WorkspaceId", limit).await;
        let once: HashSet<_> = ids.iter().collect();
        assert_eq!((ids.len(), once.len()), (114, 114));
    }
    world.stop().await;
}

#[tokio::test]
async fn filters_narrow_and_do_not_mix() {
    let world = World::of(300).await;
    let item = world.ok("DescribeWorkspaces", json!({ "Limit": 1 })).await["Workspaces"][0].clone();
    let by = |input: Value| all(&world, "DescribeWorkspaces", "Workspaces", "WorkspaceId", input);
    let id = item["WorkspaceId"].as_str().unwrap().to_owned();
    assert!(by(json!({ "DirectoryId": item["DirectoryId"] })).await.contains(&id));
    assert!(by(json!({ "BundleId": item["BundleId"] })).await.contains(&id));
    let shouted = item["UserName"].as_str().unwrap().to_uppercase();
    let found = by(json!({ "DirectoryId": item["DirectoryId"], "UserName": shouted })).await;
    assert_eq!(found, vec![id.clone()]);
    for mixed in [
        json!({ "UserName": "someone" }),
        json!({ "BundleId": item["BundleId"], "DirectoryId": item["DirectoryId"] }),
        json!({ "WorkspaceIds": [id], "DirectoryId": item["DirectoryId"] }),
        json!({ "NextToken": "nonsense" }),
    ] {
        let (code, _) = world.fails("DescribeWorkspaces", mixed).await;
        assert_eq!(code, "InvalidParameterValuesException");
    }
    world.stop().await;
}

#[tokio::test]
async fn a_token_is_good_for_its_own_list_only() {
    let world = World::of(300).await;
    let token = world.ok("DescribeWorkspaces", json!({})).await["NextToken"].clone();
    let (code, _) = world.fails("DescribeWorkspacesConnectionStatus", json!({ "NextToken": token })).await;
    assert_eq!(code, "InvalidParameterValuesException");
    let elsewhere = world.call_as(OTHER, REGION, "DescribeWorkspaces", json!({ "NextToken": token })).await;
    assert_eq!(elsewhere.status, 400);
    world.stop().await;
}

#[tokio::test]
async fn unknown_ids_are_absent_and_unknown_regions_empty() {
    let world = World::of(300).await;
    assert!(world.describe("ws-unknown00").await.is_none());
    let empty = world.call_as(ACCOUNT, "ap-south-1", "DescribeWorkspaces", json!({})).await;
    assert_eq!(empty.json(), json!({ "Workspaces": [] }));
    world.stop().await;
}

#[tokio::test]
async fn connection_status_keeps_to_the_records() {
    let world = World::of(300).await;
    let stopped = world.find(|item| item["State"] == "STOPPED").await;
    let broken = world.find(|item| item["State"] == "ERROR" && item["ComputerName"].is_null()).await;
    let input = json!({ "WorkspaceIds": [stopped, broken] });
    let answer = world.ok("DescribeWorkspacesConnectionStatus", input).await;
    let statuses = answer["WorkspacesConnectionStatus"].as_array().unwrap();
    assert_eq!(statuses.len(), 1, "none for what never launched: {answer}");
    assert_eq!(statuses[0]["ConnectionState"], "UNKNOWN");
    assert!(statuses[0]["ConnectionStateCheckTimestamp"].is_number());
    let paged = all(
        &world,
        "DescribeWorkspacesConnectionStatus",
        "WorkspacesConnectionStatus",
        "WorkspaceId",
        json!({}),
    )
    .await;
    assert!(paged.len() > 100 && !paged.contains(&broken));
    world.stop().await;
}

#[tokio::test]
async fn bundles_and_directories_look_like_the_real_ones() {
    let world = World::of(1).await;
    let input = json!({ "Owner": "AMAZON" });
    let ids = all(&world, "DescribeWorkspaceBundles", "Bundles", "BundleId", input).await;
    assert!(ids.len() > 25, "two pages of Amazon's");
    let own = world.ok("DescribeWorkspaceBundles", json!({})).await;
    assert_eq!(own["Bundles"][0]["Owner"], ACCOUNT);
    assert!(own["Bundles"][0]["RootStorage"]["Capacity"].is_string());
    let directories = world.ok("DescribeWorkspaceDirectories", json!({})).await;
    assert_eq!(directories["Directories"].as_array().unwrap().len(), 4);
    assert_eq!(directories["Directories"][0]["State"], "REGISTERED");
    world.stop().await;
}

#[tokio::test]
async fn a_standby_pair_has_both_ends() {
    let world = World::of(300).await;
    let id = world.find(|item| item["StandbyWorkspacesProperties"].is_array()).await;
    let primary = world.describe(&id).await.unwrap();
    let related = &primary["RelatedWorkspaces"][0];
    assert_eq!(related["Type"], "STANDBY");
    let input = json!({ "WorkspaceIds": [related["WorkspaceId"]] });
    let region = related["Region"].as_str().unwrap();
    let answer = world.call_as(ACCOUNT, region, "DescribeWorkspaces", input).await;
    let standby = &answer.json()["Workspaces"][0];
    assert_eq!(standby["RelatedWorkspaces"][0]["WorkspaceId"], id);
    assert_eq!(standby["UserName"], primary["UserName"]);
    world.stop().await;
}

#[tokio::test]
async fn snapshots_come_every_twelve_hours() {
    let world = World::of(300).await;
    let id = world.find(|item| item["State"] == "AVAILABLE").await;
    let sick = world.find(|item| item["State"] == "UNHEALTHY").await;
    let of = async |id: String| {
        let input = json!({ "WorkspaceId": id });
        world.ok("DescribeWorkspaceSnapshots", input).await
    };
    assert!(of(id).await["RestoreSnapshots"][0]["SnapshotTime"].is_number());
    let sick = of(sick).await;
    assert_eq!(sick["RestoreSnapshots"], json!([]));
    assert!(sick["RebuildSnapshots"][0]["SnapshotTime"].is_number());
    world.stop().await;
}

/// `World::stop` fails when any of these answers breaks the model.
#[tokio::test]
async fn every_answer_about_the_whole_estate_keeps_to_the_model() {
    let world = World::of(2400).await;
    let mut total = 0;
    for account in simulator::accounts() {
        for region in account.regions {
            for (operation, owner) in [
                ("DescribeWorkspaces", None),
                ("DescribeWorkspacesConnectionStatus", None),
                ("DescribeWorkspaceBundles", None),
                ("DescribeWorkspaceBundles", Some("AMAZON")),
                ("DescribeWorkspaceDirectories", None),
            ] {
                let mut input = owner.map_or(json!({}), |owner| json!({ "Owner": owner }));
                loop {
                    let page = world.call_as(account.id, region, operation, input.clone()).await.json();
                    total += page["Workspaces"].as_array().map_or(0, Vec::len);
                    if page["NextToken"].is_null() {
                        break;
                    }
                    input["NextToken"] = page["NextToken"].clone();
                }
            }
        }
    }
    assert_eq!(total, 2400);
    world.stop().await;
}
