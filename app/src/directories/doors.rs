//! The doors of directories.

use std::collections::BTreeMap;

use domain::directories::{Directory, Form};
use domain::ids::DirectoryKey;
use domain::resource::{Draft, Resource as Found, ResourceKey, Resources};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

use crate::door::{Json, Refusal};

/// All directories that this person may see, and how many WorkSpaces each has.
#[server(name = ReadDirectories, prefix = "/api", endpoint = "directories/list", input = GetUrl, output = Json)]
pub async fn list() -> Result<(Resources<Directory>, Vec<(DirectoryKey, i64)>), Refusal> {
    use domain::resource::ResourceKind;

    crate::request::door(|asker| async move {
        let found = backend::resource::list(&asker.backend, &asker.person, ResourceKind::Directory).await?;
        let uses = backend::directories::uses(&asker.backend, &asker.person).await?;
        Ok((found, uses.into_iter().collect()))
    })
    .await
}

/// One directory.
#[server(name = ReadDirectory, prefix = "/api", endpoint = "directories/one", input = GetUrl, output = Json)]
pub async fn one(key: ResourceKey) -> Result<Found<Directory>, Refusal> {
    crate::request::door(
        |asker| async move { backend::resource::one(&asker.backend, &asker.person, &key).await },
    )
    .await
}

/// The IP access control groups of its place: id, name, and whether it uses them.
#[server(name = ReadDirectoryGroups, prefix = "/api", endpoint = "directories/groups", input = GetUrl, output = Json)]
pub async fn groups(key: ResourceKey) -> Result<Vec<(String, String, bool)>, Refusal> {
    crate::request::door(|asker| async move {
        backend::directories::groups(&asker.backend, &asker.person, &key).await
    })
    .await
}

/// A form that was refused, as it was typed.
#[server(name = ReadDirectoryDraft, prefix = "/api", endpoint = "directories/draft", input = GetUrl, output = Json)]
pub async fn draft(id: i64) -> Result<Draft<Form>, Refusal> {
    crate::request::door(
        |asker| async move { backend::resource::draft(&asker.backend, &asker.person, id).await },
    )
    .await
}

/// Plans other settings for a directory and leads to the plan, or back to the form.
#[server(name = PlanDirectory, prefix = "/api", endpoint = "plan/directory", output = Json)]
pub async fn plan_settings(
    key: String,
    group: String,
    #[server(default)] settings: BTreeMap<String, String>,
) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let key = crate::request::resource_key(&key)?;
        let form = Form { group, settings };
        let back = crate::paths::resource_tab(&key, &form.group);
        let planned = backend::directories::plan_settings(&asker.backend, &asker.person, &key, &form).await;
        crate::request::planned(&asker, planned, form, &back).await
    })
    .await
}

/// Plans which IP access control groups a directory shall use and leads to the plan.
#[server(name = PlanDirectoryGroups, prefix = "/api", endpoint = "plan/directory-groups", output = Json)]
pub async fn plan_groups(key: String, #[server(default)] groups: Vec<String>) -> Result<(), Refusal> {
    use domain::directories::GroupsForm;

    crate::request::door(|asker| async move {
        let key = crate::request::resource_key(&key)?;
        let form = GroupsForm { groups };
        let back = crate::paths::resource_tab(&key, "ip-groups");
        let planned = backend::directories::plan_groups(&asker.backend, &asker.person, &key, &form).await;
        crate::request::planned(&asker, planned, form, &back).await
    })
    .await
}
