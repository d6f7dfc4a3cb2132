//! Pools: who may make one, what becomes of it, and what is refused.

use crate::common::{ACCOUNT, OTHER, REGION, World};
use serde_json::{Value, json};

/// A valid wish for a pool, with more members laid over it.
async fn wish(world: &World, name: &str, more: Value) -> Value {
    let directories = world
        .ok(
            "DescribeWorkspaceDirectories",
            json!({ "Filters": [{ "Name": "WORKSPACE_TYPE", "Values": ["POOLS"] }] }),
        )
        .await;
    let (_, bundle) = world.place().await;
    let mut wish = json!({ "PoolName": name, "Description": "A pool", "BundleId": bundle,
        "DirectoryId": directories["Directories"][0]["DirectoryId"],
        "Capacity": { "DesiredUserSessions": 10 } });
    for (name, value) in more.as_object().unwrap() {
        wish[name] = value.clone();
    }
    wish
}

async fn created(world: &World, name: &str, more: Value) -> Value {
    let made = world.ok("CreateWorkspacesPool", wish(world, name, more).await).await;
    made["WorkspacesPool"].clone()
}

async fn pool(world: &World, id: &Value) -> Value {
    let found = world.ok("DescribeWorkspacesPools", json!({ "PoolIds": [id] })).await;
    found["WorkspacesPools"][0].clone()
}

async fn named(world: &World, name: &str) -> Value {
    let filter = json!({ "Name": "PoolName", "Operator": "EQUALS", "Values": [name] });
    let found = world.ok("DescribeWorkspacesPools", json!({ "Filters": [filter] })).await;
    found["WorkspacesPools"][0].clone()
}

async fn code(world: &World, operation: &str, input: Value) -> String {
    world.fails(operation, input).await.0
}

#[tokio::test]
async fn pools_are_closed_to_new_customers_unless_they_are_opened() {
    let world = World::of(60).await;
    let (directory, bundle) = world.place().await;
    let wish = json!({ "PoolName": "new", "Description": "d", "BundleId": bundle, "DirectoryId": directory,
        "Capacity": { "DesiredUserSessions": 1 } });
    let answer = world.call_as(OTHER, REGION, "CreateWorkspacesPool", wish.clone()).await;
    assert_eq!(answer.status, 400);
    assert_eq!(
        answer.json(),
        json!({ "__type": "AccessDeniedException", "message": "Amazon WorkSpaces Pools is no longer available to new \
            customers as of 7/30/2026. Refer to https://docs.aws.amazon.com/workspaces/latest/adminguide/\
            wsp-pools-end-of-support.html" })
    );
    world.stop().await;
    let open = World::with(|settings| settings.pools_open = true).await;
    let answer = open.call_as(OTHER, REGION, "CreateWorkspacesPool", wish).await;
    assert_eq!(
        answer.json()["__type"],
        "ResourceNotFoundException",
        "open, but that is no directory of theirs"
    );
    open.stop().await;
}

#[tokio::test]
async fn the_estate_has_a_running_pool_with_people_and_a_stopped_one() {
    let world = World::of(60).await;
    let running = named(&world, "call-centre").await;
    assert_eq!(running["State"], "RUNNING");
    assert_eq!(
        running["CapacityStatus"],
        json!({ "DesiredUserSessions": 40, "ActualUserSessions": 40, "ActiveUserSessions": 12,
            "AvailableUserSessions": 28 })
    );
    assert_eq!(named(&world, "training").await["State"], "STOPPED");
    let empty = World::of(0).await;
    assert_eq!(empty.ok("DescribeWorkspacesPools", json!({})).await, json!({ "WorkspacesPools": [] }));
    empty.stop().await;
    world.stop().await;
}

