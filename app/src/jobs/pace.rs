//! In which waves, when and how fast? For jobs of more than one row; all of it may be left as it is.

use domain::fault::Fault;
use leptos::prelude::*;

use super::doors::ConfirmPlan;
use crate::ui::field::{Check, Field};
use crate::ui::icon::{Glyph, Icon};

/// The fields of the pace, behind a disclosure.
#[component]
pub fn Pace(confirm: ServerAction<ConfirmPlan>) -> impl IntoView {
    let fault = move || confirm.value().get().and_then(Result::err).map(|refusal| refusal.0);
    let at = move |field: &'static str| {
        Signal::derive(move || {
            let errors = |fault: Fault| fault.at(field).map(str::to_owned).collect();
            fault().map(errors).unwrap_or_default()
        })
    };
    view! {
        <details class="pace">
            <summary><Icon glyph=Glyph::Right/>"Waves, hours and pace"</summary>
            <div class="pace-fields">
                <Field name="first" label="These go first" hint="A number, or a share such as 10 %; all at once when empty." errors=at("first")/>
                <Check name="approve" label="A person lets the rest go" hint="Else the rest follows when the first are through."/>
                <Field
                    name="stop_percent"
                    label="Stop above this share of failures (%)"
                    inputmode="numeric"
                    errors=at("stop_percent")
                />
                <Field name="begin" kind="datetime-local" label="Not before" hint="Now, when empty." errors=at("begin")/>
                <Field name="from" kind="time" label="Only from" errors=at("from")/>
                <Field name="to" kind="time" label="to" hint="Earlier than the first: the next morning." errors=at("to")/>
                <Field name="zone" label="Time zone" placeholder="UTC" hint="Such as Europe/Berlin." errors=at("zone")/>
                <Field
                    name="share"
                    label="Percent of the rate"
                    inputmode="numeric"
                    hint="Of what Deskwarden takes; 100 when empty."
                    errors=at("share")
                />
            </div>
        </details>
    }
}
