//! What if the page dies in the browser, or a piece of the module that the next page needs cannot be fetched?
//!
//! Every page is whole as the server draws it, so it goes on without scripts: the browser follows links and sends forms. A piece
//! is lost when an upgrade took the old ones away, or a proxy whose session has ended answers with its own page; then the browser
//! goes to the wanted page at once, and the server has it, or says why not.

use std::cell::RefCell;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::Event;

use crate::paths;

thread_local! {
    static WANTED: RefCell<String> = const { RefCell::new(String::new()) };
}

/// What the router says when a piece did not come (`wasm_split_helpers`); it has no other way to tell.
const NOT_FETCHED: &str = "SplitLoaderError";

/// Remembers which page is wanted, from when the router begins to fetch it.
pub fn follow() {
    let location = use_location();
    Effect::new(move |_| WANTED.set(paths::here(&location.pathname.get(), &location.search.get())));
}

/// Leaves the page to the browser after a panic. The address bar names the page before until a wanted one has come; where
/// both are the same, the server has just drawn it, and would draw the same again.
pub fn after(panic: &str) {
    leave_to_browser();
    let wanted = WANTED.take();
    let here = location().pathname().and_then(|path| Ok(path + &location().search()?));
    if panic.contains(NOT_FETCHED) && !wanted.is_empty() && here.is_ok_and(|here| here != wanted) {
        // The address is one of our own pages': no browser refuses it.
        let _ = location().set_href(&wanted);
    }
}

/// No listener of ours hears of a click or a form any more: what they would do, nobody is left to finish.
fn leave_to_browser() {
    let stop = Closure::<dyn Fn(Event)>::new(|event: Event| event.stop_propagation());
    for kind in ["click", "submit"] {
        // Only an event's name that is none is refused.
        let _ = window().add_event_listener_with_callback_and_bool(kind, stop.as_ref().unchecked_ref(), true);
    }
    stop.forget();
}
