//! What does `/metrics` say, and to whom?

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use backend::clock::Clock;
use backend::config::{Credentials, Scope};
use domain::access::Role;
use server::config::{Auth, Config, Mode, ProxyHeader, RoleBinding};

use crate::world::{Answer, World, from_peer, get, get_as};

async fn from(world: &World, peer: &str, request: Request<Body>) -> Answer {
    world.ask(from_peer(peer, request)).await
}

#[tokio::test]
async fn only_the_addresses_that_are_named_are_answered() {
    let world = World::demo().await;
    for here in ["127.0.0.1", "::1", "::ffff:127.0.0.1"] {
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
    assert_eq!(from(&world, "192.0.2.1", get("/metrics")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.ask(get("/metrics")).await.status, StatusCode::NOT_FOUND, "who says not from where");
    // Behind a proxy on this machine everybody comes from here: what it hands on is not answered.
    for (name, value) in
        [("x-forwarded-for", "192.0.2.1"), ("via", "1.1 proxy"), ("forwarded", "for=192.0.2.1")]
    {
        let mut handed_on = get("/metrics");
        handed_on.headers_mut().insert(name, value.parse().unwrap());
        assert_eq!(from(&world, "127.0.0.1", handed_on).await.status, StatusCode::NOT_FOUND, "{name}");
    }
    // No role opens it.
    let owner = world.sign_in("owner").await;
    let answer = from(&world, "192.0.2.1", get_as(&owner, "/metrics")).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_proxy_that_says_nothing_of_itself_hands_on_no_figures() {
    let binding = RoleBinding {
        group: "desks".into(),
        role: Role::Viewer,
        account: None,
        region: None,
        directory: None,
        tag: None,
        deny: false,
    };
    let proxy = ProxyHeader {
        secret: Some("only-the-proxy-knows".into()),
        trusted_proxies: vec!["127.0.0.1".into()],
        ..ProxyHeader::default()
    };
    let auth = Auth {
        mode: Mode::ProxyHeader,
        role_bindings: vec![binding],
        proxy_header: Some(proxy),
        ..Auth::default()
    };
    let console_url = Some("https://desks.example.org".to_owned());
    let world = World::configured(&Config { auth, console_url, ..Config::default() }, Clock::wall()).await;
    for (host, status) in [
        ("127.0.0.1:3000", StatusCode::OK),
        ("[::1]:3000", StatusCode::OK),
        // The console's name, by which people come through the proxy, and one that is pointed at it from outside.
        ("desks.example.org", StatusCode::NOT_FOUND),
        ("evil.example", StatusCode::MISDIRECTED_REQUEST),
    ] {
        let asked = Request::get("/metrics").header(header::HOST, host).body(Body::empty()).unwrap();
        assert_eq!(from(&world, "127.0.0.1", asked).await.status, status, "{host}");
    }
    let page = Request::get("/").header(header::HOST, "127.0.0.1:3000").body(Body::empty()).unwrap();
    let answer = from(&world, "127.0.0.1", page).await;
    assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "nothing else is answered by address");
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
    let text = from(&world, "127.0.0.1", get("/metrics")).await.text;
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
    let text = from(&world, "127.0.0.1", get("/metrics")).await.text;
    assert_eq!(figure(&text, "deskwarden_streams"), Some(0.0));
    // Whatever is asked for makes no name of its own: nobody fills the memory of whoever reads it.
    assert!(!text.contains("nowhere/at/all"));
}
