//! The audit as a file, as it is filtered.

use axum::extract::{Extension, RawQuery, State};
use axum::response::Response;
use backend::audit;
use domain::access::Person;
use domain::audit::AuditQuery;
use domain::fault::{Fault, FaultKind};

use super::{CSV, file, parts};
use crate::faults::fault_page;
use crate::site::Site;

/// `GET /audit/rows.csv`: all that match the address and may be seen. One that was not understood in full would match more
/// than meant.
pub async fn rows(
    State(site): State<Site>,
    Extension(person): Extension<Person>,
    RawQuery(address): RawQuery,
) -> Response {
    let (query, dropped) = AuditQuery::read(&address.unwrap_or_default());
    if let Some(why) = dropped.first() {
        let message = format!("No file is made of this address. {why}");
        return fault_page(&Fault::new(FaultKind::Invalid, message));
    }
    let rows = parts(move |before| {
        let (site, person, query) = (site.clone(), person.clone(), query.clone());
        async move { audit::csv(&site.backend, &person, &query, before).await }
    });
    file("audit.csv", CSV, rows.await)
}
