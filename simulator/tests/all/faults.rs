//! What goes wrong on purpose: to which calls, how often, and what is left of the answer.

use std::time::Duration;

use crate::common::{ACCOUNT, OTHER, REGION, World};
use serde_json::{Value, json};
use simulator::{Fault, FaultKind, Preset};

/// How many calls of 100 met it, as a row of letters that can be compared.
async fn row(world: &World) -> String {
    let mut row = String::new();
    for _ in 0..100 {
        let answer = world.try_as(ACCOUNT, REGION, "DescribeTags", json!({ "ResourceId": "x" })).await;
        row.push(match answer {
            None => '-',
            Some(answer) if answer.json()["__type"] == "ThrottlingException" => 't',
            Some(_) => '.',
        });
    }
    row
}

async fn set(world: &World, fault: Value) -> Value {
    let answer = world.control("faults", fault).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()["faults"].clone()
}

fn reboot_of(ids: &[String]) -> Value {
    let items: Vec<Value> = ids.iter().map(|id| json!({ "WorkspaceId": id })).collect();
    json!({ "RebootWorkspaceRequests": items })
}

#[tokio::test]
async fn a_share_is_always_the_same_share() {
    let mut rows = Vec::new();
    for seed in [1, 1, 2] {
        let world = World::with(|settings| {
            settings.fleet = 0;
            settings.seed = seed;
        })
        .await;
        set(&world, json!({ "kind": "throttle", "share": 0.3 })).await;
        rows.push(row(&world).await);
        world.control("faults/clear", json!({})).await;
        assert_eq!(row(&world).await, ".".repeat(100));
        set(&world, json!({ "kind": "throttle", "share": 0.3 })).await;
        assert_eq!(row(&world).await, rows[rows.len() - 1], "clearing begins a new run");
        world.stop().await;
    }
    assert_eq!(rows[0], rows[1]);
    assert_ne!(rows[0], rows[2]);
    let throttled = rows[0].matches('t').count();
    assert!((20..40).contains(&throttled), "{throttled}");
}

#[tokio::test]
async fn a_burst_is_so_many_calls_and_presets_are_several_faults() {
    let world = World::with(|settings| {
        settings.fleet = 0;
        settings.faults = vec![Fault { times: Some(7), ..Fault::new(FaultKind::Throttle) }];
    })
    .await;
    assert_eq!(row(&world).await, format!("{}{}", "t".repeat(7), ".".repeat(93)), "from the start");
    assert_eq!(set(&world, json!({ "kind": "preset", "name": "bad-day" })).await, 2);
    let row = row(&world).await;
    assert!((3..20).contains(&row.matches('t').count()) && row.contains('-'), "{row}");
    world.sim().clear_faults();
    world.sim().fault(Fault {
        region: Some("us-east-1".into()),
        ..Fault::new(FaultKind::Preset { name: Preset::Brownout })
    });
    let call = async |region: &str| world.call_as(ACCOUNT, region, "DescribeAccount", json!({})).await.status;
    let mut there = Vec::new();
    for _ in 0..20 {
        assert_eq!(call(REGION).await, 200);
        there.push(call("us-east-1").await);
    }
    assert!(there.contains(&500) && there.contains(&200));
    world.stop().await;
}

#[tokio::test]
async fn nonsense_is_refused_by_the_door() {
    let world = World::of(0).await;
    for nonsense in [
        json!({ "kind": "throttle", "share": 1.5 }),
        json!({ "kind": "preset", "name": "good-day" }),
        json!({ "kind": "gremlin" }),
        json!({ "kind": "lag" }),
    ] {
        assert_eq!(world.control("faults", nonsense).await.status, 400);
    }
    world.stop().await;
}

#[tokio::test]
async fn half_an_answer_comes_and_the_call_was_executed() {
    let world = World::of(60).await;
    let whole = world.call("DescribeWorkspaces", json!({})).await;
    set(&world, json!({ "kind": "half_answer", "times": 1 })).await;
    let half = world.call("DescribeWorkspaces", json!({})).await;
    let promised: usize = half.header("content-length").unwrap().parse().unwrap();
    assert_eq!(promised, whole.text.len());
    assert_eq!(half.text, whole.text[..promised / 2]);
    let log = world.sim().requests();
    assert_eq!(log[1].error_code.as_deref(), Some("half_answer"));
    assert_eq!(world.call("DescribeWorkspaces", json!({})).await.text, whole.text);
    world.stop().await;
}

