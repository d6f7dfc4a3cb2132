//! The rows of a plan: whom it meets, whom not, and why. What needs a look stands first.

use domain::at::span_words;
use domain::change::{Rung, Task};
use domain::count;
use domain::jobs::{Kind, PlanRow};
use domain::words::Tone;
use leptos::prelude::*;

use super::wished::wished;
use crate::paths;
use crate::ui::badge::{Badge, StateBadge};
use crate::ui::clock::Time;
use crate::ui::copy::Copy;
use crate::ui::table::TableRegion;

/// What the plan says of one row: tone, word, and why.
fn verdict(kind: Kind, row: &PlanRow) -> (Tone, &'static str, Option<String>) {
    let word = match kind {
        Kind::Create => "Will be created",
        Kind::Standby => "Will get one",
        Kind::Act(_) => "Will change",
    };
    match (&row.skipped, &row.warning) {
        (Some(why), _) => (Tone::Off, "Skipped", Some(why.clone())),
        (None, Some(warning)) => (Tone::Warn, word, Some(warning.clone())),
        (None, None) => (Tone::Ok, word, None),
    }
}

/// The rows that a plan shows of `total`.
#[component]
pub fn PlanRows(kind: Kind, total: i64, rows: Vec<PlanRow>) -> impl IntoView {
    let shown = i64::try_from(rows.len()).unwrap_or(total);
    let more = (shown < total).then(|| {
        let (shown, total) = (count::words(shown), count::words(total));
        view! { <p class="quiet">{format!("The first {shown} of {total} rows: skipped and warned ones come first.")}</p> }
    });
    let heads: &[&str] = match kind {
        Kind::Create => &["User", "Verdict", "Why", "Directory", "Bundle", "Settings"],
        Kind::Act(_) | Kind::Standby => {
            &["User", "Verdict", "Why", "Steps", "State", "WorkSpace", "Region", "Account"]
        }
    };
    // A column of hyphens would only push the others aside.
    let has_why = rows.iter().any(|row| row.skipped.is_some() || row.warning.is_some());
    let has_steps = rows.iter().any(|row| row.rungs.iter().any(is_told));
    let heads = heads
        .iter()
        .filter(|head| has_why || **head != "Why")
        .filter(|head| has_steps || **head != "Steps")
        .map(|head| view! { <th scope="col">{*head}</th> })
        .collect_view();
    let lines = rows.into_iter().map(|row| view! { <Line row kind has_why has_steps/> }).collect_view();
    view! {
        {more}
        <div class="card">
            <TableRegion label="Rows of this plan" cards=true>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{lines}</tbody>
            </TableRegion>
        </div>
    }
}

#[component]
fn Line(row: PlanRow, kind: Kind, has_why: bool, has_steps: bool) -> impl IntoView {
    let (tone, word, why) = verdict(kind, &row);
    let PlanRow { label, key, state, spec, rungs, .. } = row;
    let steps = has_steps.then(|| view! { <td class="wrap" data-label="Steps"><Steps rungs/></td> });
    let who = match &key {
        Some(key) => view! { <a href=paths::workspace(key)>{label}</a> }.into_any(),
        None => label.into_any(),
    };
    let rest = match spec {
        Some(spec) => wished(&spec).into_any(),
        None => {
            let state = match state {
                Some(state) => view! { <StateBadge state/> }.into_any(),
                None => "-".into_any(),
            };
            let id = key.as_ref().map(|key| view! { <Copy text=key.id.to_string()/> });
            let region = key.as_ref().map(|key| key.scope.region.to_string());
            let account = key.map(|key| key.scope.account.to_string());
            view! {
                <td data-label="State">{state}</td>
                <td data-label="WorkSpace">{id}</td>
                <td data-label="Region">{region}</td>
                <td data-label="Account">{account}</td>
            }
            .into_any()
        }
    };
    view! {
        <tr>
            <th scope="row">{who}</th>
            <td data-label="Verdict"><Badge tone word/></td>
            {has_why.then(|| view! { <td class="wrap" data-label="Why">{why.unwrap_or_else(|| "-".to_owned())}</td> })}
            {steps}
            {rest}
        </tr>
    }
}

/// Whether a step says more than the name of the action.
fn is_told(rung: &Rung) -> bool {
    !matches!(rung.task, Task::Act(_) | Task::Create)
}

/// The calendar of a row.
#[component]
fn Steps(rungs: Vec<Rung>) -> impl IntoView {
    if rungs.is_empty() {
        return "-".into_any();
    }
    let steps = rungs.into_iter().enumerate().map(|(n, rung)| {
        let wait = rung.waits_ms();
        let when = (n > 0 && wait > 0).then(|| format!(", after {}", span_words(wait)));
        let first = rung.not_before.map(|at| view! { <span class="quiet">", not before "<Time at/></span> });
        view! { <li>{rung.task.words()}<span class="quiet">{when}</span>{first}</li> }
    });
    view! { <ol class="steps">{steps.collect_view()}</ol> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_skipped_says_why_before_it_warns() {
        let row = PlanRow {
            label: "ann".into(),
            key: None,
            state: None,
            skipped: Some("is stopped".into()),
            warning: Some("connected now".into()),
            spec: None,
            rungs: Vec::new(),
        };
        assert_eq!(verdict(Kind::Create, &row).1, "Skipped");
        assert_eq!(verdict(Kind::Create, &PlanRow { skipped: None, ..row }).0, Tone::Warn);
    }
}
