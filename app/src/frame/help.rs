//! Which keys do what? And the switch for people whose tools need those keys themselves.

use leptos::prelude::*;

use super::keys;
use crate::ui::dialog::Dialog;

const KEYS: &[(&[&str], &str)] = &[
    (&["/"], "Search everything"),
    (&["Ctrl", "K"], "Search everything, also while you type"),
    (&["?"], "This help"),
    (&["g", "f"], "Go to the fleet"),
    (&["g", "o"], "Go to the overview"),
    (&["g", "j"], "Go to the jobs"),
    (&["g", "h"], "Go to the help desk"),
    (&["1", "2", "3"], "Press that fix, at the help desk"),
    (&["j"], "Next row"),
    (&["k"], "Row before"),
    (&["x"], "Select the row"),
    (&["Enter"], "Open the row"),
    (&["Esc"], "Close"),
];

/// The keyboard's help.
#[component]
pub fn Help(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let rows = KEYS.iter().map(|(keys, words)| {
        let keys = keys.iter().map(|key| view! { <kbd>{*key}</kbd>" " }).collect_view();
        view! { <div><dt>{keys}</dt><dd>{*words}</dd></div> }
    });
    let on = RwSignal::new(true);
    Effect::new(move |_| on.set(keys::are_on()));
    view! {
        <Dialog title="Keyboard" open>
            <dl class="facts keys">{rows.collect_view()}</dl>
            <label class="check-line">
                <input
                    type="checkbox"
                    prop:checked=move || on.get()
                    on:change=move |event| {
                        on.set(event_target_checked(&event));
                        keys::turn(on.get_untracked());
                    }
                />
                "Single keys work on every page"
            </label>
        </Dialog>
    }
}
