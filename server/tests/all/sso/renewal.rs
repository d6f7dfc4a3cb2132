//! What becomes of a session when the provider says something else? Roles go at the next refresh; a refusal ends it.

use std::sync::Arc;

use axum::http::StatusCode;
use backend::access;
use domain::access::Role;
use domain::ids::PersonId;
use serde_json::json;
use server::sign_in::SignIn;
use server::sign_in::oidc::Oidc;

use super::flow::{both, config, leap, sign_in, status};
use super::issuer::Issuer;
use crate::audit::entries;
use crate::world::{World, get_as};

async fn roles(issuer: &Issuer, world: &World) -> Vec<Role> {
    let id = PersonId::new(format!("oidc:{}#ann", issuer.url()));
    let ann = access::person(&world.site.backend, &id).await.unwrap().unwrap();
    ann.bindings.iter().map(|binding| binding.role).collect()
}

/// What the audit tells of.
async fn told(world: &World) -> Vec<String> {
    entries(world).await.into_iter().map(|entry| entry.what).collect()
}

fn refreshes(issuer: &Issuer) -> usize {
    let said = issuer.said.lock().unwrap();
    said.asked.iter().filter(|form| form["grant_type"] == "refresh_token").count()
}

#[tokio::test]
async fn roles_follow_the_groups_at_each_refresh() {
    let (issuer, world) = both().await;
    issuer.said.lock().unwrap().claims = json!({ "groups": ["owners"] });
    let ann = sign_in(&issuer, &world).await;
    assert_eq!(roles(&issuer, &world).await, [Role::Owner]);
    assert_eq!(told(&world).await, ["sign-in"]);
    issuer.said.lock().unwrap().claims = json!({ "groups": ["desks"] });
    leap(&issuer, &world, 9).await;
    assert_eq!(status(&world, &ann).await, StatusCode::OK);
    assert_eq!((refreshes(&issuer), roles(&issuer, &world).await), (0, vec![Role::Owner]));
    leap(&issuer, &world, 1).await;
    // Many at once ask the provider once: its refresh tokens are good for one use.
    let asked = (0..8).map(|_| status(&world, &ann));
    assert_eq!(futures::future::join_all(asked).await, [StatusCode::OK; 8]);
    assert_eq!((refreshes(&issuer), roles(&issuer, &world).await), (1, vec![Role::Viewer]));
    leap(&issuer, &world, 10).await;
    assert_eq!(status(&world, &ann).await, StatusCode::OK);
    assert_eq!(refreshes(&issuer), 2, "the refresh token that came with the first was not taken");
    // The audit says what she came in with, and what she holds since.
    assert_eq!(told(&world).await, ["sign-in", "sign-in"]);
}

#[tokio::test]
async fn who_loses_the_last_role_is_out_and_holds_nothing() {
    let (issuer, world) = both().await;
    let ann = sign_in(&issuer, &world).await;
    issuer.said.lock().unwrap().claims = json!({ "groups": ["others"] });
    leap(&issuer, &world, 10).await;
    let answer = world.ask(get_as(&ann, "/api/frame/jobs")).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.text);
    assert!(answer.text.contains("none of your groups"), "{}", answer.text);
    assert!(roles(&issuer, &world).await.is_empty(), "their jobs would go on");
    assert_eq!(status(&world, &ann).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_refused_refresh_ends_the_session() {
    let (issuer, world) = both().await;
    let ann = sign_in(&issuer, &world).await;
    issuer.said.lock().unwrap().refuses = Some((StatusCode::BAD_REQUEST, "invalid_grant"));
    leap(&issuer, &world, 10).await;
    assert_eq!(status(&world, &ann).await, StatusCode::UNAUTHORIZED);
    issuer.said.lock().unwrap().refuses = None;
    assert_eq!(status(&world, &ann).await, StatusCode::UNAUTHORIZED, "it came back");
}

#[tokio::test]
async fn a_refresh_that_names_another_ends_the_session() {
    let (issuer, world) = both().await;
    for claims in
        [json!({ "sub": "otto", "groups": ["owners"] }), json!({ "aud": "other", "groups": ["owners"] })]
    {
        issuer.said.lock().unwrap().claims = json!({ "groups": ["desks"] });
        let ann = sign_in(&issuer, &world).await;
        issuer.said.lock().unwrap().claims = claims;
        leap(&issuer, &world, 10).await;
        assert_eq!(status(&world, &ann).await, StatusCode::UNAUTHORIZED);
        assert_eq!(roles(&issuer, &world).await, [Role::Viewer]);
    }
}

#[tokio::test]
async fn a_provider_that_restarts_throws_nobody_out_and_one_that_stays_away_lets_nobody_go_on() {
    let (issuer, world) = both().await;
    let ann = sign_in(&issuer, &world).await;
    leap(&issuer, &world, 10).await;
    // What stands in front of it says that it is gone.
    issuer.away(true);
    assert_eq!(status(&world, &ann).await, StatusCode::OK);
    leap(&issuer, &world, 9).await;
    assert_eq!(status(&world, &ann).await, StatusCode::OK);
    leap(&issuer, &world, 1).await;
    let answer = world.ask(get_as(&ann, "/api/frame/jobs")).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{}", answer.text);
    issuer.away(false);
    leap(&issuer, &world, 1).await;
    assert_eq!(status(&world, &ann).await, StatusCode::OK);
}

#[tokio::test]
async fn a_restart_sends_people_past_the_provider_and_no_token_is_kept() {
    let (issuer, world) = both().await;
    let ann = sign_in(&issuer, &world).await;
    assert_eq!(status(&world, &ann).await, StatusCode::OK);
    // The same database, another process.
    let oidc = config(&issuer).auth.oidc.unwrap();
    let mut site = world.site.clone();
    site.sign_in = SignIn::Oidc(Arc::new(Oidc::new(oidc)));
    let answer = tower::ServiceExt::oneshot(site.router(), get_as(&ann, "/api/frame/jobs")).await.unwrap();
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn without_refresh_tokens_the_sign_in_holds_until_the_session_ends() {
    let (issuer, world) = both().await;
    issuer.said.lock().unwrap().gives_refresh = false;
    let ann = sign_in(&issuer, &world).await;
    leap(&issuer, &world, 120).await;
    assert_eq!((status(&world, &ann).await, refreshes(&issuer)), (StatusCode::OK, 0));
}
