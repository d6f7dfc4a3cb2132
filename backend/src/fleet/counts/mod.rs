//! How many WorkSpaces match, and how many would?

mod facets;
mod store;

use domain::access::{Person, Right};
use domain::fault::Fault;
use domain::query::{FleetCounts, FleetQuery};

use crate::Backend;

/// How many match, and how many would for each value of a facet.
pub(super) async fn counts(
    backend: &Backend,
    person: &Person,
    query: &FleetQuery,
) -> Result<FleetCounts, Fault> {
    super::filter::check(query)?;
    let (db, now) = (backend.db(), backend.clock().now());
    let reach = person.reach(Right::Read);
    let cells = store::cells(db, &reach, query, now).await?;
    // Without a filter outside of the facets the cells hold everybody.
    let whole =
        query.text.is_none() && query.filters.iter().all(|filter| facets::FACETS.contains(&filter.field));
    let all = match whole {
        true => cells.iter().map(|cell| cell.count).sum(),
        false => store::all(db, &reach).await?,
    };
    let (matching, facets) = facets::facets(query, &cells, &store::names(db).await?);
    Ok(FleetCounts { matching, all, facets })
}
