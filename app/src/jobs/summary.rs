//! How far is a job, who asked for it, and when will it end?

use domain::count;
use domain::jobs::{Job, JobState, StepState};
use leptos::prelude::*;

use super::bar::bar;
use super::counts::{counts, standing};
use crate::ui::badge::Badge;
use crate::ui::clock::Time;

/// The head of a job's page: progress in words, as a bar, and by state.
pub fn summary(job: &Job) -> impl IntoView + use<> {
    let (tone, word) = standing(job);
    let far = format!(" of {} done", count::words(job.total()));
    let pace = match job.state {
        JobState::Running => {
            let eta = job.eta.map(|at| view! { <span>"should end " <Time at/></span> });
            let next = job
                .next_call
                .map(|at| view! { <span>"waits for the rate limit, next call " <Time at/></span> });
            view! { {eta}{next} }.into_any()
        }
        JobState::Paused => {
            view! { <span>"nothing is sent; what was sent is still watched"</span> }.into_any()
        }
        JobState::Ended => job.ended.map(|at| view! { <span>"ended " <Time at/></span> }).into_any(),
    };
    view! {
        <section class="card job-summary" aria-label="Progress">
            <div class="job-line">
                <span class="job-far"><b>{count::words(job.count(StepState::Done))}</b>{far}</span>
                <Badge tone word/>
                <span class="dotted">
                    {pace}
                    <span>"by " {job.by.clone()} ", " <Time at=job.at/></span>
                </span>
            </div>
            {bar(job)}
            {counts(job)}
        </section>
    }
}
