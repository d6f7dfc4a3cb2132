//! What became of each row, in words, and what to do where AWS refused.

use domain::advice::{self, Way};
use domain::at::At;
use domain::fault::AwsWords;
use domain::ids::JobId;
use domain::jobs::{JobRow, Kind, Only, StepState};
use domain::query::{Field, Filter, FleetQuery, Op};
use domain::words::Tone;
use leptos::prelude::*;

use super::counts::step_tone;
use crate::paths;
use crate::ui::badge::Badge;
use crate::ui::clock::Time;
use crate::ui::copy::Copy;
use crate::ui::download::Download;
use crate::ui::empty::Empty;
use crate::ui::pager::Pager;
use crate::ui::table::TableRegion;

/// A page of a job's rows.
#[component]
pub fn Rows(
    id: JobId,
    kind: Kind,
    rows: Vec<JobRow>,
    only: Option<Only>,
    after: Option<i64>,
    next: Option<i64>,
) -> impl IntoView {
    if let (true, Some(only)) = (rows.is_empty(), only) {
        return none_of(id, only, after).into_any();
    }
    if rows.is_empty() {
        return view! {
            <Empty title="No row to show">
                <p>"What this job changes is outside of what you may see, or the address begins after its last row."</p>
                <a href=paths::job(id)>"Go to its first row"</a>
            </Empty>
        }
        .into_any();
    }
    let words = rows.first().zip(rows.last()).map(|(first, last)| span(only, first.n, last.n));
    let previous = after.filter(|after| *after > 0).map(|_| paths::job_rows(id, only, None));
    let next = next.map(|row| paths::job_rows(id, only, Some(row)));
    let has_pages = previous.is_some() || next.is_some();
    let name = if matches!(kind, Kind::Order(_)) { "Name" } else { "User" };
    let lines = rows.into_iter().map(|row| view! { <Line row kind/> }).collect_view();
    view! {
            <div class="card">
    <TableRegion label="Rows of this job" cards=true>
                <thead>
                    <tr>
                        <th scope="col">{name}</th>
                        <th scope="col">"State"</th>
                        <th scope="col">"Result"</th>
                        <th scope="col">{id_head(kind)}</th>
                        <th scope="col">"Request"</th>
                        <th scope="col">"Moved"</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </TableRegion>
    </div>
            {has_pages.then(|| view! { <Pager previous next words=words.unwrap_or_default()/> })}
            <Download href=paths::job_csv(id, only)/>
        }
    .into_any()
}

/// No row is in the state that the address asks for.
fn none_of(id: JobId, only: Only, after: Option<i64>) -> impl IntoView {
    let title = match after.filter(|after| *after > 0) {
        Some(row) => format!("No row after {row}: {}", only.word().to_lowercase()),
        None => format!("No row: {}", only.word().to_lowercase()),
    };
    view! {
        <Empty title>
            <p>"Rows move on while the job runs: they may have another state by now."</p>
            <a href=paths::job(id)>"Show all rows"</a>
        </Empty>
    }
}

fn span(only: Option<Only>, first: i64, last: i64) -> String {
    match only {
        Some(only) => format!("{}: rows {first} to {last}", only.word()),
        None => format!("Rows {first} to {last}"),
    }
}

#[component]
fn Line(row: JobRow, kind: Kind) -> impl IntoView {
    let far = far(&row);
    let JobRow {
        label, key, resource, due, is_sent_again, state, outcome, aws, request_id, late, at, ..
    } = row;
    let due = due.map(|at| (at, is_sent_again));
    let who = match (&key, &resource) {
        (Some(key), _) => view! { <a href=paths::workspace(key)>{label.clone()}</a> }.into_any(),
        (None, Some(key)) => view! { <a href=paths::resource(key)>{label.clone()}</a> }.into_any(),
        (None, None) => label.clone().into_any(),
    };
    let late = late.then(|| {
        let title = "It has not settled in the time that Amazon documents. It is still watched.";
        view! { " " <Badge tone=Tone::Warn word="Late" title/> }
    });
    let id = match key.map(|key| key.id.to_string()).or(resource.map(|key| key.id)) {
        Some(text) => view! { <Copy text/> }.into_any(),
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
            <td class="wrap" data-label="Result"><Outcome far due state outcome aws label kind/></td>
            <td data-label=id_head(kind)>{id}</td>
            <td data-label="Request">{request}</td>
            <td data-label="Moved"><Time at/></td>
        </tr>
    }
}

