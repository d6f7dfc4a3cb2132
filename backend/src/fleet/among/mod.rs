//! What do some of the chosen WorkSpaces have, as far as a form hangs on it?

mod store;

use domain::access::{Person, Right};
use domain::change::Among;
use domain::fault::Fault;
use domain::jobs::Selection;
use domain::query::FleetQuery;

use crate::Backend;

/// What some have of those that this person may see.
pub(super) async fn among(backend: &Backend, person: &Person, selection: &Selection) -> Result<Among, Fault> {
    let db = backend.db();
    match selection {
        Selection::These(keys) => store::of_keys(db, &super::store::visible(db, person, keys).await?).await,
        Selection::Matching(address) => {
            let (query, _) = FleetQuery::read(address);
            super::filter::check(&query)?;
            store::matching(db, &person.reach(Right::Read), &query, backend.clock().now()).await
        }
    }
}
