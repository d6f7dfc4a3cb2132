//! What does the page of a resource say that cannot be shown?

use domain::fault::Fault;
use domain::resource::ResourceKind;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::paths;
use crate::ui::notice::FaultNotice;

/// Why there is nothing, and the way to what there is.
#[component]
pub fn Absent(
    /// What the address would lead to.
    kind: ResourceKind,
    /// Why it does not.
    fault: Fault,
) -> impl IntoView {
    view! {
        <Title text=kind.heading()/>
        <nav class="crumbs" aria-label="Breadcrumb"><a href=paths::resources(kind)>{kind.heading()}</a></nav>
        <h1>{kind.heading()}</h1>
        <FaultNotice fault/>
    }
}
