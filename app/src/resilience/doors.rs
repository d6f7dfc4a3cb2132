//! The doors of coverage, and of the form for standbys.

use domain::resilience::{Chosen, Cover, Form};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

use crate::door::{Json, Refusal};

/// How much of each account and region is covered.
#[server(name = ReadCovers, prefix = "/api", endpoint = "resilience/read", input = GetUrl, output = Json)]
pub async fn covers() -> Result<Vec<Cover>, Refusal> {
    crate::request::door(
        |asker| async move { backend::resilience::covers(&asker.backend, &asker.person).await },
    )
    .await
}

/// What was chosen, and what was typed so far.
#[server(name = ReadStandbyForm, prefix = "/api", endpoint = "resilience/form", input = GetUrl, output = Json)]
pub async fn chosen(id: i64) -> Result<Chosen, Refusal> {
    crate::request::door(|asker| async move {
        backend::resilience::chosen(&asker.backend, &asker.person, id).await
    })
    .await
}

/// Plans what the form asks for and leads to the plan; a form that is refused leads back to itself, with what was typed.
#[server(name = PlanStandby, prefix = "/api", endpoint = "plan/standby", output = Json)]
pub async fn plan_standby(draft: String, #[server(flatten)] form: Form) -> Result<(), Refusal> {
    use domain::fault::Fault;

    crate::request::door(|asker| async move {
        // Beside a flattened form everything is text.
        let draft = draft.parse().map_err(|_| Fault::not_found("The form names no selection."))?;
        let wished = backend::resilience::plan(&asker.backend, &asker.person, draft, form).await?;
        crate::request::redirect(&crate::paths::wished(wished));
        Ok(())
    })
    .await
}
