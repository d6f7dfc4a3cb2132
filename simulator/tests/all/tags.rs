//! Tags of one resource, and of all at once.

use crate::common::World;
use serde_json::{Value, json};

#[tokio::test]
async fn tags_are_written_changed_and_deleted() {
    let world = World::of(1).await;
    let id = world.created("tagged", json!({})).await;
    let (code, _) = world.fails("DescribeTags", json!({ "ResourceId": id })).await;
    assert_eq!(code, "ResourceNotFoundException", "not describable yet");
    world.minutes(1);
    let tag = |key: &str, value: &str| json!({ "Key": key, "Value": value });
    let write = |tags: Value| world.ok("CreateTags", json!({ "ResourceId": id, "Tags": tags }));
    write(json!([tag("a", "1"), tag("b", "2")])).await;
    write(json!([tag("a", "3")])).await;
    world.ok("DeleteTags", json!({ "ResourceId": id, "TagKeys": ["b", "never"] })).await;
    let read = world.ok("DescribeTags", json!({ "ResourceId": id })).await;
    assert_eq!(read["TagList"], json!([tag("a", "3")]));
    let many: Vec<Value> = (0..50).map(|n| tag(&format!("k{n}"), "v")).collect();
    let (code, _) = world.fails("CreateTags", json!({ "ResourceId": id, "Tags": many })).await;
    assert_eq!(code, "ResourceLimitExceededException");
    let (code, _) = world.fails("CreateTags", json!({ "ResourceId": id, "Tags": [tag("aws:x", "y")] })).await;
    assert_eq!(code, "InvalidParameterValuesException");
    world.stop().await;
}

#[tokio::test]
async fn bundles_and_directories_have_tags_too() {
    let world = World::of(1).await;
    let (directory, amazons) = world.place().await;
    let own = world.ok("DescribeWorkspaceBundles", json!({})).await;
    let own = own["Bundles"][0]["BundleId"].as_str().unwrap().to_owned();
    let tags = json!([{ "Key": "owner", "Value": "it" }]);
    let (code, _) = world.fails("CreateTags", json!({ "ResourceId": amazons, "Tags": tags })).await;
    assert_eq!(code, "ResourceNotFoundException", "only custom bundles have tags");
    for id in [directory, own] {
        let tags = json!([{ "Key": "owner", "Value": "it" }]);
        world.ok("CreateTags", json!({ "ResourceId": id, "Tags": tags })).await;
        let read = world.ok("DescribeTags", json!({ "ResourceId": id })).await;
        assert_eq!(read["TagList"], tags);
    }
    world.stop().await;
}

#[tokio::test]
async fn get_resources_pages_through_what_is_tagged() {
    let world = World::of(600).await;
    let mut token = json!("");
    let mut arns = Vec::new();
    loop {
        let input = json!({ "ResourceTypeFilters": ["workspaces:workspace"],
            "ResourcesPerPage": 100, "PaginationToken": token });
        let page = world.ok("GetResources", input).await;
        for mapping in page["ResourceTagMappingList"].as_array().unwrap() {
            arns.push(mapping["ResourceARN"].as_str().unwrap().to_owned());
            assert_ne!(mapping["Tags"], json!([]));
        }
        token = page["PaginationToken"].clone();
        if token == "" {
            break;
        }
    }
    assert!(arns.len() > 150 && arns.len() < 228, "most of them: {}", arns.len());
    assert!(arns[0].starts_with("arn:aws:workspaces:eu-west-1:111122223333:workspace/ws-"));
    let some = json!({ "TagFilters": [{ "Key": "env", "Values": ["test"] }] });
    let some = world.ok("GetResources", some).await;
    let some = some["ResourceTagMappingList"].as_array().unwrap().len();
    assert!(some > 0 && some < 60, "{some}");
    world.stop().await;
}

