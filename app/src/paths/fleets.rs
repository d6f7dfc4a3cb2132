//! Where is the fleet, as it is chosen and ordered, and where is one WorkSpace?

use domain::ids::WorkspaceKey;
use domain::query::FleetQuery;

use super::{ALL_OF_FLEET, FLEET, pair, with_query};

/// The fleet, chosen and ordered. What chooses nothing says so: without a query one is led to the view one begins with.
#[must_use]
pub fn fleet(query: &FleetQuery) -> String {
    let query = query.to_query();
    if query.is_empty() { ALL_OF_FLEET.to_owned() } else { with_query(FLEET, &query) }
}

/// All WorkSpaces that contain a text in a name, the id or the address.
#[must_use]
pub fn fleet_with(text: &str) -> String {
    fleet(&FleetQuery { text: Some(text.to_owned()), ..FleetQuery::default() })
}

/// The fleet as a form about a view stood on it, with the draft of that form when it was refused.
#[must_use]
pub fn fleet_again(query: &str, draft: Option<i64>) -> String {
    let address = fleet(&FleetQuery::read(query).0);
    draft.map_or_else(|| address.clone(), |draft| format!("{address}&draft={draft}"))
}

/// All that match, as a file; page and size make no difference to it.
#[must_use]
pub fn fleet_csv(query: &FleetQuery) -> String {
    let query = FleetQuery { size: None, ..query.first_page() };
    with_query(&format!("{FLEET}/rows.csv"), &query.to_query())
}

/// One WorkSpace.
#[must_use]
pub fn workspace(key: &WorkspaceKey) -> String {
    format!("{FLEET}/{key}")
}

/// One WorkSpace, at a tab.
#[must_use]
pub fn workspace_tab(key: &WorkspaceKey, tab: &str) -> String {
    with_query(&workspace(key), &pair("tab", tab))
}

/// The changes of a WorkSpace as a file.
#[must_use]
pub fn history_csv(key: &WorkspaceKey) -> String {
    format!("{}/history.csv", workspace(key))
}
