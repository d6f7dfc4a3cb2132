//! The doors of bundles.

use domain::bundles::{Bundles, Form, OneBundle};
use domain::resource::{Draft, ResourceKey};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

use crate::door::{Json, Refusal};

/// All bundles that this person may see.
#[server(name = ReadBundles, prefix = "/api", endpoint = "bundles/list", input = GetUrl, output = Json)]
pub async fn list() -> Result<Bundles, Refusal> {
    crate::request::door(|asker| async move { backend::bundles::list(&asker.backend, &asker.person).await })
        .await
}

/// One bundle, how much it is used, and the images that it could be made from.
#[server(name = ReadBundle, prefix = "/api", endpoint = "bundles/one", input = GetUrl, output = Json)]
pub async fn one(key: ResourceKey) -> Result<OneBundle, Refusal> {
    crate::request::door(
        |asker| async move { backend::bundles::one(&asker.backend, &asker.person, &key).await },
    )
    .await
}

/// A form that was refused, as it was typed.
#[server(name = ReadBundleDraft, prefix = "/api", endpoint = "bundles/draft", input = GetUrl, output = Json)]
pub async fn draft(id: i64) -> Result<Draft<Form>, Refusal> {
    crate::request::door(
        |asker| async move { backend::resource::draft(&asker.backend, &asker.person, id).await },
    )
    .await
}

/// Plans a new bundle of an image and leads to the plan, or back to the form.
#[server(name = PlanBundle, prefix = "/api", endpoint = "plan/bundle", output = Json)]
pub async fn plan_create(key: String, #[server(flatten)] form: Form) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let key = crate::request::resource_key(&key)?;
        let planned = backend::bundles::plan_create(&asker.backend, &asker.person, &key, &form).await;
        crate::request::planned(&asker, planned, form, &crate::paths::resource_tab(&key, "bundle")).await
    })
    .await
}

/// Plans another image for a bundle and leads to the plan.
#[server(name = PlanBundleImage, prefix = "/api", endpoint = "plan/bundle-image", output = Json)]
pub async fn plan_image(key: String, image: String) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let key = crate::request::resource_key(&key)?;
        let plan = backend::bundles::plan_image(&asker.backend, &asker.person, &key, &image).await?;
        crate::request::redirect(&crate::paths::plan(plan));
        Ok(())
    })
    .await
}

/// Plans that a bundle be gone and leads to the plan.
#[server(name = PlanBundleDelete, prefix = "/api", endpoint = "plan/bundle-delete", output = Json)]
pub async fn plan_delete(key: String) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let key = crate::request::resource_key(&key)?;
        let plan = backend::bundles::plan_delete(&asker.backend, &asker.person, &key).await?;
        crate::request::redirect(&crate::paths::plan(plan));
        Ok(())
    })
    .await
}
