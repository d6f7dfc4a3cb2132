//! The protocol: who calls, what is valid, how fast, and what goes wrong on purpose.

use std::time::Duration;

use crate::common::{ACCOUNT, OTHER, REGION, World, post};
use serde_json::{Value, json};
use simulator::{ClockMode, Fault, FaultKind, Rate};

#[tokio::test]
async fn answers_carry_the_service_s_headers() {
    let world = World::of(1).await;
    let answer = world.call("DescribeWorkspaces", json!({})).await;
    let kind = answer.header("content-type");
    assert_eq!(kind.as_deref(), Some("application/x-amz-json-1.1"));
    assert!(answer.header("date").is_some());
    let id = answer.header("x-amzn-requestid").unwrap();
    let lengths: Vec<usize> = id.split('-').map(str::len).collect();
    assert_eq!(lengths, [8, 4, 4, 4, 12]);
    assert_eq!(world.sim().requests()[0].request_id, id);
    world.stop().await;
}

#[tokio::test]
async fn limits_of_the_model_are_kept_in_the_service_s_manner() {
    let world = World::of(1).await;
    let ids: Vec<String> = (0..26).map(|n| format!("ws-00000000{n}")).collect();
    for (operation, input, words) in [
        ("DescribeWorkspaces", json!({ "WorkspaceIds": ids }), "length less than or equal to 25"),
        ("DescribeWorkspaces", json!({ "WorkspaceIds": [] }), "length greater than or equal to 1"),
        ("DescribeWorkspaces", json!({ "Limit": 26 }), "value less than or equal to 25"),
        (
            "DescribeWorkspaces",
            json!({ "WorkspaceIds": ["i-1"] }),
            "Value 'i-1' at 'workspaceIds.1.member' failed to satisfy constraint: Member must \
             satisfy regular expression pattern",
        ),
        ("CreateWorkspaces", json!({}), "Value null at 'workspaces' failed"),
        (
            "CreateWorkspaces",
            json!({ "Workspaces": [{ "DirectoryId": "d-0123456789", "UserName": "u",
                "BundleId": "wsb-01234567", "WorkspaceProperties": { "RunningMode": "NEVER" } }] }),
            "enum value set: [AUTO_STOP, ALWAYS_ON, MANUAL]",
        ),
    ] {
        let (code, message) = world.fails(operation, input).await;
        assert_eq!(code, "ValidationException");
        assert!(message.starts_with("1 validation error detected: "), "{message}");
        assert!(message.contains(words), "{message}");
    }
    let (code, _) = world.fails("DescribeWorkspaces", json!({ "Limit": "ten" })).await;
    assert_eq!(code, "SerializationException");
    let unknown = json!({ "Unheard": 1 });
    world.ok("DescribeWorkspaces", unknown).await;
    world.stop().await;
}

#[tokio::test]
async fn what_it_can_not_do_it_says() {
    let world = World::of(1).await;
    let (code, message) = world.fails("MakeCoffee", json!({})).await;
    assert_eq!(code, "UnknownOperationException");
    assert!(message.contains("not recognized"), "{message}");
    let unsigned = [("x-amz-target", "WorkspacesService.DescribeWorkspaces".to_owned())];
    let answer = post(world.sim(), "/", &unsigned, "{}").await.unwrap();
    assert_eq!(answer.status, 400);
    assert_eq!(answer.json()["__type"], "MissingAuthenticationTokenException");
    world.stop().await;
}

#[tokio::test]
async fn keys_choose_the_account_and_roles_change_it() {
    let world = World::of(1).await;
    for (key, account) in [(ACCOUNT, ACCOUNT), (OTHER, OTHER), ("AKIDEXAMPLE", ACCOUNT)] {
        let answer = world.sts(key, "Action=GetCallerIdentity&Version=2011-06-15").await;
        assert!(answer.text.contains(&format!("<Account>{account}</Account>")));
    }
    let form =
        format!("Action=AssumeRole&RoleArn=arn%3Aaws%3Aiam%3A%3A{OTHER}%3Arole%2Freader&RoleSessionName=me");
    let answer = world.sts("AKIDEXAMPLE", &form).await;
    let key = format!("ASIA{OTHER}");
    assert!(answer.text.contains(&format!("<AccessKeyId>{key}</AccessKeyId>")));
    let bundles = world.call_as(&key, REGION, "DescribeWorkspaceBundles", json!({})).await;
    assert_eq!(bundles.json()["Bundles"][0]["Owner"], OTHER);
    let answer = world.sts("AKIDEXAMPLE", &form.replace("reader", "denied-1")).await;
    assert_eq!(answer.status, 403);
    assert!(answer.text.contains("<Code>AccessDenied</Code>"));
    world.stop().await;
}

