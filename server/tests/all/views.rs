//! Views without scripts: kept, opened, begun with and said, all by forms and links.

use axum::http::{StatusCode, header};

use crate::world::{Answer, World, get_as, post_as};

/// Posts as a page without scripts does, and says where it leads.
async fn posted(world: &World, cookie: &str, path: &str, form: &str) -> String {
    let mut request = post_as(cookie, path, form);
    request.headers_mut().insert(header::ACCEPT, "text/html".parse().unwrap());
    request.headers_mut().insert(header::REFERER, "http://127.0.0.1:3000/fleet".parse().unwrap());
    let answer = world.ask(request).await;
    assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.text);
    answer.headers[header::LOCATION].to_str().unwrap().to_owned()
}

async fn page(world: &World, cookie: &str, path: &str) -> Answer {
    let mut request = get_as(cookie, path);
    request.headers_mut().insert(header::ACCEPT, "text/html".parse().unwrap());
    world.ask(request).await
}

#[tokio::test]
async fn a_view_is_kept_and_the_fleet_begins_with_it() {
    let world = World::demo().await;
    let viewer = world.sign_in("viewer").await;
    let to = posted(&world, &viewer, "/api/views/save", "name=Broken&query=state%3DERROR").await;
    assert_eq!(to, "/fleet?state=ERROR");
    let open = page(&world, &viewer, &to).await.text;
    assert!(open.contains("view-open") && open.contains("href=\"/fleet?view=all\""), "{open}");
    assert!(open.contains("href=\"/fleet?state=ERROR\" aria-current=\"true\""), "{open}");
    assert_eq!(page(&world, &viewer, "/fleet").await.status, StatusCode::OK);

    posted(&world, &viewer, "/api/views/start", "id=1&query=state%3DERROR").await;
    let begun = page(&world, &viewer, "/fleet").await;
    assert_eq!(begun.status, StatusCode::FOUND);
    assert_eq!(begun.headers[header::LOCATION], "/fleet?state=ERROR");
    // What asks for something, and be it for all, gets that.
    for address in ["/fleet?view=all", "/fleet?state=STOPPED"] {
        let other = page(&world, &viewer, address).await;
        assert_eq!(other.status, StatusCode::OK);
        assert!(!other.text.contains("view-open") && !other.text.contains("is not used"), "{}", other.text);
    }
    // Nobody else's fleet begins with it, and nobody else is shown it.
    let owner = world.sign_in("owner").await;
    let other = page(&world, &owner, "/fleet").await;
    assert!(other.status == StatusCode::OK && !other.text.contains("Broken"), "{}", other.text);

    posted(&world, &viewer, "/api/views/start", "id=1&off=on&name=Broken").await;
    assert_eq!(page(&world, &viewer, "/fleet").await.status, StatusCode::OK);
    assert_eq!(posted(&world, &viewer, "/api/views/remove", "id=1&query=").await, "/fleet?view=all");
    assert!(!page(&world, &viewer, "/fleet").await.text.contains("Broken"));
}

#[tokio::test]
async fn a_refused_name_stands_where_it_was_typed() {
    let world = World::demo().await;
    let owner = world.sign_in("owner").await;
    posted(&world, &owner, "/api/views/save", "name=Ours&query=state%3DERROR&shared=on").await;
    let to = posted(&world, &owner, "/api/views/save", "name=ours&query=state%3DSTOPPED&shared=on").await;
    assert_eq!(to, "/fleet?state=STOPPED&draft=1");
    let back = page(&world, &owner, &to).await.text;
    assert!(back.contains("There is a view “ours” already"), "{back}");
    assert!(back.contains("<details open class=\"menu\"") && back.contains("value=\"ours\""), "{back}");
    // What may not be shared says why; what others share is not for a viewer to change.
    let viewer = world.sign_in("viewer").await;
    let seen = page(&world, &viewer, "/fleet").await.text;
    assert!(seen.contains("Shared by others") && seen.contains("You may not share views"), "{seen}");
    assert!(!seen.contains("/api/views/remove") && seen.contains("/api/views/start"), "{seen}");
}
