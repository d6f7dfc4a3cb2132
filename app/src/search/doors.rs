//! What does the search ask the server?

use domain::search::Found;
use leptos::prelude::*;
use server_fn::codec::GetUrl;

use crate::door::{Json, Refusal};

/// What a text names, a few of each kind.
#[server(name = SearchEverything, prefix = "/api", endpoint = "search", input = GetUrl, output = Json)]
pub async fn everything(#[server(default)] text: String) -> Result<Found, Refusal> {
    crate::request::door(|asker| async move {
        backend::search::everything(&asker.backend, &asker.person, &text).await
    })
    .await
}