#[tokio::test]
async fn each_account_and_region_has_its_rate() {
    let world = World::with(|settings| {
        settings.fleet = 1;
        settings.rate = Some(Rate { per_second: 2.0, burst: 5 });
    })
    .await;
    let call = async |key: &str, region: &str| -> u16 {
        world.call_as(key, region, "DescribeWorkspaces", json!({})).await.status
    };
    for _ in 0..5 {
        assert_eq!(call(ACCOUNT, REGION).await, 200);
    }
    let (code, message) = world.fails("DescribeWorkspaces", json!({})).await;
    assert_eq!((code.as_str(), message.as_str()), ("ThrottlingException", "Rate exceeded"));
    assert_eq!(call(ACCOUNT, "us-east-1").await, 200);
    assert_eq!(call(OTHER, REGION).await, 200);
    world.sim().advance(Duration::from_millis(500));
    assert_eq!(call(ACCOUNT, REGION).await, 200);
    assert_eq!(call(ACCOUNT, REGION).await, 400);
    world.stop().await;
}

#[tokio::test]
async fn faults_meet_the_calls_they_match() {
    let world = World::of(1).await;
    let id = world.created("target", json!({})).await;
    world.minutes(20);
    let stop = json!({ "RebootWorkspaceRequests": [{ "WorkspaceId": id }] });
    let fault = |kind| Fault { workspace_id: Some(id.clone()), times: Some(1), ..Fault::new(kind) };
    for (kind, code, status) in [
        (FaultKind::Throttle, "ThrottlingException", 400),
        (FaultKind::Deny, "AccessDeniedException", 400),
        (FaultKind::Error500, "InternalServerException", 500),
    ] {
        world.sim().fault(fault(kind));
        let answer = world.call("RebootWorkspaces", stop.clone()).await;
        assert_eq!((answer.status, answer.json()["__type"].clone()), (status, json!(code)));
    }
    let try_once = || world.try_as(ACCOUNT, REGION, "RebootWorkspaces", stop.clone());
    world.sim().fault(fault(FaultKind::DropBefore));
    assert!(try_once().await.is_none());
    assert_eq!(world.describe(&id).await.unwrap()["State"], "AVAILABLE");
    world.sim().fault(fault(FaultKind::DropAfter));
    assert!(try_once().await.is_none());
    assert_eq!(world.describe(&id).await.unwrap()["State"], "REBOOTING");
    let codes: Vec<Value> = world.sim().requests().iter().map(|r| json!(r.error_code)).collect();
    assert!(codes.contains(&json!("dropped_before")) && codes.contains(&json!("dropped_after")));
    world.stop().await;
}

#[tokio::test]
async fn a_delay_waits_on_the_simulators_clock() {
    let world = World::of(1).await;
    world.sim().fault(Fault::new(FaultKind::Delay { ms: 3_600_000 }));
    let slow = world.call("DescribeWorkspaces", json!({}));
    let mover = async {
        // The call must have begun to wait before the clock moves: let it run until it does.
        for _ in 0..20 {
            tokio::task::yield_now().await;
            world.minutes(61);
        }
    };
    let (answer, ()) = tokio::join!(slow, mover);
    assert_eq!(answer.status, 200);
    world.stop().await;
}

#[tokio::test]
async fn instant_is_over_at_the_next_request() {
    let world = World::with(|settings| {
        settings.fleet = 1;
        settings.clock = ClockMode::Instant;
    })
    .await;
    let mode = json!({ "WorkspaceProperties": { "RunningMode": "AUTO_STOP" } });
    let id = world.created("quick", mode).await;
    assert_eq!(world.describe(&id).await.unwrap()["State"], "AVAILABLE");
    let input = json!({ "TerminateWorkspaceRequests": [{ "WorkspaceId": id }] });
    world.ok("TerminateWorkspaces", input).await;
    assert!(world.describe(&id).await.is_none());
    world.stop().await;
}

#[tokio::test]
async fn the_control_door_moves_the_world_and_is_shut_by_default() {
    let world = World::of(50).await;
    let before = world.sim().now_ms();
    let moved = world.control("clock", json!({ "advance_ms": 1500 })).await.json();
    assert_eq!(moved["now_ms"], before + 1500);
    let fault = json!({ "operation": "DescribeTags", "kind": "error", "code": "Odd",
        "message": "odd", "status": 418, "times": 2 });
    assert_eq!(world.control("faults", fault).await.json()["faults"], 1);
    let tags = world.call("DescribeTags", json!({ "ResourceId": "x" })).await;
    assert_eq!((tags.status, tags.json()["__type"].clone()), (418, json!("Odd")));
    world.control("faults/clear", json!({})).await;
    let id = world.find(|item| item["State"] == "STOPPED").await;
    let target = json!({ "account": ACCOUNT, "region": REGION, "workspace_id": id,
        "patch": { "State": "LEVITATING", "ComputerName": null } });
    assert_eq!(world.control("edit", target).await.status, 200);
    let item = world.describe(&id).await.unwrap();
    assert_eq!(item["State"], "LEVITATING");
    assert!(item["ComputerName"].is_null());
    let log = world.control("log", json!({})).await.json();
    assert_eq!(log["requests"][0]["operation"], "DescribeTags");
    assert_eq!(world.control("state", json!({})).await.status, 200);
    world.stop().await;
    let shut = World::with(|settings| settings.control = false).await;
    assert_eq!(shut.control("clock", json!({})).await.status, 404);
    shut.stop().await;
}
