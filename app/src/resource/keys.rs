//! Which tag keys are in use? Below a field of tags, each adds its line; without scripts they can be read.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use super::beside::Beside;
use crate::ui::button::Button;
use crate::ui::scripts::has_scripts;

/// Keys that are shown at once; the others are behind a disclosure.
const FIRST: usize = 10;

/// The keys in use, for a field of tags; the page has called [`super::provide_beside`].
#[component]
pub fn TagKeys(
    /// The form field, a [`crate::ui::textarea::Textarea`].
    field: &'static str,
) -> impl IntoView {
    let keys = expect_context::<Beside>().keys;
    view! {
        <Suspense fallback=|| ()>
            {move || Suspend::new(async move {
                let keys = keys.await;
                (!keys.is_empty()).then(|| view! { <Keys field keys/> })
            })}
        </Suspense>
    }
}

#[component]
fn Keys(field: &'static str, keys: Vec<String>) -> impl IntoView {
    let button = move |key: &String| {
        let (word, key) = (key.clone(), key.clone());
        let add = Callback::new(move |()| add(field, &key));
        view! { <Button kind="button" on_press=add>{word}</Button> }
    };
    let (first, rest) = keys.split_at(keys.len().min(FIRST));
    let more = (!rest.is_empty()).then(|| {
        view! {
            <details>
                <summary>{format!("{} more", rest.len())}</summary>
                <div class="row">{rest.iter().map(button).collect_view()}</div>
            </details>
        }
    });
    let has_scripts = has_scripts();
    view! {
        <p class="field-hint without-scripts">"Keys in use: " {keys.join(", ")}</p>
        <div
            class="tag-keys row"
            role="group"
            aria-label="Add a line with a key in use"
            // Before scripts listen here a press would do nothing.
            hidden=move || !has_scripts.get()
        >
            <span class="quiet" aria-hidden="true">"Keys in use"</span>
            {first.iter().map(button).collect_view()}
            {more}
        </div>
    }
}

/// Puts a line with this key into the field, and the caret where its value goes.
fn add(field: &str, key: &str) {
    let found = document().get_element_by_id(&format!("f-{field}"));
    let Some(area) = found.and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok()) else { return };
    let (text, caret) = with_key(&area.value(), key);
    area.set_value(&text);
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    // As if it had been typed: the page listens for that.
    if let Ok(event) = web_sys::Event::new_with_event_init_dict("input", &init) {
        let _ = area.dispatch_event(&event);
    }
    // The line is there, even where the caret can't be moved to it.
    let _ = area.focus();
    let _ = area.set_selection_range(caret, caret);
}

/// The text with a line for this key, and where the line ends, as browsers count. A key that is there stays as it is.
fn with_key(text: &str, key: &str) -> (String, u32) {
    let width = |text: &str| u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end_matches('\n');
        if words.split('=').next().is_some_and(|word| word.trim() == key) {
            return (text.to_owned(), end + width(words));
        }
        end += width(line);
    }
    let before = text.trim_end();
    let text = if before.is_empty() { format!("{key} = ") } else { format!("{before}\n{key} = ") };
    let end = width(&text);
    (text, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_gets_a_line_of_its_own_once() {
        assert_eq!(with_key("", "team"), ("team = ".to_owned(), 7));
        assert_eq!(with_key("ö = 1\n\n", "team"), ("ö = 1\nteam = ".to_owned(), 13));
        assert_eq!(with_key("team=x\nenv = ", "team"), ("team=x\nenv = ".to_owned(), 6));
        assert_eq!(with_key("team = x", "te"), ("team = x\nte = ".to_owned(), 14));
    }
}
