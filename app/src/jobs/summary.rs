//! How far is a job, who asked for it, and when will it end?

use domain::count;
use domain::jobs::{Held, Job, JobState, Only, StepState};
use leptos::prelude::*;

use super::bar::bar;
use super::counts::{filters, standing};
use crate::ui::badge::Badge;
use crate::ui::clock::Time;

/// The head of a job's page: progress in words, as a bar, and by state; `only` are the rows that are shown below.
pub fn summary(job: &Job, only: Option<Only>) -> impl IntoView + use<> {
    let (tone, word) = standing(job);
    let far = format!(" of {} done", count::words(job.total()));
    let pace = match job.state {
        JobState::Running => {
            let eta = job.eta.map(|at| view! { <span>"should end " <Time at/></span> });
            let next = match (job.opens, job.next_call) {
                (Some(at), _) => Some(view! { <span>"sends nothing before " <Time at/></span> }.into_any()),
                (None, Some(at)) => {
                    Some(view! { <span>"waits for the rate limit, next call " <Time at/></span> }.into_any())
                }
                (None, None) => None,
            };
            view! { {eta}{next} }.into_any()
        }
        JobState::Paused => {
            let words = job.held.map_or("Nothing is sent; what was sent is still watched.", Held::words);
            view! { <span>{words}</span> }.into_any()
        }
        JobState::Ended => job.ended.map(|at| view! { <span>"ended " <Time at/></span> }).into_any(),
    };
    let terms = terms(job).into_iter().map(|words| view! { <span>{words}</span> }).collect_view();
    view! {
        <section class="card job-summary" aria-label="Progress">
            <div class="job-line">
                <span class="job-far"><b>{count::words(job.count(StepState::Done))}</b>{far}</span>
                <Badge tone word/>
                <span class="dotted">
                    {pace}
                    {terms}
                    <span>"by " {job.by.clone()} ", " <Time at=job.at/></span>
                </span>
            </div>
            {bar(job)}
            {filters(job, only)}
        </section>
    }
}

/// What it keeps to, in words.
fn terms(job: &Job) -> Vec<String> {
    let (wave, waves) = job.wave;
    let wave = (waves > 1 && job.state != JobState::Ended).then(|| format!("wave {wave} of {waves}"));
    let hours = job.window.as_ref().map(|window| format!("sends from {}", window.words()));
    let second = job.second.as_ref().map(|name| format!("agreed to by {name}"));
    [wave, hours, second].into_iter().flatten().collect()
}
