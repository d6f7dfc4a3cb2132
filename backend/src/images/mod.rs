//! Images: what bundles are made from, where each is used, and how is one made or shared?

pub(crate) mod aws;
mod plan;
mod send;

use std::collections::BTreeMap;

use domain::access::Person;
use domain::bundles::Bundle;
use domain::fault::Fault;
use domain::ids::ScopeKey;
use domain::images::{Image, Images, OneImage, Used, UsedBy};
use domain::resource::{Resource, ResourceKey, ResourceKind};

use crate::gateway::Priority;
use crate::{Backend, bundles, resource};

pub use plan::{plan_copy, plan_delete, plan_import, plan_import_custom, plan_share, plan_update};

/// All images that this person may see, and how much each is used.
///
/// # Errors
/// When the database fails.
pub async fn list(backend: &Backend, person: &Person) -> Result<Images, Fault> {
    let images = resource::list(backend, person, ResourceKind::Image).await?;
    let mut used: BTreeMap<String, Used> = BTreeMap::new();
    for (bundle, workspaces) in bundles(backend, person, None).await? {
        let ResourceKey { scope, .. } = bundle.key;
        let key = ResourceKey { scope, kind: ResourceKind::Image, id: bundle.item.image };
        let used = used.entry(key.to_string()).or_default();
        used.bundles += 1;
        used.workspaces += workspaces;
    }
    Ok(Images { images, used })
}

/// One image, and where it is used.
///
/// # Errors
/// `NotFound`, also when this person may not see it.
pub async fn one(backend: &Backend, person: &Person, key: &ResourceKey) -> Result<OneImage, Fault> {
    let image: Resource<Image> = resource::one(backend, person, key).await?;
    let bundles = bundles(backend, person, Some(&key.scope)).await?;
    let used = bundles.into_iter().filter(|(bundle, _)| bundle.item.image == key.id);
    let used = used.map(|(bundle, workspaces)| UsedBy { bundle: bundle.key, name: bundle.name, workspaces });
    Ok(OneImage { image, used: used.collect() })
}

/// The accounts that may copy an image: asked of AWS now.
///
/// # Errors
/// `NotFound`; `Aws`, with AWS's words.
pub async fn permissions(
    backend: &Backend,
    person: &Person,
    key: &ResourceKey,
) -> Result<Vec<String>, Fault> {
    resource::one::<Image>(backend, person, key).await?;
    let absent = || Fault::not_found("Its account or region is not watched any more.");
    let gateway = backend.gateway(&key.scope).ok_or_else(absent)?;
    Ok(aws::permissions(gateway, &key.id, Priority::Person).await?)
}

/// Bundles that are no one else's, each with the WorkSpaces on it; of one account and region, or of all.
async fn bundles(
    backend: &Backend,
    person: &Person,
    of: Option<&ScopeKey>,
) -> Result<Vec<(Resource<Bundle>, i64)>, Fault> {
    let all = bundles::list(backend, person).await?;
    let is_meant = |bundle: &Resource<Bundle>| {
        !bundle.item.is_amazons()
            && !bundle.item.image.is_empty()
            && of.is_none_or(|scope| *scope == bundle.key.scope)
    };
    let own = all.bundles.found.into_iter().filter(is_meant);
    let counted = own.map(|bundle| {
        let workspaces = all.workspaces.get(&bundle.key.to_string()).copied().unwrap_or_default();
        (bundle, workspaces)
    });
    Ok(counted.collect())
}
