//! Does the simulator speak RPC v2 CBOR as botocore does?

use ciborium::{Value as Cbor, cbor};
use serde_json::{Value, json};

use crate::common::{ACCOUNT, REGION, Raw, World, exchange, signed};
use crate::inputs;

async fn raw(world: &World, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Raw {
    let mut all = vec![("authorization", signed(ACCOUNT, REGION))];
    all.extend(headers.iter().map(|(name, value)| (*name, (*value).to_owned())));
    exchange(world.sim(), "POST", path, &all, body).await.unwrap()
}

async fn call(world: &World, operation: &str, body: &[u8]) -> (u16, Cbor, Raw) {
    let path = format!("/service/WorkspacesService/operation/{operation}");
    let headers = [
        ("smithy-protocol", "rpc-v2-cbor"),
        ("content-type", "application/cbor"),
        ("accept", "application/cbor"),
    ];
    let answer = raw(world, &path, &headers, body).await;
    assert_eq!(answer.header("content-type").as_deref(), Some("application/cbor"));
    assert_eq!(answer.header("smithy-protocol").as_deref(), Some("rpc-v2-cbor"));
    assert!(answer.header("x-amzn-requestid").is_some());
    let value: Cbor = ciborium::from_reader(answer.body.as_slice()).unwrap();
    (answer.status, value, answer)
}

fn bytes(value: &Cbor) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).unwrap();
    bytes
}

fn member<'a>(value: &'a Cbor, name: &str) -> &'a Cbor {
    let found = value.as_map().unwrap().iter().find(|(key, _)| key.as_text() == Some(name));
    &found.unwrap_or_else(|| panic!("{name} in {value:?}")).1
}

fn code(answer: &Cbor) -> &str {
    assert!(member(answer, "message").as_text().is_some());
    member(answer, "__type").as_text().unwrap()
}

#[tokio::test]
async fn a_request_written_by_hand_is_answered() {
    let world = World::of(60).await;
    let (status, page, _) = call(&world, "DescribeWorkspaces", b"\xa1\x65Limit\x05").await;
    assert_eq!(status, 200);
    let items = member(&page, "Workspaces").as_array().unwrap();
    assert_eq!(items.len(), 5);
    assert!(member(&items[0], "WorkspaceId").as_text().unwrap().starts_with("ws-"));
    let size = member(member(&items[0], "WorkspaceProperties"), "RootVolumeSizeGib");
    assert!(size.is_integer());
    // Of no set length, in both the map and the text, as Smithy's own clients write.
    let (status, again, _) = call(&world, "DescribeWorkspaces", b"\xbf\x7f\x62Li\x63mit\xff\x05\xff").await;
    assert_eq!((status, again), (200, page));
    world.stop().await;
}

#[tokio::test]
async fn both_protocols_say_the_same() {
    let world = World::of(60).await;
    let plain = world.ok("DescribeWorkspaceDirectories", json!({})).await;
    let (_, same, _) = call(&world, "DescribeWorkspaceDirectories", b"\xa0").await;
    let same: Value = same.deserialized().unwrap();
    assert_eq!(same, plain);
    let (code_there, words) = world.fails("DescribeTags", json!({ "ResourceId": "ws-000000000" })).await;
    let body = bytes(&cbor!({ "ResourceId" => "ws-000000000" }).unwrap());
    let (status, error, answer) = call(&world, "DescribeTags", &body).await;
    assert_eq!(status, 400);
    assert_eq!(code(&error), format!("com.amazonaws.workspaces#{code_there}"));
    assert_eq!(member(&error, "message").as_text(), Some(words.as_str()));
    assert_eq!(answer.header("x-amzn-errortype"), Some(code_there));
    world.stop().await;
}

#[tokio::test]
async fn moments_are_tagged() {
    let world = World::of(60).await;
    let (_, page, _) = call(&world, "DescribeWorkspacesConnectionStatus", b"\xa0").await;
    let status = &member(&page, "WorkspacesConnectionStatus").as_array().unwrap()[0];
    let (tag, seconds) = member(status, "ConnectionStateCheckTimestamp").as_tag().unwrap();
    let seconds = seconds.as_float().unwrap_or_else(|| i128::from(seconds.as_integer().unwrap()) as f64);
    assert_eq!(tag, 1);
    assert!((1_795_000_000.0..1_796_000_000.0).contains(&seconds), "{seconds}");
    world.stop().await;
}

