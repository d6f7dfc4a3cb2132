//! What became of each row, in words, and what to do where AWS refused.

use domain::fault::AwsWords;
use domain::ids::JobId;
use domain::jobs::{JobRow, Kind, StepState};
use domain::query::{Field, Filter, FleetQuery, Op};
use domain::words::Tone;
use leptos::prelude::*;

use super::advice::{self, Way};
use super::counts::step_tone;
use crate::paths;
use crate::ui::badge::Badge;
use crate::ui::clock::Time;
use crate::ui::copy::Copy;
use crate::ui::empty::Empty;
use crate::ui::pager::Pager;
use crate::ui::table::TableRegion;

/// A page of a job's rows.
#[component]
pub fn Rows(
    id: JobId,
    kind: Kind,
    rows: Vec<JobRow>,
    after: Option<i64>,
    next: Option<i64>,
) -> impl IntoView {
    if rows.is_empty() {
        return view! {
            <Empty title="No row to show">
                <p>"What this job changes is outside of what you may see, or the address begins after its last row."</p>
                <a href=paths::job(id)>"Go to its first row"</a>
            </Empty>
        }
        .into_any();
    }
    let words = rows.first().zip(rows.last()).map(|(first, last)| format!("Rows {} to {}", first.n, last.n));
    let previous = after.filter(|after| *after > 0).map(|_| paths::job(id));
    let next = next.map(|row| paths::job_after(id, row));
    let has_pages = previous.is_some() || next.is_some();
    let lines = rows.into_iter().map(|row| view! { <Line row kind/> }).collect_view();
    view! {
            <div class="card">
    <TableRegion label="Rows of this job" cards=true>
                <thead>
                    <tr>
                        <th scope="col">"User"</th>
                        <th scope="col">"State"</th>
                        <th scope="col">"Result"</th>
                        <th scope="col">"WorkSpace"</th>
                        <th scope="col">"Request"</th>
                        <th scope="col">"Moved"</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </TableRegion>
    </div>
            {has_pages.then(|| view! { <Pager previous next words=words.unwrap_or_default()/> })}
        }
    .into_any()
}

#[component]
fn Line(row: JobRow, kind: Kind) -> impl IntoView {
    let JobRow { label, key, state, outcome, aws, request_id, late, at, .. } = row;
    let who = match &key {
        Some(key) => view! { <a href=paths::workspace(key)>{label.clone()}</a> }.into_any(),
        None => label.clone().into_any(),
    };
    let late = late.then(|| {
        let title = "It has not settled in the time that Amazon documents. It is still watched.";
        view! { " " <Badge tone=Tone::Warn word="Late" title/> }
    });
    let id = match key {
        Some(key) => view! { <Copy text=key.id.to_string()/> }.into_any(),
        None => "-".into_any(),
    };
    let request = match request_id {
        Some(id) => view! { <Copy text=id/> }.into_any(),
        None => "-".into_any(),
    };
    view! {
        <tr>
            <th scope="row">{who}</th>
            <td data-label="State"><Badge tone=step_tone(state) word=state.word()/>{late}</td>
            <td class="wrap" data-label="Result"><Outcome state outcome aws label kind/></td>
            <td data-label="WorkSpace">{id}</td>
            <td data-label="Request">{request}</td>
            <td data-label="Moved"><Time at/></td>
        </tr>
    }
}

/// What is to be said of a row that has no outcome yet.
fn so_far(state: StepState) -> &'static str {
    match state {
        StepState::Planned | StepState::Ready => "Waits for its call",
        StepState::Sending => "On its way to AWS",
        StepState::Sent | StepState::Settling => "Accepted by AWS; watched until it shows",
        StepState::Unknown => "AWS did not answer: whether it was done is being found out",
        _ => "-",
    }
}

#[component]
fn Outcome(
    state: StepState,
    outcome: Option<String>,
    aws: Option<AwsWords>,
    label: String,
    kind: Kind,
) -> impl IntoView {
    if outcome.is_none() && aws.is_none() {
        return view! { <span class="quiet">{so_far(state)}</span> }.into_any();
    }
    let advice = aws.as_ref().and_then(|aws| advice::after(aws, kind));
    let advice = advice.map(|(words, way)| {
        let link = match way {
            Way::Existing => Some((existing(&label), "Open it")),
            Way::Create => Some((paths::CREATE.to_owned(), "Create again")),
            Way::None => None,
        };
        let link = link.map(|(href, word)| view! { " " <a href=href>{word}</a> });
        view! { <span class="quiet">{words}{link}</span> }
    });
    let said =
        aws.map(|AwsWords { code, message, .. }| view! { <span><code>{code}</code>": " {message}</span> });
    view! { <span class="outcome">{outcome.map(|words| view! { <span>{words}</span> })}{said}{advice}</span> }
        .into_any()
}

/// The WorkSpaces that the user has already.
fn existing(user: &str) -> String {
    let only = Filter { field: Field::User, op: Op::Is, values: vec![user.to_owned()] };
    paths::fleet(&FleetQuery::default().with(only))
}
