//! More rows before and after.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// The ways to the pages before and after.
#[component]
pub fn Pager(
    /// The page before.
    #[prop(optional_no_strip, into)]
    previous: Option<String>,
    /// The page after.
    #[prop(optional_no_strip, into)]
    next: Option<String>,
    /// What is shown here, such as `Rows 1 to 100`.
    #[prop(optional, into)]
    words: Option<String>,
) -> impl IntoView {
    let link = |href: Option<String>, word: &'static str| match href {
        Some(href) => view! { <a class="btn" href=href>{word}</a> }.into_any(),
        None => view! { <span class="btn" aria-disabled="true">{word}</span> }.into_any(),
    };
    view! {
        <nav class="pager" aria-label="Pages">
            <Icon glyph=Glyph::Left />
            {link(previous, "Previous")}
            {words.map(|words| view! { <span class="quiet">{words}</span> })}
            {link(next, "Next")}
            <Icon glyph=Glyph::Right />
        </nav>
    }
}
