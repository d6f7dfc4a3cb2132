//! The doors of the form for new WorkSpaces.

use domain::at::At;
use domain::create::{Cell, Form, Refusals};
use domain::estate::Catalog;
use domain::fault::FieldError;
use domain::ids::WorkspaceKey;
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

/// A form for another WorkSpace like this one, but for its user.
#[server(name = ReadLike, prefix = "/api", endpoint = "create/like", input = GetUrl, output = Json)]
pub async fn like(key: WorkspaceKey) -> Result<Draft, Refusal> {
    crate::request::door(|asker| async move {
        let like = backend::create::like(&asker.backend, &asker.person, &key).await?;
        Ok(Draft { form: like.form, errors: like.errors })
    })
    .await
}

/// The last form of this person's that has not become a job, and when it was kept.
#[server(name = ReadUnfinished, prefix = "/api", endpoint = "create/unfinished", input = GetUrl, output = Json)]
pub async fn unfinished() -> Result<Option<(i64, At)>, Refusal> {
    crate::request::door(
        |asker| async move { backend::create::unfinished(&asker.backend, &asker.person).await },
    )
    .await
}

/// Plans to create what the form asks for and leads to the plan. The form is kept as a draft, and when it is refused
/// the way leads back to it: with scripts or without, nothing typed is lost.
#[server(name = PlanCreate, prefix = "/api", endpoint = "plan/create", output = Json)]
pub async fn plan_create(#[server(flatten)] form: Form) -> Result<(), Refusal> {
    use domain::access::Right;

    crate::request::door(|asker| async move {
        let permit = asker.permit(Right::Create)?;
        let (draft, plan) = backend::create::begin(&asker.backend, &permit, form).await?;
        let to =
            plan.map_or_else(|| crate::paths::draft(draft), |plan| crate::paths::plan_of_draft(plan, draft));
        crate::request::redirect(&to);
        Ok(())
    })
    .await
}

/// Keeps a form as it stands, and leads back to it.
#[server(name = KeepCreate, prefix = "/api", endpoint = "create/keep", output = Json)]
pub async fn keep(#[server(flatten)] form: Form) -> Result<(), Refusal> {
    use domain::access::Right;

    crate::request::door(|asker| async move {
        let permit = asker.permit(Right::Create)?;
        let kept = backend::create::Draft { form, errors: Vec::new() };
        let draft = backend::create::keep_draft(&asker.backend, permit.person(), &kept).await?;
        crate::request::redirect(&crate::paths::draft(draft));
        Ok(())
    })
    .await
}

/// Forgets the forms that this person has kept.
#[server(name = ForgetCreate, prefix = "/api", endpoint = "create/forget", output = Json)]
pub async fn forget() -> Result<(), Refusal> {
    use domain::access::Right;

    crate::request::door(|asker| async move {
        let permit = asker.permit(Right::Create)?;
        backend::create::forget(&asker.backend, permit.person()).await?;
        crate::request::redirect(crate::paths::CREATE);
        Ok(())
    })
    .await
}

/// The refused rows of a plan of this person's, from after a line.
#[server(name = ReadRefused, prefix = "/api", endpoint = "create/refused", input = GetUrl, output = Json)]
pub async fn refused(plan: i64, after: i64) -> Result<Refusals, Refusal> {
    crate::request::door(|asker| async move {
        backend::create::refused(&asker.backend, &asker.person, plan, after).await
    })
    .await
}

/// Checks a refused row of a plan again, with these cells, and leads back to the plan.
#[server(name = MendRow, prefix = "/api", endpoint = "create/mend", output = Json)]
pub async fn mend(
    plan: i64,
    line: usize,
    #[server(default)] draft: Option<i64>,
    #[server(default)] cells: Vec<Cell>,
) -> Result<(), Refusal> {
    use domain::access::Right;

    crate::request::door(|asker| async move {
        let permit = asker.permit(Right::Create)?;
        backend::jobs::mend(&asker.backend, &permit, plan, line, cells).await?;
        let to =
            draft.map_or_else(|| crate::paths::plan(plan), |draft| crate::paths::plan_of_draft(plan, draft));
        crate::request::redirect(&format!("{to}#refused"));
        Ok(())
    })
    .await
}
