//! Is a request refused that is not signed as Signature Version 4 wants it?

use std::time::{SystemTime, UNIX_EPOCH};

use hmac::{Hmac, Mac};
use serde_json::Value;
use sha2::{Digest, Sha256};
use simulator::Signatures;
use time::OffsetDateTime;
use time::macros::format_description;

use crate::common::{ACCOUNT, OTHER, REGION, World, exchange, post, signed, signed_for};

const TARGET: (&str, &str) = ("x-amz-target", "WorkspacesService.DescribeWorkspaces");
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

/// The status, code and words that a call meets with this Authorization and date.
async fn refusal(world: &World, authorization: &str, date: &str) -> (u16, String, String) {
    let headers = [
        (TARGET.0, TARGET.1.to_owned()),
        ("authorization", authorization.to_owned()),
        ("x-amz-date", date.to_owned()),
    ];
    let answer = post(world.sim(), "/", &headers, "{}").await.unwrap();
    let body = answer.json();
    let part = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
    (answer.status, part("__type"), part("message"))
}

#[tokio::test]
async fn the_form_of_a_signature_is_checked_and_its_truth_is_not() {
    let world = World::of(0).await;
    let good = signed(ACCOUNT, REGION);
    let (status, ..) = refusal(&world, &good, "20261121T000000Z").await;
    assert_eq!(status, 200);
    let incomplete = "IncompleteSignatureException";
    let invalid = "InvalidSignatureException";
    for (authorization, date, code, words) in [
        (
            "Bearer token".to_owned(),
            "20261121T000000Z",
            incomplete,
            "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' \
             parameter. Authorization header requires 'SignedHeaders' parameter. Authorization=Bearer token",
        ),
        (
            good.replace("Signature=", "Sig="),
            "20261121T000000Z",
            incomplete,
            "requires 'Signature' parameter. ",
        ),
        (good.replace("Credential=", "Credential"), "20261121T000000Z", incomplete, "(missing equal-sign)"),
        (
            good.replace("/eu-west-1", ""),
            "20261121T000000Z",
            incomplete,
            "Credential must have exactly 5 slash-delimited elements",
        ),
        (good.clone(), "yesterday", incomplete, "Date must be in ISO-8601 'basic format'. Got 'yesterday'."),
        (good.clone(), "20261199T000000Z", incomplete, "Date must be in ISO-8601"),
        (
            good.clone(),
            "20261120T235959Z",
            invalid,
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: \
             '20261121' != '20261120', from '20261120T235959Z'.",
        ),
        (
            good.replace("aws4_request", "aws5_request"),
            "20261121T000000Z",
            invalid,
            "valid terminator: 'aws4_request', not 'aws5_request'.",
        ),
        (
            signed_for("ec2", ACCOUNT, REGION),
            "20261121T000000Z",
            invalid,
            "Credential should be scoped to correct service: 'workspaces'.",
        ),
        (signed(ACCOUNT, ""), "20261121T000000Z", invalid, "Credential should be scoped to a valid region."),
        (good.replace("host;", ""), "20261121T000000Z", invalid, "must be a 'SignedHeader'"),
        (good.replace("Signature=0", "Signature=z"), "20261121T000000Z", invalid, "does not match"),
    ] {
        let (status, found, message) = refusal(&world, &authorization, date).await;
        assert_eq!((status, found.as_str()), (400, code), "{authorization} {date}: {message}");
        assert!(message.contains(words), "{message}");
    }
    let dateless = [(TARGET.0, TARGET.1.to_owned()), ("authorization", good), ("x-amz-date", String::new())];
    let answer = post(world.sim(), "/", &dateless, "{}").await.unwrap();
    assert_eq!(answer.json()["__type"], incomplete);
    world.stop().await;
}

#[tokio::test]
async fn the_token_service_has_its_own_codes() {
    let world = World::of(0).await;
    let form = "Action=GetCallerIdentity&Version=2011-06-15";
    let kind = ("content-type", "application/x-www-form-urlencoded".to_owned());
    for (authorization, status, code) in [
        (None, 403, "MissingAuthenticationToken"),
        (Some("AWS4-HMAC-SHA256 x".to_owned()), 400, "IncompleteSignature"),
        (Some(signed(ACCOUNT, REGION)), 403, "SignatureDoesNotMatch"),
        (Some(signed_for("sts", ACCOUNT, REGION)), 200, "GetCallerIdentityResponse"),
    ] {
        let mut headers = vec![kind.clone()];
        headers.extend(authorization.map(|value| ("authorization", value)));
        let answer = post(world.sim(), "/", &headers, form).await.unwrap();
        assert_eq!(answer.status, status, "{}", answer.text);
        assert!(answer.text.contains(code), "{}", answer.text);
    }
    world.stop().await;
}

