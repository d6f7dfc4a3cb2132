//! The doors of the form for new WorkSpaces.

use domain::create::Form;
use domain::estate::Catalog;
use domain::fault::FieldError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::GetUrl;

use crate::door::{Json, Refusal};

/// A form that was refused, as it comes back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What was typed.
    pub form: Form,
    /// What was wrong with it; an error without a field is about the whole.
    pub errors: Vec<FieldError>,
}

impl Draft {
    /// The errors at this field.
    #[must_use]
    pub fn at(&self, field: &str) -> Vec<String> {
        let here = self.errors.iter().filter(|error| error.field == field);
        here.map(|error| error.message.clone()).collect()
    }
}

/// Directories this person may create in, and the bundles for them.
#[server(name = ReadCatalog, prefix = "/api", endpoint = "create/catalog", input = GetUrl, output = Json)]
pub async fn catalog() -> Result<Catalog, Refusal> {
    crate::request::door(|asker| async move { backend::create::catalog(&asker.backend, &asker.person).await })
        .await
}

/// What was typed, from a draft of this person's.
#[server(name = ReadDraft, prefix = "/api", endpoint = "create/draft", input = GetUrl, output = Json)]
pub async fn draft(id: i64) -> Result<Draft, Refusal> {
    crate::request::door(|asker| async move {
        let kept = backend::create::draft(&asker.backend, &asker.person, id).await?;
        Ok(Draft { form: kept.form, errors: kept.errors })
    })
    .await
}

/// Plans to create what the form asks for and leads to the plan. The form is kept as a draft, and when it is refused
/// the way leads back to it: with scripts or without, nothing typed is lost.
#[server(name = PlanCreate, prefix = "/api", endpoint = "plan/create", output = Json)]
pub async fn plan_create(#[server(flatten)] form: Form) -> Result<(), Refusal> {
    use domain::access::Right;

    crate::request::door(|asker| async move {
        let permit = asker.permit(Right::Create)?;
        let planned = backend::jobs::plan_create(&asker.backend, &permit, &form).await;
        let (plan, errors) = match planned {
            Ok(plan) => (Some(plan), Vec::new()),
            Err(fault) => (None, fault.into_field_errors()),
        };
        let kept = backend::create::Draft { form, errors };
        let draft = backend::create::keep_draft(&asker.backend, &asker.person, &kept).await?;
        let to =
            plan.map_or_else(|| crate::paths::draft(draft), |plan| crate::paths::plan_of_draft(plan, draft));
        crate::request::redirect(&to);
        Ok(())
    })
    .await
}
