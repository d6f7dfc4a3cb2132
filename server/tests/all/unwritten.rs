//! The disk is full: is it said where people look, can they still look, and is it over when there is room again?

use std::time::Duration;

use axum::body::BodyDataStream;
use axum::http::StatusCode;
use futures::StreamExt as _;

use crate::world::{World, get, get_as, post_as};

const SAYS: &str = "Nothing can be written down since ";
const WHY: &str = "the disk is full";

/// A form that is refused is kept as it was typed, and so written down: this one takes some pages.
async fn writes(world: &World, cookie: &str) -> StatusCode {
    let form = format!("users=ann&tags={}", "x".repeat(200_000));
    world.ask(post_as(cookie, "/api/plan/create", &form)).await.status
}

async fn next(stream: &mut BodyDataStream) -> String {
    // Long enough for a busy machine; a stream that says nothing fails here instead of hanging.
    let event = tokio::time::timeout(Duration::from_secs(10), stream.next()).await;
    let event = event.expect("the stream says nothing").expect("the stream has ended");
    String::from_utf8(event.unwrap().to_vec()).unwrap()
}

#[tokio::test]
async fn a_full_disk_is_told_on_every_page_until_there_is_room_again() {
    let world = World::demo().await;
    let owner = world.sign_in("owner").await;
    let pages = ["/", "/fleet", "/jobs", "/create"];
    for page in pages {
        assert!(!world.ask(get_as(&owner, page)).await.text.contains(SAYS), "{page}");
    }
    let mut stream = world.send(get_as(&owner, "/events")).await.into_body().into_data_stream();
    assert!(next(&mut stream).await.contains("event: ping"));
    world.site.backend.cap(1).await.unwrap();
    assert!(writes(&world, &owner).await.is_server_error());
    let ready = world.ask(get("/readyz")).await;
    assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(ready.text.starts_with(SAYS) && ready.text.ends_with("the disk is full."), "{}", ready.text);
    assert_eq!(world.ask(get("/healthz")).await.status, StatusCode::OK);
    assert!(next(&mut stream).await.contains("event: resync"), "open pages ask again");
    let since = world.site.backend.unwritten().unwrap().since;
    for page in pages {
        let shown = world.ask(get_as(&owner, page)).await;
        assert_eq!(shown.status, StatusCode::OK, "{page}");
        assert!(shown.text.contains(SAYS) && shown.text.contains(WHY), "{page}: {}", shown.text);
        assert!(shown.text.contains(&since.absolute()) && shown.text.contains("make room on"), "{page}");
    }
    let door = world.ask(get_as(&owner, "/api/frame/scopes")).await;
    assert!(door.text.contains(WHY), "{}", door.text);

    world.site.backend.cap(u32::MAX - 1).await.unwrap();
    assert!(!writes(&world, &owner).await.is_server_error());
    assert_eq!(world.ask(get("/readyz")).await.status, StatusCode::OK);
    assert!(next(&mut stream).await.contains("event: resync"));
    for page in pages {
        assert!(!world.ask(get_as(&owner, page)).await.text.contains(SAYS), "{page}");
    }
}
