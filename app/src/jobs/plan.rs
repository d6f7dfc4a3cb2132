//! What would happen: shown, in numbers and by name, before anything is sent.

use domain::at::span_words;
use domain::count;
use domain::fault::Fault;
use domain::jobs::{Confirmation, Kind, Plan, SnapshotAges};
use domain::words::Tone;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use serde::{Deserialize, Serialize};

use super::again::again;
use super::confirm::ConfirmForm;
use super::doors::{self, ConfirmPlan, LookUp};
use super::plan_rows::PlanRows;
use super::shell::Shell;
use super::snapshots::{Snapshots, are_lost_to, looked_up};
use crate::create::{RefusedRead, RefusedRows, refused_rows};
use crate::door::Refusal;
use crate::paths;
use crate::ui::button::{LinkButton, Look};
use crate::ui::card::Stat;
use crate::ui::clock::Time;
use crate::ui::download::Download;
use crate::ui::notice::{FaultNotice, Notice};

/// What the page shows.
#[derive(Clone, Serialize, Deserialize)]
struct Shown {
    plan: Plan,
    /// How old the snapshots are, where data is lost to them.
    ages: Option<SnapshotAges>,
    /// A confirmation that was refused.
    refused: Confirmation,
}

async fn read(id: Option<i64>, refused: Option<i64>) -> Result<Shown, Refusal> {
    let id = id.ok_or_else(|| Refusal(Fault::not_found("The address names no plan: plans have numbers.")))?;
    let plan = doors::read_plan(id).await?;
    let ages = if are_lost_to(&plan) { doors::ages(id).await? } else { None };
    let refused = match refused {
        // One that is gone costs what was typed, but not the page.
        Some(refused) => doors::refused(refused).await.unwrap_or_default(),
        None => Confirmation::default(),
    };
    Ok(Shown { plan, ages, refused })
}

/// The page of one plan.
#[component]
pub fn PlanPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.with(|params| params.get("id")?.parse::<i64>().ok());
    let query = use_query_map();
    let number = move |name: &str| query.with(|query| query.get(name)?.parse::<i64>().ok());
    // What only leads back is no reason to draw the plan anew.
    let draft = move || query.with_untracked(|query| query.get("draft")?.parse::<i64>().ok());
    let confirm = ServerAction::<ConfirmPlan>::new();
    // A confirmation that was refused because the world changed shows the plan as it is now.
    let shown = Resource::new(
        move || (id(), number("typed"), confirm.version().get()),
        |(id, refused, _)| read(id, refused),
    );
    let rows = refused_rows(id, move || confirm.version().get());
    let failed = move || {
        let fault = confirm.value().get()?.err()?.0;
        Some(view! { <FaultNotice fault/> })
    };
    view! {
        <Transition fallback=|| view! { <p class="quiet">"Planning …"</p> }>
            {move || Suspend::new(async move {
                match shown.await {
                    Ok(shown) => {
                        view! { <Review shown rows draft=draft() confirm failed=failed.into_any()/> }.into_any()
                    }
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
    shown: Shown,
    rows: RefusedRead,
    draft: Option<i64>,
    confirm: ServerAction<ConfirmPlan>,
    failed: AnyView,
) -> impl IntoView {
    let Shown { plan, ages, refused } = shown;
    let all = plan.eligible + plan.skipped;
    let look = ServerAction::<LookUp>::new();
    let ages = are_lost_to(&plan).then(|| looked_up(plan.id, ages, look));
    let title = plan.kind.title(if plan.eligible > 0 { plan.eligible } else { all });
    let whole: Vec<_> = refused.at("").into_iter().map(|words| view! { <span>{words}</span> }).collect();
    let whole = (!whole.is_empty())
        .then(|| view! { <Notice tone=Tone::Bad title="Nothing was sent.">{whole}</Notice> });
    view! {
        <Title text=format!("Review: {title}")/>
        <header class="head">
            <h1>
                {format!("Review: {title}")}
                " "
                <span class="count">"as of "<Time at=plan.at/></span>
            </h1>
        </header>
        {again(plan.again)}
        {failed}
        {whole}
        <Numbers plan=plan.clone()/>
        <div class="plan">
            <div class="plan-rows">
                <Connected kind=plan.kind connected=plan.connected/>
                {(plan.kind == Kind::Standby && plan.eligible > 0).then(|| view! { <NotKnown/> })}
                {ages.map(|ages| view! { <Snapshots ages plan=plan.id look/> })}
                {(plan.kind == Kind::Create).then(|| {
                    view! { <RefusedRows plan=plan.id draft is_done=plan.job.is_some() refused=rows/> }
                })}
                {(all > 0).then(|| {
                    view! {
                        <PlanRows kind=plan.kind total=all rows=plan.rows.clone() planned=plan.at ages/>
                        <Download href=paths::plan_csv(plan.id)/>
                        <Shell plan=plan.id commands=plan.commands.clone()/>
                    }
                })}
            </div>
            <aside class="card plan-confirm" aria-label="Confirmation">
                <Decide plan draft refused confirm/>
            </aside>
        </div>
    }
}

#[component]
fn Numbers(plan: Plan) -> impl IntoView {
    let will = match plan.kind {
        Kind::Create => "will be created",
        Kind::Standby => "will get a standby",
        Kind::Act(_) | Kind::Order(_) => "will change",
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
        (Kind::Act(_), None) => (paths::FLEET.to_owned(), "Leave it"),
        (Kind::Order(verb), _) => (paths::resources(verb.kind()).to_owned(), "Leave it"),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}

/// The form, or why there is none.
#[component]
fn Decide(
    plan: Plan,
    draft: Option<i64>,
    refused: Confirmation,
    confirm: ServerAction<ConfirmPlan>,
) -> impl IntoView {
    let way_back = way_back(plan.kind, draft);
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
    view! { <ConfirmForm plan way_back draft refused confirm/> }.into_any()
}
