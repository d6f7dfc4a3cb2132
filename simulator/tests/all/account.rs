//! The account: dedicated tenancy comes once, in its time, with a range that is free.

use crate::common::World;
use serde_json::{Value, json};

fn enable(range: &str) -> Value {
    json!({ "DedicatedTenancySupport": "ENABLED", "DedicatedTenancyManagementCidrRange": range })
}

async fn first_free(world: &World, constraint: &str) -> String {
    let input = json!({ "ManagementCidrRangeConstraint": constraint, "MaxResults": 1 });
    let found = world.ok("ListAvailableManagementCidrRanges", input).await;
    found["ManagementCidrRanges"][0].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn dedicated_tenancy_comes_in_its_time_and_stays() {
    let world = World::of(60).await;
    assert_eq!(
        world.ok("DescribeAccount", json!({})).await,
        json!({ "DedicatedTenancySupport": "DISABLED" })
    );
    assert_eq!(
        world.ok("DescribeAccountModifications", json!({})).await,
        json!({ "AccountModifications": [] })
    );
    let range = first_free(&world, "172.16.0.0/12").await;
    assert!(world.ok("ModifyAccount", enable(&range)).await["Message"].is_string());
    let before = world.ok("DescribeAccount", json!({})).await;
    assert_eq!(before["DedicatedTenancySupport"], "DISABLED");
    assert!(before["Message"].is_string());
    let (code, _) = world.fails("ModifyAccount", enable(&range)).await;
    assert_eq!(code, "InvalidResourceStateException", "one at a time");
    let changes = world.ok("DescribeAccountModifications", json!({})).await;
    assert_eq!(changes["AccountModifications"][0]["ModificationState"], "PENDING");
    world.minutes(30);
    assert_eq!(world.ok("DescribeAccount", json!({})).await, enable(&range));
    let changes = world.ok("DescribeAccountModifications", json!({})).await;
    let change = &changes["AccountModifications"][0];
    assert_eq!(change["ModificationState"], "COMPLETED");
    assert_eq!(change["DedicatedTenancyManagementCidrRange"], range);
    assert!(change["StartTime"].is_number());
    let (code, _) = world.fails("ModifyAccount", enable("172.20.0.0/16")).await;
    assert_eq!(code, "InvalidResourceStateException", "it can't be changed");
    let off = json!({ "DedicatedTenancySupport": "DISABLED" });
    assert_eq!(world.fails("ModifyAccount", off).await.0, "ValidationException", "nor switched off");
    world.stop().await;
}

#[tokio::test]
async fn what_is_missing_or_not_free_is_refused() {
    let world = World::of(60).await;
    for (input, code) in [
        (json!({}), "InvalidParameterValuesException"),
        (json!({ "DedicatedTenancySupport": "ENABLED" }), "InvalidParameterValuesException"),
        (
            json!({ "DedicatedTenancyManagementCidrRange": "172.16.0.0/16" }),
            "InvalidParameterValuesException",
        ),
        (enable("8.8.0.0/16"), "InvalidParameterValuesException"),
        (enable("172.16.0.0/20"), "ValidationException"),
    ] {
        assert_eq!(world.fails("ModifyAccount", input).await.0, code);
    }
    world.stop().await;
}

#[tokio::test]
async fn a_modification_that_fails_says_why_and_another_may_follow() {
    let world = World::of(0).await;
    world.ok("ModifyAccount", enable("10.255.0.0/16")).await;
    world.minutes(30);
    assert_eq!(world.ok("DescribeAccount", json!({})).await["DedicatedTenancySupport"], "DISABLED");
    let changes = world.ok("DescribeAccountModifications", json!({})).await;
    let change = &changes["AccountModifications"][0];
    assert_eq!(change["ModificationState"], "FAILED");
    assert!(change["ErrorCode"].is_string() && change["ErrorMessage"].is_string());
    for _ in 0..30 {
        world.ok("ModifyAccount", enable("10.255.0.0/16")).await;
        world.minutes(30);
    }
    let first = world.ok("DescribeAccountModifications", json!({})).await;
    assert_eq!(first["AccountModifications"].as_array().unwrap().len(), 25);
    let more = world.ok("DescribeAccountModifications", json!({ "NextToken": first["NextToken"] })).await;
    assert_eq!(more["AccountModifications"].as_array().unwrap().len(), 6);
    world.stop().await;
}

#[tokio::test]
async fn management_ranges_come_five_at_a_time_within_the_constraint() {
    let world = World::of(60).await;
    let list = |input: Value| world.ok("ListAvailableManagementCidrRanges", input);
    let first = list(json!({ "ManagementCidrRangeConstraint": "172.16.0.0/12" })).await;
    assert_eq!(
        first["ManagementCidrRanges"],
        json!(["172.16.0.0/16", "172.17.0.0/16", "172.18.0.0/16", "172.19.0.0/16", "172.20.0.0/16"])
    );
    let input = json!({ "ManagementCidrRangeConstraint": "172.16.0.0/12", "NextToken": first["NextToken"] });
    assert_eq!(list(input).await["ManagementCidrRanges"][0], "172.21.0.0/16");
    let exact = list(json!({ "ManagementCidrRangeConstraint": "192.168.0.0/16" })).await;
    assert_eq!(exact, json!({ "ManagementCidrRanges": ["192.168.0.0/16"] }));
    let any = list(json!({ "ManagementCidrRangeConstraint": "0.0.0.0/0", "MaxResults": 1 })).await;
    assert_eq!(any["ManagementCidrRanges"], json!(["10.0.0.0/16"]));
    let public = list(json!({ "ManagementCidrRangeConstraint": "8.0.0.0/8" })).await;
    assert_eq!(public, json!({ "ManagementCidrRanges": [] }));
    let directories = world.ok("DescribeWorkspaceDirectories", json!({})).await;
    let server = directories["Directories"][0]["DnsIpAddresses"][0].as_str().unwrap().to_owned();
    let network: Vec<&str> = server.split('.').take(2).collect();
    let used = json!({ "ManagementCidrRangeConstraint": format!("{}.0.0/16", network.join(".")) });
    assert_eq!(list(used).await, json!({ "ManagementCidrRanges": [] }), "a directory is there");
    for (constraint, code) in
        [("10.0.0.0/24", "InvalidParameterValuesException"), ("10.0.0.0", "ValidationException")]
    {
        let input = json!({ "ManagementCidrRangeConstraint": constraint });
        assert_eq!(world.fails("ListAvailableManagementCidrRanges", input).await.0, code);
    }
    let six = json!({ "ManagementCidrRangeConstraint": "10.0.0.0/8", "MaxResults": 6 });
    assert_eq!(world.fails("ListAvailableManagementCidrRanges", six).await.0, "ValidationException");
    world.stop().await;
}
