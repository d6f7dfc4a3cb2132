//! The doors of pools.

use domain::estate::Catalog;
use domain::pools::{Form, Pool, Sessions};
use domain::resource::{Draft, Resource as Found, ResourceKey, Resources};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

use crate::door::{Json, Refusal};

/// All pools that this person may see.
#[server(name = ReadPools, prefix = "/api", endpoint = "pools/list", input = GetUrl, output = Json)]
pub async fn list() -> Result<Resources<Pool>, Refusal> {
    use domain::resource::ResourceKind;

    crate::request::door(|asker| async move {
        backend::resource::list(&asker.backend, &asker.person, ResourceKind::Pool).await
    })
    .await
}

/// One pool.
#[server(name = ReadPool, prefix = "/api", endpoint = "pools/one", input = GetUrl, output = Json)]
pub async fn one(key: ResourceKey) -> Result<Found<Pool>, Refusal> {
    crate::request::door(
        |asker| async move { backend::resource::one(&asker.backend, &asker.person, &key).await },
    )
    .await
}

/// Directories of pools, and bundles.
#[server(name = ReadPoolChoices, prefix = "/api", endpoint = "pools/choices", input = GetUrl, output = Json)]
pub async fn choices() -> Result<Catalog, Refusal> {
    crate::request::door(|asker| async move { backend::pools::choices(&asker.backend, &asker.person).await })
        .await
}

/// A form that was refused, as it was typed.
#[server(name = ReadPoolDraft, prefix = "/api", endpoint = "pools/draft", input = GetUrl, output = Json)]
pub async fn draft(id: i64) -> Result<Draft<Form>, Refusal> {
    crate::request::door(
        |asker| async move { backend::resource::draft(&asker.backend, &asker.person, id).await },
    )
    .await
}

/// Sessions of a pool, as AWS tells them now; of one user, where one is named.
#[server(name = ReadPoolSessions, prefix = "/api", endpoint = "pools/sessions", input = GetUrl, output = Json)]
pub async fn sessions(
    key: ResourceKey,
    user: Option<String>,
    after: Option<String>,
) -> Result<Sessions, Refusal> {
    crate::request::door(|asker| async move {
        let (user, after) = (user.as_deref(), after.as_deref());
        backend::pools::sessions(&asker.backend, &asker.person, &key, user, after).await
    })
    .await
}

/// Plans a new pool and leads to the plan, or back to the form.
#[server(name = PlanPool, prefix = "/api", endpoint = "plan/pool", output = Json)]
pub async fn plan_create(#[server(flatten)] form: Form) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let planned = backend::pools::plan_create(&asker.backend, &asker.person, &form).await;
        crate::request::planned(&asker, planned, form, crate::paths::POOL_NEW).await
    })
    .await
}

/// Plans other settings for a pool and leads to the plan, or back to the form.
#[server(name = PlanPoolChange, prefix = "/api", endpoint = "plan/pool-change", output = Json)]
pub async fn plan_update(key: String, #[server(flatten)] form: Form) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let key = crate::request::resource_key(&key)?;
        let planned = backend::pools::plan_update(&asker.backend, &asker.person, &key, &form).await;
        crate::request::planned(&asker, planned, form, &crate::paths::resource_tab(&key, "settings")).await
    })
    .await
}

/// Plans that a pool be started, stopped or terminated, and leads to the plan.
#[server(name = PlanPoolAct, prefix = "/api", endpoint = "plan/pool-act", output = Json)]
pub async fn plan_act(key: String, verb: String) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let key = crate::request::resource_key(&key)?;
        let plan = backend::pools::plan_act(&asker.backend, &asker.person, &key, &verb).await?;
        crate::request::redirect(&crate::paths::plan(plan));
        Ok(())
    })
    .await
}

/// Plans that somebody's session be over, and leads to the plan.
#[server(name = PlanPoolSession, prefix = "/api", endpoint = "plan/pool-session", output = Json)]
pub async fn plan_end_session(key: String, session: String) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let key = crate::request::resource_key(&key)?;
        let plan = backend::pools::plan_end_session(&asker.backend, &asker.person, &key, &session).await?;
        crate::request::redirect(&crate::paths::plan(plan));
        Ok(())
    })
    .await
}
