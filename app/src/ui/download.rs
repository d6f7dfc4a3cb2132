//! The same, as a file?

use leptos::prelude::*;

/// A link to a list as a file: the server sends it, so that the router must leave it alone.
#[component]
pub fn Download(
    /// Where it is fetched.
    #[prop(into)]
    href: String,
    /// What the link is called, where a page has several.
    #[prop(default = "Download as CSV")]
    words: &'static str,
) -> impl IntoView {
    view! { <p class="rows-file"><a href=href rel="external">{words}</a></p> }
}
