//! Where are resources that are no WorkSpaces?

use domain::resource::{ResourceKey, ResourceKind};

use super::{ALIASES, BUNDLES, DIRECTORIES, IMAGES, IP_GROUPS, POOLS, pair, with_query};

/// All resources of a kind.
#[must_use]
pub fn resources(kind: ResourceKind) -> &'static str {
    match kind {
        ResourceKind::Directory => DIRECTORIES,
        ResourceKind::Bundle => BUNDLES,
        ResourceKind::Image => IMAGES,
        ResourceKind::Pool => POOLS,
        ResourceKind::IpGroup => IP_GROUPS,
        ResourceKind::Alias => ALIASES,
    }
}

/// All resources of a kind as a file.
#[must_use]
pub fn resources_csv(kind: ResourceKind) -> String {
    format!("{}/rows.csv", resources(kind))
}

/// One resource.
#[must_use]
pub fn resource(key: &ResourceKey) -> String {
    format!("{}/{}/{}", resources(key.kind), key.scope, key.id)
}

/// One resource, at a tab.
#[must_use]
pub fn resource_tab(key: &ResourceKey, tab: &str) -> String {
    with_query(&resource(key), &pair("tab", tab))
}

/// One resource's tags.
#[must_use]
pub fn resource_tags(key: &ResourceKey) -> String {
    resource_tab(key, "tags")
}

/// Sessions of a pool: of one user, and from a page of AWS's on.
#[must_use]
pub fn pool_sessions(key: &ResourceKey, user: &str, after: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("tab", "sessions");
    for (name, value) in [("user", user), ("after", after)].into_iter().filter(|(_, value)| !value.is_empty())
    {
        query.append_pair(name, value);
    }
    with_query(&resource(key), &query.finish())
}

/// The changes of a resource as a file.
#[must_use]
pub fn resource_history_csv(key: &ResourceKey) -> String {
    format!("{}/history.csv", resource(key))
}

/// Sessions of a pool as a file: of one user, where one is named.
#[must_use]
pub fn pool_sessions_csv(key: &ResourceKey, user: &str) -> String {
    let query = if user.is_empty() { String::new() } else { pair("user", user) };
    with_query(&format!("{}/sessions.csv", resource(key)), &query)
}
