//! Where is each page? Every address of the console is spelled here and nowhere else.

mod fixed;
mod fleets;
mod forms;
mod found;
mod kinds;
mod plans;
mod posted;
#[cfg(test)]
mod tests;

pub use fixed::*;
pub use fleets::*;
pub use forms::*;
pub use found::*;
pub use kinds::*;
pub use plans::*;
pub use posted::*;

use domain::audit::AuditQuery;

/// Changes older than this line of the log, on the page of a history.
#[must_use]
pub fn before(history: &str, line: i64) -> String {
    format!("{history}&before={line}")
}

/// A page as the browser's address says it, `search` with or without its question mark.
#[must_use]
pub fn here(path: &str, search: &str) -> String {
    with_query(path, search.trim_start_matches('?'))
}

/// Where a stranger signs in to come back to this page, `search` with or without its question mark.
#[must_use]
pub fn sign_in_back(path: &str, search: &str) -> String {
    with_query(SIGN_IN, &pair("back", &here(path, search)))
}

/// The audit, as it is filtered.
#[must_use]
pub fn audit(query: &AuditQuery) -> String {
    with_query(AUDIT, &query.to_query())
}

/// The same as a file, of every page.
#[must_use]
pub fn audit_csv(query: &AuditQuery) -> String {
    with_query(&format!("{AUDIT}/rows.csv"), &query.first_page().to_query())
}

/// Where a sign-in at the identity provider begins that leads back to a page.
#[must_use]
pub fn sign_in_oidc_back(back: &str) -> String {
    with_query(SIGN_IN_OIDC, &pair("back", back))
}

/// The stream of hints after this line of the log.
#[must_use]
pub fn events_after(seq: i64) -> String {
    format!("{EVENTS}?after={seq}")
}

fn pair(name: &str, value: &str) -> String {
    form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish()
}

fn with_query(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}
