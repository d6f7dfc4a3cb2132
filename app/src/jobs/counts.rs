//! How do a job and its steps stand, in an icon and a word?

use domain::count;
use domain::jobs::{Held, Job, JobState, Only, StepState};
use domain::words::Tone;
use leptos::prelude::*;

use crate::paths;
use crate::ui::badge::Badge;

/// The tone of a step's state.
pub fn step_tone(state: StepState) -> Tone {
    match state {
        StepState::Done => Tone::Ok,
        StepState::Failed => Tone::Bad,
        StepState::NeedsPerson | StepState::Unknown => Tone::Warn,
        StepState::Sending | StepState::Sent | StepState::Settling => Tone::Busy,
        StepState::Planned | StepState::Ready | StepState::Skipped | StepState::Cancelled => Tone::Off,
    }
}

/// The tone and the word of a job as a whole.
pub fn standing(job: &Job) -> (Tone, &'static str) {
    match job.state {
        JobState::Running => (Tone::Busy, "Running"),
        JobState::Paused if job.held == Some(Held::Failures) => (Tone::Bad, "Stopped"),
        JobState::Paused if job.held.is_some() => (Tone::Warn, "Waits for a person"),
        JobState::Paused => (Tone::Off, "Paused"),
        JobState::Ended if job.count(StepState::NeedsPerson) > 0 => (Tone::Warn, "Needs a person"),
        JobState::Ended if job.count(StepState::Failed) > 0 => (Tone::Bad, "Ended with refusals"),
        JobState::Ended => (Tone::Ok, "Ended"),
    }
}

/// Counts by the word a person reads: two states may share one.
fn by_word(job: &Job) -> Vec<(Only, i64)> {
    let count = |only: Only| only.states().iter().map(|state| job.count(*state)).sum();
    let words = Only::ALL.iter().map(|only| (*only, count(*only)));
    words.filter(|(_, count)| *count > 0).collect()
}

fn badge(only: Only, number: i64) -> impl IntoView + use<> {
    let tone = only.states().first().map_or(Tone::Off, |state| step_tone(*state));
    let word = format!("{} {}", count::words(number), only.word().to_lowercase());
    view! { <Badge tone word/> }
}

fn late(job: &Job) -> Option<impl IntoView + use<>> {
    (job.late > 0).then(|| {
        let word = format!("{} late", count::words(job.late));
        let title = "Not settled in the time that Amazon documents; still watched.";
        view! { <li><Badge tone=Tone::Warn word title/></li> }
    })
}

/// How many rows are in each state, as badges; late ones are said on top.
pub fn counts(job: &Job) -> impl IntoView + use<> {
    let badges = by_word(job).into_iter().map(|(only, number)| view! { <li>{badge(only, number)}</li> });
    view! { <ul class="counts">{badges.collect_view()}{late(job)}</ul> }
}

/// The same as links to these rows alone; the one that is on is shown even when no row is left of it.
pub fn filters(job: &Job, on: Option<Only>) -> impl IntoView + use<> {
    let mut words = by_word(job);
    words.extend(on.filter(|on| !words.iter().any(|(only, _)| only == on)).map(|on| (on, 0)));
    let links = words.into_iter().map(|(only, number)| {
        let href = paths::job_rows(job.id, Some(only), None);
        let current = (on == Some(only)).then_some("true");
        view! { <li><a href=href aria-current=current>{badge(only, number)}</a></li> }
    });
    let all = on.map(|_| view! { <li><a href=paths::job(job.id)>"All rows"</a></li> });
    view! {
        <nav aria-label="Rows by state">
            <ul class="counts">{links.collect_view()}{late(job)}{all}</ul>
        </nav>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::sample;

    #[test]
    fn states_with_one_word_are_counted_together() {
        let counts = vec![
            (StepState::Planned, 2),
            (StepState::Ready, 3),
            (StepState::Failed, 1),
            (StepState::Done, 4),
        ];
        let job = Job { state: JobState::Ended, ..sample::job(counts) };
        let words = by_word(&job);
        assert_eq!(words, [(Only::Failed, 1), (Only::Done, 4), (Only::Waiting, 5)]);
        assert_eq!(standing(&job).1, "Ended with refusals");
    }
}
