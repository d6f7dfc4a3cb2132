//! Every job, newest first, with how far it is.

use domain::count;
use domain::ids::JobId;
use domain::jobs::{Job, JobState};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::counts::{counts, standing};
use super::doors;
use crate::paths;
use crate::session::session;
use crate::ui::badge::Badge;
use crate::ui::button::{LinkButton, Look};
use crate::ui::clock::{MaybeTime, Time};
use crate::ui::download::Download;
use crate::ui::empty::Empty;
use crate::ui::notice::FaultNotice;
use crate::ui::pager::Pager;
use crate::ui::progress::Progress;
use crate::ui::table::{Heads, TableRegion};

/// Jobs that a page holds (backend, `jobs::list`).
const PAGE: usize = 50;

/// The list of jobs.
#[component]
pub fn JobsPage() -> impl IntoView {
    let query = use_query_map();
    let before = move || query.with(|query| query.get("before")?.parse().ok().map(JobId));
    let moved = session().live.follow(|hint| !hint.jobs.is_empty());
    let jobs = Resource::new(move || (before(), moved.get()), |(before, _)| doors::list(before));
    view! {
        <Title text="Jobs"/>
        <header class="head">
            <h1>"Jobs"</h1>
        </header>
        <Transition fallback=|| view! { <p class="quiet">"Looking for jobs …"</p> }>
            {move || Suspend::new(async move {
                match jobs.await {
                    Ok(jobs) if jobs.is_empty() => view! { <NoJobs is_first=before().is_none()/> }.into_any(),
                    Ok(jobs) => view! { <JobTable jobs is_first=before().is_none()/> }.into_any(),
                    Err(refusal) => view! { <FaultNotice fault=refusal.0/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn NoJobs(is_first: bool) -> impl IntoView {
    if !is_first {
        return view! {
            <Empty title="There are no older jobs">
                <LinkButton href=paths::JOBS>"Go to the newest"</LinkButton>
            </Empty>
        }
        .into_any();
    }
    view! {
        <Empty title="Nothing has been changed from this console yet">
            <p>"Every change becomes a job: starting, stopping, rebooting, terminating and creating WorkSpaces."</p>
            <LinkButton href=paths::FLEET look=Look::Primary>"Go to the fleet"</LinkButton>
        </Empty>
    }
    .into_any()
}

#[component]
fn JobTable(jobs: Vec<Job>, is_first: bool) -> impl IntoView {
    let next = (jobs.len() >= PAGE).then(|| jobs.last().map(|job| paths::jobs_before(job.id))).flatten();
    let previous = (!is_first).then(|| paths::JOBS.to_owned());
    let has_pages = next.is_some() || previous.is_some();
    let rows = jobs.into_iter().map(|job| view! { <JobLine job/> }).collect_view();
    view! {
        <div class="card">
            <TableRegion label="Jobs" cards=true>
                <Heads words=&["Job", "State", "Progress", "Rows", "By", "Submitted", "Ended"]/>
                <tbody>{rows}</tbody>
            </TableRegion>
        </div>
        {has_pages.then(|| view! { <Pager previous next/> })}
        <Download href=paths::JOBS_CSV/>
    }
}

#[component]
fn JobLine(job: Job) -> impl IntoView {
    let (tone, word) = standing(&job);
    let (done, total) = (job.ended_rows(), job.total());
    let far = format!("{} of {}", count::words(done), count::words(total));
    let is_on_its_way = job.state != JobState::Ended;
    view! {
        <tr>
            <th scope="row">
                <a href=paths::job(job.id)>{job.title()}</a>
                " "
                <span class="quiet">{format!("job {}", job.id)}</span>
            </th>
            <td data-label="State"><Badge tone word/></td>
            <td data-label="Progress">
                <span class="far">
                    {is_on_its_way.then(|| view! { <Progress label=format!("Job {}", job.id) value=Some(done) most=total/> })}
                    <span>{far}</span>
                </span>
            </td>
            <td data-label="Rows">{counts(&job)}</td>
            <td data-label="By">{job.by.clone()}</td>
            <td data-label="Submitted"><Time at=job.at/></td>
            <td data-label="Ended"><MaybeTime at=job.ended never="-"/></td>
        </tr>
    }
}
