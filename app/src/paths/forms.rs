//! Where is a form, with what was typed or chosen before?

use domain::ids::WorkspaceKey;

use super::{CHANGE, CREATE, FROM_CSV, STANDBY, pair, with_query};

/// The page of a form, with what was typed.
#[must_use]
pub fn with_draft(page: &str, draft: i64) -> String {
    format!("{page}{}draft={draft}", if page.contains('?') { '&' } else { '?' })
}

/// The form for new WorkSpaces, with what was typed.
#[must_use]
pub fn draft(id: i64) -> String {
    format!("{CREATE}?draft={id}")
}

/// The form for new WorkSpaces, filled in as this one is.
#[must_use]
pub fn create_like(key: &WorkspaceKey) -> String {
    with_query(CREATE, &pair("like", &key.to_string()))
}

/// The form that takes a list, with the list that was refused.
#[must_use]
pub fn list_draft(id: i64) -> String {
    format!("{FROM_CSV}?draft={id}")
}

/// The form that asks what to change about a selection.
#[must_use]
pub fn change(id: i64) -> String {
    format!("{CHANGE}?draft={id}")
}

/// The form that asks where the standbys of a selection shall be.
#[must_use]
pub fn standby(id: i64) -> String {
    format!("{STANDBY}?draft={id}")
}
