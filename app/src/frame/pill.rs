//! Is the page live, and how fresh is it?

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::live::Status;
use crate::paths;
use crate::session::session;

/// The state of the stream; pressing it pauses and resumes. Whoever was signed out elsewhere is led to sign in again.
#[component]
pub fn LivePill() -> impl IntoView {
    let live = session().live;
    let is_out = Memo::new(move |_| live.status() == Status::SignedOut);
    move || if is_out.get() { view! { <SignedOut /> }.into_any() } else { view! { <Pill /> }.into_any() }
}

#[component]
fn Pill() -> impl IntoView {
    let session = session();
    let live = session.live;
    let class = move || match live.status() {
        Status::Still => "pill still",
        Status::Live => "pill live",
        Status::Reconnecting | Status::SignedOut => "pill broken",
        Status::Paused => "pill paused",
    };
    let words = move || match live.status() {
        Status::Still => "Not live",
        Status::Live => "Live",
        Status::Reconnecting | Status::SignedOut => "Reconnecting",
        Status::Paused => "Paused",
    };
    let age = move || {
        let (heard, now) = (live.heard()?, session.now.get()?);
        let seconds = now.ms_since(heard).max(0) / 1_000;
        Some(view! { <span class="age">{format!("as of {seconds} s")}</span> })
    };
    let does = move || match live.status() {
        Status::Still => "Changes appear when the page is loaded again",
        Status::Paused => "Resume live updates",
        Status::Live | Status::Reconnecting | Status::SignedOut => "Pause live updates",
    };
    let is_still = move || (live.status() == Status::Still).then_some("true");
    view! {
        <button type="button" class=class title=does aria-disabled=is_still on:click=move |_| live.toggle()>
            <span class="dot" aria-hidden="true"></span>
            <span>{words}</span>
            {age}
        </button>
    }
}

/// The way back in, to where one is. The server draws the page of signing in: it alone knows the ways.
#[component]
fn SignedOut() -> impl IntoView {
    let location = use_location();
    let href = move || paths::sign_in_back(&location.pathname.get(), &location.search.get());
    view! {
        <a class="pill broken" rel="external" href=href title="Your session has ended: sign in again">
            <span class="dot" aria-hidden="true"></span>
            <span>"Signed out"</span>
        </a>
    }
}
