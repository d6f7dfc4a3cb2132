//! The doors that are alike for every kind of resource.

use domain::history::Change;
use domain::resource::{Draft, ResourceKey, TagsOf};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

use crate::door::{Json, Refusal};

/// What changed of one resource, newest first, older than line `before` when it is given.
#[server(name = ReadResourceHistory, prefix = "/api", endpoint = "resource/history", input = GetUrl, output = Json)]
pub async fn history(key: ResourceKey, before: Option<i64>) -> Result<Vec<Change>, Refusal> {
    crate::request::door(|asker| async move {
        backend::resource::history(&asker.backend, &asker.person, &key, before).await
    })
    .await
}

/// Tag keys in use on what this person may see, the commonest first.
#[server(name = ReadTagKeys, prefix = "/api", endpoint = "resource/tag-keys", input = GetUrl, output = Json)]
pub async fn tag_keys() -> Result<Vec<String>, Refusal> {
    crate::request::door(
        |asker| async move { backend::resource::tag_keys(&asker.backend, &asker.person).await },
    )
    .await
}

/// Tags that were refused, as they were typed, and what they were for.
#[server(name = ReadTagDraft, prefix = "/api", endpoint = "resource/tag-draft", input = GetUrl, output = Json)]
pub async fn tag_draft(id: i64) -> Result<Draft<TagsOf>, Refusal> {
    crate::request::door(
        |asker| async move { backend::resource::draft(&asker.backend, &asker.person, id).await },
    )
    .await
}

/// Plans tags of one resource or of several of a kind, and leads to the plan; where they are refused, back to the page of
/// the one, or to the list of the kind that `list` names.
#[server(name = PlanResourceTags, prefix = "/api", endpoint = "plan/resource-tags", output = Json)]
pub async fn plan_tags(
    #[server(default)] selected: Vec<String>,
    #[server(default)] list: String,
    put: String,
    drop: String,
) -> Result<(), Refusal> {
    use domain::resource::{ResourceKind, TagForm};

    crate::request::door(|asker| async move {
        let keys: Vec<ResourceKey> = selected.iter().filter_map(|key| key.parse().ok()).collect();
        let tags = TagForm { put, drop };
        let planned = backend::resource::plan_tags(&asker.backend, &asker.person, &keys, &tags).await;
        let back = match (ResourceKind::from_slug(&list), keys.first()) {
            (Some(kind), _) => crate::paths::resources(kind).to_owned(),
            (None, Some(key)) => crate::paths::resource_tags(key),
            (None, None) => crate::paths::OVERVIEW.to_owned(),
        };
        crate::request::planned(&asker, planned, TagsOf { selected, tags }, &back).await
    })
    .await
}
