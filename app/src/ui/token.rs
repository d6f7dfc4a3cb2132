//! A filter that holds, and the way to let it go.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// A filter.
#[component]
pub fn Token(
    /// What is compared.
    #[prop(into)]
    field: String,
    /// How.
    #[prop(into)]
    sign: String,
    /// With what.
    #[prop(into)]
    values: String,
    /// The address without it.
    #[prop(into)]
    without: String,
) -> impl IntoView {
    let label = format!("Remove the filter {field} {sign} {values}");
    view! {
        <span class="token">
            <span>{field}" "<em>{sign}</em>" "{values}</span>
            <a class="token-remove" href=without aria-label=label><Icon glyph=Glyph::Close /></a>
        </span>
    }
}
