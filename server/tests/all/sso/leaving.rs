//! How does somebody leave? At the console and the provider both; and when the provider says that they have left.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};
use server::sign_in::SignIn;
use tower::ServiceExt as _;

use super::flow::{both, config, leap, sign_in, status};
use super::issuer::Issuer;
use super::signing::{Pair, unsigned, with};
use crate::world::{World, post_as, request};

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

#[tokio::test]
async fn signing_out_ends_the_session_and_leads_to_the_providers_end() {
    let (issuer, world) = both().await;
    let ann = sign_in(&issuer, &world).await;
    let answer = world.ask(post_as(&ann, "/sign-out", "")).await;
    assert_eq!(answer.status, StatusCode::OK);
    let end = format!("0;url={}/end?", issuer.url());
    assert!(answer.text.contains(&end) && answer.text.contains("client_id=desks"), "{}", answer.text);
    let back = "post_logout_redirect_uri=http%3A%2F%2F127.0.0.1%3A3000%2Fsign-in";
    assert!(answer.text.contains(back), "{}", answer.text);
    assert!(!answer.text.contains("id_token"), "a token reached the browser: {}", answer.text);
    assert_eq!(status(&world, &ann).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn signing_out_leads_where_the_config_says() {
    let (issuer, world) = both().await;
    issuer.said.lock().unwrap().gives_refresh = false;
    let ann = sign_in(&issuer, &world).await;
    let mut config = config(&issuer);
    let oidc = config.auth.oidc.as_mut().unwrap();
    oidc.sign_out_url = Some("https://id.example.org/out?client_id=desks".into());
    let mut site = world.site.clone();
    site.sign_in = SignIn::try_from(&config.auth).unwrap();
    let answer = site.router().oneshot(post_as(&ann, "/sign-out", "")).await.unwrap();
    let page = axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    let page = String::from_utf8_lossy(&page);
    assert!(page.contains("0;url=https://id.example.org/out?client_id=desks\""), "{page}");
}

/// As the provider posts it: from no page, without any cookie.
fn told(token: &str) -> Request<Body> {
    request(Method::POST, "/sign-in/oidc/logged-out")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(format!("logout_token={token}")))
        .unwrap()
}

fn logout(issuer: &Issuer, changes: Value) -> Value {
    let base = issuer.claims(json!({ "jti": "j", "events": { EVENT: {} }, "sid": "s-1" }));
    with(base, changes)
}

async fn tell(world: &World, issuer: &Issuer, changes: Value) -> StatusCode {
    let head = with(issuer.pair.head(), json!({ "typ": "logout+jwt" }));
    world.ask(told(&issuer.pair.sign(&head, &logout(issuer, changes)))).await.status
}

/// A console that the provider has told of an end.
pub async fn told_of_an_end() -> (Issuer, World) {
    let (issuer, world) = both().await;
    sign_in(&issuer, &world).await;
    assert_eq!(tell(&world, &issuer, json!({})).await, StatusCode::OK);
    (issuer, world)
}

#[tokio::test]
async fn sessions_end_that_have_ended_at_the_provider() {
    let (issuer, world) = both().await;
    let ended = world.site.sessions_ended.subscribe();
    for changes in [json!({}), json!({ "sub": null }), json!({ "sid": null }), json!({ "exp": null })] {
        let ann = sign_in(&issuer, &world).await;
        assert_eq!(tell(&world, &issuer, changes.clone()).await, StatusCode::OK);
        assert_eq!(status(&world, &ann).await, StatusCode::UNAUTHORIZED, "{changes}");
    }
    assert!(ended.has_changed().unwrap(), "streams were not told");
    // Another session of hers, and somebody else's, go on.
    let here = sign_in(&issuer, &world).await;
    issuer.said.lock().unwrap().claims = json!({ "groups": ["desks"], "sid": "s-2" });
    let there = sign_in(&issuer, &world).await;
    issuer.said.lock().unwrap().claims = json!({ "groups": ["desks"], "sid": "s-3", "sub": "otto" });
    let otto = sign_in(&issuer, &world).await;
    assert_eq!(tell(&world, &issuer, json!({})).await, StatusCode::OK);
    assert_eq!(status(&world, &here).await, StatusCode::UNAUTHORIZED);
    assert_eq!((status(&world, &there).await, status(&world, &otto).await), (StatusCode::OK, StatusCode::OK));
    assert_eq!(tell(&world, &issuer, json!({ "sid": null })).await, StatusCode::OK);
    assert_eq!(status(&world, &there).await, StatusCode::UNAUTHORIZED);
    assert_eq!(status(&world, &otto).await, StatusCode::OK);
}

#[tokio::test]
async fn a_logout_that_is_repeated_later_ends_no_newer_session() {
    let (issuer, world) = both().await;
    let head = with(issuer.pair.head(), json!({ "typ": "logout+jwt" }));
    let token = issuer.pair.sign(&head, &logout(&issuer, json!({})));
    leap(&issuer, &world, 2).await;
    let ann = sign_in(&issuer, &world).await;
    assert_eq!(world.ask(told(&token)).await.status, StatusCode::OK);
    assert_eq!(status(&world, &ann).await, StatusCode::OK);
}

#[tokio::test]
async fn nobody_else_can_end_sessions() {
    let (issuer, world) = both().await;
    let ann = sign_in(&issuer, &world).await;
    let now = issuer.said.lock().unwrap().now;
    let wrong = [
        json!({ "iss": "https://evil.example" }),
        json!({ "aud": "other" }),
        json!({ "events": null }),
        json!({ "events": { "http://schemas.openid.net/event/other": {} } }),
        json!({ "events": EVENT }),
        json!({ "nonce": "n" }),
        json!({ "iat": null }),
        json!({ "iat": now - 301 }),
        json!({ "iat": now + 31 }),
        json!({ "exp": now - 31 }),
        json!({ "sub": null, "sid": null }),
        json!({ "sub": 7, "sid": null }),
    ];
    for changes in wrong {
        assert_eq!(tell(&world, &issuer, changes.clone()).await, StatusCode::BAD_REQUEST, "{changes}");
    }
    let claims = logout(&issuer, json!({}));
    let theirs = Pair::new("id-1");
    let id_token = issuer.pair.sign(&issuer.pair.head(), &issuer.claims(json!({ "nonce": "n" })));
    let forged = [
        theirs.sign(&theirs.head(), &claims),
        unsigned(&json!({ "alg": "none", "kid": "id-1" }), &claims, ""),
        issuer.pair.sign(&with(issuer.pair.head(), json!({ "kid": "id-9" })), &claims),
        issuer.pair.sign(&with(issuer.pair.head(), json!({ "typ": "at+jwt" })), &claims),
        id_token,
        "x".to_owned(),
    ];
    for token in forged {
        assert_eq!(world.ask(told(&token)).await.status, StatusCode::BAD_REQUEST, "{token}");
    }
    assert_eq!(status(&world, &ann).await, StatusCode::OK);
    // A page of another site may not even try, by a kind of body that browsers send without asking.
    let mut plain = told("x");
    plain.headers_mut().insert(header::CONTENT_TYPE, "text/plain".parse().unwrap());
    assert_eq!(world.ask(plain).await.status, StatusCode::FORBIDDEN);
}
