//! Which of a list are ticked? What is ticked stays so, by its key, when the list is drawn anew.

use std::collections::{HashMap, HashSet};

use domain::resource::ResourceKey;
use leptos::prelude::*;

/// What is ticked on a page; in the context of a [`super::TagSelected`].
#[derive(Clone, Copy)]
pub(super) struct Picked {
    ticked: RwSignal<HashSet<String>>,
    /// How often each row is on the page just now: one that has gone is not counted.
    drawn: StoredValue<HashMap<String, usize>>,
    redrawn: RwSignal<u32>,
    is_adopted: RwSignal<bool>,
}

impl Picked {
    pub(super) fn new() -> Self {
        Self {
            ticked: RwSignal::new(HashSet::new()),
            drawn: StoredValue::new(HashMap::new()),
            redrawn: RwSignal::new(0),
            is_adopted: RwSignal::new(false),
        }
    }

    /// Ticks what was ticked in a form that comes back.
    pub(super) fn begin(&self, selected: Vec<String>) {
        self.ticked.update(|ticked| ticked.extend(selected));
    }

    /// Takes over what was ticked or unticked before the scripts came.
    pub(super) fn adopt(&self, boxes: impl Iterator<Item = (String, bool)>) {
        for (key, on) in boxes {
            self.tick(&key, on);
        }
        self.is_adopted.set(true);
    }

    /// How many are ticked.
    pub(super) fn count(&self) -> usize {
        self.redrawn.track();
        let is_drawn = |key: &&String| self.drawn.with_value(|drawn| drawn.contains_key(*key));
        self.ticked.with(|ticked| ticked.iter().filter(is_drawn).count())
    }

    fn tick(&self, key: &str, on: bool) {
        self.ticked.update(|ticked| {
            if on {
                ticked.insert(key.to_owned());
            } else {
                ticked.remove(key);
            }
        });
    }

    fn draw(&self, key: &str) {
        let (drawn, key) = (self.drawn, key.to_owned());
        drawn.update_value(|drawn| *drawn.entry(key.clone()).or_default() += 1);
        self.redrawn.update(|times| *times = times.wrapping_add(1));
        on_cleanup(move || {
            // The page may be gone by then, and this with it.
            drawn.try_update_value(|drawn| {
                let left = drawn.remove(&key).unwrap_or_default().saturating_sub(1);
                if left > 0 {
                    drawn.insert(key, left);
                }
            });
        });
    }
}

/// The head of the column of boxes, the first one.
#[component]
pub fn PickHead() -> impl IntoView {
    view! { <th scope="col" class="pick"><span class="hidden">"Select"</span></th> }
}

/// The box of a row, in its first cell; nothing outside of a [`super::TagSelected`], as [`super::Columns`] has it too.
#[component]
#[expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]
pub fn Pick(
    /// Which resource.
    key: ResourceKey,
    /// What it is called here.
    #[prop(into)]
    name: String,
    /// Why it cannot be ticked.
    #[prop(optional, into)]
    why_not: Option<String>,
) -> impl IntoView {
    use_context::<Picked>().map(|picked| a_box(picked, key.to_string(), &name, why_not))
}

fn a_box(picked: Picked, key: String, name: &str, why_not: Option<String>) -> impl IntoView + use<> {
    picked.draw(&key);
    let is_on = picked.ticked.with_untracked(|ticked| ticked.contains(&key));
    let (asked, chosen) = (key.clone(), key.clone());
    // Nothing before the page has looked what is ticked, so that drawing does not untick it.
    let ticked =
        move || picked.is_adopted.get().then(|| picked.ticked.with(|ticked| ticked.contains(&asked)));
    view! {
        <td class="pick">
            <label>
                <input
                    type="checkbox"
                    name="selected[]"
                    value=key
                    aria-label=format!("Select {name}")
                    checked=is_on
                    disabled=why_not.is_some()
                    title=why_not
                    prop:checked=ticked
                    on:change=move |event| picked.tick(&chosen, event_target_checked(&event))
                />
            </label>
        </td>
    }
}
