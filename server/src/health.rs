//! Is the process well, and should it be asked?

use axum::extract::State;
use axum::http::StatusCode;

use crate::site::Site;

/// `GET /healthz`: the process answers.
pub async fn healthz() -> &'static str {
    "ok"
}

/// `GET /readyz`: the database can be written, the last change went through, and the process is not about to stop. AWS
/// is not asked: the console is of use without it.
pub async fn readyz(State(site): State<Site>) -> (StatusCode, String) {
    let not = |why: String| (StatusCode::SERVICE_UNAVAILABLE, why);
    if site.draining.is_cancelled() {
        return not("stopping".to_owned());
    }
    if let Some(unwritten) = site.backend.unwritten() {
        return not(format!("{}.", unwritten.words()));
    }
    if site.backend.ready().await {
        (StatusCode::OK, "ready".to_owned())
    } else {
        not("the database cannot be written".to_owned())
    }
}
