//! Whose is it, how does it stand, and how fresh is that?

use domain::workspace::WorkSpace;
use leptos::prelude::*;

use super::actions::Actions;
use crate::paths;
use crate::ui::badge::StateBadge;
use crate::ui::clock::Time;
use crate::ui::copy::Copy;

/// The head of the page.
#[component]
pub fn Head(
    /// Which.
    workspace: WorkSpace,
) -> impl IntoView {
    let label = workspace.label().to_owned();
    let actions = view! { <Actions workspace=workspace.clone() /> };
    let since = workspace.state_since.map(|at| view! { <span class="quiet">" since "<Time at /></span> });
    let job =
        workspace.job.map(|id| view! { <a href=paths::job(id)>{format!("Job {id} is changing it")}</a> });
    let place = format!("{} {}", workspace.account_name, workspace.key.scope.region);
    view! {
        <nav class="crumbs" aria-label="Breadcrumb"><a href=paths::FLEET>"Fleet"</a></nav>
        <div class="ws-head">
            <h1>{label}</h1>
            <span><StateBadge state=workspace.state />{since}</span>
            {actions}
            <div class="ws-sub">
                <Copy text=workspace.key.id.to_string() />
                <span>{place}</span>
                <span>"as of "<Time at=workspace.as_of /></span>
                {job}
            </div>
        </div>
    }
}
