//! What becomes of an address, or of arguments, that are almost right?

use axum::body::Body;
use axum::http::{Method, StatusCode, header};

use crate::world::{World, get_as, post_as, request};

#[tokio::test]
async fn a_slash_at_the_end_leads_to_the_page_and_never_elsewhere() {
    let world = World::demo().await;
    let owner = world.sign_in("owner").await;
    for (asked, led) in [
        ("/fleet/", Some("/fleet")),
        ("/fleet/?state=ERROR&q=a", Some("/fleet?state=ERROR&q=a")),
        ("/jobs/7//", Some("/jobs/7")),
        ("//evil.example/", Some("/evil.example")),
        ("/api/frame/jobs/", Some("/api/frame/jobs")),
        ("/nowhere", None),
    ] {
        let answer = world.ask(get_as(&owner, asked)).await;
        let location = answer.headers.get(header::LOCATION).map(|value| value.to_str().unwrap());
        assert_eq!(location, led, "{asked}");
        let status = if led.is_some() { StatusCode::PERMANENT_REDIRECT } else { StatusCode::NOT_FOUND };
        assert_eq!(answer.status, status, "{asked}");
    }
    assert_eq!(world.ask(get_as(&owner, "/")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn arguments_that_cannot_be_read_are_the_askers_fault_and_said() {
    let world = World::demo().await;
    let owner = world.sign_in("owner").await;
    for asked in [
        post_as(&owner, "/api/plan/action", "scope=these"),
        post_as(&owner, "/api/jobs/cancel", "id=seven"),
        post_as(&owner, "/api/jobs/pause", "id=1&paused=perhaps"),
        get_as(&owner, "/api/jobs/one"),
        get_as(&owner, "/api/jobs/one?id=x"),
    ] {
        let said = format!("{} {}", asked.method(), asked.uri());
        let answer = world.ask(asked).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{said}: {}", answer.text);
        assert!(answer.text.contains("The server could not read what was sent: "), "{said}: {}", answer.text);
    }
    // A form without scripts is led back to its page, which says the same.
    let form = request(Method::POST, "/api/jobs/cancel")
        .header("sec-fetch-site", "same-origin")
        .header(header::ORIGIN, crate::world::ORIGIN)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "text/html")
        .header(header::REFERER, format!("{}/jobs", crate::world::ORIGIN))
        .header(header::COOKIE, &owner);
    let answer = world.ask(form.body(Body::from("id=seven")).unwrap()).await;
    assert_eq!(
        (answer.status, &answer.headers[header::LOCATION]),
        (StatusCode::FOUND, &"/jobs".parse().unwrap())
    );
    assert!(
        answer
            .headers
            .get_all(header::SET_COOKIE)
            .iter()
            .any(|set| set.to_str().unwrap().starts_with("refused="))
    );
}

#[tokio::test]
async fn all_that_match_nothing_that_was_said_is_no_selection() {
    let world = World::demo().await;
    let owner = world.sign_in("owner").await;
    let missing = world.ask(post_as(&owner, "/api/plan/action", "action=stop&scope=matching")).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", missing.text);
    assert!(missing.text.contains("All that match what?"), "{}", missing.text);
    // Empty is what the form sends for the whole fleet; here it is refused for there is none.
    let empty = world.ask(post_as(&owner, "/api/plan/action", "action=stop&scope=matching&query=")).await;
    assert!(empty.text.contains("No WorkSpace matches"), "{}", empty.text);
}
