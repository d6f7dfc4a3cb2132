//! When? A moment as `<time>`: absolute as the server draws it, relative once the browser's clock is known.

use std::time::Duration;

use domain::at::At;
use leptos::prelude::*;

use crate::session::session;

/// Now, by the browser's clock. For effects and handlers alone: a first drawing must not depend on it.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit for 285,000 years")]
pub fn browser_now() -> At {
    At(js_sys::Date::now() as i64)
}

/// Now, once a second; nothing on the server and in the first drawing.
#[must_use]
pub fn ticker() -> ReadSignal<Option<At>> {
    let (now, set_now) = signal(None);
    Effect::new(move |_| {
        set_now.set(Some(browser_now()));
        let ticks =
            set_interval_with_handle(move || set_now.set(Some(browser_now())), Duration::from_secs(1));
        if let Ok(ticks) = ticks {
            on_cleanup(move || ticks.clear());
        }
    });
    now
}

/// A moment.
#[component]
pub fn Time(
    /// When.
    at: At,
) -> impl IntoView {
    let now = session().now;
    let words = move || now.get().map_or_else(|| at.absolute(), |now| at.relative(now));
    view! { <time datetime=at.iso() title=at.absolute()>{words}</time> }
}

/// A moment that may not have been, and the word for that.
#[component]
pub fn MaybeTime(
    /// When, if ever.
    at: Option<At>,
    /// The word for never.
    #[prop(default = "never")]
    never: &'static str,
) -> impl IntoView {
    match at {
        Some(at) => view! { <Time at /> }.into_any(),
        None => view! { <span class="quiet">{never}</span> }.into_any(),
    }
}
