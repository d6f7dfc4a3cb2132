//! The search as a dialog over any page: type, choose by arrow keys, Enter.
//!
//! A combobox with a list box (ARIA practices, "Editable combobox with list autocomplete"): the focus stays in the field,
//! and `aria-activedescendant` says which entry is meant.

use domain::search::Found;
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;

use super::doors;
use super::parts::{Entry, Part, parts};
use crate::paths;
use crate::ui::dialog::Dialog;

/// What is typed, and the last answer.
#[derive(Clone, Copy)]
struct Asked {
    text: RwSignal<String>,
    found: RwSignal<Found>,
    failed: RwSignal<bool>,
    /// Whether a question is on its way: the next waits for its answer, so that a quick typist asks no more often than
    /// the server answers, and the last text wins.
    is_asking: StoredValue<bool>,
}

impl Asked {
    fn new() -> Self {
        Self {
            text: RwSignal::default(),
            found: RwSignal::default(),
            failed: RwSignal::new(false),
            is_asking: StoredValue::new(false),
        }
    }

    fn wanted(&self) -> String {
        self.text.with_untracked(|text| text.trim().to_owned())
    }

    /// Whether the answer is the one to what is typed.
    fn is_answered(&self) -> bool {
        self.found.with_untracked(|found| found.text == self.wanted())
    }

    fn ask(self) {
        if self.is_asking.get_value() || self.is_answered() {
            return;
        }
        let text = self.wanted();
        if text.is_empty() {
            self.found.set(Found::default());
            return;
        }
        self.is_asking.set_value(true);
        spawn_local(async move {
            let answer = doors::everything(text.clone()).await;
            self.is_asking.set_value(false);
            self.failed.set(answer.is_err());
            // A text that could not be asked for is not asked for again by itself.
            self.found.set(answer.unwrap_or_else(|_| Found { text, groups: Vec::new() }));
            self.ask();
        });
    }
}

/// The palette.
#[component]
pub fn Palette(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let asked = Asked::new();
    let active = RwSignal::new(0_usize);
    let input = NodeRef::<html::Input>::new();
    // Drawn only while it is open: the page holds each of its links once.
    let shown = Memo::new(
        move |_| {
            if open.get() { parts(&asked.found.get(), &asked.text.get()) } else { Vec::new() }
        },
    );
    Effect::new(move |_| {
        if open.get() {
            asked.text.set(String::new());
            asked.ask();
            active.set(0);
            if let Some(input) = input.get_untracked() {
                // The dialog gives it the focus too, where it is opened after this.
                let _ = input.focus();
            }
        }
    });
    let count = move || shown.with(|parts| parts.iter().map(|part| part.entries.len()).sum::<usize>());
    let has_some = move || count() != 0;
    let chosen = move || {
        shown.with_untracked(|parts| {
            parts.iter().flat_map(|part| &part.entries).nth(active.get_untracked()).cloned()
        })
    };
    let navigate = use_navigate();
    let go = move |event: SubmitEvent| {
        event.prevent_default();
        let text = asked.wanted();
        let to = chosen().filter(|_| asked.is_answered()).map(|entry: Entry| entry.href);
        // Whoever is quicker than the answer is led to the page that has it.
        let to = to.unwrap_or_else(|| paths::search(&text));
        open.set(false);
        navigate(&to, NavigateOptions::default());
    };
    let on_key = move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            _ => return,
        };
        event.prevent_default();
        let count = count();
        if count > 0 {
            let next = active.get_untracked().saturating_add(count).saturating_add_signed(by) % count;
            active.set(next);
            into_view(next);
        }
    };
    let words = move || match (asked.failed.get(), count()) {
        (true, _) => "The server cannot be asked now.".to_owned(),
        (false, 1) => "1 entry".to_owned(),
        (false, count) => format!("{count} entries"),
    };
    view! {
        <Dialog title="Search" open>
            <form class="palette" method="get" action=paths::SEARCH on:submit=go>
                <input
                    node_ref=input
                    id="palette"
                    type="text"
                    name="q"
                    role="combobox"
                    aria-label="Search everything"
                    aria-autocomplete="list"
                    aria-controls="palette-list"
                    aria-expanded=move || has_some().to_string()
                    aria-activedescendant=move || has_some().then(|| entry_id(active.get()))
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    maxlength="256"
                    autofocus
                    placeholder="Person, computer, id, address, bundle, directory, job, page"
                    prop:value=move || asked.text.get()
                    on:input=move |event| {
                        asked.text.set(event_target_value(&event));
                        active.set(0);
                        asked.ask();
                    }
                    on:keydown=on_key
                />
            </form>
            {move || has_some().then(|| view! {
                <div class="palette-list" role="listbox" id="palette-list" aria-label="Entries">
                    {drawn(shown.get(), active, open)}
                </div>
            })}
            <p class="quiet" role="status">{move || open.get().then(words)}</p>
        </Dialog>
    }
}

fn entry_id(at: usize) -> String {
    format!("palette-{at}")
}

/// The entries under the words of their parts, numbered through.
fn drawn(parts: Vec<Part>, active: RwSignal<usize>, open: RwSignal<bool>) -> Vec<AnyView> {
    let mut first = 0;
    let mut all = Vec::with_capacity(parts.len());
    for part in parts {
        let head = format!("palette-head-{first}");
        let by = head.clone();
        let entries: Vec<_> = part
            .entries
            .into_iter()
            .enumerate()
            .map(|(n, entry)| {
                let at = first + n;
                view! {
                    <a
                        role="option"
                        id=entry_id(at)
                        href=entry.href
                        tabindex="-1"
                        aria-selected=move || (active.get() == at).to_string()
                        on:click=move |_| open.set(false)
                    >
                        {entry.title}" "<span class="quiet">{entry.detail}</span>
                    </a>
                }
            })
            .collect();
        first += entries.len();
        let word = if part.more {
            format!("{}, the first {}", part.word, entries.len())
        } else {
            part.word.to_owned()
        };
        all.push(
            view! {
                <div role="group" aria-labelledby=by>
                    <div class="palette-head" id=head>{word}</div>
                    {entries}
                </div>
            }
            .into_any(),
        );
    }
    all
}

/// Scrolls the list no further than the entry needs.
fn into_view(at: usize) {
    let Some(entry) = document().get_element_by_id(&entry_id(at)) else { return };
    let options = js_sys::Object::new();
    // Setting a property of a new object is never refused, and every browser of ours has the function.
    let _ = js_sys::Reflect::set(&options, &"block".into(), &"nearest".into());
    if let Some(scroll) = js_sys::Reflect::get(&entry, &"scrollIntoView".into())
        .ok()
        .and_then(|scroll| scroll.dyn_into::<js_sys::Function>().ok())
    {
        let _ = scroll.call1(&entry, &options);
    }
}
