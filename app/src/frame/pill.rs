//! Is the page live, and how fresh is it?

use leptos::prelude::*;

use crate::live::Status;
use crate::session::session;

/// The state of the stream; pressing it pauses and resumes.
#[component]
pub fn LivePill() -> impl IntoView {
    let session = session();
    let live = session.live;
    let class = move || match live.status() {
        Status::Still => "pill still",
        Status::Live => "pill live",
        Status::Reconnecting => "pill broken",
        Status::Paused => "pill paused",
    };
    let words = move || match live.status() {
        Status::Still => "Not live",
        Status::Live => "Live",
        Status::Reconnecting => "Reconnecting",
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
        Status::Live | Status::Reconnecting => "Pause live updates",
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
