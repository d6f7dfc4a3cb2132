//! Does every route refuse a stranger?

use axum::http::{Method, StatusCode, header};
use server::routes::{Access, ROUTES};

use crate::world::{World, filled, get, get_as, post};

#[tokio::test]
async fn every_route_refuses_a_stranger() {
    let world = World::demo().await;
    for route in ROUTES.iter().filter(|route| route.access == Access::Person) {
        let path = filled(route.path);
        let request = if route.method == Method::GET { get(&path) } else { post(&path, "") };
        let answer = world.ask(request).await;
        let is_page = route.method == Method::GET
            && !path.starts_with("/api/")
            && !path.ends_with(".csv")
            && !path.ends_with(".sh")
            && path != "/events";
        if is_page {
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
            let to = answer.headers[header::LOCATION].to_str().unwrap();
            assert!(to.starts_with("/sign-in?back=%2F"), "{path} leads to {to}");
            assert_eq!(answer.text, "", "{path} says something to a stranger");
        } else {
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
            assert!(answer.text.contains("\"Stranger\""), "{path} answers {}", answer.text);
        }
    }
}

#[tokio::test]
async fn what_is_not_there_refuses_a_stranger_too() {
    let world = World::demo().await;
    for path in ["/nowhere", "/api/nowhere", "/fleet/x", "/pkg", "/.git/config"] {
        let status = world.ask(get(path)).await.status;
        assert!(
            [StatusCode::SEE_OTHER, StatusCode::UNAUTHORIZED].contains(&status),
            "{path} answers {status}"
        );
    }
    assert_eq!(world.ask(post("/fleet", "")).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_made_up_session_is_a_stranger() {
    let world = World::demo().await;
    for cookie in
        ["deskwarden=AAAAAAAAAAAAAAAAAAAAAA", "deskwarden=owner", "deskwarden=", "person=demo:owner"]
    {
        assert_eq!(world.ask(get_as(cookie, "/events")).await.status, StatusCode::UNAUTHORIZED, "{cookie}");
    }
}

#[tokio::test]
async fn a_stranger_is_led_back_to_where_they_wanted() {
    let world = World::demo().await;
    let answer = world.ask(get("/fleet?q=state+%3D+ERROR&sort=user")).await;
    assert_eq!(
        answer.headers[header::LOCATION],
        "/sign-in?back=%2Ffleet%3Fq%3Dstate%2B%253D%2BERROR%26sort%3Duser"
    );
    let answer = world.ask(post("/sign-in", "identity=viewer&back=%2Ffleet%3Fsort%3Duser")).await;
    assert_eq!(answer.headers[header::LOCATION], "/fleet?sort=user");
    for elsewhere in
        ["%2F%2Fevil", "%2F%5Cevil", "%252f%252fevil", "https%3A%2F%2Fevil", "%2F%0D%0ASet-Cookie%3Aa"]
    {
        let answer = world.ask(post("/sign-in", &format!("identity=viewer&back={elsewhere}"))).await;
        assert_eq!(answer.headers[header::LOCATION], "/", "{elsewhere}");
    }
}

#[tokio::test]
async fn only_the_demo_has_sample_identities() {
    let local =
        World::with(server::sign_in::SignIn::Local(Default::default()), backend::clock::Clock::wall()).await;
    for identity in ["owner", "demo:owner", ""] {
        let answer = local.ask(post("/sign-in", &format!("identity={identity}"))).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{identity}");
        assert!(crate::world::cookie(&answer).is_none());
    }
}
