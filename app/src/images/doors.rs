//! The doors of images.

use domain::images::{CustomForm, Images, ImportForm, MakeForm, OneImage, ShareForm};
use domain::resource::{Draft, ResourceKey};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

use crate::door::{Json, Refusal};

/// All images that this person may see.
#[server(name = ReadImages, prefix = "/api", endpoint = "images/list", input = GetUrl, output = Json)]
pub async fn list() -> Result<Images, Refusal> {
    crate::request::door(|asker| async move { backend::images::list(&asker.backend, &asker.person).await })
        .await
}

/// One image, and where it is used.
#[server(name = ReadImage, prefix = "/api", endpoint = "images/one", input = GetUrl, output = Json)]
pub async fn one(key: ResourceKey) -> Result<OneImage, Refusal> {
    crate::request::door(
        |asker| async move { backend::images::one(&asker.backend, &asker.person, &key).await },
    )
    .await
}

/// The accounts that may copy an image: asked of AWS now.
#[server(name = ReadImagePermissions, prefix = "/api", endpoint = "images/permissions", input = GetUrl, output = Json)]
pub async fn permissions(key: ResourceKey) -> Result<Vec<String>, Refusal> {
    crate::request::door(|asker| async move {
        backend::images::permissions(&asker.backend, &asker.person, &key).await
    })
    .await
}

/// The form of an import that was refused, as it was typed.
#[server(name = ReadImportDraft, prefix = "/api", endpoint = "images/import-draft", input = GetUrl, output = Json)]
pub async fn import_draft(id: i64) -> Result<Draft<ImportForm>, Refusal> {
    crate::request::door(
        |asker| async move { backend::resource::draft(&asker.backend, &asker.person, id).await },
    )
    .await
}

/// The form of a custom import that was refused, as it was typed.
#[server(name = ReadCustomDraft, prefix = "/api", endpoint = "images/custom-draft", input = GetUrl, output = Json)]
pub async fn custom_draft(id: i64) -> Result<Draft<CustomForm>, Refusal> {
    crate::request::door(
        |asker| async move { backend::resource::draft(&asker.backend, &asker.person, id).await },
    )
    .await
}

/// The form of a copy, or of an image with updates, that was refused, as it was typed.
#[server(name = ReadMakeDraft, prefix = "/api", endpoint = "images/make-draft", input = GetUrl, output = Json)]
pub async fn make_draft(id: i64) -> Result<Draft<MakeForm>, Refusal> {
    crate::request::door(
        |asker| async move { backend::resource::draft(&asker.backend, &asker.person, id).await },
    )
    .await
}

/// The form of a permission that was refused, as it was typed.
#[server(name = ReadShareDraft, prefix = "/api", endpoint = "images/share-draft", input = GetUrl, output = Json)]
pub async fn share_draft(id: i64) -> Result<Draft<ShareForm>, Refusal> {
    crate::request::door(
        |asker| async move { backend::resource::draft(&asker.backend, &asker.person, id).await },
    )
    .await
}

/// Plans the import of an EC2 image and leads to the plan, or back to the form.
#[server(name = PlanImport, prefix = "/api", endpoint = "plan/image-import", output = Json)]
pub async fn plan_import(#[server(flatten)] form: ImportForm) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let planned = backend::images::plan_import(&asker.backend, &asker.person, &form).await;
        crate::request::planned(&asker, planned, form, crate::paths::IMAGE_IMPORT).await
    })
    .await
}

/// Plans the import of a custom image and leads to the plan, or back to the form.
#[server(name = PlanImportCustom, prefix = "/api", endpoint = "plan/image-import-custom", output = Json)]
pub async fn plan_import_custom(#[server(flatten)] form: CustomForm) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let planned = backend::images::plan_import_custom(&asker.backend, &asker.person, &form).await;
        crate::request::planned(&asker, planned, form, crate::paths::IMAGE_IMPORT_CUSTOM).await
    })
    .await
}

/// Plans copies of an image and leads to the plan, or back to the form.
#[server(name = PlanImageCopy, prefix = "/api", endpoint = "plan/image-copy", output = Json)]
pub async fn plan_copy(
    key: String,
    #[server(default)] to: Vec<String>,
    name: String,
    description: String,
    tags: String,
) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let key = crate::request::resource_key(&key)?;
        let form = MakeForm { name, description, tags, to };
        let planned = backend::images::plan_copy(&asker.backend, &asker.person, &key, &form).await;
        crate::request::planned(&asker, planned, form, &crate::paths::resource_tab(&key, "copy")).await
    })
    .await
}

/// Plans an image with updates and leads to the plan, or back to the form.
#[server(name = PlanImageUpdate, prefix = "/api", endpoint = "plan/image-update", output = Json)]
pub async fn plan_update(
    key: String,
    name: String,
    description: String,
    tags: String,
) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let key = crate::request::resource_key(&key)?;
        let form = MakeForm { name, description, tags, to: Vec::new() };
        let planned = backend::images::plan_update(&asker.backend, &asker.person, &key, &form).await;
        crate::request::planned(&asker, planned, form, &crate::paths::resource_tab(&key, "update")).await
    })
    .await
}

/// Plans that another account may copy an image, or no longer, and leads to the plan, or back to the form.
#[server(name = PlanImageShare, prefix = "/api", endpoint = "plan/image-share", output = Json)]
pub async fn plan_share(key: String, #[server(flatten)] form: ShareForm) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let key = crate::request::resource_key(&key)?;
        let planned = backend::images::plan_share(&asker.backend, &asker.person, &key, &form).await;
        crate::request::planned(&asker, planned, form, &crate::paths::resource_tab(&key, "permissions")).await
    })
    .await
}

/// Plans that an image be gone and leads to the plan.
#[server(name = PlanImageDelete, prefix = "/api", endpoint = "plan/image-delete", output = Json)]
pub async fn plan_delete(key: String) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        let key = crate::request::resource_key(&key)?;
        let plan = backend::images::plan_delete(&asker.backend, &asker.person, &key).await?;
        crate::request::redirect(&crate::paths::plan(plan));
        Ok(())
    })
    .await
}
