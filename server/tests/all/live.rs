//! What does a stream say, and when does it end?

use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use axum::http::{Method, StatusCode, header};
use futures::StreamExt as _;

use crate::world::{World, get_as, post_as, request};

async fn next(stream: &mut BodyDataStream) -> Option<String> {
    // Long enough for a busy machine; a stream that says nothing fails here instead of hanging.
    let event =
        tokio::time::timeout(Duration::from_secs(10), stream.next()).await.expect("the stream says nothing");
    event.map(|bytes| String::from_utf8(bytes.unwrap().to_vec()).unwrap())
}

async fn listen(world: &World, request: axum::http::Request<Body>) -> BodyDataStream {
    let response = world.send(request).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()[header::CONTENT_TYPE], "text/event-stream");
    response.into_body().into_data_stream()
}

#[tokio::test]
async fn a_stream_begins_with_the_number_to_resume_from() {
    let world = World::demo().await;
    let viewer = world.sign_in("viewer").await;
    let mut stream = listen(&world, get_as(&viewer, "/events")).await;
    let first = next(&mut stream).await.unwrap();
    assert!(first.contains("event: ping") && first.contains("id: 0") && first.contains("data: 0"), "{first}");
}

#[tokio::test]
async fn a_stream_resumes_where_the_browser_says() {
    let world = World::demo().await;
    let viewer = world.sign_in("viewer").await;
    let asked =
        request(Method::GET, "/events?after=3").header("last-event-id", "7").header(header::COOKIE, &viewer);
    let mut stream = listen(&world, asked.body(Body::empty()).unwrap()).await;
    assert!(next(&mut stream).await.unwrap().contains("id: 7"));
    let mut stream = listen(&world, get_as(&viewer, "/events?after=3")).await;
    assert!(next(&mut stream).await.unwrap().contains("id: 3"));
}

#[tokio::test]
async fn a_stream_ends_with_its_session_and_others_go_on() {
    let world = World::demo().await;
    let (viewer, other) = (world.sign_in("viewer").await, world.sign_in("viewer").await);
    let mut stream = listen(&world, get_as(&viewer, "/events")).await;
    let mut others = listen(&world, get_as(&other, "/events")).await;
    next(&mut stream).await.unwrap();
    next(&mut others).await.unwrap();
    world.ask(post_as(&viewer, "/sign-out", "")).await;
    assert_eq!(next(&mut stream).await, None);
    world.site.closing.cancel();
    assert_eq!(next(&mut others).await, None);
}

#[tokio::test]
async fn one_person_keeps_only_so_many_streams() {
    let world = World::demo().await;
    let viewer = world.sign_in("viewer").await;
    let mut streams = Vec::new();
    let refused = loop {
        let response = world.send(get_as(&viewer, "/events")).await;
        if response.status() != StatusCode::OK {
            break response;
        }
        streams.push(response);
        assert!(streams.len() < 100);
    };
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.headers().contains_key(header::RETRY_AFTER));
    streams.pop();
    assert_eq!(world.send(get_as(&viewer, "/events")).await.status(), StatusCode::OK);
}
