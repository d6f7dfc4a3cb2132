//! What cannot apply to the choice made so far is out of reach, and says why.

use leptos::prelude::*;

/// Controls that can be used unless `why_not` says why they cannot. What is out of reach is not sent.
#[component]
pub fn Only(
    /// Why not.
    #[prop(into)]
    why_not: Signal<Option<String>>,
    /// The controls.
    children: Children,
) -> impl IntoView {
    let reason = move || why_not.get().map(|why| view! { <p class="field-hint">{why}</p> });
    view! {
        <fieldset class="only" disabled=move || why_not.get().is_some()>
            {children()}
            {reason}
        </fieldset>
    }
}
