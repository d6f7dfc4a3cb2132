//! What does the frame ask the server?

use domain::estate::Standing;
use domain::jobs::Job;
use leptos::prelude::*;
use server_fn::codec::GetUrl;

use crate::door::{Json, Refusal};

/// How the sync of each account and region stands, and whether changes can be written down.
///
/// # Errors
/// As the verb.
#[server(name = FrameScopes, prefix = "/api", endpoint = "frame/scopes", input = GetUrl, output = Json)]
pub async fn scopes() -> Result<Standing, Refusal> {
    use crate::request;
    request::door(|asker| async move { backend::overview::standing(&asker.backend, &asker.person).await })
        .await
}

/// Asks a region that failed again, before its time.
///
/// # Errors
/// As the verb, and when the right is lacking.
#[server(name = TryNow, prefix = "/api", endpoint = "frame/try-now", output = Json)]
pub async fn try_now(scope: String) -> Result<(), Refusal> {
    use crate::request;
    request::door(|asker| async move {
        let permit = asker.permit(domain::access::Right::Power)?;
        let scope = scope.parse().map_err(|_| domain::fault::Fault::not_found("There is no such region."))?;
        backend::sync::try_now(&asker.backend, &permit, &scope).await
    })
    .await
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
