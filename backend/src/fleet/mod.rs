//! Which WorkSpaces are there, and what is known of them?

mod among;
mod cells;
mod counts;
mod csv;
mod filter;
mod listed;
mod page;
mod read;
mod store;

use domain::access::Person;
use domain::change::Among;
use domain::fault::Fault;
use domain::ids::WorkspaceKey;
use domain::jobs::Selection;
use domain::listed::{ListDraft, Listed};
use domain::query::{FleetCounts, FleetPage, FleetQuery};
use domain::workspace::{Snapshots, WorkSpace};

use crate::{Backend, drafts};

pub(crate) use cells::Cells;

/// A page of the WorkSpaces that this person may see.
///
/// # Errors
/// `Invalid` for a cursor that is none.
pub async fn page(backend: &Backend, person: &Person, query: &FleetQuery) -> Result<FleetPage, Fault> {
    page::page(backend, person, query).await
}

/// A part of the WorkSpaces that match and that this person may see, as CSV, and the `after` of the next part. The first
/// part begins with the head.
///
/// # Errors
/// When the database fails.
pub async fn csv(
    backend: &Backend,
    person: &Person,
    query: &FleetQuery,
    after: Option<String>,
) -> Result<(String, Option<String>), Fault> {
    csv::csv(backend, person, query, after).await
}

/// How many match, and how many would for each value of a facet.
///
/// # Errors
/// When the database fails.
pub async fn counts(backend: &Backend, person: &Person, query: &FleetQuery) -> Result<FleetCounts, Fault> {
    counts::counts(backend, person, query).await
}

/// What some of the chosen WorkSpaces have, of those that this person may see.
///
/// # Errors
/// `Invalid` for a selection that no address could say.
pub(crate) async fn among(backend: &Backend, person: &Person, selection: &Selection) -> Result<Among, Fault> {
    among::among(backend, person, selection).await
}

/// One WorkSpace.
///
/// # Errors
/// `NotFound`, also when this person may not see it.
pub async fn one(backend: &Backend, person: &Person, key: &WorkspaceKey) -> Result<WorkSpace, Fault> {
    let found = these(backend, person, std::slice::from_ref(key)).await?.pop();
    found.ok_or_else(|| Fault::not_found("There is no such WorkSpace, or none that you may see."))
}

/// The WorkSpaces that a CSV of ids or users names, of those that this person may see, and its lines that name none.
///
/// # Errors
/// `Invalid` at [`domain::listed::FIELD`], when the list as a whole cannot be used: it is empty, or too long.
pub async fn listed(backend: &Backend, person: &Person, text: &str) -> Result<Listed, Fault> {
    listed::listed(backend, person, text).await
}

/// Keeps a list that was refused for this person, so that nothing typed is lost, and says its number.
///
/// # Errors
/// When the database fails.
pub async fn keep_list(backend: &Backend, person: &Person, draft: &ListDraft) -> Result<i64, Fault> {
    drafts::keep(backend, person, draft).await
}

/// A list of this person's that was refused.
///
/// # Errors
/// `NotFound`.
pub async fn list_draft(backend: &Backend, person: &Person, id: i64) -> Result<ListDraft, Fault> {
    drafts::read(backend, person, id).await
}

/// The snapshots of a WorkSpace's volumes: asked of AWS now, one call.
///
/// # Errors
/// `NotFound`; `Aws`, with AWS's words.
pub async fn snapshots(backend: &Backend, person: &Person, key: &WorkspaceKey) -> Result<Snapshots, Fault> {
    one(backend, person, key).await?;
    let absent = || Fault::not_found("Its account or region is not watched any more.");
    let gateway = backend.gateway(&key.scope).ok_or_else(absent)?;
    Ok(crate::sync::aws::snapshots(gateway, key.id.as_str()).await?)
}

/// Those of these WorkSpaces that the person may see.
pub(crate) async fn these(
    backend: &Backend,
    person: &Person,
    keys: &[WorkspaceKey],
) -> Result<Vec<WorkSpace>, Fault> {
    let keys = store::visible(backend.db(), person, keys).await?;
    store::by_keys(backend.db(), &keys).await
}

/// All WorkSpaces that match, at most `most`: for a change of a whole filtered fleet.
pub(crate) async fn matching(
    backend: &Backend,
    person: &Person,
    query: &FleetQuery,
    most: usize,
) -> Result<Vec<WorkSpace>, Fault> {
    let mut found = Vec::new();
    let mut query = FleetQuery { size: Some(200), ..query.first_page() };
    loop {
        let next = page(backend, person, &query).await?;
        found.extend(next.rows);
        match next.next {
            Some(cursor) if found.len() < most => query = query.page_after(&cursor),
            _ => break,
        }
    }
    found.truncate(most);
    Ok(found)
}

/// Tells the planner how many rows a state or a scope has, after much has changed.
pub(crate) async fn analyze(backend: &Backend) -> Result<(), Fault> {
    store::analyze(backend.db()).await
}