#[tokio::test]
async fn chosen_items_of_a_batch_fail_and_the_others_are_executed() {
    let world = World::of(300).await;
    let mut ids = Vec::new();
    let page = world.ok("DescribeWorkspaces", json!({})).await;
    for item in page["Workspaces"].as_array().unwrap() {
        if item["State"] == "AVAILABLE" {
            ids.push(item["WorkspaceId"].as_str().unwrap().to_owned());
        }
    }
    ids.truncate(3);
    let fault = json!({ "kind": "fail_items", "ids": [ids[1]], "code": "Odd", "message": "odd", "times": 1 });
    set(&world, fault).await;
    let answer = world.ok("RebootWorkspaces", reboot_of(&ids)).await;
    let expected = json!([{ "WorkspaceId": ids[1], "ErrorCode": "Odd", "ErrorMessage": "odd" }]);
    assert_eq!(answer["FailedRequests"], expected);
    for (id, state) in ids.iter().zip(["REBOOTING", "AVAILABLE", "REBOOTING"]) {
        assert_eq!(world.describe(id).await.unwrap()["State"], state);
    }
    set(&world, json!({ "kind": "fail_items", "of_items": 1.0, "times": 1 })).await;
    world.ok("DescribeWorkspaces", json!({})).await;
    let answer = world.ok("RebootWorkspaces", reboot_of(&ids[1..2])).await;
    assert_eq!(answer["FailedRequests"][0]["ErrorCode"], "InternalFailure", "only batches meet it");
    assert_eq!(world.describe(&ids[1]).await.unwrap()["State"], "AVAILABLE");
    set(&world, json!({ "kind": "fail_items", "of_items": 0.5, "times": 1 })).await;
    let unknown: Vec<String> = (10..35).map(|number| format!("ws-0000000{number}")).collect();
    let answer = world.ok("RebootWorkspaces", reboot_of(&unknown)).await;
    let mut codes: Vec<&Value> =
        answer["FailedRequests"].as_array().unwrap().iter().map(|item| &item["ErrorCode"]).collect();
    assert_eq!(codes.len(), 25);
    codes.dedup();
    assert_eq!(codes, ["400", "InternalFailure"], "those that were executed are unknown, the others failed");
    set(&world, json!({ "kind": "fail_items", "ids": ["unlucky"], "times": 1 })).await;
    let made = world.create("unlucky", json!({})).await;
    assert_eq!(made["PendingRequests"], json!([]));
    assert_eq!(made["FailedRequests"][0]["WorkspaceRequest"]["UserName"], "unlucky");
    world.created("unlucky", json!({})).await;
    world.stop().await;
}

#[tokio::test]
async fn what_was_made_lags_behind_in_descriptions() {
    let world = World::of(60).await;
    world.sim().fault(Fault::new(FaultKind::Lag { ms: 600_000 }));
    let id = world.created("late", json!({})).await;
    world.minutes(9);
    assert_eq!(world.describe(&id).await, None);
    world.minutes(1);
    assert_eq!(world.describe(&id).await.unwrap()["State"], "PENDING");
    world.stop().await;
}

#[tokio::test]
async fn what_met_another_fault_lags_as_well() {
    let world = World::of(60).await;
    world.sim().fault(Fault::new(FaultKind::Delay { ms: 0 }));
    world.sim().fault(Fault::new(FaultKind::Lag { ms: 600_000 }));
    let id = world.created("late", json!({})).await;
    world.minutes(9);
    assert_eq!(world.describe(&id).await, None);
    world.minutes(1);
    assert!(world.describe(&id).await.is_some());
    world.stop().await;
}

#[tokio::test]
async fn credentials_expire_and_accounts_and_regions_are_denied() {
    let world = World::of(0).await;
    set(&world, json!({ "kind": "expired", "times": 2 })).await;
    let (code, message) = world.fails("DescribeWorkspaces", json!({})).await;
    assert_eq!(
        (code.as_str(), message.as_str()),
        ("ExpiredTokenException", "The security token included in the request is expired")
    );
    let sts = world.sts(ACCOUNT, "Action=GetCallerIdentity&Version=2011-06-15").await;
    assert_eq!(sts.status, 403);
    assert!(sts.text.contains("<Code>ExpiredToken</Code>"));
    set(&world, json!({ "kind": "deny", "region": "us-east-1" })).await;
    set(&world, json!({ "kind": "deny", "account": OTHER, "operation": "DescribeAccount" })).await;
    let status = async |who: &str, region: &str, operation: &str| {
        world.call_as(who, region, operation, json!({})).await.status
    };
    assert_eq!(status(ACCOUNT, "us-east-1", "DescribeWorkspaces").await, 400);
    assert_eq!(status(ACCOUNT, REGION, "DescribeAccount").await, 200);
    assert_eq!(status(OTHER, REGION, "DescribeAccount").await, 400);
    assert_eq!(status(OTHER, REGION, "DescribeWorkspaces").await, 200);
    world.stop().await;
}

#[tokio::test]
async fn an_answer_holds_a_word_that_no_model_has() {
    let world = World::of(60).await;
    let fault = json!({ "kind": "unknown_word", "member": "State", "word": "LEVITATING", "times": 1 });
    set(&world, fault).await;
    let page = world.ok("DescribeWorkspaces", json!({})).await;
    assert!(page["Workspaces"].as_array().unwrap().iter().all(|item| item["State"] == "LEVITATING"));
    let path = "WorkspaceProperties.RunningMode";
    set(&world, json!({ "kind": "unknown_word", "member": path, "word": "SOMETIMES", "times": 1 })).await;
    let page = world.ok("DescribeWorkspaces", json!({})).await;
    let text = page.to_string();
    assert!(text.contains("\"RunningMode\":\"SOMETIMES\"") && !text.contains("LEVITATING"));
    assert!(!text.contains("\"RunningMode\":\"AUTO_STOP\""));
    let id = world.find(|item| item["State"] == "STOPPED").await;
    assert!(world.describe(&id).await.is_some(), "the truth is as before");
    world.stop().await;
}

#[tokio::test]
async fn a_slow_answer_was_executed_before_it_comes() {
    let world = World::of(60).await;
    let id = world.find(|item| item["State"] == "AVAILABLE").await;
    let operation = Some("RebootWorkspaces".to_owned());
    world.sim().fault(Fault { operation, ..Fault::new(FaultKind::Slow { ms: 60_000 }) });
    let slow = world.call("RebootWorkspaces", reboot_of(std::slice::from_ref(&id)));
    let meanwhile = async {
        // It is seen as executed while its answer is held back: let it run until it is.
        while world.describe(&id).await.unwrap()["State"] != "REBOOTING" {
            tokio::task::yield_now().await;
        }
        for _ in 0..20 {
            tokio::task::yield_now().await;
            world.sim().advance(Duration::from_secs(61));
        }
    };
    let (answer, ()) = tokio::join!(slow, meanwhile);
    assert_eq!(answer.status, 200);
    world.stop().await;
}
