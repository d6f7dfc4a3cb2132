//! What does `/metrics` say, and to whom?

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use backend::clock::Clock;
use backend::config::{Credentials, Scope};

use crate::world::{Answer, World, get, get_as};

async fn from(world: &World, address: &str, mut request: Request<Body>) -> Answer {
    let address: SocketAddr = address.parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(address));
    world.ask(request).await
}

#[tokio::test]
async fn only_the_addresses_that_are_named_are_answered() {
    let world = World::demo().await;
    for here in ["127.0.0.1:4000", "[::1]:4000", "[::ffff:127.0.0.1]:4000"] {
        let answer = from(&world, here, get("/metrics")).await;
        assert_eq!(answer.status, StatusCode::OK, "{here}");
        assert!(
            answer.headers[header::CONTENT_TYPE]
                .to_str()
                .unwrap()
                .starts_with("application/openmetrics-text")
        );
        assert!(answer.text.ends_with("# EOF\n"), "{}", answer.text);
    }
    assert_eq!(from(&world, "192.0.2.1:4000", get("/metrics")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.ask(get("/metrics")).await.status, StatusCode::NOT_FOUND, "who says not from where");
    // Behind a proxy on this machine everybody comes from here: what it hands on is not answered.
    for (name, value) in
        [("x-forwarded-for", "192.0.2.1"), ("via", "1.1 proxy"), ("forwarded", "for=192.0.2.1")]
    {
        let mut handed_on = get("/metrics");
        handed_on.headers_mut().insert(name, value.parse().unwrap());
        assert_eq!(from(&world, "127.0.0.1:4000", handed_on).await.status, StatusCode::NOT_FOUND, "{name}");
    }
    // No role opens it.
    let owner = world.sign_in("owner").await;
    let answer = from(&world, "192.0.2.1:4000", get_as(&owner, "/metrics")).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

/// The number behind a name with its labels.
fn figure(text: &str, name: &str) -> Option<f64> {
    let line = text.lines().find(|line| line.starts_with(&format!("{name} ")))?;
    line.rsplit(' ').next()?.parse().ok()
}

#[tokio::test]
async fn requests_streams_and_calls_are_counted() {
    // Nobody listens there: the call fails at once, and is counted all the same.
    let scope = Scope {
        key: "111122223333/eu-west-1".parse().unwrap(),
        account_name: "production".into(),
        credentials: Credentials::Keys { id: "111122223333".into(), secret: "any".to_owned().into() },
        endpoint: Some("http://127.0.0.1:9".into()),
    };
    let world = World::watching(vec![scope.clone()], Clock::leaping(Clock::wall().now(), |_| {})).await;
    let owner = world.sign_in("owner").await;
    for _ in 0..3 {
        world.ask(get_as(&owner, "/api/frame/jobs")).await;
    }
    world.ask(get_as(&owner, "/nowhere/at/all")).await;
    let stream = world.send(get_as(&owner, "/events")).await;
    let swept = backend::sync::sweep(&world.site.backend, &scope.key).await;
    assert!(swept.is_err());
    let text = from(&world, "127.0.0.1:4000", get("/metrics")).await.text;
    let is = |name: &str, number: f64| assert_eq!(figure(&text, name), Some(number), "{name} in\n{text}");
    is("deskwarden_requests_total{class=\"door\",status=\"200\"}", 3.0);
    is("deskwarden_requests_total{class=\"nowhere\",status=\"404\"}", 1.0);
    is("deskwarden_request_duration_seconds_count{class=\"door\"}", 3.0);
    is("deskwarden_streams", 1.0);
    let calls =
        text.lines().filter(|line| line.starts_with("deskwarden_aws_calls_total{account=\"111122223333\""));
    assert!(calls.clone().any(|line| line.contains("outcome=\"unknown\"")), "{text}");
    assert!(figure(&text, "deskwarden_database_bytes").is_some_and(|bytes| bytes > 10_000.0), "{text}");
    drop(stream);
    let text = from(&world, "127.0.0.1:4000", get("/metrics")).await.text;
    assert_eq!(figure(&text, "deskwarden_streams"), Some(0.0));
    // Whatever is asked for makes no name of its own: nobody fills the memory of whoever reads it.
    assert!(!text.contains("nowhere/at/all"));
}
