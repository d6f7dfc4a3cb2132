//! Does every changing route refuse what another site asks for?

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use server::routes::{FROM_ELSEWHERE, ROUTES};

use crate::world::{HOST, ORIGIN, World, filled, get_as, request};

const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn no_change_is_made_for_another_site() {
    let world = World::demo().await;
    let owner = world.sign_in("owner").await;
    // (Sec-Fetch-Site, Origin, content type)
    let foreign = [
        (None, Some("http://evil.example"), FORM),
        (None, Some("http://127.0.0.1:4000"), FORM),
        (None, Some("null"), FORM),
        (None, None, FORM),
        (Some("cross-site"), Some(ORIGIN), FORM),
        (Some("same-site"), Some(ORIGIN), FORM),
        (Some("none"), None, FORM),
        (Some("same-origin"), Some(ORIGIN), "text/plain"),
        (Some("same-origin"), Some(ORIGIN), "multipart/form-data; boundary=x"),
    ];
    // The exemptions only shrink: what they take proves itself by a signature.
    assert_eq!(FROM_ELSEWHERE, ["/sign-in/oidc/logged-out"]);
    let changing = ROUTES.iter().filter(|route| route.method != Method::GET);
    for route in changing.filter(|route| !FROM_ELSEWHERE.contains(&route.path)) {
        for (site, origin, kind) in foreign {
            let mut builder = request(route.method.clone(), &filled(route.path));
            for (name, value) in [("sec-fetch-site", site), ("origin", origin)] {
                builder = value.into_iter().fold(builder, |builder, value| builder.header(name, value));
            }
            let asked = builder.header(header::COOKIE, &owner).header(header::CONTENT_TYPE, kind);
            let answer = world.ask(asked.body(Body::from("identity=viewer")).unwrap()).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{} {site:?} {origin:?} {kind}", route.path);
        }
    }
    // Nothing of it happened: the owner is still signed in, and still the owner.
    assert_eq!(world.ask(get_as(&owner, "/api/frame/jobs")).await.text, "[]");
}

#[tokio::test]
async fn links_from_elsewhere_open_pages() {
    let world = World::demo().await;
    let owner = world.sign_in("owner").await;
    let asked =
        request(Method::GET, "/fleet").header("sec-fetch-site", "cross-site").header(header::COOKIE, &owner);
    assert_eq!(world.ask(asked.body(Body::empty()).unwrap()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn another_name_for_this_machine_is_not_answered_to() {
    let world = World::demo().await;
    let owner = world.sign_in("owner").await;
    for host in ["evil.example", "evil.example:3000", "127.0.0.1.evil.example"] {
        let asked =
            axum::http::Request::get("/fleet").header(header::HOST, host).header(header::COOKIE, &owner);
        let status = world.ask(asked.body(Body::empty()).unwrap()).await.status;
        assert_eq!(status, StatusCode::MISDIRECTED_REQUEST, "{host}");
    }
    let asked = axum::http::Request::get("/healthz").header(header::HOST, HOST);
    assert_eq!(world.ask(asked.body(Body::empty()).unwrap()).await.status, StatusCode::OK);
}
