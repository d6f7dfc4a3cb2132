//! Many people, each with a choice of their own: a list, as CSV.

use leptos::prelude::*;

use super::chosen::Chosen;
use super::doors::Draft;
use crate::paths;
use crate::ui::file::TextFile;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::textarea::Textarea;

/// Largest file that is read: encoded as a form, it must stay within what the console takes (8 MiB).
const LARGEST: u32 = 2_500_000;
const FIELD: &str = "csv";

/// The list.
#[component]
pub fn List(draft: Draft, chosen: Chosen) -> impl IntoView {
    let errors = draft.at(FIELD);
    let is_used = !draft.form.csv.is_empty() || !errors.is_empty();
    view! {
        <details class="card advanced" open=is_used>
            <summary><Icon glyph=Glyph::Right/>"From a CSV instead: many people, each with settings of their own"</summary>
            <div class="card-body list-fields">
                <TextFile
                    name="file"
                    label="File"
                    hint="Its text is put below; the file itself is not sent."
                    accept=".csv,.txt,text/csv,text/plain"
                    largest=LARGEST
                    on_text=Callback::new(put)
                />
                <Textarea
                    name=FIELD
                    label="CSV"
                    hint="Its first line names the columns: “user”, and any other of the template. A cell goes before the \
                          form; an empty one leaves it to the form."
                    rows=8
                    value=draft.form.csv
                    errors=errors
                    why_not=chosen.why_not(FIELD)
                />
                <p><a href=paths::TEMPLATE rel="external">"Download a template"</a></p>
            </div>
        </details>
    }
}

/// Puts the text of a file where it can be seen and mended, and tells the form.
fn put(text: String) {
    let Some(area) = document().get_element_by_id("f-csv") else { return };
    // A property of this name is never refused.
    let _ = js_sys::Reflect::set(&area, &"value".into(), &text.into());
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    if let Ok(event) = web_sys::Event::new_with_event_init_dict("input", &init) {
        let _ = area.dispatch_event(&event);
    }
}
