//! Links between accounts: both see them, and each does its own half.

use crate::common::{ACCOUNT, OTHER, REGION, World};
use serde_json::{Value, json};

const PENDING: &str = "PENDING_ACCEPTANCE_BY_TARGET_ACCOUNT";

async fn ok_as(world: &World, who: &str, operation: &str, input: Value) -> Value {
    let answer = world.call_as(who, REGION, operation, input).await;
    assert_eq!(answer.status, 200, "{operation}: {}", answer.text);
    answer.json()
}

async fn code_as(world: &World, who: &str, operation: &str, input: Value) -> Value {
    let answer = world.call_as(who, REGION, operation, input).await;
    assert_ne!(answer.status, 200, "{operation}: {}", answer.text);
    answer.json()["__type"].clone()
}

async fn invited(world: &World, target: &str) -> Value {
    let made =
        ok_as(world, ACCOUNT, "CreateAccountLinkInvitation", json!({ "TargetAccountId": target })).await;
    json!({ "LinkId": made["AccountLink"]["AccountLinkId"] })
}

async fn status(world: &World, who: &str, link: &Value) -> Value {
    ok_as(world, who, "GetAccountLink", link.clone()).await["AccountLink"]["AccountLinkStatus"].clone()
}

#[tokio::test]
async fn an_invitation_is_seen_by_both_and_accepted_by_the_target() {
    let world = World::of(0).await;
    let link = invited(&world, OTHER).await;
    for who in [ACCOUNT, OTHER] {
        assert_eq!(status(&world, who, &link).await, PENDING);
    }
    let by_account = json!({ "LinkedAccountId": ACCOUNT });
    let found = ok_as(&world, OTHER, "GetAccountLink", by_account).await;
    assert_eq!(found["AccountLink"]["SourceAccountId"], ACCOUNT);
    assert_eq!(found["AccountLink"]["TargetAccountId"], OTHER);
    let accept = "AcceptAccountLinkInvitation";
    assert_eq!(code_as(&world, ACCOUNT, accept, link.clone()).await, "AccessDeniedException");
    assert_eq!(code_as(&world, "777788889999", accept, link.clone()).await, "ResourceNotFoundException");
    let accepted = ok_as(&world, OTHER, accept, link.clone()).await;
    assert_eq!(accepted["AccountLink"]["AccountLinkStatus"], "LINKED");
    assert_eq!(status(&world, ACCOUNT, &link).await, "LINKED");
    assert_eq!(code_as(&world, OTHER, accept, link.clone()).await, "ConflictException");
    let delete = "DeleteAccountLinkInvitation";
    assert_eq!(code_as(&world, ACCOUNT, delete, link).await, "ConflictException", "no unlinking");
    for (who, side) in [(ACCOUNT, "SOURCE_ACCOUNT"), (OTHER, "TARGET_ACCOUNT")] {
        let account = ok_as(&world, who, "DescribeAccount", json!({})).await;
        assert_eq!(account["DedicatedTenancyAccountType"], side);
    }
    world.stop().await;
}

#[tokio::test]
async fn who_is_linked_or_invited_can_not_be_invited_again() {
    let world = World::of(0).await;
    let invite = "CreateAccountLinkInvitation";
    let to = |target: &str| json!({ "TargetAccountId": target });
    assert_eq!(code_as(&world, ACCOUNT, invite, to(ACCOUNT)).await, "ValidationException");
    assert_eq!(code_as(&world, ACCOUNT, invite, json!({})).await, "ValidationException");
    let link = invited(&world, OTHER).await;
    assert_eq!(code_as(&world, ACCOUNT, invite, to(OTHER)).await, "ConflictException");
    assert_eq!(code_as(&world, OTHER, invite, to(ACCOUNT)).await, "ConflictException");
    assert_eq!(code_as(&world, "777788889999", invite, to(OTHER)).await, "ConflictException");
    ok_as(&world, OTHER, "RejectAccountLinkInvitation", link.clone()).await;
    assert_eq!(status(&world, ACCOUNT, &link).await, "REJECTED");
    let again = invited(&world, OTHER).await;
    assert_ne!(again, link);
    let delete = "DeleteAccountLinkInvitation";
    assert_eq!(code_as(&world, OTHER, delete, again.clone()).await, "AccessDeniedException");
    ok_as(&world, ACCOUNT, delete, again.clone()).await;
    for operation in [delete, "GetAccountLink", "AcceptAccountLinkInvitation"] {
        assert_eq!(code_as(&world, ACCOUNT, operation, again.clone()).await, "ResourceNotFoundException");
    }
    world.stop().await;
}

