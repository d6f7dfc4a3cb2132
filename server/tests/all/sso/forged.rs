//! Does anybody come in by an ID token that the provider did not make for this very sign-in? No case of all.

use axum::http::StatusCode;
use backend::access;
use domain::ids::PersonId;
use serde_json::{Value, json};

use super::flow::{approved, both, sign_in};
use super::issuer::{Forge, Issuer};
use super::signing::{Pair, sign_shared, swapped, unsigned, with};
use crate::world::cookie;

/// Claims that the provider never made, under its own signature.
fn claims(changes: Value) -> Forge {
    Box::new(move |pair, claims| pair.sign(&pair.head(), &with(claims, changes.clone())))
}

/// Another head over the claims, signed by the provider's key.
fn headed(changes: Value) -> Forge {
    Box::new(move |pair, claims| pair.sign(&with(pair.head(), changes.clone()), &claims))
}

fn cases(issuer: &Issuer) -> Vec<(&'static str, Forge)> {
    let now = issuer.said.lock().unwrap().now;
    let mut cases: Vec<(&'static str, Forge)> = [
        ("another nonce", json!({ "nonce": "another" })),
        ("no nonce", json!({ "nonce": null })),
        ("an empty nonce", json!({ "nonce": "" })),
        ("another issuer", json!({ "iss": "https://evil.example" })),
        ("a slash more in the issuer", json!({ "iss": format!("{}/", issuer.url()) })),
        ("no issuer", json!({ "iss": null })),
        ("another audience", json!({ "aud": "other" })),
        ("an audience that begins alike", json!({ "aud": "desks2" })),
        ("no audience", json!({ "aud": null })),
        ("one more audience", json!({ "aud": ["desks", "other"] })),
        ("one more audience, for us", json!({ "aud": ["desks", "other"], "azp": "desks" })),
        ("another authorised party", json!({ "azp": "other" })),
        ("an authorised party that is none", json!({ "azp": 7 })),
        ("expired", json!({ "exp": now - 31 })),
        ("expired long ago", json!({ "exp": 0 })),
        ("no end", json!({ "exp": null })),
        ("an end in words", json!({ "exp": "never" })),
        ("not yet", json!({ "nbf": now + 3_600 })),
        ("of the future", json!({ "iat": now + 3_600 })),
        ("never issued", json!({ "iat": null })),
        ("no subject", json!({ "sub": null })),
        ("an empty subject", json!({ "sub": "" })),
        ("another access token's hash", json!({ "at_hash": "AAAAAAAAAAAAAAAAAAAAAA" })),
    ]
    .into_iter()
    .map(|(what, changes)| (what, claims(changes)))
    .collect();
    let heads = [
        ("an unknown key", json!({ "kid": "id-2" })),
        ("an algorithm of other keys", json!({ "alg": "RS256" })),
        ("another size of key", json!({ "alg": "ES384" })),
        ("an algorithm that nobody knows", json!({ "alg": "XX256" })),
        ("critical", json!({ "crit": ["exp"] })),
        ("a logout token", json!({ "typ": "logout+jwt" })),
        ("a nested token", json!({ "cty": "JWT" })),
    ];
    cases.extend(heads.into_iter().map(|(what, changes)| (what, headed(changes))));
    cases.extend(signatures());
    cases
}

fn forge(forge: impl Fn(&Pair, Value) -> String + Send + Sync + 'static) -> Forge {
    Box::new(forge)
}

