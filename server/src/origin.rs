//! Does the request come from a page of ours, to a name of ours? Outside of every handler.

use axum::body::HttpBody as _;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::front::{Front, is_address};
use crate::routes::FROM_ELSEWHERE;
use crate::site::Site;

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Refuses a change that another site asks for with our person's cookie (CSRF), and bodies of a kind that
/// another site could send without asking first.
///
/// tower-http's own layer lets requests pass that carry neither header; here one of them must vouch.
pub async fn only_from_here(State(site): State<Site>, request: Request, next: Next) -> Response {
    let is_vouched =
        vouched(request.headers(), &site.front) || FROM_ELSEWHERE.contains(&request.uri().path());
    if request.method().is_safe() || (is_vouched && sendable(&request)) {
        return next.run(request).await;
    }
    let words = "This change was not asked for by a page of this console.\n\
                 A script must send `Origin` with this console's address, and JSON or a form.";
    (StatusCode::FORBIDDEN, words).into_response()
}

fn vouched(headers: &HeaderMap, front: &Front) -> bool {
    let origin = text(headers, &header::ORIGIN);
    let same = origin.is_some_and(|origin| front.is_origin(origin, text(headers, &header::HOST)));
    match text(headers, &FETCH_SITE) {
        Some("same-origin") => origin.is_none() || same,
        // Old browsers and scripts say nothing; "none" is a person who repeats a form.
        None | Some("none") => same,
        Some(_) => false,
    }
}

fn sendable(request: &Request) -> bool {
    match text(request.headers(), &header::CONTENT_TYPE) {
        None => request.body().is_end_stream(),
        Some(kind) => {
            let kind = kind.split(';').next().unwrap_or_default().trim();
            kind.eq_ignore_ascii_case("application/json")
                || kind.eq_ignore_ascii_case("application/x-www-form-urlencoded")
        }
    }
}

/// Refuses names that are not the console's own: another site's name may be pointed at its address to read through the
/// browser what only its people may (DNS rebinding). Whoever only asks whether the process is well knows no name, and whoever
/// reads its figures knows its address.
pub async fn only_by_our_name(State(site): State<Site>, request: Request, next: Next) -> Response {
    let is_shared = matches!(site.front, Front::Url { .. });
    let is_health = is_shared && matches!(request.uri().path(), "/healthz" | "/readyz");
    let host = text(request.headers(), &header::HOST);
    let is_figures = is_shared && request.uri().path() == "/metrics" && host.is_some_and(is_address);
    if is_health || is_figures || host.is_some_and(|host| site.front.is_host(host)) {
        return next.run(request).await;
    }
    (StatusCode::MISDIRECTED_REQUEST, site.front.words()).into_response()
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    // Twice the same header is a riddle, and riddles are not solved here.
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (Some(only), None) => Some(only.to_str().unwrap_or("?")),
        (Some(_), Some(_)) => Some("?"),
        (None, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn says(pairs: &[(&'static str, &'static str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, HeaderValue::from_static(value));
        }
        headers.append("host", HeaderValue::from_static("127.0.0.1:3000"));
        vouched(&headers, &Front::Loopback)
    }

    #[test]
    fn only_a_page_of_ours_is_vouched_for() {
        let (site, origin) = ("sec-fetch-site", "origin");
        assert!(says(&[(site, "same-origin")]));
        assert!(says(&[(site, "same-origin"), (origin, "http://127.0.0.1:3000")]));
        assert!(says(&[(origin, "http://127.0.0.1:3000")]));
        assert!(says(&[(site, "none"), (origin, "http://127.0.0.1:3000")]));
        assert!(!says(&[]));
        assert!(!says(&[(site, "none")]));
        assert!(!says(&[(site, "cross-site")]));
        assert!(!says(&[(site, "same-site"), (origin, "http://127.0.0.1:3000")]));
        assert!(!says(&[(origin, "http://127.0.0.1:4000")]));
        assert!(!says(&[(origin, "null")]));
        assert!(!says(&[(site, "same-origin"), (origin, "http://evil")]));
        assert!(!says(&[(site, "same-origin"), (site, "cross-site")]));
    }
}
