//! An id that can be taken along.

use std::time::Duration;

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// An id with a button that copies it.
#[component]
pub fn Copy(
    /// The id.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let (done, set_done) = signal(false);
    let taken = text.clone();
    let copy = move |_| {
        // The clipboard answers later; that it was refused (no HTTPS, no permission) shows by the id staying selectable.
        let _ = window().navigator().clipboard().write_text(&taken);
        set_done.set(true);
        set_timeout(
            move || {
                set_done.try_set(false);
            },
            Duration::from_secs(2),
        );
    };
    let label = format!("Copy {text}");
    view! {
        <span class="copy">
            <code>{text}</code>
            <button
                type="button"
                class="copy-button"
                aria-label=label
                title=move || if done.get() { "Copied" } else { "Copy" }
                on:click=copy
            >
                {move || if done.get() { view! { <Icon glyph=Glyph::Ok /> } } else { view! { <Icon glyph=Glyph::Copy /> } }}
            </button>
        </span>
    }
}
