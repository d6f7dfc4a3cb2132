//! How does a console end? Not ready first, and then in time, with a hundred streams open.

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use server::places::Places;
use server::run::console;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::world::{World, get};

/// What a console promises.
const WITHIN: Duration = Duration::from_secs(10);

async fn open(at: std::net::SocketAddr, path: &str, cookie: &str) -> TcpStream {
    let mut stream = TcpStream::connect(at).await.unwrap();
    let head = format!("GET {path} HTTP/1.1\r\nHost: {at}\r\nCookie: {cookie}\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    stream
}

async fn read_until(stream: &mut TcpStream, words: &str) {
    let (mut said, mut piece) = (String::new(), [0; 4096]);
    while !said.contains(words) {
        let read =
            tokio::time::timeout(WITHIN, stream.read(&mut piece)).await.expect("nothing is said").unwrap();
        assert!(read > 0, "it ended with {said}");
        said.push_str(&String::from_utf8_lossy(&piece[..read]));
    }
}

#[tokio::test]
async fn a_console_ends_in_time_with_a_hundred_streams_open() {
    let mut world = World::demo().await;
    world.site.places = Arc::new(Places::of(25));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
    let (site, told) = (world.site.clone(), stop.clone());
    let served = tasks.spawn(async move { console(&site, listener, told).await });
    let mut streams = Vec::new();
    for identity in ["owner", "operator", "help-desk", "viewer"] {
        let cookie = world.sign_in(identity).await;
        for _ in 0..25 {
            streams.push(open(at, "/events", &cookie).await);
        }
    }
    for stream in &mut streams {
        read_until(stream, "event: ping").await;
    }
    assert_eq!((streams.len(), world.site.places.open()), (100, 100));
    stop.cancel();
    tokio::time::timeout(WITHIN, served).await.expect("it does not end").unwrap().unwrap();
    for mut stream in streams {
        let mut rest = Vec::new();
        tokio::time::timeout(WITHIN, stream.read_to_end(&mut rest))
            .await
            .expect("a stream stays open")
            .unwrap();
    }
    assert_eq!(world.site.places.open(), 0);
    assert!(TcpStream::connect(at).await.is_err(), "nobody listens any more");
}

#[tokio::test]
async fn a_console_that_is_about_to_end_is_not_ready_and_still_well() {
    let world = World::demo().await;
    let ready = world.ask(get("/readyz")).await;
    assert_eq!((ready.status, ready.text.as_str()), (StatusCode::OK, "ready"));
    world.site.draining.cancel();
    let ready = world.ask(get("/readyz")).await;
    assert_eq!((ready.status, ready.text.as_str()), (StatusCode::SERVICE_UNAVAILABLE, "stopping"));
    assert_eq!(world.ask(get("/healthz")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_console_whose_database_is_closed_is_not_ready() {
    let world = World::demo().await;
    world.site.backend.stop().await;
    let ready = world.ask(get("/readyz")).await;
    assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE, "{}", ready.text);
    assert_eq!(world.ask(get("/healthz")).await.status, StatusCode::OK);
}
