//! Why was the form refused that led here? For forms that were sent without scripts.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::session::session;
use crate::ui::notice::FaultNotice;

/// The refusal, as long as one stays on the page it belongs to.
#[component]
pub fn Flash() -> impl IntoView {
    let location = use_location();
    let here = location.pathname.get_untracked();
    move || {
        let fault = session().refused().filter(|_| location.pathname.get() == here)?;
        Some(view! { <FaultNotice fault /> })
    }
}
