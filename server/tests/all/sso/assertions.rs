//! Is anybody believed by an assertion that was not signed for us, now, by a key of the proxy's? Cloudflare Access and the
//! like, whose keys are a JWKS.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderValue, Request, StatusCode};
use backend::access;
use backend::clock::Clock;
use domain::ids::PersonId;
use serde_json::{Value, json};
use server::config::{Config, Mode, ProxyJwt};

use super::issuer::KeyServer;
use super::signing::{Pair, sign_shared, swapped, unsigned, with};
use crate::world::{World, from_peer, get};

const HEADER: &str = "cf-access-jwt-assertion";
const TEAM: &str = "https://team.cloudflareaccess.com";
const PROXY: &str = "10.1.2.3";

fn config(keys: &KeyServer) -> Config {
    let mut config = super::config(Mode::ProxyJwt);
    config.auth.proxy_jwt = Some(ProxyJwt {
        header: "Cf-Access-Jwt-Assertion".into(),
        issuer: TEAM.into(),
        audience: "desks".into(),
        jwks_url: Some(keys.url("/keys")),
        trusted_proxies: vec!["10.1.2.3".into()],
        ..ProxyJwt::default()
    });
    config
}

fn claims(now: i64) -> Value {
    json!({
        "iss": TEAM, "aud": ["desks"], "sub": "7335d417", "email": "ann@example.org", "groups": ["desks"],
        "iat": now, "nbf": now, "exp": now + 600,
    })
}

fn asked(path: &str, assertions: &[&str]) -> Request<Body> {
    let mut request = get(path);
    for assertion in assertions {
        request.headers_mut().append(HEADER, HeaderValue::from_str(assertion).unwrap());
    }
    request
}

async fn status(world: &World, peer: &str, assertions: &[&str]) -> StatusCode {
    world.ask(from_peer(peer, asked("/api/frame/jobs", assertions))).await.status
}

fn seconds(world: &World) -> i64 {
    world.site.backend.clock().now().0 / 1_000
}

async fn world(keys: &KeyServer) -> World {
    World::configured(&config(keys), Clock::leaping(Clock::wall().now(), |_| {})).await
}

#[tokio::test]
async fn nobody_is_believed_by_a_forged_assertion() {
    let (ours, theirs) = (Pair::new("k1"), Pair::new("k1"));
    let keys = KeyServer::start().await;
    keys.put("/keys", json!({ "keys": [ours.jwk()] }).to_string());
    let world = world(&keys).await;
    let now = seconds(&world);
    let good = claims(now);
    let genuine = ours.sign(&ours.head(), &good);
    assert_eq!(status(&world, PROXY, &[&genuine]).await, StatusCode::OK);

    let id = PersonId::new(format!("jwt:{TEAM}#mallory"));
    let mallory = with(good.clone(), json!({ "sub": "mallory", "groups": ["owners"] }));
    let signed = |changes: Value| ours.sign(&ours.head(), &with(mallory.clone(), changes));
    let headed = |changes: Value| ours.sign(&with(ours.head(), changes), &mallory);
    let jwk = ours.jwk();
    let x = jwk["x"].as_str().unwrap().as_bytes();
    let hs256 = json!({ "alg": "HS256", "typ": "JWT", "kid": "k1" });
    let forged = [
        ("issuer", signed(json!({ "iss": "https://evil.cloudflareaccess.com" }))),
        ("no issuer", signed(json!({ "iss": null }))),
        ("audience", signed(json!({ "aud": ["other"] }))),
        ("audience in a word", signed(json!({ "aud": "desks2" }))),
        ("no audience", signed(json!({ "aud": null }))),
        ("expired", signed(json!({ "exp": now - 31 }))),
        ("no end", signed(json!({ "exp": null }))),
        ("an end in words", signed(json!({ "exp": "never" }))),
        ("not yet", signed(json!({ "nbf": now + 3_600 }))),
        ("of the future", signed(json!({ "iat": now + 3_600 }))),
        ("no subject", signed(json!({ "sub": null }))),
        ("an empty subject", signed(json!({ "sub": "" }))),
        ("a subject that is none", signed(json!({ "sub": 7 }))),
        ("alg none", unsigned(&json!({ "alg": "none", "kid": "k1" }), &mallory, "")),
        ("alg None", unsigned(&json!({ "alg": "None", "kid": "k1" }), &mallory, "")),
        ("no alg", unsigned(&json!({ "kid": "k1" }), &mallory, "")),
        ("no signature", unsigned(&ours.head(), &mallory, "")),
        ("a signature of zeros", unsigned(&ours.head(), &mallory, &"A".repeat(86))),
        ("HS256 with the public key", sign_shared(ours.pem().as_bytes(), &hs256, &mallory)),
        ("HS256 with a part of it", sign_shared(x, &hs256, &mallory)),
        ("HS256 with nothing", sign_shared(b"", &hs256, &mallory)),
        ("another's key", theirs.sign(&theirs.head(), &mallory)),
        ("an unknown key", headed(json!({ "kid": "k2" }))),
        ("no key named", headed(json!({ "kid": null }))),
        ("a key by path", headed(json!({ "kid": "../keys" }))),
        ("another algorithm named", headed(json!({ "alg": "ES384" }))),
        ("an algorithm of other keys", headed(json!({ "alg": "RS256" }))),
        ("critical", headed(json!({ "crit": ["exp"] }))),
        ("claims swapped", swapped(&genuine, &mallory)),
        ("a key of its own", theirs.sign(&with(theirs.head(), json!({ "jwk": theirs.jwk() })), &mallory)),
        (
            "keys at an address of its own",
            theirs.sign(&with(theirs.head(), json!({ "jku": keys.url("/evil") })), &mallory),
        ),
        ("two parts", genuine.rsplit_once('.').unwrap().0.to_owned()),
        ("four parts", format!("{genuine}.x")),
        ("no token", "mallory".to_owned()),
        ("nothing", String::new()),
        ("too long", format!("{}.{genuine}", "A".repeat(20_000))),
    ];
    assert!(forged.len() >= 25);
    keys.put("/evil", json!({ "keys": [theirs.jwk()] }).to_string());
    for (what, token) in &forged {
        assert_eq!(status(&world, PROXY, &[token]).await, StatusCode::UNAUTHORIZED, "{what}");
    }
    assert_eq!(keys.asked("/evil"), 0);
    for pair in [[&genuine, &genuine], [&genuine, &forged[0].1]] {
        let pair = pair.map(String::as_str);
        assert_eq!(status(&world, PROXY, &pair).await, StatusCode::UNAUTHORIZED, "twice");
    }
    assert_eq!(status(&world, "10.1.2.4", &[&genuine]).await, StatusCode::UNAUTHORIZED, "another peer");
    let mut variant = asked("/api/frame/jobs", &[&genuine]);
    variant.headers_mut().append("cf_access_jwt_assertion", HeaderValue::from_str(&genuine).unwrap());
    assert_eq!(world.ask(from_peer(PROXY, variant)).await.status, StatusCode::UNAUTHORIZED, "variant");
    assert_eq!(access::person(&world.site.backend, &id).await.unwrap(), None, "mallory was let in");
    assert_eq!(status(&world, PROXY, &[&genuine]).await, StatusCode::OK);
}

