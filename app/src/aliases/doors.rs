//! The doors of connection aliases.

use domain::aliases::{Alias, Form, Resolved};
use domain::resource::{Draft, Resource as Found, ResourceKey, Resources};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

use crate::door::{Json, Refusal};

/// All aliases that this person may see.
#[server(name = ReadAliases, prefix = "/api", endpoint = "aliases/list", input = GetUrl, output = Json)]
pub async fn list() -> Result<Resources<Alias>, Refusal> {
    use domain::resource::ResourceKind;

    crate::request::door(|asker| async move {
        backend::resource::list(&asker.backend, &asker.person, ResourceKind::Alias).await
    })
    .await
}

/// One alias.
#[server(name = ReadAlias, prefix = "/api", endpoint = "aliases/one", input = GetUrl, output = Json)]
pub async fn one(key: ResourceKey) -> Result<Found<Alias>, Refusal> {
    crate::request::door(
        |asker| async move { backend::resource::one(&asker.backend, &asker.person, &key).await },
    )
    .await
}

/// Directories that an alias can lead to: id and name.
#[server(name = ReadAliasDirectories, prefix = "/api", endpoint = "aliases/directories", input = GetUrl, output = Json)]
pub async fn directories(key: ResourceKey) -> Result<Vec<(String, String)>, Refusal> {
    crate::request::door(|asker| async move {
        backend::aliases::directories(&asker.backend, &asker.person, &key).await
    })
    .await
}

/// What DNS answers for its name: name servers are asked now.
#[server(name = AskDns, prefix = "/api", endpoint = "aliases/dns", input = GetUrl, output = Json)]
pub async fn answered(key: ResourceKey) -> Result<Resolved, Refusal> {
    crate::request::door(|asker| async move {
        backend::aliases::answered(&asker.backend, &asker.person, &key).await
    })
    .await
}

/// A form that was refused, as it was typed.
#[server(name = ReadAliasDraft, prefix = "/api", endpoint = "aliases/draft", input = GetUrl, output = Json)]
pub async fn draft(id: i64) -> Result<Draft<Form>, Refusal> {
    crate::request::door(
        |asker| async move { backend::resource::draft(&asker.backend, &asker.person, id).await },
    )
    .await
}

/// Plans a new alias and leads to the plan, or back to the form.
#[server(name = PlanAlias, prefix = "/api", endpoint = "plan/alias", output = Json)]
pub async fn plan_create(#[server(flatten)] form: Form) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let planned = backend::aliases::plan_create(&asker.backend, &asker.person, &form).await;
        crate::request::planned(&asker, planned, form, crate::paths::ALIAS_NEW).await
    })
    .await
}

/// Plans to which directory an alias shall lead; an empty one: to none.
#[server(name = PlanAssociate, prefix = "/api", endpoint = "plan/alias-associate", output = Json)]
pub async fn plan_associate(key: String, #[server(default)] directory: String) -> Result<(), Refusal> {
    use domain::aliases::AssociateForm;

    crate::request::door(|asker| async move {
        let key = crate::request::resource_key(&key)?;
        let form = AssociateForm { directory };
        let plan = backend::aliases::plan_associate(&asker.backend, &asker.person, &key, &form).await?;
        crate::request::redirect(&crate::paths::plan(plan));
        Ok(())
    })
    .await
}

/// Plans that an alias lead nowhere.
#[server(name = PlanDisassociate, prefix = "/api", endpoint = "plan/alias-disassociate", output = Json)]
pub async fn plan_disassociate(key: String) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let key = crate::request::resource_key(&key)?;
        let plan = backend::aliases::plan_disassociate(&asker.backend, &asker.person, &key).await?;
        crate::request::redirect(&crate::paths::plan(plan));
        Ok(())
    })
    .await
}

/// Plans whether another account may use an alias.
#[server(name = PlanAliasShare, prefix = "/api", endpoint = "plan/alias-share", output = Json)]
pub async fn plan_share(
    key: String,
    account: String,
    #[server(default)] allow: String,
) -> Result<(), Refusal> {
    use domain::aliases::ShareForm;

    crate::request::door(|asker| async move {
        let key = crate::request::resource_key(&key)?;
        let form = ShareForm { account, allow };
        let plan = backend::aliases::plan_share(&asker.backend, &asker.person, &key, &form).await?;
        crate::request::redirect(&crate::paths::plan(plan));
        Ok(())
    })
    .await
}

/// Plans that an alias be gone.
#[server(name = PlanAliasDelete, prefix = "/api", endpoint = "plan/alias-delete", output = Json)]
pub async fn plan_delete(key: String) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let key = crate::request::resource_key(&key)?;
        let plan = backend::aliases::plan_delete(&asker.backend, &asker.person, &key).await?;
        crate::request::redirect(&crate::paths::plan(plan));
        Ok(())
    })
    .await
}
