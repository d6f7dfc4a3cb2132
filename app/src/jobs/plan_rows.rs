//! The rows of a plan: whom it meets, whom not, and why. What needs a look stands first.

use std::collections::HashMap;

use domain::at::{At, span_words};
use domain::change::{Rung, Task};
use domain::count;
use domain::ids::{ScopeKey, WorkspaceKey};
use domain::jobs::{Kind, PlanRow, SnapshotAge, SnapshotAges};
use domain::resource::Diff;
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
        Kind::Act(_) | Kind::Order(_) => "Will change",
    };
    match (&row.skipped, &row.warning) {
        (Some(why), _) => (Tone::Off, "Skipped", Some(why.clone())),
        (None, Some(warning)) => (Tone::Warn, word, Some(warning.clone())),
        (None, None) => (Tone::Ok, word, None),
    }
}

/// The ages of the snapshots, by their rows.
type Ages = Memo<HashMap<WorkspaceKey, SnapshotAge>>;

/// The rows that a plan shows of `total`.
#[component]
pub fn PlanRows(
    kind: Kind,
    total: i64,
    rows: Vec<PlanRow>,
    /// When the plan was made: ages are seen from then.
    planned: At,
    /// How old the snapshots are, where data is lost to them.
    ages: Option<Signal<Option<SnapshotAges>>>,
) -> impl IntoView {
    let by_key = move |ages: Signal<Option<SnapshotAges>>| {
        Memo::new(move |_| ages.get().map(|ages| ages.rows.into_iter().collect()).unwrap_or_default())
    };
    let ages: Option<Ages> = ages.map(by_key);
    let shown = i64::try_from(rows.len()).unwrap_or(total);
    let more = (shown < total).then(|| {
        let (shown, total) = (count::words(shown), count::words(total));
        view! { <p class="quiet">{format!("The first {shown} of {total} rows: skipped and warned ones come first.")}</p> }
    });
    let heads: &[&str] = match kind {
        Kind::Create => &["User", "Verdict", "Why", "Directory", "Bundle", "Settings"],
        Kind::Order(_) => &["Name", "Verdict", "Why", "Steps", "Id", "Account"],
        Kind::Act(_) | Kind::Standby => &["User", "Verdict", "Why", "Steps", "State", "WorkSpace", "Account"],
    };
    // A column of hyphens would only push the others aside.
    let has_why = ages.is_some() || rows.iter().any(|row| row.skipped.is_some() || row.warning.is_some());
    let has_steps = rows.iter().any(|row| row.rungs.iter().any(is_told));
    let heads = heads
        .iter()
        .filter(|head| has_why || **head != "Why")
        .filter(|head| has_steps || **head != "Steps")
        .map(|head| view! { <th scope="col">{*head}</th> })
        .collect_view();
    let lines =
        rows.into_iter().map(|row| view! { <Line row kind has_why has_steps planned ages/> }).collect_view();
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
fn Line(
    row: PlanRow,
    kind: Kind,
    has_why: bool,
    has_steps: bool,
    planned: At,
    ages: Option<Ages>,
) -> impl IntoView {
    let (tone, word, why) = verdict(kind, &row);
    let PlanRow { label, key, account_name, state, spec, rungs, skipped, target, diff, .. } = row;
    let age = ages.filter(|_| skipped.is_none()).zip(key.clone()).map(|(ages, key)| {
        let words = move || ages.with(|ages| ages.get(&key).map(|age| age.words(planned)));
        view! { <span>{words}</span> }
    });
    let why = why.or_else(|| age.is_none().then(|| "-".to_owned())).map(|why| view! { <span>{why}</span> });
    let steps = has_steps.then(|| view! { <td class="wrap" data-label="Steps"><Steps rungs/></td> });
    let who = match &key {
        Some(key) => view! { <a href=paths::workspace(key)>{label}</a> }.into_any(),
        None => label.into_any(),
    };
    let resource = target.as_ref().and_then(|target| target.key());
    let who = match &resource {
        Some(key) => view! { <a href=paths::resource(key)>{who}</a> }.into_any(),
        None => who,
    };
    let rest = match (spec, target) {
        (Some(spec), _) => wished(&spec).into_any(),
        (None, Some(target)) => view! {
            <td data-label="Id">{target.id.map_or_else(|| "-".into_any(), |text| view! { <Copy text/> }.into_any())}</td>
            {place(account_name, &target.scope)}
        }
        .into_any(),
        (None, None) => {
            let state = match state {
                Some(state) => view! { <StateBadge state/> }.into_any(),
                None => "-".into_any(),
            };
            let id = key.as_ref().map(|key| view! { <Copy text=key.id.to_string()/> });
            let place = key.map(|key| place(account_name, &key.scope));
            view! {
                <td data-label="State">{state}</td>
                <td data-label="WorkSpace">{id}</td>
                {place}
            }
            .into_any()
        }
    };
    view! {
        <tr>
            <th scope="row">{who}</th>
            <td data-label="Verdict"><Badge tone word/></td>
            {has_why.then(|| view! { <td class="wrap" data-label="Why"><span class="outcome">{why}{age}</span></td> })}
            {steps}
            {rest}
        </tr>
        {(!diff.is_empty()).then(|| view! { <tr class="diff-row"><td colspan="6"><Differences diff/></td></tr> })}
    }
}

/// What would be other than it is.
#[component]
fn Differences(diff: Vec<Diff>) -> impl IntoView {
    let value = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    let lines = diff.into_iter().map(|one| {
        view! {
            <div>
                <dt>{one.field}</dt>
                <dd><del>{value(one.before)}</del>" → "<ins>{value(one.after)}</ins></dd>
            </div>
        }
    });
    view! { <dl class="facts diff">{lines.collect_view()}</dl> }
}

/// The account by its name, as the fleet has it, and the region; a plan of an older version knows the number alone.
fn place(name: Option<String>, scope: &ScopeKey) -> impl IntoView + use<> {
    let (number, region) = (scope.account.to_string(), scope.region.to_string());
    let name = name.unwrap_or_else(|| number.clone());
    view! {
        <td class="place" data-label="Account"><span title=number>{name}</span>" "<span class="quiet">{region}</span></td>
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
            account_name: None,
            state: None,
            skipped: Some("is stopped".into()),
            warning: Some("connected now".into()),
            spec: None,
            rungs: Vec::new(),
            target: None,
            diff: Vec::new(),
        };
        assert_eq!(verdict(Kind::Create, &row).1, "Skipped");
        assert_eq!(verdict(Kind::Create, &PlanRow { skipped: None, ..row }).0, Tone::Warn);
    }
}