#[tokio::test]
async fn groups_give_roles_and_the_subject_is_the_person() {
    let pair = Pair::new("k1");
    let keys = KeyServer::start().await;
    keys.put("/keys", json!({ "keys": [pair.jwk()] }).to_string());
    let world = world(&keys).await;
    let now = seconds(&world);
    let of = |changes: Value| pair.sign(&pair.head(), &with(claims(now), changes));
    assert_eq!(status(&world, PROXY, &[&of(json!({}))]).await, StatusCode::OK);
    let id = PersonId::new(format!("jwt:{TEAM}#7335d417"));
    let ann = access::person(&world.site.backend, &id).await.unwrap().unwrap();
    assert_eq!(ann.name, "ann@example.org");
    for groups in [json!(null), json!([]), json!(["Owners"]), json!({ "owners": true }), json!([["owners"]])]
    {
        let token = of(json!({ "groups": groups }));
        assert_eq!(status(&world, PROXY, &[&token]).await, StatusCode::FORBIDDEN, "{groups}");
    }
    // What the assertion said is over when it is over.
    world.site.backend.clock().sleep(Duration::from_secs(700)).await;
    assert_eq!(status(&world, PROXY, &[&of(json!({}))]).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn keys_are_fetched_once_and_for_new_ones_only_so_often() {
    let (old, new) = (Pair::new("old"), Pair::new("new"));
    let keys = KeyServer::start().await;
    keys.put("/keys", json!({ "keys": [{ "kty": "OKP", "crv": "X" }, old.jwk()] }).to_string());
    let world = world(&keys).await;
    let now = seconds(&world);
    let by = |pair: &Pair| pair.sign(&pair.head(), &with(claims(now), json!({ "exp": now + 90_000 })));
    for _ in 0..5 {
        assert_eq!(status(&world, PROXY, &[&by(&old)]).await, StatusCode::OK);
    }
    assert_eq!(keys.asked("/keys"), 1);
    // A key that is not known yet is looked for at once; keys that nobody has are not looked for at will.
    keys.put("/keys", json!({ "keys": [new.jwk()] }).to_string());
    assert_eq!(status(&world, PROXY, &[&by(&new)]).await, StatusCode::OK);
    assert_eq!(keys.asked("/keys"), 2);
    assert_eq!(status(&world, PROXY, &[&by(&old)]).await, StatusCode::UNAUTHORIZED, "it was withdrawn");
    for id in 0..20 {
        let unknown = Pair::new(&format!("unknown-{id}"));
        assert_eq!(status(&world, PROXY, &[&by(&unknown)]).await, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(keys.asked("/keys"), 3, "a forged token makes us ask");
    assert_eq!(status(&world, PROXY, &[&by(&new)]).await, StatusCode::OK);
    // While the keys cannot be fetched, those of before are good for a day.
    keys.put_status("/keys", 500);
    world.site.backend.clock().sleep(Duration::from_secs(2 * 3_600)).await;
    assert_eq!(status(&world, PROXY, &[&by(&new)]).await, StatusCode::OK);
    world.site.backend.clock().sleep(Duration::from_secs(22 * 3_600)).await;
    let answer = world.ask(from_peer(PROXY, asked("/fleet", &[&by(&new)]))).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{}", answer.text);
}
