//! The doors of the form that takes a list.

use domain::listed::ListDraft;
use leptos::prelude::*;
use server_fn::codec::GetUrl;

use crate::door::{Json, Refusal};

/// A list of this person's that was refused.
#[server(name = ReadListDraft, prefix = "/api", endpoint = "plan/csv-draft", input = GetUrl, output = Json)]
pub async fn list_draft(id: i64) -> Result<ListDraft, Refusal> {
    crate::request::door(|asker| async move {
        backend::fleet::list_draft(&asker.backend, &asker.person, id).await
    })
    .await
}

/// Takes the WorkSpaces of a list and an action, or `change`, to where such a wish leads. A list that is refused is kept,
/// and the way leads back to it.
#[server(name = PlanCsv, prefix = "/api", endpoint = "plan/csv", output = Json)]
pub async fn plan_csv(
    action: String,
    #[server(default)] csv: String,
    #[server(default)] leave_out: String,
) -> Result<(), Refusal> {
    crate::request::door(|asker| async move {
        asker.permit(backend::change::right(&action)?)?;
        let leave_out = !leave_out.is_empty();
        let wished = async {
            let listed = backend::fleet::listed(&asker.backend, &asker.person, &csv).await?;
            let (selection, _) = listed.selection(leave_out)?;
            backend::change::begin(&asker.backend, &asker.person, &action, selection).await
        };
        let to = match wished.await {
            Ok(wished) => crate::paths::wished(wished),
            Err(fault) => {
                let draft = ListDraft { csv, leave_out, errors: fault.into_field_errors() };
                let draft = backend::fleet::keep_list(&asker.backend, &asker.person, &draft).await?;
                crate::paths::list_draft(draft)
            }
        };
        crate::request::redirect(&to);
        Ok(())
    })
    .await
}
