//! How does a browser go through a sign-in at the identity provider?

use std::collections::HashMap;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use backend::clock::Clock;
use server::config::{Config, Mode, Oidc};

use super::issuer::{CLIENT, Issuer, SECRET};
use crate::world::{Answer, World, cookie, get, get_as, request};

/// A sign-in that was begun: what the browser carries, and what the provider was asked.
pub struct Begun {
    /// The cookie that ties it to this browser.
    pub cookie: String,
    /// What the address of the provider says.
    pub asked: HashMap<String, String>,
}

pub fn config(issuer: &Issuer) -> Config {
    let mut config = super::config(Mode::Oidc);
    config.auth.oidc = Some(Oidc {
        issuer: issuer.url(),
        client_id: CLIENT.into(),
        client_secret: Some(SECRET.into()),
        ..Oidc::default()
    });
    config
}

/// A provider, and a console that asks it; time stands until it is told to go on.
pub async fn both() -> (Issuer, World) {
    let now = Clock::wall().now();
    let issuer = Issuer::start(now.0 / 1_000).await;
    let world = World::configured(&config(&issuer), Clock::leaping(now, |_| {})).await;
    (issuer, world)
}

/// Moves the time of both.
pub async fn leap(issuer: &Issuer, world: &World, minutes: u64) {
    world.site.backend.clock().sleep(Duration::from_secs(minutes * 60)).await;
    issuer.said.lock().unwrap().now = world.site.backend.clock().now().0 / 1_000;
}

pub async fn begin(world: &World, back: &str) -> Begun {
    let answer = world.ask(get(&format!("/sign-in/oidc?back={back}"))).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let to = answer.headers[header::LOCATION].to_str().unwrap();
    let query = to.split_once('?').unwrap().1;
    let asked = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let set = answer.headers[header::SET_COOKIE].to_str().unwrap();
    Begun { cookie: set.split(';').next().unwrap().to_owned(), asked }
}

/// The provider approves, and the browser comes back with its code.
pub async fn approved(issuer: &Issuer, world: &World) -> Answer {
    let begun = begin(world, "/fleet").await;
    let code = issuer.approve(&begun.asked["nonce"], &begun.asked["code_challenge"]);
    come_back(world, &begun.cookie, &format!("code={code}&state={}", begun.asked["state"])).await
}

pub async fn come_back(world: &World, cookies: &str, query: &str) -> Answer {
    world.ask(returning(cookies, query)).await
}

/// As browsers come back from another site.
pub fn returning(cookies: &str, query: &str) -> Request<Body> {
    let path = format!("/sign-in/oidc/back?{query}");
    let returning = request(Method::GET, &path).header("sec-fetch-site", "cross-site");
    returning.header(header::COOKIE, cookies).body(Body::empty()).unwrap()
}

/// Signs in whom the provider names; gives what the browser sends from then on.
pub async fn sign_in(issuer: &Issuer, world: &World) -> String {
    let answer = approved(issuer, world).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    assert_eq!(answer.headers[header::LOCATION], "/fleet");
    cookie(&answer).expect("a session")
}

pub async fn status(world: &World, cookie: &str) -> StatusCode {
    world.ask(get_as(cookie, "/api/frame/jobs")).await.status
}
