//! What is it, how does it stand, and how fresh is that?

use domain::ids::ScopeKey;
use domain::resource::Resource;
use domain::words::{Tone, sentence};
use leptos::prelude::*;

use crate::paths;
use crate::ui::badge::Badge;
use crate::ui::clock::Time;
use crate::ui::copy::Copy;

/// Where something is, in a table's cell: the account as it is called, and the region.
#[must_use]
pub fn place(account_name: &str, scope: &ScopeKey) -> String {
    format!("{account_name} {}", scope.region)
}

/// The head of a resource's page, with what can be done to it.
#[component]
pub fn Head<T>(
    /// Which.
    resource: Resource<T>,
    /// How its state reads.
    #[prop(default = Tone::Off)]
    tone: Tone,
    /// What can be done to it.
    children: Children,
) -> impl IntoView
where
    T: Send + Sync + 'static,
{
    let Resource { key, account_name, name, state, as_of, job, .. } = resource;
    let badge =
        (!state.is_empty()).then(|| view! { <Badge tone word=sentence(&state) title=state.clone()/> });
    let job = job.map(|id| view! { <a href=paths::job(id)>{format!("Job {id} is changing it")}</a> });
    view! {
        <nav class="crumbs" aria-label="Breadcrumb"><a href=paths::resources(key.kind)>{key.kind.heading()}</a></nav>
        <div class="ws-head">
            <h1>{name}</h1>
            <span>{badge}</span>
            <div class="row">{children()}</div>
            <div class="ws-sub">
                <Copy text=key.id.clone()/>
                <span>{place(&account_name, &key.scope)}</span>
                <span>"as of "<Time at=as_of/></span>
                {job}
            </div>
        </div>
    }
}
