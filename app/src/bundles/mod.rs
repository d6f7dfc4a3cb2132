//! Bundles: which are there, how much is each used, and how is one made, changed or deleted?

mod doors;
mod list;
mod new;
mod one;

pub use doors::draft;
pub use list::BundlesPage;
pub use new::BundlePanel;
pub use one::BundlePage;

use domain::query::{Field, Filter, FleetQuery, Op};
use domain::resource::ResourceKey;

use crate::paths;

/// The WorkSpaces on a bundle. Amazon's bundles have the same id in every account, so the place is named too.
#[must_use]
pub fn workspaces_on(bundle: &ResourceKey) -> String {
    let is = |field: Field, value: &str| Filter { field, op: Op::Is, values: vec![value.to_owned()] };
    let query = FleetQuery::default()
        .with(is(Field::Bundle, &bundle.id))
        .with(is(Field::Account, bundle.scope.account.as_str()))
        .with(is(Field::Region, bundle.scope.region.as_str()));
    paths::fleet(&query)
}
