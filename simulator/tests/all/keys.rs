//! Which keys does the key service know, and how are they?

use serde_json::{Value, json};
use simulator::{Fault, FaultKind};

use crate::common::{ACCOUNT, OTHER, REGION, World};

const AMAZONS: &str = "alias/aws/workspaces";

async fn described(world: &World, key: &str) -> Value {
    world.ok("DescribeKey", json!({ "KeyId": key })).await["KeyMetadata"].clone()
}

#[tokio::test]
async fn a_key_is_known_by_its_id_its_arn_and_its_alias() {
    let world = World::of(300).await;
    let key = described(&world, "alias/desktops").await;
    assert_eq!((&key["KeyState"], &key["Enabled"]), (&json!("Enabled"), &json!(true)));
    let (id, arn) = (key["KeyId"].as_str().unwrap(), key["Arn"].as_str().unwrap());
    assert_eq!(arn, format!("arn:aws:kms:{REGION}:{ACCOUNT}:key/{id}"));
    let alias = format!("arn:aws:kms:{REGION}:{ACCOUNT}:alias/desktops");
    for name in [id, arn, &alias] {
        assert_eq!(described(&world, name).await, key);
    }
    assert_eq!(described(&world, AMAZONS).await["KeyManager"], "AWS");
    // Every account and region has Amazon's own, and the demo organisation has one that is disabled.
    let far = world.call_as(OTHER, "sa-east-1", "DescribeKey", json!({ "KeyId": AMAZONS })).await;
    assert_eq!(far.json()["KeyMetadata"]["KeyState"], "Enabled");
    assert_eq!(described(&world, "alias/retired").await["KeyState"], "Disabled");
    world.stop().await;
}

#[tokio::test]
async fn encrypted_desktops_have_keys_that_are_there() {
    let world = World::of(600).await;
    let own = described(&world, "alias/desktops").await["Arn"].clone();
    world.find(|item| item["VolumeEncryptionKey"] == own).await;
    let id = world.find(|item| item["VolumeEncryptionKey"] == AMAZONS).await;
    let item = world.describe(&id).await.unwrap();
    assert_eq!(item["RootVolumeEncryptionEnabled"], true);
    world.stop().await;
}

#[tokio::test]
async fn keys_that_are_not_there_are_refused_in_kms_own_words() {
    let world = World::of(1).await;
    let cases = [
        (
            "alias/none",
            "NotFoundException",
            "Alias arn:aws:kms:eu-west-1:111122223333:alias/none is not found.",
        ),
        ("nonsense", "NotFoundException", "Invalid keyId 'nonsense'"),
        ("1234abcd-12ab-34cd-56ef-1234567890ab", "NotFoundException", "does not exist"),
        ("arn:aws:kms:us-east-1:111122223333:key/1", "NotFoundException", "Invalid arn us-east-1"),
        ("arn:aws:kms:eu-west-1:444455556666:key/1", "AccessDeniedException", "kms:DescribeKey"),
        ("arn:aws:s3:::bucket", "InvalidArnException", "is not a valid ARN"),
        ("", "ValidationException", "length between 1 and 2048"),
    ];
    for (key, code, words) in cases {
        let (got, message) = world.fails("DescribeKey", json!({ "KeyId": key })).await;
        assert!(got == code && message.contains(words), "{key}: {got} {message}");
    }
    assert_eq!(world.fails("DescribeKey", json!({})).await.0, "ValidationException");
    assert_eq!(world.fails("DescribeKey", json!({ "KeyId": 1 })).await.0, "SerializationException");
    world.sim().fault(Fault { operation: Some("DescribeKey".into()), ..Fault::new(FaultKind::Deny) });
    let (code, message) = world.fails("DescribeKey", json!({ "KeyId": AMAZONS })).await;
    assert!(code == "AccessDeniedException" && message.contains("kms:DescribeKey"), "{code} {message}");
    world.stop().await;
}

#[tokio::test]
async fn a_key_is_disabled_by_the_handle_and_by_the_control_door() {
    let world = World::of(300).await;
    assert!(world.sim().set_key(ACCOUNT, REGION, "alias/desktops", "PendingDeletion"));
    let key = described(&world, "alias/desktops").await;
    assert_eq!((&key["KeyState"], &key["Enabled"]), (&json!("PendingDeletion"), &json!(false)));
    let wish = json!({ "account": ACCOUNT, "region": REGION, "key": key["Arn"], "state": "Disabled" });
    assert_eq!(world.control("key", wish).await.json()["state"], "Disabled");
    assert_eq!(described(&world, "alias/desktops").await["KeyState"], "Disabled");
    assert_eq!(
        world
            .control("key", json!({ "account": ACCOUNT, "region": REGION, "key": "x", "state": "Enabled" }))
            .await
            .status,
        404
    );
    world.stop().await;
}