/// Now, or some minutes from now, as the caller's clock writes it.
#[expect(
    clippy::disallowed_methods,
    reason = "a caller signs by its own clock, and the service judges by the wall"
)]
fn wall(minutes: i64) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() as i64;
    let at = OffsetDateTime::from_unix_timestamp(now + 60 * minutes).unwrap();
    at.format(format_description!("[year][month][day]T[hour][minute][second]Z")).unwrap()
}

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

/// The status and answer of a call that is truly signed, with what was sent in its place.
async fn truly(
    world: &World,
    key: &str,
    secret: &str,
    date: &str,
    sent: &str,
    token: Option<&str>,
) -> (u16, Value) {
    let path = "/";
    let scope = format!("{}/{REGION}/workspaces/aws4_request", &date[..8]);
    let digest = hex::encode(Sha256::digest("{}"));
    let canonical = format!(
        "POST\n{path}\n\nhost:localhost\nx-amz-date:{date}\nx-amz-target:{}\n\nhost;x-amz-date;x-amz-target\n{digest}",
        TARGET.1
    );
    let text = format!("AWS4-HMAC-SHA256\n{date}\n{scope}\n{}", hex::encode(Sha256::digest(canonical)));
    let key_of = scope.split('/').fold(format!("AWS4{secret}").into_bytes(), |key, part| mac(&key, part));
    let signature = hex::encode(mac(&key_of, &text));
    let mut headers = vec![
        (TARGET.0, TARGET.1.to_owned()),
        ("x-amz-date", date.to_owned()),
        (
            "authorization",
            format!(
                "AWS4-HMAC-SHA256 Credential={key}/{scope}, SignedHeaders=host;x-amz-date;x-amz-target, \
                 Signature={signature}"
            ),
        ),
    ];
    headers.extend(token.map(|token| ("x-amz-security-token", token.to_owned())));
    let answer = exchange(world.sim(), "POST", path, &headers, sent.as_bytes()).await.unwrap();
    (answer.status, serde_json::from_slice(&answer.body).unwrap())
}

#[tokio::test]
async fn a_strict_simulator_takes_true_signatures_alone() {
    let world = World::with(|settings| {
        settings.fleet = 0;
        settings.signatures = Signatures::Truth { secret: SECRET.to_owned() };
    })
    .await;
    let now = wall(0);
    assert_eq!(truly(&world, ACCOUNT, SECRET, &now, "{}", None).await.0, 200);
    assert_eq!(truly(&world, ACCOUNT, SECRET, &wall(-10), "{}", None).await.0, 200);
    for (secret, date, sent, words) in [
        ("guessed", now.clone(), "{}", "The request signature we calculated does not match"),
        (SECRET, now.clone(), "{ }", "The Canonical String for this request should have been"),
        (SECRET, wall(-16), "{}", "Signature expired: "),
        (SECRET, wall(17), "{}", "Signature not yet current: "),
    ] {
        let (status, error) = truly(&world, ACCOUNT, secret, &date, sent, None).await;
        assert_eq!((status, error["__type"].as_str()), (400, Some("InvalidSignatureException")));
        assert!(error["message"].as_str().unwrap().contains(words), "{error}");
    }
    world.stop().await;
}

#[tokio::test]
async fn an_assumed_role_signs_with_what_it_was_given() {
    let world = World::with(|settings| {
        settings.fleet = 0;
        settings.signatures = Signatures::Truth { secret: SECRET.to_owned() };
    })
    .await;
    let (key, now) = (format!("ASIA{OTHER}"), wall(0));
    let token = format!("simulated-{OTHER}");
    assert_eq!(truly(&world, &key, "simulated", &now, "{}", Some(&token)).await.0, 200);
    let (_, error) = truly(&world, &key, "simulated", &now, "{}", None).await;
    assert_eq!(error["__type"], "UnrecognizedClientException");
    let (_, error) = truly(&world, &key, SECRET, &now, "{}", Some(&token)).await;
    assert_eq!(error["__type"], "InvalidSignatureException");
    world.stop().await;
}
