//! The last question before AWS is asked: what is lost is said, and what destroys data asks to type.

use domain::count;
use domain::fleet::Action;
use domain::jobs::{Kind, Plan};
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
    confirm: ServerAction<ConfirmPlan>,
) -> impl IntoView {
    let lossy = match plan.kind {
        Kind::Act(action) => action.loses().map(|loses| (action, loses)),
        Kind::Create | Kind::Standby => None,
    };
    let destroys = lossy.is_some();
    let many = plan.eligible > 1;
    let title = plan.kind.title(plan.eligible);
    let lacks = session().lacks(plan.kind.right());
    let wrong = Signal::derive(move || {
        let fault = confirm.value().get().and_then(Result::err);
        fault.map(|refusal| refusal.0.at("typed").map(str::to_owned).collect()).unwrap_or_default()
    });
    focus_first_error(Signal::derive(move || wrong.with(|errors: &Vec<String>| !errors.is_empty())));
    let typed = destroys.then(|| {
        let number = count::words(plan.eligible);
        view! {
            <Field
                name="typed"
                label=format!("Type {number} to confirm")
                hint="The number of WorkSpaces that lose data."
                inputmode="numeric"
                errors=wrong
            />
        }
    });
    view! {
        <h2>{lossy.map_or_else(|| "Ready?".to_owned(), |(action, _)| format!("{} for good?", action.word()))}</h2>
        {lossy.map(|(action, loses)| view! { <Lost action loses count=plan.eligible/> })}
        {(plan.skipped > 0).then(|| view! { <p class="quiet">{left_out(plan.skipped)}</p> })}
        <ActionForm action=confirm>
            <input type="hidden" name="plan" value=plan.id.to_string()/>
            <input type="hidden" name="digest" value=plan.digest/>
            {typed}
            {many.then(|| view! { <Pace confirm/> })}
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
fn Lost(action: Action, loses: &'static str, count: i64) -> impl IntoView {
    let these = match count {
        1 => "this WorkSpace".to_owned(),
        many => format!("these {} WorkSpaces", count::words(many)),
    };
    let title = if action == Action::Terminate {
        format!("Everything on {these} is lost.")
    } else {
        format!("What was written to {these} since the last snapshot is lost.")
    };
    view! {
        <Notice tone=Tone::Warn title=title>
            <span>{loses}</span>
        </Notice>
    }
}