fn signatures() -> Vec<(&'static str, Forge)> {
    let theirs = Pair::new("id-1");
    let own = Pair::new("evil");
    let hs256 = || json!({ "alg": "HS256", "typ": "JWT" });
    vec![
        ("none", forge(|_, claims| unsigned(&json!({ "alg": "none" }), &claims, ""))),
        (
            "none by our key",
            forge(|pair, claims| pair.sign(&with(pair.head(), json!({ "alg": "none" })), &claims)),
        ),
        ("no alg", forge(|_, claims| unsigned(&json!({ "kid": "id-1" }), &claims, ""))),
        ("no signature", forge(|pair, claims| unsigned(&pair.head(), &claims, ""))),
        ("a signature of zeros", forge(|pair, claims| unsigned(&pair.head(), &claims, &"A".repeat(86)))),
        (
            "HS256 with the public key",
            forge(move |pair, claims| sign_shared(pair.pem().as_bytes(), &hs256(), &claims)),
        ),
        (
            "HS256 with the client's secret",
            forge(move |_, claims| {
                sign_shared(super::issuer::SECRET.as_bytes(), &json!({ "alg": "HS256" }), &claims)
            }),
        ),
        (
            "HS256 with nothing",
            forge(|_, claims| sign_shared(b"", &json!({ "alg": "HS256", "kid": "id-1" }), &claims)),
        ),
        ("another's key of that name", forge(move |_, claims| theirs.sign(&theirs.head(), &claims))),
        (
            "a key that it brings along",
            forge(move |_, claims| own.sign(&with(own.head(), json!({ "jwk": own.jwk() })), &claims)),
        ),
        (
            "claims that were swapped",
            forge(|pair, claims| {
                let genuine = pair.sign(&pair.head(), &with(claims.clone(), json!({ "sub": "someone" })));
                swapped(&genuine, &claims)
            }),
        ),
        (
            "two parts",
            forge(|pair, claims| pair.sign(&pair.head(), &claims).rsplit_once('.').unwrap().0.to_owned()),
        ),
        ("no token", forge(|_, _| "ann".to_owned())),
        ("nothing", forge(|_, _| String::new())),
    ]
}

#[tokio::test]
async fn no_forged_token_lets_anybody_in() {
    let (issuer, world) = both().await;
    issuer.said.lock().unwrap().claims = json!({ "name": "Mallory", "sub": "mallory", "groups": ["owners"] });
    let cases = cases(&issuer);
    assert!(cases.len() >= 25, "{}", cases.len());
    for (what, forge) in cases {
        issuer.said.lock().unwrap().forge = Some(forge);
        let answer = approved(&issuer, &world).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{what}: {}", answer.text);
        assert_eq!(cookie(&answer), None, "{what}");
        assert!(answer.text.contains("<h1>Sign-in not completed</h1>"), "{what}: {}", answer.text);
    }
    let id = PersonId::new(format!("oidc:{}#mallory", issuer.url()));
    assert_eq!(access::person(&world.site.backend, &id).await.unwrap(), None, "mallory was let in");
    // And the same without any forgery is good, so it was the forgery that was refused.
    issuer.said.lock().unwrap().forge = None;
    sign_in(&issuer, &world).await;
    let mallory = access::person(&world.site.backend, &id).await.unwrap().unwrap();
    assert_eq!((mallory.name.as_str(), mallory.bindings.len()), ("Mallory", 1));
}

#[tokio::test]
async fn a_token_of_before_is_no_token_of_now() {
    let (issuer, world) = both().await;
    let kept = std::sync::Arc::new(std::sync::Mutex::new(None::<String>));
    let keep = std::sync::Arc::clone(&kept);
    issuer.said.lock().unwrap().forge = Some(Box::new(move |pair, claims| {
        // The first is genuine; all later ones are that one again.
        keep.lock().unwrap().get_or_insert_with(|| pair.sign(&pair.head(), &claims)).clone()
    }));
    sign_in(&issuer, &world).await;
    let replayed = approved(&issuer, &world).await;
    assert_eq!(replayed.status, StatusCode::CONFLICT, "{}", replayed.text);
    assert_eq!(cookie(&replayed), None);
}

#[tokio::test]
async fn a_key_that_is_new_is_looked_for() {
    let (issuer, world) = both().await;
    sign_in(&issuer, &world).await;
    super::flow::leap(&issuer, &world, 1).await;
    let new = std::sync::Arc::new(Pair::new("id-2"));
    let signs = std::sync::Arc::clone(&new);
    {
        let mut said = issuer.said.lock().unwrap();
        said.keys = vec![new.jwk()];
        said.forge = Some(Box::new(move |_, claims| signs.sign(&signs.head(), &claims)));
    }
    sign_in(&issuer, &world).await;
    // The old one was withdrawn.
    issuer.said.lock().unwrap().forge = None;
    assert_eq!(approved(&issuer, &world).await.status, StatusCode::CONFLICT);
}
