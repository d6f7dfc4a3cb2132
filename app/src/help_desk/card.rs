//! One caller's desktop: how it stands, what happened to it, and what can be done at once.

use domain::access::Right;
use domain::fault::AwsWords;
use domain::fleet::Action;
use domain::help_desk::Card;
use domain::history::Change;
use domain::jobs::{Kind, StepState, WorkSpaceJob};
use domain::words::{Connection, Tone};
use domain::workspace::WorkSpace;
use leptos::prelude::*;

use crate::fleet::Act;
use crate::paths;
use crate::ui::badge::{Badge, StateBadge};
use crate::ui::card::{Fact, Facts};
use crate::ui::clock::{MaybeTime, Time};
use crate::ui::copy::Copy;
use crate::ui::notice::{AwsNote, Notice};

/// The card.
#[component]
pub fn CardView(
    /// The desktop, as it is now.
    card: RwSignal<Card>,
) -> impl IntoView {
    let workspace = Signal::derive(move || card.with(|card| card.workspace.clone()));
    let (label, href, key) = card.with_untracked(|Card { workspace, .. }| {
        (workspace.label().to_owned(), paths::workspace(&workspace.key), workspace.key.to_string())
    });
    let head = format!("caller-{}", key.replace('/', "-"));
    let by = head.clone();
    // What takes no more than the help desk's own right and costs no data.
    let fixes = Action::PLAIN.iter().filter(|action| action.right() == Right::Power && !action.destroys());
    let fixes: Vec<_> =
        fixes.zip(1..).map(|(action, digit)| view! { <Act action=*action workspace digit /> }).collect();
    view! {
        <section class="card caller" aria-labelledby=by>
            <div class="card-body">
                <div class="caller-head">
                    <h3 id=head><a href=href>{label}</a></h3>
                    {move || view! { <StateBadge state=workspace.get().state /> }}
                    {move || connection(&workspace.get())}
                </div>
                <div class="caller-fixes" role="group" aria-label="Fixes">{fixes}</div>
                {move || facts(workspace.get())}
                {move || card.with(|card| jobs(&card.jobs))}
                {move || card.with(|card| changes(&card.changes))}
            </div>
        </section>
    }
}

/// Whether somebody is at it now.
fn connection(workspace: &WorkSpace) -> impl IntoView + use<> {
    workspace.connection.as_ref().map(|connection| {
        let tone = if *connection == Connection::Connected { Tone::Ok } else { Tone::Off };
        view! { <Badge tone word=connection.word() title=connection.wire().to_owned() /> }
    })
}

fn facts(workspace: WorkSpace) -> impl IntoView + use<> {
    let words = AwsWords {
        code: workspace.error_code.clone().unwrap_or_default(),
        message: workspace.error_message.clone().unwrap_or_default(),
        request_id: None,
    };
    let is_told = workspace.error_code.is_some() || workspace.error_message.is_some();
    let error = is_told.then(|| {
        view! { <Notice tone=Tone::Bad title="AWS reports an error"><AwsNote aws=words /></Notice> }
    });
    let place = format!("{} {}", workspace.account_name, workspace.key.scope.region);
    let since = workspace.state_since.map(|at| view! { " since "<Time at /> });
    let state = workspace.state.word().to_owned();
    let mode = workspace.mode_words().unwrap_or_else(|| "-".to_owned());
    view! {
        {error}
        <Facts>
            <Fact name="State">{state}{since}</Fact>
            <Fact name="Last connection"><MaybeTime at=workspace.last_active /></Fact>
            <Fact name="Connection asked for"><MaybeTime at=workspace.connection_checked never="not yet" /></Fact>
            <Fact name="Running mode" value=mode />
            <Fact name="Computer" value=workspace.computer.unwrap_or_else(|| "-".to_owned()) />
            <Fact name="Address" value=workspace.ip.unwrap_or_else(|| "-".to_owned()) />
            <Fact name="WorkSpace"><Copy text=workspace.key.id.to_string() /></Fact>
            <Fact name="Directory" value=workspace.directory_name />
            <Fact name="Place" value=place />
            <Fact name="As of"><Time at=workspace.as_of /></Fact>
        </Facts>
    }
}

fn jobs(jobs: &[WorkSpaceJob]) -> Option<AnyView> {
    let rows: Vec<_> = jobs.iter().cloned().map(job).collect();
    (!rows.is_empty()).then(|| view! { <h4>"Jobs"</h4><ul class="caller-list">{rows}</ul> }.into_any())
}

fn job(job: WorkSpaceJob) -> impl IntoView {
    let word = job.kind.map_or("Change", Kind::word);
    let tone = match job.state {
        StepState::Done => Tone::Ok,
        StepState::Failed => Tone::Bad,
        StepState::NeedsPerson => Tone::Warn,
        StepState::Skipped | StepState::Cancelled => Tone::Off,
        _ => Tone::Busy,
    };
    view! {
        <li>
            <a href=paths::job(job.id)>{format!("Job {}: {word}", job.id)}</a>
            " "
            <Badge tone word=job.state.word() />
            " "
            <span class="quiet">{job.by}", "<Time at=job.at /></span>
            {job.outcome.map(|outcome| view! { <div>{outcome}</div> })}
            {job.aws.map(|aws| view! { <div><AwsNote aws /></div> })}
        </li>
    }
}

fn changes(changes: &[Change]) -> AnyView {
    if changes.is_empty() {
        return view! { <h4>"Changed in the last day"</h4><p class="quiet">"Nothing."</p> }.into_any();
    }
    let value = |value: &Option<String>| {
        value.clone().filter(|value| !value.is_empty()).unwrap_or_else(|| "-".to_owned())
    };
    let rows: Vec<_> = changes
        .iter()
        .map(|change| {
            let (old, new, field) = (value(&change.old), value(&change.new), change.field.clone());
            let by = change.job.map(|id| view! { " by "<a href=paths::job(id)>{format!("job {id}")}</a> });
            view! {
                <li>
                    <Time at=change.at />" "<b>{field}</b>" "<span class="change-old">{old}</span>" → "{new}{by}
                </li>
            }
        })
        .collect();
    view! { <h4>"Changed in the last day"</h4><ul class="caller-list">{rows}</ul> }.into_any()
}
