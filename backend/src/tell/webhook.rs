//! A message as a signed JSON document, for programs.

use std::collections::BTreeMap;

use domain::at::At;
use hmac::{Hmac, Mac as _};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Serialize;
use sha2::Sha256;

use super::{Message, Refused, post};

/// The document; docs/messages.md explains each field.
#[derive(Serialize)]
struct Document<'a> {
    id: &'a str,
    event: &'a str,
    job: i64,
    title: &'a str,
    by: &'a str,
    counts: &'a BTreeMap<String, i64>,
    url: Option<&'a str>,
    at: String,
}

/// Posts the document, signed now: a signature that was overheard is of no use for long.
pub(super) async fn send(
    url: &SecretString,
    secret: &SecretString,
    message: &Message,
    link: Option<&str>,
    now: At,
) -> Result<(), Refused> {
    let document = Document {
        id: &message.uid,
        event: message.event.slug(),
        job: message.job,
        title: &message.facts.title,
        by: &message.facts.by,
        counts: &message.facts.counts,
        url: link,
        at: message.at.iso(),
    };
    let unwritten = |_| Refused { why: "it cannot be written as JSON".to_owned(), again: false };
    let body = serde_json::to_string(&document).map_err(unwritten)?;
    let signature = signature(secret, now.0 / 1_000, &body);
    post::post(url, &[("deskwarden-signature", &signature)], body).await
}

/// `t=<seconds since 1970>,v1=<HMAC-SHA-256 of "t.body", in hex>`.
fn signature(secret: &SecretString, t: i64, body: &str) -> String {
    let key = secret.expose_secret().as_bytes();
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("an HMAC takes a key of any length");
    mac.update(format!("{t}.{body}").as_bytes());
    format!("t={t},v1={}", hex::encode(mac.finalize().into_bytes()))
}
