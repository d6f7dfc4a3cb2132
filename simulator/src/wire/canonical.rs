//! What is the canonical form of a request, over which Signature Version 4 is made?

use std::fmt::Write;

use axum::http::request::Parts;
use sha2::{Digest, Sha256};

/// The canonical request, with these headers signed.
pub fn request(parts: &Parts, body: &[u8], signed: &[&str]) -> String {
    let mut text = format!("{}\n{}\n{}\n", parts.method, path(parts.uri.path()), query(parts.uri.query()));
    for name in signed {
        let value = header(parts, name).unwrap_or_default();
        text.push_str(&format!("{name}:{value}\n"));
    }
    text.push_str(&format!("\n{}\n{}", signed.join(";"), hex::encode(Sha256::digest(body))));
    text
}

/// All values of a header in one, with single spaces; `None` when it is absent.
pub fn header(parts: &Parts, name: &str) -> Option<String> {
    let values: Vec<String> = parts
        .headers
        .get_all(name)
        .iter()
        .map(|value| {
            let text = String::from_utf8_lossy(value.as_bytes());
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .collect();
    (!values.is_empty()).then(|| values.join(","))
}

/// Every service but S3 encodes the path once more than it is sent.
fn path(path: &str) -> String {
    path.split('/').map(|segment| encode(segment.as_bytes())).collect::<Vec<_>>().join("/")
}

/// Names and values, encoded anew and sorted.
fn query(query: Option<&str>) -> String {
    let mut pairs: Vec<String> = query
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            format!("{}={}", encode(&decode(name)), encode(&decode(value)))
        })
        .collect();
    pairs.sort();
    pairs.join("&")
}

fn encode(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(byte) {
            text.push(char::from(*byte));
        } else if write!(text, "%{byte:02X}").is_err() {
            // A text takes whatever is written to it.
            return text;
        }
    }
    text
}

fn decode(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = text.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    decoded
}
