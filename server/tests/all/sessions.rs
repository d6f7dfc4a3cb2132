//! When is a session good, and when has it ended?

use std::sync::Arc;
use std::time::Duration;

use axum::http::{StatusCode, header};
use backend::clock::Clock;
use server::sign_in::SignIn;
use server::sign_in::local::Link;

use crate::world::{World, cookie, get, get_as, post, post_as};

const HOUR: Duration = Duration::from_secs(3600);

async fn is_in(world: &World, cookie: &str) -> bool {
    world.ask(get_as(cookie, "/api/frame/jobs")).await.status == StatusCode::OK
}

/// Time stands where it is, until it is told to go on. It starts now: the session layer asks the wall for
/// when a session ends.
async fn patient() -> World {
    World::with(SignIn::Demo, Clock::leaping(Clock::wall().now(), |_| {})).await
}

#[tokio::test]
async fn the_id_is_new_at_each_sign_in_and_worth_nothing_after() {
    let world = World::demo().await;
    let viewer = world.sign_in("viewer").await;
    let answer = world.ask(post_as(&viewer, "/sign-in", "identity=owner&back=/")).await;
    let owner = cookie(&answer).unwrap();
    assert_ne!(viewer, owner);
    assert!(is_in(&world, &owner).await);
    assert!(!is_in(&world, &viewer).await, "the id from before sign-in still opens the console");
    let out = world.ask(post_as(&owner, "/sign-out", "")).await;
    assert_eq!(out.headers[header::LOCATION], "/sign-in");
    assert!(!is_in(&world, &owner).await, "the id from before sign-out still opens the console");
}

#[tokio::test]
async fn the_cookie_is_kept_from_scripts_and_other_sites() {
    let world = World::demo().await;
    let answer = world.ask(post("/sign-in", "identity=owner")).await;
    let set = answer.headers[header::SET_COOKIE].to_str().unwrap();
    for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(set.contains(part), "{set}");
    }
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used() {
    let world = patient().await;
    let owner = world.sign_in("owner").await;
    world.site.backend.clock().sleep(7 * HOUR).await;
    assert!(is_in(&world, &owner).await);
    world.site.backend.clock().sleep(9 * HOUR).await;
    assert!(!is_in(&world, &owner).await);
}

#[tokio::test]
async fn a_session_ends_however_busy() {
    let world =
        World::with(SignIn::Demo, Clock::leaping(Clock::wall().now().plus_ms(-48 * 3_600_000), |_| {})).await;
    let owner = world.sign_in("owner").await;
    for hour in 1..24 {
        world.site.backend.clock().sleep(HOUR).await;
        assert!(is_in(&world, &owner).await, "after {hour} h");
    }
    world.site.backend.clock().sleep(HOUR).await;
    assert!(!is_in(&world, &owner).await);
}

#[tokio::test]
async fn the_printed_link_lets_in_once_and_opening_it_changes_nothing() {
    let link = Arc::new(Link::default());
    let token = link.renew();
    let world = World::with(SignIn::Local(link), Clock::wall()).await;
    let address = format!("/sign-in/once?token={token}");
    for _ in 0..2 {
        let page = world.ask(get(&address)).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains(&token) && cookie(&page).is_none());
    }
    let answer = world.ask(post("/sign-in/once", &format!("token={token}"))).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(is_in(&world, &cookie(&answer).unwrap()).await);
    let again = world.ask(post("/sign-in/once", &format!("token={token}"))).await;
    assert_eq!(again.status, StatusCode::FORBIDDEN);
    assert!(cookie(&again).is_none());
}

#[tokio::test]
async fn nothing_but_a_token_is_written_into_the_links_page() {
    let world = World::with(SignIn::Local(Arc::default()), Clock::wall()).await;
    let page = world.ask(get("/sign-in/once?token=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(!page.text.contains("script"));
}
