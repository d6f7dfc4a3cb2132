//! What have our jobs done to this WorkSpace, and what became of it?

use domain::advice;
use domain::jobs::{Kind, WorkSpaceJob, WorkSpaceJobs};
use leptos::prelude::*;

use crate::door::Refusal;
use crate::jobs::{so_far, step_tone};
use crate::paths;
use crate::ui::badge::Badge;
use crate::ui::clock::Time;
use crate::ui::empty::Empty;
use crate::ui::notice::{AwsNote, FaultNotice};
use crate::ui::pager::Pager;
use crate::ui::table::{Heads, TableRegion};

/// The rows of jobs about one WorkSpace, also those that were refused, skipped or cancelled.
#[component]
pub fn Jobs(
    /// The address of this part of the page.
    here: String,
    /// Only older ones than this row are shown.
    before: Memo<Option<i64>>,
    /// A page of them, newest first.
    jobs: Resource<Option<Result<WorkSpaceJobs, Refusal>>>,
) -> impl IntoView {
    move || {
        let told = jobs.get().flatten()?;
        Some(match told {
            Ok(page) if page.rows.is_empty() => none(before.get().is_some(), &here),
            Ok(page) => table(page, before.get().is_some(), &here),
            Err(Refusal(fault)) => view! { <FaultNotice fault /> }.into_any(),
        })
    }
}

fn none(is_later: bool, here: &str) -> AnyView {
    let title = if is_later { "No older job" } else { "No job of Deskwarden's was ever at it" };
    let newest = is_later.then(|| view! { <a href=here.to_owned()>"Show the newest"</a> });
    view! {
        <div class="card">
            <Empty title>
                <p>"What is done to it from here is listed with who did it, also where AWS refused. What others do at AWS is in its history."</p>
                {newest}
            </Empty>
        </div>
    }
    .into_any()
}

fn table(page: WorkSpaceJobs, is_later: bool, here: &str) -> AnyView {
    let previous = is_later.then(|| here.to_owned());
    let next = page.next.map(|row| paths::before(here, row));
    let has_pages = previous.is_some() || next.is_some();
    let rows = page.rows.into_iter().map(line).collect_view();
    view! {
        <div class="card">
            <TableRegion label="Jobs of this WorkSpace" cards=true>
                <Heads words=&["Job", "State", "Result", "By", "When"]/>
                <tbody>{rows}</tbody>
            </TableRegion>
        </div>
        {has_pages.then(|| view! { <Pager previous next /> })}
    }
    .into_any()
}

fn line(row: WorkSpaceJob) -> impl IntoView {
    let WorkSpaceJob { id, kind, asks, by, state, outcome, aws, at, .. } = row;
    let word = kind.map_or("Change", Kind::word);
    let so_far = (outcome.is_none() && aws.is_none()).then(|| so_far(state, false));
    let next = aws.as_ref().and_then(|aws| advice::after(aws, kind)).map(|(next, _)| next);
    view! {
        <tr>
            <th scope="row"><a href=paths::job(id)>{format!("Job {id}: {word}")}</a></th>
            <td data-label="State"><Badge tone=step_tone(state) word=state.word() /></td>
            <td class="wrap" data-label="Result">
                <span class="outcome">
                    {asks.map(|asks| view! { <span class="quiet">{asks}</span> })}
                    {so_far.map(|words| view! { <span class="quiet">{words}</span> })}
                    {outcome.map(|words| view! { <span>{words}</span> })}
                    {aws.map(|aws| view! { <AwsNote aws /> })}
                    {next.map(|next| view! { <span class="quiet">{next}</span> })}
                </span>
            </td>
            <td data-label="By">{by}</td>
            <td data-label="When"><Time at /></td>
        </tr>
    }
}
