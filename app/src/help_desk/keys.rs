//! A digit presses the fix of that number, on the card that has the focus or on the first.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::frame::keys_are_on;

/// Listens while the page is open.
pub fn listen() {
    Effect::new(move |_| {
        let handle = window_event_listener(leptos::ev::keydown, move |event| {
            let held = event.ctrl_key() || event.meta_key() || event.alt_key();
            let digit = event.key().parse::<u32>().ok().filter(|digit| *digit > 0 && !held);
            if let Some(digit) = digit.filter(|_| !is_taken(&event) && keys_are_on()) {
                press(digit);
            }
        });
        on_cleanup(move || handle.remove());
    });
}

/// Whether someone types, or a dialog is open.
fn is_taken(event: &KeyboardEvent) -> bool {
    let typing = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|element| element.closest("input, textarea, select").ok().flatten());
    typing.is_some() || document().query_selector("dialog[open]").ok().flatten().is_some()
}

fn press(digit: u32) {
    let here = document().active_element().and_then(|element| element.closest(".caller").ok().flatten());
    let Some(card) = here.or_else(|| document().query_selector(".caller").ok().flatten()) else { return };
    let Ok(buttons) = card.query_selector_all(".caller-fixes button") else { return };
    let Some(button) = buttons.get(digit - 1).and_then(|button| button.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    // With the focus on it, one that is off says why, and one that is on is seen to have been pressed.
    let _ = button.focus();
    button.click();
}
