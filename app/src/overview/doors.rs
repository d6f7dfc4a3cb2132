//! The door of the first page.

use domain::estate::Overview;
use leptos::prelude::*;
use server_fn::codec::GetUrl;

use crate::door::{Json, Refusal};

/// What needs a person first, the state of everything, and how the sync stands.
#[server(name = ReadOverview, prefix = "/api", endpoint = "overview", input = GetUrl, output = Json)]
pub async fn overview() -> Result<Overview, Refusal> {
    crate::request::door(
        |asker| async move { backend::overview::overview(&asker.backend, &asker.person).await },
    )
    .await
}
