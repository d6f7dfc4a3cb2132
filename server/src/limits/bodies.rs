//! How large may a body be, and how long may it take? Read whole before its door is opened.

use std::error::Error as _;

use axum::body::{Body, to_bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http_body_util::LengthLimitError;

use crate::routes;
use crate::site::Site;

/// Hands on a body that has come whole, within the limits of its route: 413 when it is larger, 408 when it takes longer.
/// Whoever is refused by the guard is so before a byte of it is read.
pub async fn whole(State(site): State<Site>, request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    let path = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let most = routes::most_bytes(path);
    let promised = request.headers().get(header::CONTENT_LENGTH);
    let promised = promised.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if promised.is_some_and(|length| length > most) {
        return too_large(most);
    }
    let (parts, body) = request.into_parts();
    let read = tokio::select! {
        biased;
        read = to_bytes(body, most) => read,
        () = site.backend.clock().sleep(site.asked.body) => return late(),
    };
    match read {
        Ok(bytes) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Err(error) if error.source().is_some_and(|cause| cause.is::<LengthLimitError>()) => too_large(most),
        Err(_) => {
            (StatusCode::BAD_REQUEST, "What was sent did not come whole. Send it again.").into_response()
        }
    }
}

fn too_large(most: usize) -> Response {
    let words = format!("What was sent is larger than {} MB. Send it in parts.", most >> 20);
    (StatusCode::PAYLOAD_TOO_LARGE, words).into_response()
}

/// The rest is not waited for: the connection ends with the answer.
fn late() -> Response {
    let close = [(header::CONNECTION, "close")];
    (StatusCode::REQUEST_TIMEOUT, close, "What was sent took too long to come. Send it again.")
        .into_response()
}
