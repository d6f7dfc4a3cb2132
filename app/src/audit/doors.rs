//! The door of the audit.

use domain::audit::AuditPage;
use leptos::prelude::*;
use server_fn::codec::GetUrl;

use crate::door::{Json, Refusal};

/// A page of the entries that this person may see, by the address's query.
#[server(name = ListAudit, prefix = "/api", endpoint = "audit/list", input = GetUrl, output = Json)]
pub async fn list(query: String) -> Result<AuditPage, Refusal> {
    let (query, _) = domain::audit::AuditQuery::read(&query);
    crate::request::door(
        |asker| async move { backend::audit::page(&asker.backend, &asker.person, &query).await },
    )
    .await
}
