//! When is a region that failed asked again, and can it be now?

use domain::access::Right;
use domain::at::At;
use domain::estate::{Health, ScopeStatus};
use domain::words::Tone;
use leptos::prelude::*;

use super::doors::TryNow;
use crate::session::session;
use crate::ui::button::Button;
use crate::ui::clock::Time;
use crate::ui::notice::FaultNotice;

/// Tone and word of what fails in a region; nothing, when nothing does.
#[must_use]
pub fn trouble(health: &Health) -> Option<(Tone, &'static str)> {
    match health {
        Health::Denied => Some((Tone::Bad, "AWS denies access")),
        Health::Lacking(lack) => Some((Tone::Bad, lack.words())),
        Health::Failing => Some((Tone::Warn, "AWS cannot be asked")),
        Health::Waiting | Health::Good => None,
    }
}

/// What to do about a region that fails, when it is asked again, and a button for those who cannot wait.
#[component]
pub fn Again(
    /// The region.
    scope: ScopeStatus,
) -> impl IntoView {
    let ScopeStatus { key, account_name, health, next_try, .. } = scope;
    let advice = match health {
        Health::Lacking(lack) => Some(lack.next()),
        Health::Denied => Some("Check what the console's role or user may do, with `deskwarden check`."),
        Health::Failing => Some("Check the network between the console and AWS."),
        Health::Waiting | Health::Good => None,
    };
    let next = next_try.map(|at| {
        let place = format!("{account_name} {}", key.region);
        view! { <Next at key=key.to_string() place /> }
    });
    view! {
        {advice.map(|advice| view! { <span>{advice}</span> })}
        {next}
    }
}

#[component]
fn Next(at: At, key: String, place: String) -> impl IntoView {
    let action = ServerAction::<TryNow>::new();
    let lacks = session().lacks(Right::Power);
    let refused = move || {
        let refusal = action.value().get()?.err()?;
        Some(view! { <FaultNotice fault=refusal.0 /> })
    };
    view! {
        <div class="again">
            <span>"The next try is "<Time at />"."</span>
            <ActionForm action>
                <input type="hidden" name="scope" value=key />
                <Button why_not=lacks hint="Asks AWS at once.">
                    "Try now"
                    <span class="hidden">{format!(" in {place}")}</span>
                </Button>
            </ActionForm>
        </div>
        {refused}
    }
}