/// What stands over the ids.
fn id_head(kind: Kind) -> &'static str {
    if matches!(kind, Kind::Order(_)) { "Id" } else { "WorkSpace" }
}

/// Which of its steps a row is at, where it has several.
fn far(row: &JobRow) -> Option<String> {
    let (step, of) = row.step;
    let far = format!("step {step} of {of}");
    (of > 1).then(|| row.asks.as_ref().map_or_else(|| far.clone(), |asks| format!("{far}: {asks}")))
}

/// What is to be said of a row that has no outcome yet.
pub fn so_far(state: StepState, is_due: bool) -> &'static str {
    match state {
        StepState::Planned | StepState::Ready if is_due => "Waits for its time",
        StepState::Planned | StepState::Ready => "Waits for its call",
        StepState::Sending => "On its way to AWS",
        StepState::Sent | StepState::Settling => "Accepted by AWS; watched until it shows",
        StepState::Unknown => "AWS did not answer: whether it was done is being found out",
        _ => "-",
    }
}

#[component]
fn Outcome(
    far: Option<String>,
    due: Option<(At, bool)>,
    state: StepState,
    outcome: Option<String>,
    aws: Option<AwsWords>,
    label: String,
    kind: Kind,
) -> impl IntoView {
    let far = far.map(|far| view! { <span class="quiet">{far}</span> });
    let so_far = (outcome.is_none() && aws.is_none()).then(|| {
        view! { <span class="quiet">{so_far(state, due.is_some())}</span> }
    });
    let due = due.map(|(at, is_sent_again)| match (state, is_sent_again) {
        (StepState::Unknown, true) => {
            view! { <span class="quiet">"AWS is asked for it until "<Time at/>"; only then it is sent again"</span> }
                .into_any()
        }
        (StepState::Unknown, false) => {
            view! { <span class="quiet">"AWS is asked for it until "<Time at/>"; then a person has to look"</span> }
                .into_any()
        }
        _ => view! { <span class="quiet">"not before "<Time at/></span> }.into_any(),
    });
    let advice = aws.as_ref().and_then(|aws| advice::after(aws, Some(kind)));
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
    let outcome = outcome.map(|words| view! { <span>{words}</span> });
    view! { <span class="outcome">{far}{so_far}{outcome}{said}{advice}{due}</span> }
}

/// The WorkSpaces that the user has already.
fn existing(user: &str) -> String {
    let only = Filter { field: Field::User, op: Op::Is, values: vec![user.to_owned()] };
    paths::fleet(&FleetQuery::default().with(only))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_row_of_several_steps_says_which() {
        let one = JobRow {
            n: 1,
            label: "ann".into(),
            key: None,
            resource: None,
            step: (2, 3),
            asks: Some("root volume 200 GiB".into()),
            due: None,
            is_sent_again: false,
            state: StepState::Ready,
            outcome: None,
            aws: None,
            request_id: None,
            late: false,
            at: At(0),
        };
        assert_eq!(far(&one).as_deref(), Some("step 2 of 3: root volume 200 GiB"));
        assert_eq!(far(&JobRow { asks: None, ..one.clone() }).as_deref(), Some("step 2 of 3"));
        assert_eq!((one.state.word(), so_far(one.state, true)), ("Waiting", "Waits for its time"));
        assert_eq!(far(&JobRow { step: (1, 1), ..one }), None);
    }
}
