//! More to choose from, out of the way until asked for. A native disclosure: it opens without scripts.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::icon::{Glyph, Icon};

/// A menu below a button. Esc and a click elsewhere close it.
#[component]
pub fn Menu(
    /// What is on the button.
    label: AnyView,
    /// What a listener is told of the button, when the label is not enough.
    #[prop(optional, into)]
    name: Option<String>,
    /// Whether it is open from the first.
    #[prop(optional)]
    open: bool,
    /// What it offers.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Details>::new();
    let close = move || {
        if let Some(details) = node.get_untracked() {
            details.set_open(false);
        }
    };
    Effect::new(move |_| {
        let click = window_event_listener(leptos::ev::click, move |event| {
            let inside = node
                .get_untracked()
                .zip(event.target())
                .is_some_and(|(details, target)| details.contains(target.dyn_ref::<web_sys::Node>()));
            if !inside {
                close();
            }
        });
        on_cleanup(move || click.remove());
    });
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            close();
            if let Some(summary) =
                node.get_untracked().and_then(|details| details.query_selector("summary").ok()?)
            {
                // Focus goes back to where it came from.
                let _ = summary.unchecked_into::<web_sys::HtmlElement>().focus();
            }
        }
    };
    view! {
        <details class="menu" open=open node_ref=node on:keydown=on_key>
            <summary class="btn quiet" aria-label=name>{label}<Icon glyph=Glyph::Down /></summary>
            <div class="menu-body">{children()}</div>
        </details>
    }
}
