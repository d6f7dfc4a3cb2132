//! Which cookie carries a session behind https, and when is it worth nothing?

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use backend::clock::Clock;
use serde_json::json;
use tower::ServiceExt as _;

use super::flow::{begin, both, come_back, config, leap, sign_in, status};
use super::issuer::Issuer;
use crate::world::{World, cookie, get_as, post_as};

#[tokio::test]
async fn ids_of_before_and_after_are_strangers() {
    let (issuer, world) = both().await;
    let first = sign_in(&issuer, &world).await;
    // Signed in once more in the same browser: another id, and the one before is void.
    let begun = begin(&world, "/fleet").await;
    let code = issuer.approve(&begun.asked["nonce"], &begun.asked["code_challenge"]);
    let cookies = format!("{}; {first}", begun.cookie);
    let answer = come_back(&world, &cookies, &format!("code={code}&state={}", begun.asked["state"])).await;
    let second = cookie(&answer).unwrap();
    assert_ne!(first, second);
    assert_eq!(
        (status(&world, &first).await, status(&world, &second).await),
        (StatusCode::UNAUTHORIZED, StatusCode::OK)
    );
    // An id that somebody planted is not taken over.
    let planted = "deskwarden=AAAAAAAAAAAAAAAAAAAAAA";
    let begun = begin(&world, "/fleet").await;
    let code = issuer.approve(&begun.asked["nonce"], &begun.asked["code_challenge"]);
    let cookies = format!("{}; {planted}", begun.cookie);
    let answer = come_back(&world, &cookies, &format!("code={code}&state={}", begun.asked["state"])).await;
    assert_ne!(cookie(&answer).unwrap(), planted);
    assert_eq!(status(&world, planted).await, StatusCode::UNAUTHORIZED);
    world.ask(post_as(&second, "/sign-out", "")).await;
    assert_eq!(status(&world, &second).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn sessions_end_when_the_config_says() {
    let now = Clock::wall().now();
    let issuer = Issuer::start(now.0 / 1_000).await;
    let mut config = config(&issuer);
    (config.auth.session_idle_minutes, config.auth.session_max_minutes) = (3, 7);
    // In the past, because the session layer asks the wall for when a session ends.
    let world = World::configured(&config, Clock::leaping(now.plus_ms(-3_600_000), |_| {})).await;
    leap(&issuer, &world, 0).await;
    let busy = sign_in(&issuer, &world).await;
    for _ in 0..6 {
        leap(&issuer, &world, 1).await;
        assert_eq!(status(&world, &busy).await, StatusCode::OK);
    }
    leap(&issuer, &world, 1).await;
    assert_eq!(status(&world, &busy).await, StatusCode::UNAUTHORIZED);
    let page = world.ask(get_as(&busy, "/fleet?sort=user")).await;
    assert_eq!(page.headers[header::LOCATION], "/sign-in?back=%2Ffleet%3Fsort%3Duser&over=1");
    let over = world.ask(crate::world::get("/sign-in?back=%2Ffleet&over=1")).await;
    assert!(over.text.contains("Your session is over."), "{}", over.text);
    assert!(over.text.contains("href=\"/sign-in/oidc?back=%2Ffleet\""), "{}", over.text);
}

#[tokio::test]
async fn an_idle_session_ends() {
    let now = Clock::wall().now();
    let issuer = Issuer::start(now.0 / 1_000).await;
    let mut config = config(&issuer);
    config.auth.session_idle_minutes = 3;
    let world = World::configured(&config, Clock::leaping(now, |_| {})).await;
    let idle = sign_in(&issuer, &world).await;
    leap(&issuer, &world, 2).await;
    assert_eq!(status(&world, &idle).await, StatusCode::OK);
    leap(&issuer, &world, 4).await;
    assert_eq!(status(&world, &idle).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_change_of_bindings_sends_everybody_past_the_provider() {
    let (issuer, world) = both().await;
    issuer.said.lock().unwrap().claims = json!({ "groups": ["owners"] });
    issuer.said.lock().unwrap().gives_refresh = false;
    let owner = sign_in(&issuer, &world).await;
    let mut config = config(&issuer);
    config.auth.role_bindings.pop();
    let site = world.site.clone().configured(&config);
    let answer = site.router().oneshot(get_as(&owner, "/api/frame/jobs")).await.unwrap();
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
}

/// A request by the name that the config gives the console.
fn named(path: &str, host: &str, cookies: &str) -> Request<Body> {
    Request::get(path).header(header::HOST, host).header(header::COOKIE, cookies).body(Body::empty()).unwrap()
}

#[tokio::test]
async fn behind_https_cookies_belong_to_this_host_alone() {
    let now = Clock::wall().now();
    let issuer = Issuer::start(now.0 / 1_000).await;
    let mut config = config(&issuer);
    config.console_url = Some("https://desks.example.org".into());
    let world = World::configured(&config, Clock::leaping(now, |_| {})).await;
    let host = "desks.example.org";
    let begun = world.ask(named("/sign-in/oidc?back=/fleet", host, "")).await;
    let set = begun.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(set.starts_with("__Host-deskwarden-begun="), "{set}");
    for part in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure", "; Max-Age=600"] {
        assert!(set.contains(part), "{set}");
    }
    let to = begun.headers[header::LOCATION].to_str().unwrap().split_once('?').unwrap().1;
    let asked: std::collections::HashMap<_, _> = form_urlencoded::parse(to.as_bytes()).into_owned().collect();
    assert_eq!(asked["redirect_uri"], "https://desks.example.org/sign-in/oidc/back");
    let code = issuer.approve(&asked["nonce"], &asked["code_challenge"]);
    let back = format!("/sign-in/oidc/back?code={code}&state={}", asked["state"]);
    let answer = world.ask(named(&back, host, set.split(';').next().unwrap())).await;
    let session = cookie(&answer).unwrap();
    assert!(session.starts_with("__Host-deskwarden="), "{session}");
    let set = answer
        .headers
        .get_all(header::SET_COOKIE)
        .iter()
        .find(|set| set.to_str().unwrap().starts_with(&session));
    let set = set.unwrap().to_str().unwrap();
    for part in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
        assert!(set.contains(part), "{set}");
    }
    assert!(!set.contains("Domain"), "{set}");
    assert_eq!(world.ask(named("/api/frame/jobs", host, &session)).await.status, StatusCode::OK);
    // By no other name, not even this machine's; the process alone says that it is well.
    for other in ["127.0.0.1:3000", "localhost", "evil.example", "desks.example.org:8443"] {
        let status = world.ask(named("/fleet", other, &session)).await.status;
        assert_eq!(status, StatusCode::MISDIRECTED_REQUEST, "{other}");
        assert_eq!(world.ask(named("/healthz", other, "")).await.status, StatusCode::OK);
    }
    // A page of the same name over plain http is another origin.
    for (origin, is_ours) in [("https://desks.example.org", true), ("http://desks.example.org", false)] {
        let request = Request::post("/preferences")
            .header(header::HOST, host)
            .header(header::COOKIE, &session)
            .header(header::ORIGIN, origin)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from("theme=dark&back=/"));
        let status = world.ask(request.unwrap()).await.status;
        assert_eq!(status == StatusCode::FORBIDDEN, !is_ours, "{origin}: {status}");
    }
}
