//! IP access control groups, their rules and their directories.

use crate::common::World;
use crate::directories::directory;
use serde_json::{Value, json};

async fn group(world: &World, name: &str, rules: Value) -> String {
    let answer = world.ok("CreateIpGroup", json!({ "GroupName": name, "UserRules": rules })).await;
    answer["GroupId"].as_str().unwrap().to_owned()
}

async fn rules(world: &World, id: &str) -> Value {
    let found = world.ok("DescribeIpGroups", json!({ "GroupIds": [id] })).await;
    found["Result"][0]["userRules"].clone()
}

#[tokio::test]
async fn rules_are_added_replaced_and_revoked() {
    let world = World::of(1).await;
    let rule = |range: &str| json!({ "ipRule": range, "ruleDesc": "office" });
    let id = group(&world, "offices", json!([rule("192.0.2.0/24")])).await;
    let add = json!({ "GroupId": id, "UserRules": [rule("198.51.100.7"), { "ipRule": "192.0.2.0/24" }] });
    world.ok("AuthorizeIpRules", add).await;
    assert_eq!(rules(&world, &id).await, json!([rule("198.51.100.7"), { "ipRule": "192.0.2.0/24" }]));
    world.ok("RevokeIpRules", json!({ "GroupId": id, "UserRules": ["192.0.2.0/24", "10.9.9.9/32"] })).await;
    assert_eq!(rules(&world, &id).await, json!([rule("198.51.100.7")]));
    let ten: Vec<Value> = (0..10).map(|n| rule(&format!("10.{n}.0.0/16"))).collect();
    world.ok("UpdateRulesOfIpGroup", json!({ "GroupId": id, "UserRules": ten })).await;
    assert_eq!(rules(&world, &id).await, json!(ten));
    let more = json!({ "GroupId": id, "UserRules": [rule("192.0.2.0/24")] });
    assert_eq!(world.fails("AuthorizeIpRules", more).await.0, "ResourceLimitExceededException");
    for bad in ["10.0.0.0/33", "10.0.0/8", "office", "10.0.0.0/", "10.0.0.0/+8", ""] {
        let bad = json!({ "GroupId": id, "UserRules": [{ "ipRule": bad }] });
        assert_eq!(world.fails("UpdateRulesOfIpGroup", bad).await.0, "InvalidParameterValuesException");
    }
    let unknown = json!({ "GroupId": "wsipg-000000000", "UserRules": [] });
    assert_eq!(world.fails("UpdateRulesOfIpGroup", unknown).await.0, "ResourceNotFoundException");
    world.stop().await;
}

#[tokio::test]
async fn a_group_in_use_stays() {
    let world = World::of(1).await;
    let (place, _) = world.place().await;
    let id = group(&world, "offices", json!([])).await;
    let both = json!({ "DirectoryId": place, "GroupIds": [id] });
    world.ok("AssociateIpGroups", both.clone()).await;
    assert_eq!(directory(&world, &place).await.unwrap()["ipGroupIds"], json!([id]));
    let (code, _) = world.fails("DeleteIpGroup", json!({ "GroupId": id })).await;
    assert_eq!(code, "ResourceAssociatedException");
    world.ok("DisassociateIpGroups", both.clone()).await;
    assert_eq!(directory(&world, &place).await.unwrap()["ipGroupIds"], json!([]));
    world.ok("DeleteIpGroup", json!({ "GroupId": id })).await;
    assert_eq!(world.fails("AssociateIpGroups", both).await.0, "ResourceNotFoundException");
    assert_eq!(world.fails("DeleteIpGroup", json!({ "GroupId": id })).await.0, "ResourceNotFoundException");
    world.stop().await;
}

#[tokio::test]
async fn there_are_a_hundred_groups_and_twenty_five_of_a_directory() {
    let world = World::of(1).await;
    let (place, _) = world.place().await;
    let mut ids = Vec::new();
    for n in 0..100 {
        ids.push(group(&world, &format!("group {n}"), json!([])).await);
    }
    let (code, _) = world.fails("CreateIpGroup", json!({ "GroupName": "one more" })).await;
    assert_eq!(code, "ResourceLimitExceededException");
    let (code, _) = world.fails("CreateIpGroup", json!({ "GroupName": "group 7" })).await;
    assert_eq!(code, "ResourceAlreadyExistsException");
    let many = json!({ "DirectoryId": place, "GroupIds": ids[..25] });
    world.ok("AssociateIpGroups", many).await;
    let more = json!({ "DirectoryId": place, "GroupIds": [ids[25]] });
    assert_eq!(world.fails("AssociateIpGroups", more).await.0, "ResourceLimitExceededException");
    let mut seen = 0;
    let mut input = json!({ "MaxResults": 15 });
    loop {
        let page = world.ok("DescribeIpGroups", input).await;
        seen += page["Result"].as_array().unwrap().len();
        if page["NextToken"].is_null() {
            break;
        }
        input = json!({ "MaxResults": 15, "NextToken": page["NextToken"] });
    }
    assert_eq!(seen, 100);
    world.ok("RegisterWorkspaceDirectory", json!({ "DirectoryId": "d-90670a1b2c" })).await;
    let busy = json!({ "DirectoryId": "d-90670a1b2c", "GroupIds": [ids[0]] });
    assert_eq!(world.fails("AssociateIpGroups", busy).await.0, "InvalidResourceStateException");
    world.stop().await;
}
