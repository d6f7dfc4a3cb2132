//! The form: a list, and a button for each action. It posts as forms do, with scripts or without.

use domain::access::Right;
use domain::change::CHANGE;
use domain::count;
use domain::fleet::Action;
use domain::listed::{FIELD, ListDraft};
use domain::words::Tone;
use leptos::prelude::*;

use crate::paths;
use crate::session::session;
use crate::ui::button::{Button, Look};
use crate::ui::card::Card;
use crate::ui::field::{Check, focus_first_error};
use crate::ui::file::TextFile;
use crate::ui::notice::Notice;
use crate::ui::textarea::Textarea;

/// Largest file that is read: encoded as a form, it must stay within what the console takes (1 MiB).
const LARGEST: u32 = 600_000;

/// The form, with what was typed.
#[component]
pub fn ListForm(draft: ListDraft) -> impl IntoView {
    let (at_list, others): (Vec<_>, Vec<_>) =
        draft.errors.into_iter().partition(|error| error.field == FIELD);
    let at_list: Vec<String> = at_list.into_iter().map(|error| error.message).collect();
    let has_errors = !at_list.is_empty();
    let others: Vec<String> = others.into_iter().map(|error| error.message).collect();
    focus_first_error(has_errors);
    let refused = (has_errors || !others.is_empty()).then(|| refusal(&at_list, others));
    let buttons: Vec<_> = Action::PLAIN.iter().map(|action| view! { <Act action=*action/> }).collect();
    let lacks = session().lacks(Right::Modify);
    view! {
        <div class="form-head">{refused}</div>
        <form class="create-form" method="post" action=paths::PLAN_CSV_DOOR autocomplete="off">
            <Card title="List">
                <div class="list-fields">
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
                        hint="Its first line names the columns: “workspace” (ws-… or account/region/ws-…) or “user”, and \
                              “directory”, “account” and “region” where a user has several. A single column needs no \
                              such line."
                        rows=12
                        value=draft.csv
                        errors=at_list
                    />
                    <Check
                        name="leave_out"
                        label="Leave out the lines that name nothing"
                        checked=draft.leave_out
                        hint="Such as people who have left. A line that is unclear is never left out."
                    />
                </div>
            </Card>
            <fieldset class="list-actions">
                <legend>"What shall be done with them?"</legend>
                {buttons}
                <Button name="action" value=CHANGE why_not=lacks hint="Properties, tags, bundle, image">"Change …"</Button>
            </fieldset>
            <p class="quiet">
                "The plan is shown before anything is sent, but for one WorkSpace that is only started or stopped: that goes \
                 at once."
            </p>
        </form>
    }
}

/// Puts the text of a file where it can be seen and mended.
fn put(text: String) {
    if let Some(area) = document().get_element_by_id(&format!("f-{FIELD}")) {
        // A property of this name is never refused.
        let _ = js_sys::Reflect::set(&area, &"value".into(), &text.into());
    }
}

fn refusal(at_list: &[String], others: Vec<String>) -> impl IntoView + use<> {
    let lines = i64::try_from(at_list.len()).unwrap_or_default();
    let title = match lines {
        0 => "Nothing was planned.".to_owned(),
        _ => format!("Nothing was planned: {} to mend.", count::of(lines, "thing", "things")),
    };
    let link = (lines > 0).then(|| view! { <a href=format!("#f-{FIELD}")>"Go to the list"</a> });
    let others = others.into_iter().map(|message| view! { <span>{message}</span> }).collect_view();
    view! { <Notice tone=Tone::Bad title=title>{others}" "{link}</Notice> }
}

#[component]
fn Act(action: Action) -> impl IntoView {
    let look = if action.destroys() { Look::Danger } else { Look::Plain };
    let why_not = session().lacks(action.right());
    view! { <Button look name="action" value=action.slug() why_not>{action.word()}</Button> }
}
