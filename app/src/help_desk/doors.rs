//! What does the help desk ask the server?

use domain::help_desk::Callers;
use leptos::prelude::*;
use server_fn::codec::GetUrl;

use crate::door::{Json, Refusal};

/// The desktops that a text names.
#[server(name = ReadCallers, prefix = "/api", endpoint = "help-desk", input = GetUrl, output = Json)]
pub async fn callers(#[server(default)] text: String) -> Result<Callers, Refusal> {
    crate::request::door(|asker| async move {
        backend::help_desk::callers(&asker.backend, &asker.person, &text).await
    })
    .await
}
