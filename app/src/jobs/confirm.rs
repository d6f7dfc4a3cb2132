//! The last question before AWS is asked: what is lost is said, and what destroys data asks to type.

use domain::count;
use domain::fleet::Action;
use domain::jobs::{Confirmation, Kind, Plan};
use domain::words::Tone;
use leptos::prelude::*;

use super::doors::ConfirmPlan;
use super::pace::Pace;
use crate::session::session;
use crate::ui::button::{Button, LinkButton, Look};
use crate::ui::field::{Field, focus_first_error};
use crate::ui::notice::Notice;

/// The form that turns a plan into a job.
#[component]
pub fn ConfirmForm(
    plan: Plan,
    way_back: (String, &'static str),
    draft: Option<i64>,
    refused: Confirmation,
    confirm: ServerAction<ConfirmPlan>,
) -> impl IntoView {
    let kind = plan.kind;
    let loses = kind.loses();
    let destroys = loses.is_some();
    let many = plan.eligible > 1;
    let title = plan.kind.title(plan.eligible);
    let lacks = session().lacks(plan.kind.right());
    let has_errors = refused.errors.iter().any(|error| !error.field.is_empty());
    focus_first_error(has_errors);
    let typed = destroys.then(|| {
        let wrong = Signal::stored(refused.at("typed"));
        let number = count::words(plan.eligible);
        view! {
            <Field
                name="typed"
                label=format!("Type {number} to confirm")
                hint="The number of those that lose something."
                inputmode="numeric"
                value=refused.typed.clone()
                errors=wrong
            />
        }
    });
    view! {
        <h2>{if destroys { format!("{} for good?", kind.word().trim_end_matches(" of")) } else { "Ready?".to_owned() }}</h2>
        {loses.map(|loses| view! { <Lost kind loses count=plan.eligible/> })}
        {(plan.skipped > 0).then(|| view! { <p class="quiet">{left_out(plan.skipped)}</p> })}
        <ActionForm action=confirm>
            <input type="hidden" name="plan" value=plan.id.to_string()/>
            <input type="hidden" name="digest" value=plan.digest/>
            {draft.map(|draft| view! { <input type="hidden" name="draft" value=draft.to_string()/> })}
            {typed}
            {many.then(|| view! { <Pace refused/> })}
            <div class="stacked-buttons">
                <Button look=if destroys { Look::Danger } else { Look::Primary } why_not=lacks>
                    {title}
                </Button>
                <LinkButton href=way_back.0 look=Look::Quiet>{way_back.1}</LinkButton>
            </div>
        </ActionForm>
        <p class="quiet">"Rows whose state has changed by then are skipped, and the job says why."</p>
    }
}

fn left_out(skipped: i64) -> String {
    match skipped {
        1 => "1 row is skipped; it says why.".to_owned(),
        many => format!("{} rows are skipped; each says why.", count::words(many)),
    }
}

/// What is gone afterwards.
#[component]
fn Lost(kind: Kind, loses: &'static str, count: i64) -> impl IntoView {
    let (one, many) = match kind {
        Kind::Order(verb) => (verb.kind().word(), verb.kind().plural()),
        Kind::Act(_) | Kind::Create | Kind::Standby => ("WorkSpace", "WorkSpaces"),
    };
    let these = match count {
        1 => format!("this {one}"),
        count => format!("these {} {many}", count::words(count)),
    };
    let title = match kind {
        Kind::Act(Action::Terminate) => format!("Everything on {these} is lost."),
        Kind::Act(_) => format!("What was written to {these} since the last snapshot is lost."),
        Kind::Create | Kind::Standby | Kind::Order(_) => {
            format!("What is done to {these} cannot be taken back.")
        }
    };
    view! {
        <Notice tone=Tone::Warn title=title>
            <span>{loses}</span>
        </Notice>
    }
}
