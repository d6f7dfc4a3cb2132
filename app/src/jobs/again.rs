//! Which job is tried again here, and which job tries this one again?

use domain::ids::JobId;
use leptos::prelude::*;

use crate::paths;

/// What this plan or job tries again.
pub fn again(of: Option<JobId>) -> impl IntoView + use<> {
    of.map(|job| view! { <p class="quiet">"Again: what ended badly in "{link(job)}</p> })
}

/// The jobs in which this one was tried again.
pub fn tried(jobs: &[JobId]) -> impl IntoView + use<> {
    let links: Vec<_> =
        jobs.iter().enumerate().map(|(n, job)| view! { {(n > 0).then_some(", ")}{link(*job)} }).collect();
    (!links.is_empty()).then(|| view! { <p class="quiet">"Tried again in "{links}</p> })
}

fn link(job: JobId) -> impl IntoView + use<> {
    view! { <a href=paths::job(job)>{format!("job {job}")}</a> }
}
