//! Where do scripts, styles and images come from? From inside the binary; in debug builds, from `target/site`.

use std::borrow::Cow;
use std::sync::LazyLock;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use rust_embed::RustEmbed;
use sha2::{Digest as _, Sha256};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../target/site"]
#[allow_missing = true]
struct Files;

/// The folder in which pages look for script, module and style. Its name holds the hash of all of them, so that
/// browsers may keep what they have for ever, and still never mix two versions.
#[must_use]
pub fn folder() -> String {
    format!("pkg/{}", *VERSION)
}

static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut paths: Vec<_> = Files::iter().filter(|path| path.starts_with("pkg/")).collect();
    paths.sort();
    let hashes = paths.iter().filter_map(|path| Files::get(path)).map(|file| file.metadata.sha256_hash());
    let all = hashes.fold(Sha256::new(), |all, hash| all.chain_update(hash));
    hex::encode(&all.finalize()[..8])
});

/// `GET` of a file of the site.
pub async fn serve(request: Request) -> Response {
    let (path, is_current) = resolve(request.uri().path().trim_start_matches('/'));
    let Some(file) = Files::get(&path) else {
        return (StatusCode::NOT_FOUND, "There is no such file.").into_response();
    };
    let etag = format!("\"{}\"", hex::encode(&file.metadata.sha256_hash()[..8]));
    // In debug builds the files change under the running server.
    let is_for_ever = is_current && !cfg!(debug_assertions);
    let cache = if is_for_ever { "public, max-age=31536000, immutable" } else { "no-cache" };
    let known =
        request.headers().get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == etag.as_bytes());
    let (coding, data) = packed(&path, request.headers()).unwrap_or((None, file.data));
    let mut response =
        if known { StatusCode::NOT_MODIFIED.into_response() } else { Response::new(body(data)) };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(&path)));
    if let Ok(etag) = HeaderValue::from_str(&etag) {
        headers.insert(header::ETAG, etag);
    }
    if let Some(coding) = coding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    response
}

/// The file's place, and whether the address names the version that is served.
fn resolve(asked: &str) -> (String, bool) {
    let (version, name) = match asked.strip_prefix("pkg/").and_then(|rest| rest.split_once('/')) {
        Some((version, name)) => (version, format!("pkg/{name}")),
        None => ("", asked.to_owned()),
    };
    // Leptos asks by the name that wasm-bindgen gives; cargo-leptos, by which `make dev` watches, and scripts/site like it, give another.
    let name = if Files::get(&name).is_none() { name.replace("_bg.wasm", ".wasm") } else { name };
    (name, version == VERSION.as_str())
}

type Packed = (Option<&'static str>, Cow<'static, [u8]>);

/// The compressed form that lies beside the file, where the browser takes it.
fn packed(path: &str, headers: &HeaderMap) -> Option<Packed> {
    let accepted = headers.get(header::ACCEPT_ENCODING)?.to_str().ok()?;
    let takes = |coding: &str| {
        accepted.split(',').map(str::trim).any(|one| {
            let (name, weight) = one.split_once(';').unwrap_or((one, ""));
            name.trim() == coding && weight.replace(' ', "") != "q=0"
        })
    };
    [("br", "br"), ("gzip", "gz")].into_iter().find_map(|(coding, ending)| {
        let file = takes(coding).then(|| Files::get(&format!("{path}.{ending}"))).flatten()?;
        Some((Some(coding), file.data))
    })
}

fn body(data: Cow<'static, [u8]>) -> Body {
    match data {
        Cow::Borrowed(data) => Body::from(Bytes::from_static(data)),
        Cow::Owned(data) => Body::from(data),
    }
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("json") => "application/json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
