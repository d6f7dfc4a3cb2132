//! How far is it?

use leptos::prelude::*;

/// A bar, and the same in words.
#[component]
pub fn Progress(
    /// What is under way.
    #[prop(into)]
    label: String,
    /// How much is done; `None` while that is not known.
    #[prop(optional_no_strip)]
    value: Option<i64>,
    /// How much there is.
    #[prop(default = 100)]
    most: i64,
) -> impl IntoView {
    view! {
        <progress class="progress" aria-label=label max=most.max(1).to_string() value=value.map(|value| value.to_string())></progress>
    }
}
