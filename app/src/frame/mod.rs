//! What stands around every page? The bar, the ways, how fresh it all is, and the keyboard.

pub mod again;
pub mod anew;
mod doors;
mod flash;
mod help;
mod keys;
mod nav;
mod pill;
mod sync;
mod top;
mod tray;
mod unwritten;
mod user;

pub use doors::{FrameJobs, FrameScopes, jobs, scopes};
pub use keys::are_on as keys_are_on;
pub use nav::WAYS;

use leptos::prelude::*;
use leptos_meta::Title;

use crate::paths;
use crate::search::Palette;
use crate::session::session;
use crate::ui::button::{LinkButton, Look};
use crate::ui::empty::Empty;
use crate::ui::toast::ToastRegion;

/// The frame. Without a person it holds the page alone: signing in needs no ways to elsewhere.
#[component]
pub fn Frame(
    /// The page.
    children: Children,
) -> impl IntoView {
    anew::follow();
    let page = children();
    if session().person().is_none() {
        return view! { <main class="alone" id="main">{page}</main> }.into_any();
    }
    let help = RwSignal::new(false);
    let palette = RwSignal::new(false);
    keys::listen(help, palette);
    view! {
        <a class="skip" href="#main">"Skip to the page"</a>
        <div class="frame">
            <top::TopBar help />
            <nav::SideNav />
            <main id="main" tabindex="-1">
                <sync::SyncLine />
                <flash::Flash />
                {page}
            </main>
        </div>
        <help::Help open=help />
        <Palette open=palette />
        <ToastRegion />
    }
    .into_any()
}

/// No page has this address.
#[component]
pub fn Lost() -> impl IntoView {
    view! {
        <Title text="Not found" />
        <h1>"There is no such page"</h1>
        <Empty title="The address leads nowhere">
            <p>"It may have been mistyped, or the page has moved."</p>
            <LinkButton href=paths::OVERVIEW look=Look::Primary>"Go to the overview"</LinkButton>
        </Empty>
    }
}
