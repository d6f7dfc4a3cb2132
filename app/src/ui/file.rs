//! A file of the person's own machine, read as text in the browser. Without scripts there is none: nobody could read it.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{FileReader, HtmlInputElement};

use super::field::{FieldFrame, described_by};
use crate::ui::scripts::has_scripts;

/// Chooses a file and hands its text on. The field itself is never part of a form.
#[component]
pub fn TextFile(
    /// What the id of the control ends with.
    name: &'static str,
    /// What it asks for.
    #[prop(into)]
    label: String,
    /// What becomes of it.
    #[prop(into)]
    hint: String,
    /// The kinds of file that are offered.
    accept: &'static str,
    /// Bytes of the largest file that is read.
    largest: u32,
    /// What happens with the text.
    on_text: Callback<String>,
) -> impl IntoView {
    let has_scripts = has_scripts();
    let (errors, set_errors) = signal(Vec::<String>::new());
    let read = move |event: web_sys::Event| {
        let input: HtmlInputElement = event_target(&event);
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        if file.size() > f64::from(largest) {
            set_errors.set(vec![format!("The file is larger than {} kB: split it.", largest / 1_000)]);
            return;
        }
        set_errors.set(Vec::new());
        let Ok(reader) = FileReader::new() else { return };
        let done = reader.clone();
        let loaded =
            Closure::once_into_js(move || match done.result().ok().and_then(|text| text.as_string()) {
                Some(text) => on_text.run(text),
                // The page may have been left by then.
                None => drop(set_errors.try_set(vec!["The file cannot be read.".to_owned()])),
            });
        reader.set_onloadend(Some(loaded.unchecked_ref()));
        if reader.read_as_text(&file).is_err() {
            set_errors.set(vec!["The file cannot be read.".to_owned()]);
        }
    };
    view! {
        <Show when=move || has_scripts.get()>
            <FieldFrame name label=label.clone() hint=hint.clone() errors>
                <input
                    id=format!("f-{name}")
                    type="file"
                    accept=accept
                    aria-describedby=move || described_by(name, true, !errors.get().is_empty())
                    aria-invalid=move || (!errors.get().is_empty()).then_some("true")
                    on:change=read
                />
            </FieldFrame>
        </Show>
    }
}
