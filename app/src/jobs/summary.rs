//! How far is a job, who asked for it, and when will it end?

use domain::at::At;
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
            let eta = job.eta.map(|at| view! { <span>"ends " <Time at/> " at the earliest"</span> });
            let next = next(job).map(|(words, at)| view! { <span>{words} " " <Time at/></span> });
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

/// What is awaited before it sends again, and until when.
fn next(job: &Job) -> Option<(String, At)> {
    match (job.opens, job.next_call) {
        (Some(at), _) => Some(("sends nothing before".to_owned(), at)),
        (None, Some(next)) => Some((format!("{}, next call", next.waits.words()), next.at)),
        (None, None) => None,
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

#[cfg(test)]
mod tests {
    use domain::jobs::{NextCall, Waits};

    use super::*;
    use crate::jobs::sample;

    #[test]
    fn what_is_awaited_is_called_what_it_is() {
        let next_call = Some(NextCall { at: At(5), waits: Waits::Rate });
        let job = Job { next_call, ..sample::job(vec![(StepState::Ready, 9)]) };
        assert_eq!(next(&job), Some(("waits for the rate limit, next call".to_owned(), At(5))));
        let rests = Some(NextCall { at: At(7), waits: Waits::ItsTime });
        let ladder = Job { next_call: rests, ..job.clone() };
        assert_eq!(next(&ladder), Some(("waits for its time, next call".to_owned(), At(7))));
        let closed = Job { opens: Some(At(9)), ..job.clone() };
        assert_eq!(next(&closed), Some(("sends nothing before".to_owned(), At(9))));
        assert_eq!(next(&Job { next_call: None, ..job }), None);
    }
}
