//! Who may come back from the provider? The browser that was sent there, once, in time, with what belongs together.

use axum::http::{StatusCode, header};
use serde_json::json;

use super::flow::{approved, begin, both, come_back, config, leap, sign_in, status};
use crate::world::{World, cookie, get};

#[tokio::test]
async fn a_code_comes_with_a_proof_key_and_a_state_of_this_browser() {
    let (issuer, world) = both().await;
    let begun = begin(&world, "%2Ffleet%3Fsort%3Duser").await;
    let of = |name: &str| begun.asked[name].as_str();
    assert_eq!(
        (of("response_type"), of("client_id"), of("code_challenge_method")),
        ("code", "desks", "S256")
    );
    assert_eq!(of("redirect_uri"), "http://127.0.0.1:3000/sign-in/oidc/back");
    assert_eq!(of("scope"), "openid profile email");
    assert!(of("state").len() >= 20 && of("nonce").len() >= 20 && of("state") != of("nonce"));
    let other = begin(&world, "/").await;
    for name in ["state", "nonce", "code_challenge"] {
        assert_ne!(begun.asked[name], other.asked[name], "{name}");
    }
    let code = issuer.approve(of("nonce"), of("code_challenge"));
    let answer = come_back(&world, &begun.cookie, &format!("code={code}&state={}", of("state"))).await;
    assert_eq!(answer.headers[header::LOCATION], "/fleet?sort=user");
    let session = cookie(&answer).unwrap();
    assert_eq!(status(&world, &session).await, StatusCode::OK);
    let said = issuer.said.lock().unwrap();
    assert_eq!(said.asked[0]["redirect_uri"], "http://127.0.0.1:3000/sign-in/oidc/back");
    // Nothing of what the provider gave is in what the browser got.
    let all = format!("{:?}{}", answer.headers, answer.text);
    for secret in ["access-token", "refresh-", super::issuer::TOKEN, super::issuer::SECRET] {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
}

#[tokio::test]
async fn nothing_that_does_not_belong_together_is_taken() {
    let (issuer, world) = both().await;
    let other = begin(&world, "/").await;
    for what in [
        "no cookie",
        "another's cookie",
        "two cookies",
        "no state",
        "another's state",
        "a made-up state",
        "late",
        "no code",
        "a made-up code",
        "another's code",
        "another issuer",
        "an error",
    ] {
        let begun = begin(&world, "/fleet").await;
        let code = issuer.approve(&begun.asked["nonce"], &begun.asked["code_challenge"]);
        let others_code = issuer.approve(&other.asked["nonce"], &other.asked["code_challenge"]);
        let state = &begun.asked["state"];
        let good = format!("code={code}&state={state}");
        let (cookies, query) = match what {
            "no cookie" => (String::new(), good),
            "another's cookie" => (other.cookie.clone(), good),
            "two cookies" => (format!("{}; {}", begun.cookie, other.cookie), good),
            "no state" => (begun.cookie, format!("code={code}")),
            // Each browser's own state is spent by the try, so it is begun anew.
            "another's state" => {
                (begun.cookie, format!("code={code}&state={}", begin(&world, "/").await.asked["state"]))
            }
            "a made-up state" => (begun.cookie, format!("code={code}&state=AAAAAAAAAAAAAAAAAAAAAA")),
            "late" => {
                leap(&issuer, &world, 10).await;
                (begun.cookie, good)
            }
            "no code" => (begun.cookie, format!("state={state}")),
            "a made-up code" => (begun.cookie, format!("code=x&state={state}")),
            "another's code" => (begun.cookie, format!("code={others_code}&state={state}")),
            "another issuer" => (begun.cookie, format!("{good}&iss=https%3A%2F%2Fevil.example")),
            _ => (begun.cookie, format!("{good}&error=access_denied")),
        };
        let answer = come_back(&world, &cookies, &query).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{what}: {}", answer.text);
        assert_eq!(cookie(&answer), None, "{what}");
    }
    sign_in(&issuer, &world).await;
}

#[tokio::test]
async fn a_way_back_is_good_for_once() {
    let (issuer, world) = both().await;
    let begun = begin(&world, "/fleet").await;
    let code = issuer.approve(&begun.asked["nonce"], &begun.asked["code_challenge"]);
    let query = format!("code={code}&state={}", begun.asked["state"]);
    assert_eq!(come_back(&world, &begun.cookie, &query).await.status, StatusCode::SEE_OTHER);
    let asked = issuer.said.lock().unwrap().asked.len();
    let again = come_back(&world, &begun.cookie, &query).await;
    assert_eq!((again.status, cookie(&again)), (StatusCode::CONFLICT, None));
    // The code is not even shown to the provider a second time.
    assert_eq!(issuer.said.lock().unwrap().asked.len(), asked);
}

#[tokio::test]
async fn the_way_back_leads_to_this_console_alone() {
    let (issuer, world) = both().await;
    for elsewhere in
        ["%2F%2Fevil", "%2F%5Cevil", "%252f%252fevil", "https%3A%2F%2Fevil", "%2F%0D%0ASet-Cookie%3Aa"]
    {
        let begun = begin(&world, elsewhere).await;
        let code = issuer.approve(&begun.asked["nonce"], &begun.asked["code_challenge"]);
        let query = format!("code={code}&state={}", begun.asked["state"]);
        let answer = come_back(&world, &begun.cookie, &query).await;
        assert_eq!(answer.headers[header::LOCATION], "/", "{elsewhere}");
    }
}

#[tokio::test]
async fn who_has_no_role_is_told_so_and_not_in() {
    let (issuer, world) = both().await;
    for groups in [json!([]), json!(["Desks"]), json!(null), json!({ "owners": 1 })] {
        issuer.said.lock().unwrap().claims = json!({ "name": "<Ann>", "groups": groups });
        let answer = approved(&issuer, &world).await;
        assert_eq!((answer.status, cookie(&answer)), (StatusCode::FORBIDDEN, None), "{groups}");
        assert!(
            answer.text.contains("<h1>No role</h1>") && answer.text.contains("&lt;Ann&gt;"),
            "{}",
            answer.text
        );
    }
    // Where the ID token does not list groups, userinfo may; it must be of the same person.
    issuer.said.lock().unwrap().claims = json!({ "groups": null });
    issuer.said.lock().unwrap().userinfo = json!({ "sub": "ann", "groups": ["help"] });
    sign_in(&issuer, &world).await;
    issuer.said.lock().unwrap().userinfo = json!({ "sub": "otto", "groups": ["owners"] });
    let answer = approved(&issuer, &world).await;
    assert_eq!((answer.status, cookie(&answer)), (StatusCode::CONFLICT, None), "{}", answer.text);
}

#[tokio::test]
async fn a_provider_that_does_not_answer_is_called_that() {
    let (issuer, world) = both().await;
    let begun = begin(&world, "/fleet").await;
    let code = issuer.approve(&begun.asked["nonce"], &begun.asked["code_challenge"]);
    issuer.away(true);
    let answer =
        come_back(&world, &begun.cookie, &format!("code={code}&state={}", begun.asked["state"])).await;
    assert_eq!((answer.status, cookie(&answer)), (StatusCode::SERVICE_UNAVAILABLE, None), "{}", answer.text);
    let config = config(&issuer);
    drop(issuer);
    // Nobody listens there any more.
    let lonely = World::configured(&config, backend::clock::Clock::wall()).await;
    let answer = lonely.ask(get("/sign-in/oidc")).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{}", answer.text);
    assert!(answer.text.contains("<h1>Identity provider unreachable</h1>"), "{}", answer.text);
    assert_eq!(lonely.ask(get("/sign-in")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_provider_that_names_an_unsafe_address_is_not_asked_there() {
    for (name, to) in [
        ("issuer", "https://id.example.org"),
        ("jwks_uri", "http://id.example.org/keys"),
        ("token_endpoint", "http://id.example.org/token"),
        ("userinfo_endpoint", "http://id.example.org/userinfo"),
        ("authorization_endpoint", "http://id.example.org/authorize"),
        ("end_session_endpoint", "http://id.example.org/end"),
    ] {
        let (issuer, world) = both().await;
        issuer.said.lock().unwrap().described = json!({ name: to });
        let answer = world.ask(get("/sign-in/oidc")).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{name}: {}", answer.text);
        assert!(!answer.headers.contains_key(header::LOCATION), "{name}");
    }
}

#[tokio::test]
async fn no_redirect_is_followed() {
    for path in ["/.well-known/openid-configuration", "/keys", "/token", "/userinfo"] {
        let (issuer, world) = both().await;
        // Groups that userinfo alone knows make it be asked.
        issuer.said.lock().unwrap().claims = json!({ "groups": null });
        issuer.said.lock().unwrap().userinfo = json!({ "sub": "ann", "groups": ["desks"] });
        issuer.said.lock().unwrap().moved = Some(path);
        let begun = world.ask(get("/sign-in/oidc?back=/fleet")).await;
        if begun.status == StatusCode::SEE_OTHER {
            let answer = approved(&issuer, &world).await;
            assert!(
                !answer.status.is_redirection() && cookie(&answer).is_none(),
                "{path}: {}",
                answer.status
            );
        } else {
            assert_eq!(begun.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        }
        assert_eq!(issuer.said.lock().unwrap().asked_elsewhere, 0, "{path}");
        issuer.said.lock().unwrap().moved = None;
        leap(&issuer, &world, 1).await;
        sign_in(&issuer, &world).await;
    }
}
