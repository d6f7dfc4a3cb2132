//! How does the process itself answer a fault? Doors and pages have their own ways, in `app`.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::fault::{Fault, FaultKind};
use rand::Rng as _;

/// A fault of ours: logged here, once, with its causes, under the reference that the person is told.
pub fn internal(message: &str, error: &(dyn std::error::Error + 'static)) -> Fault {
    let reference = hex::encode(rand::rng().random::<[u8; 4]>());
    let mut causes = error.to_string();
    let mut inner = error.source();
    while let Some(cause) = inner {
        causes = format!("{causes}: {cause}");
        inner = cause.source();
    }
    tracing::error!(reference, error = causes, "{message}");
    let fault = Fault::new(FaultKind::Internal, message)
        .next("Try again; when it stays, look for the reference in the log.");
    Fault { reference: Some(reference), ..fault }
}

/// The fault in plain words, for a browser that navigates.
#[must_use]
pub fn fault_page(fault: &Fault) -> Response {
    let mut text = fault.message.clone();
    for more in [&fault.next, &fault.reference].into_iter().flatten() {
        text.push('\n');
        text.push_str(more);
    }
    (status(fault), [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

/// The fault as doors answer it, for a script.
#[must_use]
pub fn fault_json(fault: &Fault) -> Response {
    let text = serde_json::to_string(fault).unwrap_or_default();
    (status(fault), [(header::CONTENT_TYPE, "application/json")], text).into_response()
}

fn status(fault: &Fault) -> StatusCode {
    StatusCode::from_u16(fault.kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
