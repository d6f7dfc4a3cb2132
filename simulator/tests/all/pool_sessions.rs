//! People at pools: they come by the control door, and go by timeouts or by an administrator.

use crate::common::{ACCOUNT, REGION, World};
use serde_json::{Value, json};
use simulator::ClockMode;

async fn pool(world: &World, name: &str) -> Value {
    let filter = json!({ "Name": "PoolName", "Operator": "EQUALS", "Values": [name] });
    let found = world.ok("DescribeWorkspacesPools", json!({ "Filters": [filter] })).await;
    found["WorkspacesPools"][0].clone()
}

/// What the control door answers.
async fn does(world: &World, does: &str, more: Value) -> (u16, Value) {
    let mut input = json!({ "account": ACCOUNT, "region": REGION, "does": does });
    for (name, value) in more.as_object().unwrap() {
        input[name] = value.clone();
    }
    let answer = world.control("pool_session", input).await;
    (answer.status, answer.json())
}

async fn joined(world: &World, pool: &Value, user: &str) -> Value {
    let (status, answer) = does(world, "join", json!({ "pool_id": pool["PoolId"], "user_id": user })).await;
    assert_eq!(status, 200, "{answer}");
    answer["session_id"].clone()
}

async fn of_user(world: &World, pool: &Value, user: &str) -> Value {
    let input = json!({ "PoolId": pool["PoolId"], "UserId": user });
    let found = world.ok("DescribeWorkspacesPoolSessions", input).await;
    found["Sessions"].get(0).cloned().unwrap_or_default()
}

#[tokio::test]
async fn sessions_come_in_pages_of_twenty() {
    let world = World::of(60).await;
    let pool = pool(&world, "call-centre").await;
    for number in 0..28 {
        joined(&world, &pool, &format!("guest{number}")).await;
    }
    let (status, _) = does(&world, "join", json!({ "pool_id": pool["PoolId"], "user_id": "late" })).await;
    assert_eq!(status, 409, "full");
    let input = json!({ "PoolId": pool["PoolId"] });
    let first = world.ok("DescribeWorkspacesPoolSessions", input.clone()).await;
    assert_eq!(first["Sessions"].as_array().unwrap().len(), 20);
    let mut next = input.clone();
    next["NextToken"] = first["NextToken"].clone();
    let second = world.ok("DescribeWorkspacesPoolSessions", next).await;
    assert_eq!((second["Sessions"].as_array().unwrap().len(), &second["NextToken"]), (20, &Value::Null));
    let mut all = input.clone();
    all["Limit"] = json!(50);
    let all = world.ok("DescribeWorkspacesPoolSessions", all).await;
    assert_eq!(all["Sessions"].as_array().unwrap().len(), 40);
    let (code, _) =
        world.fails("DescribeWorkspacesPoolSessions", json!({ "PoolId": "wspool-000000000" })).await;
    assert_eq!(code, "ResourceNotFoundException");
    world.stop().await;
}

#[tokio::test]
async fn who_leaves_may_come_back_until_the_disconnect_timeout() {
    let world = World::of(60).await;
    let pool = pool(&world, "call-centre").await;
    let id = joined(&world, &pool, "maria").await;
    let session = of_user(&world, &pool, "maria").await;
    assert_eq!((&session["SessionId"], &session["ConnectionState"]), (&id, &json!("CONNECTED")));
    assert!(session.get("State").is_none());
    assert_eq!(does(&world, "leave", json!({ "session_id": id })).await.0, 200);
    assert_eq!(does(&world, "leave", json!({ "session_id": id })).await.0, 409);
    assert_eq!(of_user(&world, &pool, "maria").await["ConnectionState"], "NOT_CONNECTED");
    world.minutes(14);
    assert_eq!(joined(&world, &pool, "maria").await, id, "the previous session");
    assert_eq!(does(&world, "leave", json!({ "session_id": id })).await.0, 200);
    world.minutes(16);
    assert_eq!(of_user(&world, &pool, "maria").await, Value::Null);
    assert_ne!(joined(&world, &pool, "maria").await, id, "a new session");
    world.stop().await;
}

#[tokio::test]
async fn idle_people_are_disconnected_and_nobody_stays_longer_than_the_longest_time() {
    let world = World::of(60).await;
    let pool = pool(&world, "call-centre").await;
    let timeouts = json!({ "IdleDisconnectTimeoutInSeconds": 300, "DisconnectTimeoutInSeconds": 120,
        "MaxUserDurationInSeconds": 3600 });
    world.ok("UpdateWorkspacesPool", json!({ "PoolId": pool["PoolId"], "TimeoutSettings": timeouts })).await;
    world.minutes(1);
    let idle = joined(&world, &pool, "idler").await;
    joined(&world, &pool, "worker").await;
    assert_eq!(does(&world, "idle", json!({ "session_id": idle })).await.0, 200);
    world.minutes(5);
    assert_eq!(of_user(&world, &pool, "idler").await["ConnectionState"], "NOT_CONNECTED");
    world.minutes(2);
    assert_eq!(of_user(&world, &pool, "idler").await, Value::Null);
    let worker = of_user(&world, &pool, "worker").await;
    let length = worker["ExpirationTime"].as_f64().unwrap() - worker["StartTime"].as_f64().unwrap();
    assert!((length - 3600.0).abs() < 0.01);
    world.minutes(53);
    assert_eq!(of_user(&world, &pool, "worker").await, Value::Null);
    world.stop().await;
}

#[tokio::test]
async fn an_administrator_ends_a_session_and_stopping_a_pool_ends_all() {
    let world = World::of(60).await;
    let pool = pool(&world, "call-centre").await;
    let by_id = json!({ "SessionId": of_user(&world, &pool, "agent01").await["SessionId"] });
    assert_eq!(world.ok("TerminateWorkspacesPoolSession", by_id.clone()).await, json!({}));
    let (code, _) = world.fails("TerminateWorkspacesPoolSession", by_id.clone()).await;
    assert_eq!(code, "OperationInProgressException");
    world.minutes(1);
    let (code, _) = world.fails("TerminateWorkspacesPoolSession", by_id).await;
    assert_eq!(code, "ResourceNotFoundException");
    world.ok("StopWorkspacesPool", json!({ "PoolId": pool["PoolId"] })).await;
    let left = world.ok("DescribeWorkspacesPoolSessions", json!({ "PoolId": pool["PoolId"] })).await;
    assert_eq!(left, json!({ "Sessions": [] }));
    let (status, _) = does(&world, "join", json!({ "pool_id": pool["PoolId"], "user_id": "late" })).await;
    assert_eq!(status, 409, "it does not run");
    world.stop().await;
}

#[tokio::test]
async fn with_an_instant_clock_people_stay() {
    let world = World::with(|settings| {
        settings.fleet = 60;
        settings.clock = ClockMode::Instant;
    })
    .await;
    let pool = pool(&world, "call-centre").await;
    let id = joined(&world, &pool, "maria").await;
    assert_eq!(of_user(&world, &pool, "maria").await["ConnectionState"], "CONNECTED");
    does(&world, "leave", json!({ "session_id": id })).await;
    assert_eq!(of_user(&world, &pool, "maria").await["ConnectionState"], "NOT_CONNECTED");
    world.stop().await;
}
