//! The doors that are alike for every kind of resource.

use domain::history::Change;
use domain::resource::{Draft, ResourceKey, TagForm};
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

/// Tags that were refused, as they were typed.
#[server(name = ReadTagDraft, prefix = "/api", endpoint = "resource/tag-draft", input = GetUrl, output = Json)]
pub async fn tag_draft(id: i64) -> Result<Draft<TagForm>, Refusal> {
    crate::request::door(
        |asker| async move { backend::resource::draft(&asker.backend, &asker.person, id).await },
    )
    .await
}

/// Plans tags of one resource or of several of a kind, and leads to the plan.
#[server(name = PlanResourceTags, prefix = "/api", endpoint = "plan/resource-tags", output = Json)]
pub async fn plan_tags(
    #[server(default)] selected: Vec<String>,
    put: String,
    drop: String,
) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let keys: Vec<ResourceKey> = selected.iter().filter_map(|key| key.parse().ok()).collect();
        let form = TagForm { put, drop };
        let planned = backend::resource::plan_tags(&asker.backend, &asker.person, &keys, &form).await;
        let back =
            keys.first().map_or_else(|| crate::paths::OVERVIEW.to_owned(), crate::paths::resource_tags);
        crate::request::planned(&asker, planned, form, &back).await
    })
    .await
}
