//! How is a message posted by HTTP? Once, within ten seconds, following nothing.

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::{Request, StatusCode, Uri};
use secrecy::{ExposeSecret as _, SecretString};

use super::Refused;
use crate::fetch::{PATIENCE, client};

/// Bytes of an answer that are read.
const READ: usize = 1024;
/// Letters of a word such as `channel_is_archived`.
const WORD: usize = 40;

/// Whether a message can be posted there: an absolute address of http or https.
#[must_use]
pub fn is_url(text: &str) -> bool {
    text.parse::<Uri>()
        .is_ok_and(|uri| matches!(uri.scheme_str(), Some("http" | "https")) && uri.host().is_some())
}

/// Posts JSON. Only an answer of the 2xx is a delivery; all else is tried again, but 410: the receiver is gone for good.
pub(super) async fn post(url: &SecretString, headers: &[(&str, &str)], body: String) -> Result<(), Refused> {
    let mut request = Request::post(url.expose_secret())
        .header("content-type", "application/json")
        .header("user-agent", concat!("deskwarden/", env!("CARGO_PKG_VERSION")));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    // The builder's own error would repeat the address.
    let unusable = |_| Refused { why: "its address cannot be used".to_owned(), again: false };
    let request = request.body(Full::new(Bytes::from(body))).map_err(unusable)?;
    let asked = tokio::time::timeout(PATIENCE, ask(request)).await;
    let (status, word) = asked.map_err(|_| Refused::late(PATIENCE))??;
    if status.is_success() {
        return Ok(());
    }
    let word = word.map(|word| format!(", {word}")).unwrap_or_default();
    let redirect = if status.is_redirection() { ", which is not followed" } else { "" };
    let why = format!("it answered {}{redirect}{word}", status.as_u16());
    Err(Refused { why, again: status != StatusCode::GONE })
}

async fn ask(request: Request<Full<Bytes>>) -> Result<(StatusCode, Option<String>), Refused> {
    let client = client().map_err(|error| Refused::unanswered(&error))?;
    let answer = client.request(request).await.map_err(|error| Refused::unanswered(&error))?;
    let status = answer.status();
    let word = if status.is_success() { None } else { word(answer.into_body()).await };
    Ok((status, word))
}

/// A receiver's code such as `no_service`. Longer words might repeat the address, which is a secret.
async fn word(body: Incoming) -> Option<String> {
    let bytes = Limited::new(body, READ).collect().await.ok()?.to_bytes();
    let text = std::str::from_utf8(&bytes).ok()?.trim();
    let is_word =
        (1..=WORD).contains(&text.len()) && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'_'));
    is_word.then(|| text.to_owned())
}
