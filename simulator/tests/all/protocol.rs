//! Does whatever comes to the port get an answer as Amazon gives it?

use serde_json::{Value, json};

use crate::common::{ACCOUNT, REGION, Raw, World, exchange, send_and_end, signed, signed_for};

const JSON: &str = "application/x-amz-json-1.1";

async fn describe(world: &World, kind: &str, target: &str, body: &[u8]) -> Raw {
    let headers = [
        ("content-type", kind.to_owned()),
        ("x-amz-target", target.to_owned()),
        ("authorization", signed(ACCOUNT, REGION)),
    ];
    exchange(world.sim(), "POST", "/", &headers, body).await.unwrap()
}

fn error(answer: &Raw) -> String {
    let body: Value = serde_json::from_slice(&answer.body).unwrap();
    assert!(body["message"].is_string());
    let code = body["__type"].as_str().unwrap().to_owned();
    assert_eq!(answer.header("x-amzn-errortype"), Some(code.clone()));
    code
}

#[tokio::test]
async fn every_answer_has_the_headers_of_the_service() {
    let world = World::of(0).await;
    for target in ["WorkspacesService.DescribeWorkspaces", "WorkspacesService.Unheard", "Unheard.Of"] {
        let answer = describe(&world, JSON, target, b"{}").await;
        assert_eq!(answer.header("content-type").as_deref(), Some(JSON));
        assert_eq!(answer.header("content-length"), Some(answer.body.len().to_string()));
        assert!(answer.header("date").unwrap().ends_with(" GMT"));
        let id = answer.header("x-amzn-requestid").unwrap();
        let parts: Vec<&str> = id.split('-').collect();
        assert_eq!(parts.iter().map(|part| part.len()).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
        assert!(parts[2].starts_with('4') && parts[3].starts_with(['8', '9', 'a', 'b']), "{id}");
    }
    world.stop().await;
}

#[tokio::test]
async fn json_of_either_version_is_spoken_and_nothing_else() {
    let world = World::of(0).await;
    let target = "WorkspacesService.DescribeWorkspaces";
    for kind in ["application/x-amz-json-1.0", JSON] {
        let answer = describe(&world, kind, target, b"{}").await;
        assert_eq!((answer.status, answer.header("content-type").as_deref()), (200, Some(kind)));
    }
    let parameter = describe(&world, "Application/X-Amz-JSON-1.1; charset=utf-8", target, b"").await;
    assert_eq!(parameter.status, 200);
    for kind in ["application/json", "text/plain", "application/cbor"] {
        let answer = describe(&world, kind, target, b"{}").await;
        assert_eq!(answer.status, 404, "{kind}");
        assert_eq!(answer.body, b"<UnknownOperationException/>\n");
        assert!(answer.header("x-amzn-requestid").is_some());
    }
    world.stop().await;
}

#[tokio::test]
async fn a_body_that_is_no_json_object_is_refused() {
    let world = World::of(0).await;
    let deep = [b"{\"a\":".repeat(5000), b"1".to_vec(), b"}".repeat(5000)].concat();
    let bodies: [&[u8]; 8] =
        [b"{", b"[]", b"null", b"{}{}", b"\xff\xfe", b"{\"a\":\"\xff\"}", b"{\"a\":\"\\ud800\"}", &deep];
    for body in bodies {
        let answer = describe(&world, JSON, "WorkspacesService.DescribeWorkspaces", body).await;
        assert_eq!((answer.status, error(&answer).as_str()), (400, "SerializationException"));
    }
    world.stop().await;
}

#[tokio::test]
async fn targets_that_lead_nowhere_are_unknown_operations() {
    let world = World::of(0).await;
    for target in ["WorkspacesService.MakeCoffee", "WorkspacesService", "", "Other.DescribeWorkspaces"] {
        let answer = describe(&world, JSON, target, b"{}").await;
        assert_eq!((answer.status, error(&answer).as_str()), (400, "UnknownOperationException"), "{target}");
    }
    world.stop().await;
}

#[tokio::test]
async fn other_methods_and_paths_lead_nowhere() {
    let world = World::of(0).await;
    let json = [("content-type", JSON.to_owned()), ("authorization", signed(ACCOUNT, REGION))];
    let target = ("x-amz-target", "WorkspacesService.DescribeWorkspaces".to_owned());
    let aimed = [json[0].clone(), json[1].clone(), target];
    for (method, path, headers) in [
        ("GET", "/", &json[..0]),
        ("GET", "/", &aimed[..]),
        ("PUT", "/", &aimed[..]),
        ("POST", "/", &json[..]),
        ("POST", "/", &json[..0]),
        ("POST", "/elsewhere", &aimed[..]),
        ("DELETE", "/service/WorkspacesService", &json[..]),
        ("OPTIONS", "/%00?x=%zz", &json[..]),
    ] {
        let answer = exchange(world.sim(), method, path, headers, b"").await.unwrap();
        assert_eq!(answer.status, 404, "{method} {path}");
        assert_eq!(answer.body, b"<UnknownOperationException/>\n");
    }
    let log = world.sim().requests();
    assert_eq!(log.len(), 8);
    assert!(log.iter().all(|request| request.error_code.as_deref() == Some("UnknownOperationException")));
    world.stop().await;
}

#[tokio::test]
async fn the_token_service_can_be_asked_by_get() {
    let world = World::of(0).await;
    let headers = [("authorization", signed_for("sts", ACCOUNT, REGION))];
    let path = "/?Action=GetCallerIdentity&Version=2011-06-15";
    let answer = exchange(world.sim(), "GET", path, &headers, b"").await.unwrap();
    assert_eq!(answer.status, 200);
    assert!(String::from_utf8(answer.body).unwrap().contains(&format!("<Account>{ACCOUNT}</Account>")));
    world.stop().await;
}

#[tokio::test]
async fn a_body_that_is_too_large_is_not_read() {
    let world = World::of(0).await;
    let mut body = br#"{"ResourceId":""#.to_vec();
    body.resize(16 * 1024 * 1024 - 2, b'x');
    body.extend(br#""}"#);
    let target = "WorkspacesService.DescribeTags";
    let whole = describe(&world, JSON, target, &body).await;
    assert_eq!(error(&whole), "ResourceNotFoundException", "as large as can be");
    body.push(b' ');
    let answer = describe(&world, JSON, target, &body).await;
    assert_eq!((answer.status, error(&answer).as_str()), (413, "RequestEntityTooLargeException"));
    world.stop().await;
}

#[tokio::test]
async fn what_is_no_http_does_no_harm() {
    let world = World::of(0).await;
    for bytes in [
        &b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..],
        b"\r\n\r\n",
        b"POST / HTTP/9.9\r\n\r\n",
        b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: none\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ] {
        if let Some(answer) = send_and_end(world.sim(), bytes).await {
            assert_eq!(answer.status, 400);
        }
    }
    world.ok("DescribeWorkspaces", json!({})).await;
    world.stop().await;
}
