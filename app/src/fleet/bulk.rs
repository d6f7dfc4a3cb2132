//! What can be done with the selection? Each button says how many it would reach, before it is pressed.

use domain::access::Right;
use domain::change::CHANGE;
use domain::count;
use domain::fleet::Action;
use domain::resilience::STANDBY;
use leptos::prelude::*;

use super::page::Asked;
use super::rows::Rows;
use super::tally::Tally;
use crate::session::session;
use crate::ui::button::{Button, Look};
use crate::ui::menu::Menu;
use crate::ui::scripts::has_scripts;

/// What few people do, and seldom to many.
const RARE: &[Action] = &[Action::BeginMaintenance, Action::EndMaintenance, Action::Rebuild, Action::Restore];

/// The bar below the table. It appears with a selection; without scripts it is always there.
#[component]
pub fn BulkBar(
    /// The rows of the page.
    rows: Rows,
    /// What the address asks for, and how many match.
    asked: Asked,
) -> impl IntoView {
    let has_scripts = has_scripts();
    let all_matching = RwSignal::new(false);
    let is_hidden = move || has_scripts.get() && rows.count_selected() == 0;
    let matching = move || asked.counts.get()?.ok().map(|counts| count::words(counts.matching));
    let these = move || {
        if has_scripts.get() {
            format!("{} selected of {} on this page", rows.count_selected(), rows.count())
        } else {
            format!("Those ticked, of {} on this page", rows.count())
        }
    };
    let act = move |action: &Action| view! { <Act action=*action rows all_matching has_scripts /> };
    let often: Vec<_> = [Action::Start, Action::Stop, Action::Reboot].iter().map(act).collect();
    let rare: Vec<_> = RARE.iter().map(act).collect();
    let session = session();
    let lacks = session.lacks(Right::Modify);
    let no_change = Signal::derive(move || {
        let none = has_scripts.get() && !all_matching.get() && rows.count_selected() == 0;
        lacks.clone().or_else(|| none.then(|| "Select WorkSpaces first.".to_owned()))
    });
    let lacks = session.lacks(Right::Create);
    let no_standby = Signal::derive(move || {
        let none = has_scripts.get() && !all_matching.get() && rows.count_selected() == 0;
        lacks.clone().or_else(|| none.then(|| "Select WorkSpaces first.".to_owned()))
    });
    view! {
        <div class="bulk" hidden=is_hidden>
            <fieldset>
                <legend class="hidden">"Which WorkSpaces"</legend>
                <label>
                    <input
                        type="radio"
                        name="scope"
                        value="these"
                        checked
                        on:change=move |_| all_matching.set(false)
                    />
                    <b>{these}</b>
                </label>
                <label>
                    <input type="radio" name="scope" value="matching" on:change=move |_| all_matching.set(true) />
                    <Transition>{move || format!("All {} that match", matching().unwrap_or_default())}</Transition>
                </label>
            </fieldset>
            <div class="actions">
                {often}
                <Button
                    name="action"
                    value=CHANGE
                    why_not=no_change
                    hint="Running mode, compute, volumes, protocol, tags, bundle"
                >
                    "Change …"
                </Button>
                {act(&Action::Terminate)}
                <Menu label="More".into_any()>
                    <div class="more-actions">
                        {rare}
                        <Button
                            name="action"
                            value=STANDBY
                            why_not=no_standby
                            hint="The same user's WorkSpace in another region"
                        >
                            "Create standby …"
                        </Button>
                    </div>
                </Menu>
            </div>
        </div>
    }
}

#[component]
fn Act(
    action: Action,
    rows: Rows,
    all_matching: RwSignal<bool>,
    has_scripts: ReadSignal<bool>,
) -> impl IntoView {
    let session = session();
    let lacks = session.lacks(action.right());
    let person = session.person();
    let tally =
        Memo::new(move |_| Tally::of(action, &rows.selected(), person.as_ref(), session.now.get_untracked()));
    let is_counted = move || has_scripts.get() && !all_matching.get();
    let why_not = Signal::derive(move || {
        if let Some(lacks) = &lacks {
            return Some(lacks.clone());
        }
        if !is_counted() {
            return None;
        }
        let tally = tally.get();
        match (tally.of, tally.eligible) {
            (0, _) => Some("Select WorkSpaces first.".to_owned()),
            (_, 0) => Some(tally.reasons.join("; ")),
            _ => None,
        }
    });
    let hint = Signal::derive(move || {
        let tally = tally.get();
        let words: Vec<String> = tally.reasons.into_iter().chain(tally.warnings).collect();
        (is_counted() && !words.is_empty()).then(|| words.join("; "))
    });
    let words = move || {
        let tally = tally.get();
        match (is_counted(), tally.eligible == tally.of) {
            (false, _) => (action.word().to_owned(), None),
            (true, true) => (format!("{} {}", action.word(), tally.eligible), None),
            (true, false) => {
                (format!("{} {}", action.word(), tally.eligible), Some(format!(" of {}", tally.of)))
            }
        }
    };
    let look = if action.destroys() { Look::Danger } else { Look::Plain };
    view! {
        <Button look name="action" value=action.slug() why_not hint>
            <span>{move || words().0}<span class="of">{move || words().1}</span></span>
        </Button>
    }
}
