//! The bar: where one is, search, how fresh it is, what is running, and who is looking.

use leptos::prelude::*;
use leptos_router::components::Form;

use super::{pill::LivePill, tray::JobsTray, user::UserMenu};
use crate::paths;
use crate::ui::icon::{Glyph, Icon};

/// The bar above every page.
#[component]
pub fn TopBar(
    /// Whether the keyboard's help is open.
    help: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <header class="top">
            <a class="brand" href=paths::OVERVIEW>
                <span class="brand-mark" aria-hidden="true"></span>
                <span>"Deskwarden"</span>
            </a>
            <search class="search">
                <Form method="GET" action=paths::SEARCH>
                    <Icon glyph=Glyph::Search />
                    <input
                        type="search"
                        name="q"
                        id="search"
                        autocomplete="off"
                        aria-label="Search people, computers, ids, addresses"
                        placeholder="Search people, computers, ids, addresses"
                    />
                    <kbd aria-hidden="true">"/"</kbd>
                </Form>
            </search>
            <span class="grow"></span>
            <LivePill />
            <JobsTray />
            <button
                type="button"
                class="btn quiet icon-only help-button"
                aria-label="Keyboard help"
                title="Keyboard help (?)"
                on:click=move |_| help.set(true)
            >
                <Icon glyph=Glyph::Help />
            </button>
            <UserMenu />
        </header>
    }
}
