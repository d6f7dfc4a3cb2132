//! Is anybody believed by what an AWS load balancer did not sign for us? `x-amzn-oidc-data`, whose keys lie each at an
//! address of its own.

use axum::http::{HeaderValue, StatusCode};
use backend::access;
use backend::clock::Clock;
use domain::ids::PersonId;
use serde_json::{Value, json};
use server::config::{Config, Mode, ProxyJwt};

use super::issuer::KeyServer;
use super::signing::{Pair, sign_shared, swapped, unsigned, with};
use crate::world::{World, from_peer, get};

const ARN: &str =
    "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/desks/50dc6c495c0c9188";
const ISSUER: &str = "https://id.example.org";
const BALANCER: &str = "10.1.2.3";

fn config(keys: &KeyServer) -> Config {
    let mut config = super::config(Mode::ProxyJwt);
    config.auth.proxy_jwt = Some(ProxyJwt {
        issuer: ISSUER.into(),
        audience: "desks-client".into(),
        signer: Some(ARN.into()),
        key_url: Some(keys.url("/")),
        trusted_proxies: vec!["10.1.2.0/28".into()],
        ..ProxyJwt::default()
    });
    config
}

async fn status(world: &World, token: &str) -> StatusCode {
    let mut request = get("/api/frame/jobs");
    request.headers_mut().append("x-amzn-oidc-data", HeaderValue::from_str(token).unwrap());
    // What the load balancer sends besides says nothing to us.
    request.headers_mut().append("x-amzn-oidc-identity", HeaderValue::from_static("mallory"));
    world.ask(from_peer(BALANCER, request)).await.status
}

#[tokio::test]
async fn only_our_balancer_is_believed() {
    let (ours, theirs) = (Pair::new("6bb1-4c5d"), Pair::new("9f9f-0000"));
    let keys = KeyServer::start().await;
    for pair in [&ours, &theirs] {
        keys.put(&format!("/{}", pair.id), pair.pem());
    }
    let world = World::configured(&config(&keys), Clock::leaping(Clock::wall().now(), |_| {})).await;
    let now = world.site.backend.clock().now().0 / 1_000;
    let head = json!({
        "alg": "ES256", "typ": "JWT", "kid": ours.id, "signer": ARN, "iss": ISSUER, "client": "desks-client",
        "exp": now + 120,
    });
    let good = json!({ "sub": "ann", "name": "Ann", "groups": ["desks"], "exp": now + 120, "iss": ISSUER });
    // As the balancer writes it, with padding; and without, as others may.
    let genuine = ours.sign_padded(&head, &good);
    assert!(genuine.contains('='), "the case needs padding");
    assert_eq!(status(&world, &genuine).await, StatusCode::OK);
    assert_eq!(status(&world, &ours.sign(&head, &good)).await, StatusCode::OK);
    // The claims are those of userinfo: the issuer stands in the head at least.
    assert_eq!(
        status(&world, &ours.sign(&head, &with(good.clone(), json!({ "iss": null })))).await,
        StatusCode::OK
    );
    assert_eq!(
        status(&world, &ours.sign(&head, &with(good.clone(), json!({ "exp": null })))).await,
        StatusCode::OK
    );
    assert_eq!(keys.asked(&format!("/{}", ours.id)), 1);

    let mallory = with(good.clone(), json!({ "sub": "mallory", "groups": ["owners"] }));
    let headed = |changes: Value| ours.sign_padded(&with(head.clone(), changes), &mallory);
    let forged = [
        ("another balancer", headed(json!({ "signer": ARN.replace("50dc", "60dc") }))),
        ("another account's", headed(json!({ "signer": ARN.replace("111122223333", "999988887777") }))),
        ("no balancer", headed(json!({ "signer": null }))),
        ("another client", headed(json!({ "client": "other" }))),
        ("no client", headed(json!({ "client": null }))),
        ("another issuer", headed(json!({ "iss": "https://evil.example" }))),
        (
            "another issuer in the claims",
            ours.sign(&head, &with(mallory.clone(), json!({ "iss": "https://evil" }))),
        ),
        ("expired", ours.sign(&head, &with(mallory.clone(), json!({ "exp": now - 31 })))),
        (
            "without an end",
            ours.sign(
                &with(head.clone(), json!({ "exp": null })),
                &with(mallory.clone(), json!({ "exp": null })),
            ),
        ),
        ("another's key", theirs.sign(&head, &mallory)),
        ("an unknown key", headed(json!({ "kid": "0000" }))),
        ("a key by path", headed(json!({ "kid": format!("../{}", ours.id) }))),
        ("a key elsewhere", headed(json!({ "kid": "x?y" }))),
        ("none", unsigned(&with(head.clone(), json!({ "alg": "none" })), &mallory, "")),
        (
            "HS256",
            sign_shared(ours.pem().as_bytes(), &with(head.clone(), json!({ "alg": "HS256" })), &mallory),
        ),
        ("RS256", headed(json!({ "alg": "RS256" }))),
        ("swapped", swapped(&genuine, &mallory)),
    ];
    for (what, token) in &forged {
        assert_eq!(status(&world, token).await, StatusCode::UNAUTHORIZED, "{what}");
    }
    let id = PersonId::new(format!("jwt:{ISSUER}#mallory"));
    assert_eq!(access::person(&world.site.backend, &id).await.unwrap(), None, "mallory was let in");
    assert_eq!(status(&world, &genuine).await, StatusCode::OK);
}