async fn arns(world: &World, input: Value) -> Vec<String> {
    let page = world.ok("GetResources", input).await;
    let mappings = page["ResourceTagMappingList"].as_array().unwrap();
    mappings.iter().map(|mapping| mapping["ResourceARN"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn what_is_made_with_tags_is_found_by_them_whatever_it_is() {
    let world = World::of(60).await;
    let tags = json!([{ "Key": "made", "Value": "here" }]);
    let group = world.ok("CreateIpGroup", json!({ "GroupName": "a", "Tags": tags })).await;
    let alias = json!({ "ConnectionString": "desk.example.org", "Tags": tags });
    let alias = world.ok("CreateConnectionAlias", alias).await;
    let directory = json!({ "DirectoryId": "d-90670a1b2c", "Tags": tags });
    world.ok("RegisterWorkspaceDirectory", directory).await;
    let desktop = world.created("tagged", json!({ "Tags": tags })).await;
    let own = world.ok("DescribeWorkspaceBundles", json!({})).await;
    let bundle = own["Bundles"][0]["BundleId"].as_str().unwrap();
    world.ok("CreateTags", json!({ "ResourceId": bundle, "Tags": tags })).await;
    world.minutes(1);
    let stem = "arn:aws:workspaces:eu-west-1:111122223333:";
    let all = [
        format!("{stem}workspace/{desktop}"),
        format!("{stem}connectionalias/{}", alias["AliasId"].as_str().unwrap()),
        format!("{stem}directory/d-90670a1b2c"),
        format!("{stem}workspacebundle/{bundle}"),
        format!("{stem}workspaceipgroup/{}", group["GroupId"].as_str().unwrap()),
    ];
    let filter = json!([{ "Key": "made", "Values": ["here"] }]);
    assert_eq!(arns(&world, json!({ "TagFilters": filter })).await, all);
    let mut paged = Vec::new();
    let mut token = json!("");
    loop {
        let input = json!({ "TagFilters": filter, "ResourcesPerPage": 2, "PaginationToken": token });
        let page = world.ok("GetResources", input).await;
        for mapping in page["ResourceTagMappingList"].as_array().unwrap() {
            paged.push(mapping["ResourceARN"].as_str().unwrap().to_owned());
        }
        token = page["PaginationToken"].clone();
        if token == "" {
            break;
        }
    }
    assert_eq!(paged, all);
    let types = json!(["workspaces:directory", "workspaces:workspaceipgroup"]);
    let some = arns(&world, json!({ "TagFilters": filter, "ResourceTypeFilters": types })).await;
    assert_eq!(some, [all[2].clone(), all[4].clone()]);
    let others = json!({ "TagFilters": filter, "ResourceTypeFilters": ["ec2:instance"] });
    assert_eq!(arns(&world, others).await, Vec::<String>::new());
    let gone = format!("{stem}directory/d-0000000000");
    let list = json!({ "ResourceARNList": [all[3], gone, all[0]] });
    assert_eq!(arns(&world, list).await, [all[3].clone(), all[0].clone()]);
    let both = json!({ "ResourceARNList": [all[3]], "ResourcesPerPage": 5 });
    assert_eq!(world.fails("GetResources", both).await.0, "InvalidParameterException");
    world.stop().await;
}

#[tokio::test]
async fn nothing_is_made_with_tags_that_break_the_rules() {
    let world = World::of(1).await;
    let many: Vec<Value> = (0..51).map(|n| json!({ "Key": format!("k{n}"), "Value": "v" })).collect();
    let reserved = json!([{ "Key": "aws:workspaces:x", "Value": "v" }]);
    for (operation, input) in [
        ("CreateIpGroup", json!({ "GroupName": "a" })),
        ("CreateConnectionAlias", json!({ "ConnectionString": "desk.example.org" })),
        ("RegisterWorkspaceDirectory", json!({ "DirectoryId": "d-90670a1b2c" })),
    ] {
        for (tags, code) in [
            (json!(many), "ResourceLimitExceededException"),
            (reserved.clone(), "InvalidParameterValuesException"),
        ] {
            let mut input = input.clone();
            input["Tags"] = tags;
            assert_eq!(world.fails(operation, input).await.0, code, "{operation}");
        }
    }
    world.stop().await;
}

#[tokio::test]
async fn a_page_of_a_hundred_thousand_costs_the_page() {
    let world = World::of(100_000).await;
    let mut token = json!("");
    let mut count = 0;
    loop {
        let page = world.ok("GetResources", json!({ "PaginationToken": token })).await;
        count += page["ResourceTagMappingList"].as_array().unwrap().len();
        token = page["PaginationToken"].clone();
        if token == "" {
            break;
        }
    }
    assert!(count > 30_000, "{count}");
    world.stop().await;
}
