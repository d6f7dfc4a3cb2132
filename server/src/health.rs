//! Is the process well, and should it be asked?

use axum::extract::State;
use axum::http::StatusCode;

use crate::site::Site;

/// `GET /healthz`: the process answers.
pub async fn healthz() -> &'static str {
    "ok"
}

/// `GET /readyz`: the database can be written and the process is not about to stop. AWS is not asked: the
/// console is of use without it.
pub async fn readyz(State(site): State<Site>) -> (StatusCode, &'static str) {
    if site.draining.is_cancelled() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping");
    }
    if site.backend.ready().await {
        (StatusCode::OK, "ready")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the database cannot be written")
    }
}
