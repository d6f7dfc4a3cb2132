//! Nothing here: why, and what to do.

use leptos::prelude::*;

/// An empty list.
#[component]
pub fn Empty(
    /// Why it is empty.
    #[prop(into)]
    title: String,
    /// What to do.
    children: Children,
) -> impl IntoView {
    view! { <div class="empty"><h2>{title}</h2><div>{children()}</div></div> }
}
