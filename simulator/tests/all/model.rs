//! Does every operation take what the model allows, refuse what it does not, and answer only what it models?

use serde_json::{Value, json};

use crate::common::World;
use crate::inputs;

#[tokio::test]
async fn every_operation_answers_a_valid_input_with_success_or_an_error_that_it_models() {
    let world = World::of(60).await;
    for operation in inputs::operations() {
        for input in [inputs::minimal(&operation), inputs::full(&operation)] {
            let answer = world.call(&operation, input.clone()).await;
            if answer.status == 200 {
                continue;
            }
            let code = answer.json()["__type"].as_str().unwrap().to_owned();
            // A made-up token is refused even where nothing is modelled for it.
            let token = code == "ValidationException" && answer.text.contains("NextToken");
            assert!(
                token || inputs::errors(&operation).contains(&code),
                "{operation} {input}: {}",
                answer.text
            );
        }
    }
    world.stop().await;
}

#[tokio::test]
async fn what_is_required_can_not_be_left_out_or_null() {
    let world = World::of(0).await;
    for operation in inputs::operations() {
        let required = inputs::shape(inputs::input(&operation))["required"].as_array();
        for name in required.into_iter().flatten().map(|name| name.as_str().unwrap()) {
            let mut absent = inputs::minimal(&operation);
            let mut null = absent.clone();
            absent.as_object_mut().unwrap().remove(name);
            null[name] = Value::Null;
            for input in [absent, null] {
                let (code, message) = world.fails(&operation, input).await;
                assert_eq!(code, "ValidationException", "{operation}.{name}");
                assert!(message.contains("Member must not be null"), "{message}");
            }
        }
    }
    world.stop().await;
}

#[tokio::test]
async fn each_kind_of_limit_is_kept() {
    let world = World::of(0).await;
    let ids = |id: &str| json!({ "WorkspaceIds": [id] });
    let branding = |member: &str, value: Value| json!({ "ResourceId": "d-0123456789", "DeviceTypeLinux": { member: value } });
    let image = |source: Value| {
        let mut input = inputs::minimal("ImportCustomWorkspaceImage");
        input["ImageSource"] = source;
        input
    };
    for (operation, input, code, words) in [
        ("DescribeWorkspaces", ids("my ws-0123456789"), "ValidationException", "regular expression"),
        ("DescribeWorkspaces", ids("ws-0123456789\n"), "ValidationException", "regular expression"),
        (
            "DescribeWorkspaces",
            json!({ "WorkspaceIds": [null] }),
            "ValidationException",
            "Value null at 'workspaceIds.1.member' failed to satisfy constraint: Member must not be null",
        ),
        ("DescribeWorkspaces", json!({ "Limit": 3_000_000_000_u32 }), "SerializationException", "Integer"),
        ("DescribeWorkspaces", json!({ "Limit": 2.5 }), "SerializationException", "Integer"),
        ("DescribeWorkspaces", json!({ "Limit": 0 }), "ValidationException", "greater than or equal to 1"),
        (
            "DescribeWorkspaceImages",
            json!({ "ImageIds": ["a wsi-0123456789"] }),
            "ValidationException",
            "wsi-",
        ),
        (
            "DescribeTags",
            json!({ "ResourceId": "" }),
            "ValidationException",
            "length greater than or equal to 1",
        ),
        ("DescribeTags", json!({ "ResourceId": ["x"] }), "SerializationException", "'resourceId'"),
        (
            "ImportClientBranding",
            branding("LoginMessage", json!({ "english": "hi" })),
            "ValidationException",
            "'deviceTypeLinux.loginMessage.english' failed",
        ),
        ("ImportClientBranding", branding("Logo", json!("not base64!")), "SerializationException", "Blob"),
        (
            "ImportClientBranding",
            branding("Logo", json!("")),
            "ValidationException",
            "Value 'java.nio.HeapByteBuffer[pos=0 lim=0 cap=0]' at 'deviceTypeLinux.logo' failed",
        ),
        ("ImportCustomWorkspaceImage", image(json!({})), "ValidationException", "exactly one"),
        (
            "ImportCustomWorkspaceImage",
            image(json!({ "Ec2ImageId": "ami-01234567", "Ec2ImportTaskId": "import-ami-01234567" })),
            "ValidationException",
            "exactly one",
        ),
    ] {
        let (found, message) = world.fails(operation, input.clone()).await;
        assert_eq!(found, code, "{operation} {input}: {message}");
        assert!(message.contains(words), "{operation} {input}: {message}");
    }
    world.stop().await;
}

#[tokio::test]
async fn lengths_count_characters_and_not_bytes() {
    let world = World::of(1).await;
    let (directory, _) = world.place().await;
    let tag = |value: String| json!({ "ResourceId": directory, "Tags": [{ "Key": "k", "Value": value }] });
    // 255 characters, of four bytes and two UTF-16 units each.
    world.ok("CreateTags", tag("😀".repeat(255))).await;
    let (code, _) = world.fails("CreateTags", tag("😀".repeat(256))).await;
    assert_eq!(code, "ValidationException");
    world.stop().await;
}

#[tokio::test]
async fn many_broken_limits_are_counted_and_some_told() {
    let world = World::of(0).await;
    let tags = vec![json!({ "Key": "" }); 60];
    let (_, message) = world.fails("CreateTags", json!({ "ResourceId": "x", "Tags": tags })).await;
    assert!(message.starts_with("60 validation errors detected: "), "{message}");
    assert_eq!(message.matches("failed to satisfy").count(), 25);
    world.stop().await;
}
