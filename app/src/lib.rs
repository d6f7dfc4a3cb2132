//! What does a person see? The same code on the server and in the browser.
#![recursion_limit = "256"]

pub mod access;
mod aliases;
mod audit;
mod bundles;
pub mod change;
pub mod create;
mod directories;
pub mod door;
pub mod fleet;
pub mod frame;
pub mod help_desk;
mod history;
mod images;
mod ip_groups;
pub mod jobs;
mod lazy;
pub mod live;
pub mod overview;
pub mod paths;
mod pools;
#[cfg(feature = "ssr")]
pub mod request;
pub mod resilience;
mod resource;
pub mod search;
pub mod session;
pub mod ui;
pub mod views;

mod shell;

pub use shell::{App, shell};

/// Makes the page that the server drew a living one; the browser's loader calls it.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub async fn hydrate() {
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        frame::anew::after(&panic.to_string());
    }));
    leptos::mount::hydrate_from_async(leptos::tachys::dom::body(), App).await.forget();
    // Said on `<html>` when the page's piece of the module lives as well: from then on everything listens.
    if let Some(root) = leptos::prelude::document().document_element() {
        // An attribute of this name is never refused.
        let _ = root.set_attribute("data-hydrated", "");
    }
}
