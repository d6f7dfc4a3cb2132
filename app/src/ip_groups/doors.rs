//! The doors of IP access control groups.

use domain::ip_groups::{Form, IpGroup};
use domain::resource::{Draft, Resource as Found, ResourceKey, Resources};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

use crate::door::{Json, Refusal};

/// All groups that this person may see.
#[server(name = ReadIpGroups, prefix = "/api", endpoint = "ip-groups/list", input = GetUrl, output = Json)]
pub async fn list() -> Result<Resources<IpGroup>, Refusal> {
    use domain::resource::ResourceKind;

    crate::request::door(|asker| async move {
        backend::resource::list(&asker.backend, &asker.person, ResourceKind::IpGroup).await
    })
    .await
}

/// One group.
#[server(name = ReadIpGroup, prefix = "/api", endpoint = "ip-groups/one", input = GetUrl, output = Json)]
pub async fn one(key: ResourceKey) -> Result<Found<IpGroup>, Refusal> {
    crate::request::door(
        |asker| async move { backend::resource::one(&asker.backend, &asker.person, &key).await },
    )
    .await
}

/// A form that was refused, as it was typed.
#[server(name = ReadIpGroupDraft, prefix = "/api", endpoint = "ip-groups/draft", input = GetUrl, output = Json)]
pub async fn draft(id: i64) -> Result<Draft<Form>, Refusal> {
    crate::request::door(
        |asker| async move { backend::resource::draft(&asker.backend, &asker.person, id).await },
    )
    .await
}

/// Plans a new group and leads to the plan, or back to the form.
#[server(name = PlanIpGroup, prefix = "/api", endpoint = "plan/ip-group", output = Json)]
pub async fn plan_create(#[server(flatten)] form: Form) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let planned = backend::ip_groups::plan_create(&asker.backend, &asker.person, &form).await;
        crate::request::planned(&asker, planned, form, crate::paths::IP_GROUP_NEW).await
    })
    .await
}

/// Plans other rules for a group and leads to the plan, or back to the form.
#[server(name = PlanIpRules, prefix = "/api", endpoint = "plan/ip-rules", output = Json)]
pub async fn plan_rules(key: String, #[server(flatten)] form: Form) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let key = crate::request::resource_key(&key)?;
        let planned = backend::ip_groups::plan_rules(&asker.backend, &asker.person, &key, &form).await;
        crate::request::planned(&asker, planned, form, &crate::paths::resource_tab(&key, "rules")).await
    })
    .await
}

/// Plans that a group be gone and leads to the plan.
#[server(name = PlanIpGroupDelete, prefix = "/api", endpoint = "plan/ip-group-delete", output = Json)]
pub async fn plan_delete(key: String) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let key = crate::request::resource_key(&key)?;
        let plan = backend::ip_groups::plan_delete(&asker.backend, &asker.person, &key).await?;
        crate::request::redirect(&crate::paths::plan(plan));
        Ok(())
    })
    .await
}
