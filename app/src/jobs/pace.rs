//! In which waves, when and how fast? For jobs of more than one row; all of it may be left as it is.

use domain::jobs::{Confirmation, PaceForm};
use leptos::prelude::*;

use crate::ui::field::{Check, Field};
use crate::ui::icon::{Glyph, Icon};

/// The fields of the pace, behind a disclosure, which is open when something was typed.
#[component]
pub fn Pace(refused: Confirmation) -> impl IntoView {
    let at = |field| Signal::stored(refused.at(field));
    let [first, stop, begin, from, to, zone, share] =
        ["first", "stop_percent", "begin", "from", "to", "zone", "share"].map(at);
    let form = refused.pace;
    let is_open = form != PaceForm::default();
    view! {
        <details class="pace" open=is_open>
            <summary><Icon glyph=Glyph::Right/>"Waves, hours and pace"</summary>
            <div class="pace-fields">
                <Field name="first" label="These go first" hint="A number, or a share such as 10 %; all at once when empty." value=form.first errors=first/>
                <Check name="approve" label="A person lets the rest go" checked=!form.approve.is_empty() hint="Else the rest follows when the first are through."/>
                <Field
                    name="stop_percent"
                    label="Stop above this share of failures (%)"
                    inputmode="numeric"
                    value=form.stop_percent
                    errors=stop
                />
                <Field name="begin" kind="datetime-local" label="Not before" hint="Now, when empty." value=form.begin errors=begin/>
                <Field name="from" kind="time" label="Only from" value=form.from errors=from/>
                <Field name="to" kind="time" label="to" hint="Earlier than the first: the next morning." value=form.to errors=to/>
                <Field name="zone" label="Time zone" placeholder="UTC" hint="Such as Europe/Berlin." value=form.zone errors=zone/>
                <Field
                    name="share"
                    label="Percent of the rate"
                    inputmode="numeric"
                    hint="Of what Deskwarden takes; 100 when empty."
                    value=form.share
                    errors=share
                />
            </div>
        </details>
    }
}