#[tokio::test]
async fn the_same_token_gives_the_same_answer() {
    let world = World::of(0).await;
    let invite = json!({ "TargetAccountId": OTHER, "ClientToken": "one" });
    let made = ok_as(&world, ACCOUNT, "CreateAccountLinkInvitation", invite.clone()).await;
    assert_eq!(ok_as(&world, ACCOUNT, "CreateAccountLinkInvitation", invite).await, made);
    let elsewhere = json!({ "TargetAccountId": "777788889999", "ClientToken": "one" });
    let code = code_as(&world, ACCOUNT, "CreateAccountLinkInvitation", elsewhere).await;
    assert_eq!(code, "ConflictException");
    let id = &made["AccountLink"]["AccountLinkId"];
    let reject = json!({ "LinkId": id, "ClientToken": "two" });
    let delete = json!({ "LinkId": id, "ClientToken": "three" });
    for (who, operation, input) in [
        (OTHER, "RejectAccountLinkInvitation", reject),
        (ACCOUNT, "DeleteAccountLinkInvitation", delete.clone()),
    ] {
        let first = ok_as(&world, who, operation, input.clone()).await;
        assert_eq!(ok_as(&world, who, operation, input).await, first);
    }
    let code = code_as(&world, ACCOUNT, "GetAccountLink", json!({ "LinkId": id })).await;
    assert_eq!(code, "ResourceNotFoundException");
    assert_eq!(ok_as(&world, ACCOUNT, "ListAccountLinks", json!({})).await, json!({ "AccountLinks": [] }));
    world.stop().await;
}

#[tokio::test]
async fn links_are_listed_in_pages_and_by_status() {
    let world = World::of(0).await;
    for number in 0..30 {
        let target = format!("9999{number:08}");
        let link = invited(&world, &target).await;
        if number < 4 {
            ok_as(&world, &target, "RejectAccountLinkInvitation", link).await;
        } else if number == 4 {
            let failed = ok_as(&world, &target, "AcceptAccountLinkInvitation", link).await;
            assert_eq!(failed["AccountLink"]["AccountLinkStatus"], "LINKING_FAILED", "a sentinel");
        }
    }
    let list = |input: Value| ok_as(&world, ACCOUNT, "ListAccountLinks", input);
    let first = list(json!({})).await;
    assert_eq!(first["AccountLinks"].as_array().unwrap().len(), 25);
    let second = list(json!({ "NextToken": first["NextToken"] })).await;
    assert_eq!((second["AccountLinks"].as_array().unwrap().len(), second.get("NextToken")), (5, None));
    let some = list(json!({ "LinkStatusFilter": ["REJECTED", "LINKING_FAILED"], "MaxResults": 3 })).await;
    assert_eq!(some["AccountLinks"].as_array().unwrap().len(), 3);
    assert!(some["NextToken"].is_string());
    for (input, operation) in [
        (json!({ "NextToken": "nonsense" }), "ListAccountLinks"),
        (json!({}), "GetAccountLink"),
        (json!({ "LinkId": "link-00000000", "LinkedAccountId": OTHER }), "GetAccountLink"),
    ] {
        assert_eq!(code_as(&world, ACCOUNT, operation, input).await, "ValidationException");
    }
    let elsewhere = world.call_as(ACCOUNT, "us-east-1", "ListAccountLinks", json!({})).await;
    assert_eq!(elsewhere.json(), json!({ "AccountLinks": [] }), "only within a region");
    world.stop().await;
}
