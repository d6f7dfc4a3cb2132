//! Keys for those who never leave the keyboard: `/` `Ctrl K` `?` `g f` `g o` `g j` `g h` `j` `k` `x`.

use std::time::Duration;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::paths;

/// Where the switch is kept.
const SWITCH: &str = "keys";
/// How long `g` waits for what follows.
const PATIENCE: Duration = Duration::from_millis(1_500);
/// The link that opens a row: the first in each row of a table's body.
const ROW_LINKS: &str = "main tbody th[scope=row] a, main tbody a.row-link";

/// Whether single keys work; they do unless a person turned them off.
pub fn are_on() -> bool {
    let stored = window().local_storage().ok().flatten().and_then(|storage| storage.get_item(SWITCH).ok()?);
    stored.as_deref() != Some("off")
}

/// Turns single keys on or off for this browser.
pub fn turn(on: bool) {
    if let Ok(Some(storage)) = window().local_storage() {
        // A browser that keeps nothing forgets this too.
        let _ = storage.set_item(SWITCH, if on { "on" } else { "off" });
    }
}

/// Listens on every page.
pub fn listen(help: RwSignal<bool>, palette: RwSignal<bool>) {
    let navigate = use_navigate();
    let going = StoredValue::new(false);
    Effect::new(move |_| {
        let navigate = navigate.clone();
        let handle = window_event_listener(leptos::ev::keydown, move |event| {
            // No single key, so it works where these are turned off, and while someone types.
            if asks_for_palette(&event) && !has_dialog() {
                event.prevent_default();
                palette.set(true);
                return;
            }
            if event.ctrl_key() || event.meta_key() || event.alt_key() || is_taken(&event) || !are_on() {
                return;
            }
            let key = event.key();
            if going.get_value() {
                going.set_value(false);
                let to = match key.as_str() {
                    "f" => Some(paths::FLEET),
                    "o" => Some(paths::OVERVIEW),
                    "j" => Some(paths::JOBS),
                    "h" => Some(paths::HELP_DESK),
                    _ => None,
                };
                if let Some(to) = to {
                    event.prevent_default();
                    navigate(to, leptos_router::NavigateOptions::default());
                    return;
                }
            }
            let done = match key.as_str() {
                "/" => {
                    palette.set(true);
                    true
                }
                "?" => {
                    help.set(true);
                    true
                }
                "g" => {
                    going.set_value(true);
                    set_timeout(
                        move || {
                            going.try_set_value(false);
                        },
                        PATIENCE,
                    );
                    true
                }
                "j" => step(1),
                "k" => step(-1),
                "x" => select(),
                _ => false,
            };
            if done {
                event.prevent_default();
            }
        });
        on_cleanup(move || handle.remove());
    });
}

/// Whether someone types, or a dialog is open: then the keys are theirs.
fn is_taken(event: &KeyboardEvent) -> bool {
    let typing = event.target().and_then(|target| target.dyn_into::<Element>().ok()).is_some_and(|element| {
        let boxed = element.get_attribute("type").is_some_and(|kind| kind == "checkbox" || kind == "radio");
        element.closest("input, textarea, select, [contenteditable]").ok().flatten().is_some() && !boxed
    });
    typing || has_dialog()
}

fn has_dialog() -> bool {
    document().query_selector("dialog[open]").ok().flatten().is_some()
}

fn asks_for_palette(event: &KeyboardEvent) -> bool {
    let held = (event.ctrl_key() || event.meta_key()) && !event.alt_key() && !event.shift_key();
    held && event.key().eq_ignore_ascii_case("k")
}

fn focus(element: Option<Element>) -> bool {
    element
        .and_then(|element| element.dyn_into::<HtmlElement>().ok())
        .is_some_and(|element| element.focus().is_ok())
}

fn row_here() -> Option<Element> {
    document().active_element()?.closest("tr").ok()?
}

/// Moves the focus to the row after or before, or to the first.
fn step(by: i32) -> bool {
    let Ok(links) = document().query_selector_all(ROW_LINKS) else { return false };
    let row = |at: u32| links.get(at).and_then(|link| link.dyn_into::<Element>().ok());
    let here = row_here();
    let count = links.length();
    let at =
        (0..count).find(|at| here.is_some() && row(*at).and_then(|link| link.closest("tr").ok()?) == here);
    let next = match at {
        Some(at) => at.checked_add_signed(by).filter(|next| *next < count),
        None => Some(0),
    };
    next.is_some_and(|next| focus(row(next)))
}

fn select() -> bool {
    let box_here = row_here().and_then(|row| row.query_selector("input[type=checkbox]").ok()?);
    match box_here.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        Some(checkbox) => {
            checkbox.click();
            true
        }
        None => false,
    }
}
