//! How much may one ask for, how large may it be, and how long may it take?

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{Method, Request, StatusCode, header};
use backend::clock::Clock;
use futures::stream;
use server::config::LimitsConfig;
use server::listen::{self, Limits};
use server::routes::{self, ROUTES};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::world::{Answer, HOST, ORIGIN, World, filled, from_peer, get_as, post, post_as};

/// Time stands, until it is told to go on.
fn patient() -> Clock {
    Clock::leaping(Clock::wall().now(), |_| {})
}

fn retry_after(answer: &Answer) -> &str {
    answer.headers[header::RETRY_AFTER].to_str().unwrap()
}

#[tokio::test]
async fn one_change_more_than_the_rate_waits_and_nobody_elses() {
    let limits = LimitsConfig { changes_per_minute: 3, ..LimitsConfig::default() };
    let world = World::limited(&limits, patient()).await;
    let (owner, other) = (world.sign_in("owner").await, world.sign_in("operator").await);
    let change = |cookie: &str| world.ask(post_as(cookie, "/preferences", "theme=dark&back=/"));
    for _ in 0..3 {
        assert_eq!(change(&owner).await.status, StatusCode::SEE_OTHER);
    }
    let refused = change(&owner).await;
    assert_eq!(
        (refused.status, retry_after(&refused)),
        (StatusCode::TOO_MANY_REQUESTS, "20"),
        "{}",
        refused.text
    );
    assert!(refused.text.contains("Try again in 20 s."), "{}", refused.text);
    // Any door, and with it anything that could reach AWS.
    assert_eq!(
        world.ask(post_as(&owner, "/api/plan/action", "")).await.status,
        StatusCode::TOO_MANY_REQUESTS
    );
    assert_eq!(world.ask(get_as(&owner, "/api/frame/jobs")).await.status, StatusCode::OK, "looking is free");
    assert_eq!(change(&other).await.status, StatusCode::SEE_OTHER);
    world.site.backend.clock().sleep(Duration::from_secs(20)).await;
    assert_eq!(change(&owner).await.status, StatusCode::SEE_OTHER);
    assert_eq!(change(&owner).await.status, StatusCode::TOO_MANY_REQUESTS);
    let out = world.ask(post_as(&owner, "/sign-out", "")).await;
    assert_eq!(out.status, StatusCode::SEE_OTHER, "whoever wants to leave may");
}

#[tokio::test]
async fn one_sign_in_more_than_the_rate_waits_and_nobody_elses() {
    let limits = LimitsConfig { sign_ins_per_minute: 2, ..LimitsConfig::default() };
    let world = World::limited(&limits, patient()).await;
    let sign_in = |address: &str| world.ask(from_peer(address, post("/sign-in", "identity=owner&back=/")));
    let once = |address: &str| world.ask(from_peer(address, post("/sign-in/once", "token=guessed")));
    for _ in 0..2 {
        assert_eq!(sign_in("192.0.2.1").await.status, StatusCode::SEE_OTHER);
    }
    for refused in [sign_in("192.0.2.1").await, once("192.0.2.1").await] {
        assert_eq!((refused.status, retry_after(&refused)), (StatusCode::TOO_MANY_REQUESTS, "30"));
    }
    assert_eq!(sign_in("192.0.2.2").await.status, StatusCode::SEE_OTHER);
    // Whatever it claims, it is counted by where it comes from.
    let mut claims = from_peer("192.0.2.1", post("/sign-in", "identity=owner&back=/"));
    claims.headers_mut().insert("x-forwarded-for", "198.51.100.1".parse().unwrap());
    assert_eq!(world.ask(claims).await.status, StatusCode::TOO_MANY_REQUESTS);
    world.site.backend.clock().sleep(Duration::from_secs(30)).await;
    assert_eq!(sign_in("192.0.2.1").await.status, StatusCode::SEE_OTHER);
}

/// A body in pieces, whose length nobody has promised.
fn in_pieces(cookie: &str, path: &str, bytes: usize) -> Request<Body> {
    let piece = Bytes::from(vec![b'x'; 64 << 10]);
    let pieces = std::iter::repeat_n(piece, bytes.div_ceil(64 << 10)).map(Ok::<_, std::io::Error>);
    let request = Request::builder().method(Method::POST).uri(path).header(header::HOST, HOST);
    let request = request.header(header::ORIGIN, ORIGIN).header(header::COOKIE, cookie);
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    request.body(Body::from_stream(stream::iter(pieces))).unwrap()
}

#[tokio::test]
async fn a_body_beyond_its_routes_limit_is_refused_whether_its_length_is_promised_or_not() {
    let world = World::demo().await;
    let owner = world.sign_in("owner").await;
    let mut larger = 0;
    for route in ROUTES.iter().filter(|route| route.method == Method::POST && route.path != "/sign-out") {
        let (path, most) = (filled(route.path), routes::most_bytes(Some(route.path)));
        larger += usize::from(most > 1 << 20);
        let mut promised = post_as(&owner, &path, "");
        promised.headers_mut().insert(header::CONTENT_LENGTH, (most + 1).into());
        let answer = world.ask(promised).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}: {}", answer.text);
        let answer = world.ask(in_pieces(&owner, &path, most + 1)).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}: {}", answer.text);
    }
    assert_eq!(larger, 3, "the doors that take a list");
    let whole = world.ask(post_as(&owner, "/preferences", &"x".repeat(1 << 20))).await;
    assert_ne!(whole.status, StatusCode::PAYLOAD_TOO_LARGE);
    let list = world.ask(post_as(&owner, "/api/plan/csv", &"x".repeat(9 << 20))).await;
    assert_ne!(list.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", list.text);
}

#[tokio::test]
async fn a_body_that_does_not_come_is_cut_and_a_strangers_is_not_waited_for() {
    // Thirty seconds, a thousand times as quick.
    let clock = Clock::hastened(1_000.0, Clock::wall().now());
    let world = World::with(server::sign_in::SignIn::Demo, clock).await;
    let owner = world.sign_in("owner").await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
    tasks.spawn(listen::serve(listener, world.site.router(), Limits::default(), stop.clone()));
    for (cookie, status) in [(owner.as_str(), "HTTP/1.1 408"), ("deskwarden=none", "HTTP/1.1 401")] {
        let mut stream = TcpStream::connect(at).await.unwrap();
        let head = format!(
            "POST /preferences HTTP/1.1\r\nHost: {at}\r\nOrigin: http://{at}\r\nCookie: {cookie}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\ntheme="
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with(status), "{answer}");
    }
    stop.cancel();
    tasks.close();
    tasks.wait().await;
}
