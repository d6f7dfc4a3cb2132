//! DescribeWorkspaceBundles: what can WorkSpaces be made from?

use super::{Answer, Call, pages, text, texts};
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::resource::Kind;

/// By ids, Amazon's, or the account's own when no owner is given.
pub fn describe(world: &World, call: &Call<'_>) -> Answer {
    let scope = world.scope(call.scope);
    let ids = texts(call.input, "BundleIds");
    let owner = text(call.input, "Owner");
    if !ids.is_empty() && owner.is_some() {
        return Err(ServiceError::invalid("BundleIds and Owner cannot be specified together."));
    }
    let owner = owner.unwrap_or(&scope.account);
    let found = scope
        .resources(Kind::Bundle)
        .filter(|bundle| {
            if ids.is_empty() { bundle.text("Owner") == owner } else { ids.contains(&bundle.id.as_str()) }
        })
        .map(|bundle| (bundle.id.clone(), bundle.item.clone()));
    pages::answer(call, "DescribeWorkspaceBundles", "Bundles", found)
}