#[tokio::test]
async fn a_pool_is_made_starts_stops_and_ends_in_its_time() {
    let world = World::of(60).await;
    let settings = json!({ "Status": "ENABLED", "SettingsGroup": "shared" });
    let more = json!({ "ApplicationSettings": settings, "Tags": [{ "Key": "k", "Value": "v" }],
        "TimeoutSettings": { "DisconnectTimeoutInSeconds": 120 } });
    let made = created(&world, "fresh", more).await;
    let id = &made["PoolId"];
    assert_eq!((&made["State"], &made["RunningMode"]), (&json!("CREATING"), &json!("AUTO_STOP")));
    assert_eq!(made["ApplicationSettings"]["SettingsGroup"], "shared");
    assert!(made["ApplicationSettings"]["S3BucketName"].as_str().unwrap().contains(ACCOUNT));
    assert_eq!(made["TimeoutSettings"]["DisconnectTimeoutInSeconds"], 120);
    assert_eq!(made["TimeoutSettings"]["MaxUserDurationInSeconds"], 57_600);
    let tags = world.ok("DescribeTags", json!({ "ResourceId": id })).await;
    assert_eq!(tags["TagList"], json!([{ "Key": "k", "Value": "v" }]));
    let by_id = json!({ "PoolId": id });
    assert_eq!(code(&world, "StartWorkspacesPool", by_id.clone()).await, "OperationInProgressException");
    for (verb, at_once, minutes, later) in [
        ("", "CREATING", 2, "STOPPED"),
        ("StartWorkspacesPool", "STARTING", 5, "RUNNING"),
        ("StopWorkspacesPool", "STOPPING", 2, "STOPPED"),
    ] {
        if !verb.is_empty() {
            assert_eq!(world.ok(verb, by_id.clone()).await, json!({}));
        }
        assert_eq!(pool(&world, id).await["State"], at_once);
        assert_eq!(pool(&world, id).await["CapacityStatus"]["ActualUserSessions"], 0);
        world.minutes(minutes);
        assert_eq!(pool(&world, id).await["State"], later);
    }
    assert_eq!(code(&world, "StopWorkspacesPool", by_id.clone()).await, "InvalidResourceStateException");
    world.ok("TerminateWorkspacesPool", by_id.clone()).await;
    assert_eq!(pool(&world, id).await["State"], "DELETING");
    assert_eq!(code(&world, "TerminateWorkspacesPool", by_id.clone()).await, "InvalidResourceStateException");
    world.minutes(2);
    for operation in ["StartWorkspacesPool", "StopWorkspacesPool", "TerminateWorkspacesPool"] {
        assert_eq!(code(&world, operation, by_id.clone()).await, "ResourceNotFoundException");
    }
    let gone = code(&world, "DescribeWorkspacesPools", json!({ "PoolIds": [id] })).await;
    assert_eq!(gone, "ResourceNotFoundException");
    world.stop().await;
}

#[tokio::test]
async fn an_always_on_pool_runs_by_itself_and_can_not_be_stopped() {
    let world = World::of(60).await;
    let made = created(&world, "always", json!({ "RunningMode": "ALWAYS_ON" })).await;
    world.minutes(2);
    assert_eq!(pool(&world, &made["PoolId"]).await["State"], "STARTING");
    world.minutes(5);
    assert_eq!(pool(&world, &made["PoolId"]).await["State"], "RUNNING");
    let by_id = json!({ "PoolId": made["PoolId"] });
    assert_eq!(code(&world, "StopWorkspacesPool", by_id.clone()).await, "InvalidResourceStateException");
    assert_eq!(code(&world, "StartWorkspacesPool", by_id.clone()).await, "OperationNotSupportedException");
    world.stop().await;
}

#[tokio::test]
async fn an_update_is_read_back_and_the_running_mode_waits_for_stopped() {
    let world = World::of(60).await;
    let running = named(&world, "call-centre").await["PoolId"].clone();
    let mode = json!({ "PoolId": running, "RunningMode": "ALWAYS_ON" });
    assert_eq!(code(&world, "UpdateWorkspacesPool", mode).await, "InvalidResourceStateException");
    let less = json!({ "PoolId": running, "Capacity": { "DesiredUserSessions": 5 }, "Description": "fewer",
        "TimeoutSettings": { "IdleDisconnectTimeoutInSeconds": 300 },
        "ApplicationSettings": { "Status": "ENABLED" } });
    let updated = world.ok("UpdateWorkspacesPool", less.clone()).await["WorkspacesPool"].clone();
    assert_eq!((&updated["State"], &updated["Description"]), (&json!("UPDATING"), &json!("fewer")));
    assert_eq!(updated["CapacityStatus"]["ActualUserSessions"], 12, "nobody is thrown out");
    assert_eq!(updated["ApplicationSettings"]["SettingsGroup"], "call-centre");
    assert_eq!(code(&world, "UpdateWorkspacesPool", less).await, "OperationInProgressException");
    world.minutes(1);
    let read = pool(&world, &running).await;
    assert_eq!(read["State"], "RUNNING");
    assert_eq!(read["TimeoutSettings"]["IdleDisconnectTimeoutInSeconds"], 300);
    assert_eq!(read["TimeoutSettings"]["DisconnectTimeoutInSeconds"], 900, "what was not named stays");
    let stopped = named(&world, "training").await["PoolId"].clone();
    world.ok("UpdateWorkspacesPool", json!({ "PoolId": stopped, "RunningMode": "ALWAYS_ON" })).await;
    world.minutes(6);
    assert_eq!(pool(&world, &stopped).await["State"], "RUNNING", "ALWAYS_ON starts by itself");
    let short = json!({ "PoolId": stopped, "TimeoutSettings": { "DisconnectTimeoutInSeconds": 59 } });
    assert_eq!(code(&world, "UpdateWorkspacesPool", short).await, "ValidationException");
    world.stop().await;
}