#[tokio::test]
async fn no_body_is_an_empty_input() {
    let world = World::of(30).await;
    let (status, page, _) = call(&world, "DescribeWorkspaces", b"").await;
    assert_eq!(status, 200);
    assert!(!member(&page, "Workspaces").as_array().unwrap().is_empty());
    let path = "/service/WorkspacesService/operation/DescribeWorkspaces";
    let bare = raw(&world, path, &[("smithy-protocol", "rpc-v2-cbor")], b"").await;
    assert_eq!(bare.status, 200, "no body needs no content type");
    let (directory, _) = world.place().await;
    let tags = cbor!({ "ResourceId" => directory, "Tags" => [{ "Key" => "owner", "Value" => "it" }] });
    let (status, _, answer) = call(&world, "CreateTags", &bytes(&tags.unwrap())).await;
    assert_eq!((status, answer.body.as_slice()), (200, &b"\xa0"[..]), "an output without members is a map");
    let read = world.ok("DescribeTags", json!({ "ResourceId": directory })).await;
    assert_eq!(read["TagList"], json!([{ "Key": "owner", "Value": "it" }]));
    world.stop().await;
}

#[tokio::test]
async fn the_model_judges_cbor_as_it_does_json() {
    let world = World::of(0).await;
    let (status, error, _) = call(&world, "DescribeWorkspaces", b"\xa1\x65Limit\x18\x1a").await;
    assert_eq!((status, code(&error)), (400, "com.amazonaws.workspaces#ValidationException"));
    let (_, error, _) = call(&world, "DescribeWorkspaces", b"\xa1\x67Unheard\xf5").await;
    assert!(member(&error, "Workspaces").is_array(), "an unknown member is ignored");
    let serialization = "com.amazon.coral.service#SerializationException";
    let logo = |logo: Cbor| {
        bytes(&cbor!({ "ResourceId" => "d-0123456789", "DeviceTypeLinux" => { "Logo" => logo } }).unwrap())
    };
    let bodies: [&[u8]; 12] = [
        b"\xff",
        b"\xa1",
        b"\x80",
        b"\xf6",
        b"\xa0\xa0",
        b"\xa1\x01\x02",
        b"\xa2\x65Limit\x01\x65Limit\x02",
        b"\xa1\x65Limit\x62no",
        b"\xa1\x65Limit\xfb\x40\x14\x00\x00\x00\x00\x00\x00",
        b"\xa1\x65Limit\xc1\x05",
        b"\xa1\x65Limit\x1b\xff\xff\xff\xff\xff\xff\xff\xff",
        &[0x81; 100_000],
    ];
    for body in bodies {
        let (status, error, _) = call(&world, "DescribeWorkspaces", body).await;
        assert_eq!((status, code(&error)), (400, serialization));
    }
    let (_, error, _) = call(&world, "ImportClientBranding", &logo(Cbor::Text("aGVsbG8=".into()))).await;
    assert_eq!(code(&error), serialization, "a blob is bytes here");
    let (_, error, _) = call(&world, "ImportClientBranding", &logo(Cbor::Bytes(vec![]))).await;
    assert_eq!(code(&error), "com.amazonaws.workspaces#ValidationException");
    assert!(member(&error, "message").as_text().unwrap().contains("lim=0"));
    world.stop().await;
}

#[tokio::test]
async fn what_is_not_this_protocol_leads_nowhere() {
    let world = World::of(0).await;
    let path = "/service/WorkspacesService/operation/DescribeWorkspaces";
    let cbor = ("content-type", "application/cbor");
    for (path, headers) in [
        (path, vec![cbor]),
        (path, vec![cbor, ("smithy-protocol", "rpc-v3-cbor")]),
        (path, vec![("content-type", "application/json"), ("smithy-protocol", "rpc-v2-cbor")]),
        ("/service/WorkspacesService", vec![cbor, ("smithy-protocol", "rpc-v2-cbor")]),
    ] {
        let answer = raw(&world, path, &headers, b"\xa0").await;
        assert_eq!((answer.status, answer.body.as_slice()), (404, &b"<UnknownOperationException/>\n"[..]));
    }
    let (status, error, _) = call(&world, "MakeCoffee", b"\xa0").await;
    assert_eq!((status, code(&error)), (404, "com.amazon.coral.service#UnknownOperationException"));
    world.stop().await;
}

#[tokio::test]
async fn every_operation_gives_the_same_error_in_both() {
    let world = World::of(0).await;
    for operation in inputs::operations() {
        // Without blobs and moments, CBOR made from JSON is what a client would send.
        let input = inputs::minimal(&operation);
        let plain = world.call(&operation, input.clone()).await;
        let (status, answer, _) = call(&world, &operation, &bytes(&Cbor::serialized(&input).unwrap())).await;
        if plain.status != 200 && status != 200 {
            assert_eq!(code(&answer).rsplit('#').next(), plain.json()["__type"].as_str(), "{operation}");
        }
    }
    world.stop().await;
}
