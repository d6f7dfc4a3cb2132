//! What does the frame ask the server?

use domain::estate::ScopeStatus;
use domain::jobs::Job;
use leptos::prelude::*;
use server_fn::codec::GetUrl;

use crate::door::{Json, Refusal};

/// How the sync of each account and region stands.
///
/// # Errors
/// As the verb.
#[server(name = FrameScopes, prefix = "/api", endpoint = "frame/scopes", input = GetUrl, output = Json)]
pub async fn scopes() -> Result<Vec<ScopeStatus>, Refusal> {
    use crate::request;
    request::door(|asker| async move { backend::overview::scopes(&asker.backend, &asker.person).await }).await
}

/// The newest jobs, for the tray.
///
/// # Errors
/// As the verb.
#[server(name = FrameJobs, prefix = "/api", endpoint = "frame/jobs", input = GetUrl, output = Json)]
pub async fn jobs() -> Result<Vec<Job>, Refusal> {
    use crate::request;
    request::door(|asker| async move { backend::jobs::list(&asker.backend, &asker.person, None).await }).await
}
