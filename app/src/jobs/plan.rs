//! What would happen: shown, in numbers and by name, before anything is sent.

use domain::at::span_words;
use domain::count;
use domain::fault::Fault;
use domain::fleet::Action;
use domain::jobs::{Kind, Plan};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::confirm::ConfirmForm;
use super::doors::{self, ConfirmPlan};
use super::plan_rows::PlanRows;
use super::snapshots::Snapshots;
use crate::door::Refusal;
use crate::paths;
use crate::ui::button::{LinkButton, Look};
use crate::ui::card::Stat;
use crate::ui::clock::Time;
use crate::ui::notice::{FaultNotice, Notice};
use domain::words::Tone;

/// The page of one plan.
#[component]
pub fn PlanPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.with(|params| params.get("id")?.parse::<i64>().ok());
    let query = use_query_map();
    let draft = move || query.with(|query| query.get("draft")?.parse::<i64>().ok());
    let confirm = ServerAction::<ConfirmPlan>::new();
    // A confirmation that was refused because the world changed shows the plan as it is now.
    let plan = Resource::new(
        move || (id(), confirm.version().get()),
        |(id, _)| async move {
            match id {
                Some(id) => doors::read_plan(id).await,
                None => Err(Refusal(Fault::not_found("The address names no plan: plans have numbers."))),
            }
        },
    );
    let refused = move || {
        // What is wrong with a field is said at the field.
        let fault =
            confirm.value().get()?.err().map(|refusal| refusal.0).filter(|fault| fault.fields.is_empty())?;
        Some(view! { <FaultNotice fault/> })
    };
    view! {
        <Transition fallback=|| view! { <p class="quiet">"Planning …"</p> }>
            {move || Suspend::new(async move {
                match plan.await {
                    Ok(plan) => view! { <Review plan draft=draft() confirm refused=refused.into_any()/> }.into_any(),
                    Err(refusal) => {
                        view! {
                            <Title text="Plan"/>
                            <h1>"Plan"</h1>
                            <FaultNotice fault=refusal.0/>
                        }
                        .into_any()
                    }
                }
            })}
        </Transition>
    }
}

#[component]
fn Review(
    plan: Plan,
    draft: Option<i64>,
    confirm: ServerAction<ConfirmPlan>,
    refused: AnyView,
) -> impl IntoView {
    let all = plan.eligible + plan.skipped;
    let way_back = way_back(plan.kind, draft);
    let loses_to_snapshots =
        matches!(plan.kind, Kind::Act(Action::Rebuild | Action::Restore | Action::Migrate))
            && plan.eligible > 0
            && plan.job.is_none();
    let look = use_query_map().with_untracked(|query| query.get("look").is_some());
    let title = plan.kind.title(if plan.eligible > 0 { plan.eligible } else { all });
    view! {
        <Title text=format!("Review: {title}")/>
        <header class="head">
            <h1>
                {format!("Review: {title}")}
                " "
                <span class="count">"as of "<Time at=plan.at/></span>
            </h1>
        </header>
        {refused}
        <Numbers plan=plan.clone()/>
        <div class="plan">
            <div class="plan-rows">
                <Connected kind=plan.kind connected=plan.connected/>
                {(plan.kind == Kind::Standby && plan.eligible > 0).then(|| view! { <NotKnown/> })}
                {loses_to_snapshots.then(|| view! { <Snapshots plan=plan.id look/> })}
                <PlanRows kind=plan.kind total=all rows=plan.rows.clone()/>
            </div>
            <aside class="card plan-confirm" aria-label="Confirmation"><Decide plan way_back confirm/></aside>
        </div>
    }
}

#[component]
fn Numbers(plan: Plan) -> impl IntoView {
    let will = match plan.kind {
        Kind::Create => "will be created",
        Kind::Standby => "will get a standby",
        Kind::Act(_) => "will change",
    };
    let calls = format!("{} to AWS", if plan.calls == 1 { "call" } else { "calls" });
    let time = if plan.seconds > 0 {
        format!("{calls}, sent in {} at the rate there is", span_words(plan.seconds * 1_000))
    } else {
        format!("{calls}, sent at once")
    };
    view! {
        <div class="stats">
            <Stat number=count::words(plan.eligible) words=will/>
            <Stat number=count::words(plan.skipped) words="skipped"/>
            <Stat number=count::words(plan.warned) words="with a warning"/>
            <Stat number=count::words(plan.calls) words=time/>
            {(plan.waits > 0).then(|| {
                view! { <Stat number=span_words(plan.waits * 1_000) words="between the steps of a row, at least"/> }
            })}
        </div>
    }
}

/// Whom it interrupts.
#[component]
fn Connected(kind: Kind, connected: i64) -> impl IntoView {
    let Kind::Act(action) = kind else { return ().into_any() };
    if connected == 0 || !action.interrupts() {
        return ().into_any();
    }
    let title = if connected == 1 {
        "1 person is connected now.".to_owned()
    } else {
        format!("{} people are connected now.", count::words(connected))
    };
    let words = format!("{} ends their sessions: what they have not saved is lost.", capital(action.doing()));
    view! { <Notice tone=Tone::Warn title=title>" "{words}</Notice> }.into_any()
}

/// What AWS alone can tell of standbys.
#[component]
fn NotKnown() -> impl IntoView {
    view! {
        <Notice tone=Tone::Off title="Two things only AWS knows.">
            <span>
                "Whether each user is in the other directory under the same name, and how many standbys the region still takes (5 \
                 unless the quota was raised). What it refuses, the job tells row by row."
            </span>
        </Notice>
    }
}

/// Where the plan came from: the form with what was typed, or the fleet.
fn way_back(kind: Kind, draft: Option<i64>) -> (String, &'static str) {
    match (kind, draft) {
        (Kind::Create, Some(draft)) => (paths::draft(draft), "Change the form"),
        (Kind::Create, None) => (paths::CREATE.to_owned(), "Go to the form"),
        (Kind::Standby, Some(draft)) => (paths::standby(draft), "Change the form"),
        (Kind::Standby, None) => (paths::RESILIENCE.to_owned(), "Leave it"),
        (Kind::Act(_), Some(draft)) => (paths::change(draft), "Change the form"),
        (Kind::Act(_), _) => (paths::FLEET.to_owned(), "Leave it"),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}

/// The form, or why there is none.
#[component]
fn Decide(plan: Plan, way_back: (String, &'static str), confirm: ServerAction<ConfirmPlan>) -> impl IntoView {
    if let Some(job) = plan.job {
        return view! {
            <h2>"Confirmed already"</h2>
            <p>"This plan has become a job."</p>
            <LinkButton href=paths::job(job) look=Look::Primary>{format!("Go to job {job}")}</LinkButton>
        }
        .into_any();
    }
    if plan.eligible == 0 {
        return view! {
            <h2>"Nothing can be changed"</h2>
            <p>"Each row says why it is left out. Nothing will be sent to AWS."</p>
            <LinkButton href=way_back.0>{way_back.1}</LinkButton>
        }
        .into_any();
    }
    view! { <ConfirmForm plan way_back confirm/> }.into_any()
}
