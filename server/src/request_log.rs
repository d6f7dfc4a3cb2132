//! What was asked, by whom, and how did it end? One line each that reads alone.

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use rand::Rng as _;
use tracing::Instrument as _;

use crate::guard::Asked;
use crate::site::Site;

tokio::task_local! {
    static BROWSER: String;
}

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Logs the request when its answer begins, and names it in the answer. Paths only: queries hold what
/// people search for, and one-time tokens.
pub async fn log(State(site): State<Site>, request: Request, next: Next) -> Response {
    let id = hex::encode(rand::rng().random::<[u8; 4]>());
    let span = tracing::info_span!("request", id);
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let began = site.backend.clock().now();
    let agent = request.headers().get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
    let browser = domain::sessions::browser(agent.unwrap_or_default());
    let answer = backend::audit::during(id.clone(), next.run(request).instrument(span.clone()));
    let mut response = BROWSER.scope(browser, answer).await;
    let ms = site.backend.clock().now().ms_since(began);
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    let status = response.status();
    let person = response.extensions().get::<Asked>().map_or("-", |Asked(person)| person.as_str());
    let status_code = status.as_u16();
    let entered = span.enter();
    if status.is_server_error() {
        tracing::error!(%method, path, status = status_code, ms, person, "answered");
    } else if path.starts_with("/pkg/") || path == "/healthz" || path == "/readyz" {
        tracing::debug!(%method, path, status = status_code, ms, person, "answered");
    } else {
        tracing::info!(%method, path, status = status_code, ms, person, "answered");
    }
    drop(entered);
    response
}

/// The family of the browser that asks: kept with a session that it opens.
#[must_use]
pub fn browser() -> String {
    BROWSER.try_with(Clone::clone).unwrap_or_default()
}