#[tokio::test]
async fn what_a_pool_can_not_be_made_of_is_refused() {
    let world = World::of(60).await;
    let (personal, _) = world.place().await;
    let tag = |key: String| json!({ "Key": key, "Value": "v" });
    let many: Vec<Value> = (0..51).map(|number| tag(format!("k{number}"))).collect();
    for (more, expected) in [
        (json!({ "DirectoryId": "wsd-000000000" }), "ResourceNotFoundException"),
        (json!({ "BundleId": "wsb-000000000" }), "ResourceNotFoundException"),
        (json!({ "DirectoryId": personal }), "OperationNotSupportedException"),
        (json!({ "PoolName": "training" }), "ResourceAlreadyExistsException"),
        (json!({ "Capacity": { "DesiredUserSessions": 941 } }), "ResourceLimitExceededException"),
        (json!({ "Tags": [tag("aws:x".to_owned())] }), "InvalidParameterValuesException"),
        (json!({ "Tags": many }), "ResourceLimitExceededException"),
        (json!({ "RunningMode": "MANUAL" }), "ValidationException"),
    ] {
        let wish = wish(&world, "refused", more).await;
        assert_eq!(code(&world, "CreateWorkspacesPool", wish.clone()).await, expected, "{wish}");
    }
    created(&world, "enough", json!({ "Capacity": { "DesiredUserSessions": 940 } })).await;
    world.stop().await;
}

#[tokio::test]
async fn there_is_a_quota_and_pools_come_in_pages_and_by_name() {
    let world = World::of(60).await;
    for number in 0..48 {
        created(&world, &format!("p{number:02}"), json!({ "Capacity": { "DesiredUserSessions": 1 } })).await;
    }
    let wish = wish(&world, "one-too-many", json!({})).await;
    assert_eq!(code(&world, "CreateWorkspacesPool", wish).await, "ResourceLimitExceededException");
    let (mut token, mut seen) = (Value::Null, Vec::new());
    loop {
        let page = world.ok("DescribeWorkspacesPools", json!({ "Limit": 20, "NextToken": token })).await;
        seen.extend(page["WorkspacesPools"].as_array().unwrap().iter().map(|pool| pool["PoolId"].clone()));
        token = page["NextToken"].clone();
        if token.is_null() {
            break;
        }
    }
    seen.dedup();
    assert_eq!(seen.len(), 50);
    for (operator, value, count) in
        [("EQUALS", "p07", 1), ("NOTEQUALS", "p07", 49), ("CONTAINS", "p1", 10), ("NOTCONTAINS", "p1", 40)]
    {
        let filter = json!({ "Name": "PoolName", "Operator": operator, "Values": [value] });
        let mut found = 0;
        let mut token = Value::Null;
        loop {
            let input = json!({ "Filters": [filter], "NextToken": token });
            let page = world.ok("DescribeWorkspacesPools", input).await;
            found += page["WorkspacesPools"].as_array().unwrap().len();
            token = page["NextToken"].clone();
            if token.is_null() {
                break;
            }
        }
        assert_eq!(found, count, "{operator}");
    }
    world.stop().await;
}

#[tokio::test]
async fn a_pool_of_a_sentinel_name_says_why_it_does_not_start() {
    let world = World::of(60).await;
    for (name, expected) in
        [("fail-subnet-not-found", "SUBNET_NOT_FOUND"), ("fail-whatever", "INTERNAL_SERVICE_ERROR")]
    {
        let made = created(&world, name, json!({})).await;
        world.minutes(2);
        world.ok("StartWorkspacesPool", json!({ "PoolId": made["PoolId"] })).await;
        world.minutes(5);
        let read = pool(&world, &made["PoolId"]).await;
        assert_eq!((&read["State"], &read["Errors"][0]["ErrorCode"]), (&json!("STOPPED"), &json!(expected)));
        world.ok("StartWorkspacesPool", json!({ "PoolId": made["PoolId"] })).await;
        assert_eq!(pool(&world, &made["PoolId"]).await["Errors"], json!([]), "until it fails again");
    }
    world.stop().await;
}

#[tokio::test]
async fn a_pool_and_what_is_under_way_in_it_outlive_a_restart() {
    let folder = std::env::temp_dir().join(format!("simulator-pools-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    let kept = async || {
        let path = folder.clone();
        World::with(|settings| {
            settings.fleet = 60;
            settings.data = Some(path);
        })
        .await
    };
    let world = kept().await;
    let made = created(&world, "kept", json!({})).await;
    let gone = named(&world, "call-centre").await["PoolId"].clone();
    world.ok("TerminateWorkspacesPool", json!({ "PoolId": gone })).await;
    world.stop().await;
    let world = kept().await;
    assert_eq!(pool(&world, &made["PoolId"]).await, made);
    world.minutes(2);
    assert_eq!(pool(&world, &made["PoolId"]).await["State"], "STOPPED");
    assert_eq!(named(&world, "call-centre").await, Value::Null);
    world.stop().await;
    let _ = std::fs::remove_dir_all(&folder);
}
