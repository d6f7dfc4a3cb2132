//! The doors of the form for changes.

use domain::change::{Chosen, Form};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

use crate::door::{Json, Refusal};

/// What was chosen, and what was typed so far.
#[server(name = ReadChosen, prefix = "/api", endpoint = "change/read", input = GetUrl, output = Json)]
pub async fn chosen(id: i64) -> Result<Chosen, Refusal> {
    crate::request::door(
        |asker| async move { backend::change::chosen(&asker.backend, &asker.person, id).await },
    )
    .await
}

/// Plans what the form asks for and leads to the plan; a form that is refused leads back to itself, with what was typed.
#[server(name = PlanChange, prefix = "/api", endpoint = "plan/change", output = Json)]
pub async fn plan_change(draft: String, #[server(flatten)] form: Form) -> Result<(), Refusal> {
    use domain::fault::Fault;

    crate::request::door(|asker| async move {
        // Beside a flattened form everything is text.
        let draft = draft.parse().map_err(|_| Fault::not_found("The form names no selection."))?;
        let wished = backend::change::plan(&asker.backend, &asker.person, draft, form).await?;
        crate::request::redirect(&crate::paths::wished(wished));
        Ok(())
    })
    .await
}
