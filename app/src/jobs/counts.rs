//! How do a job and its steps stand, in an icon and a word?

use domain::count;
use domain::jobs::{Held, Job, JobState, StepState};
use domain::words::Tone;
use leptos::prelude::*;

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
fn by_word(job: &Job) -> Vec<(Tone, &'static str, i64)> {
    let mut words: Vec<(Tone, &'static str, i64)> = Vec::new();
    // What went wrong is looked for first, what is done needs nobody.
    let order = [
        StepState::Failed,
        StepState::NeedsPerson,
        StepState::Unknown,
        StepState::Done,
        StepState::Settling,
        StepState::Sent,
        StepState::Sending,
        StepState::Ready,
        StepState::Planned,
        StepState::Skipped,
        StepState::Cancelled,
    ];
    for state in order {
        let count = job.count(state);
        match words.iter_mut().find(|(_, word, _)| *word == state.word()) {
            Some(entry) => entry.2 += count,
            None => words.push((step_tone(state), state.word(), count)),
        }
    }
    words.retain(|(.., count)| *count > 0);
    words
}

/// How many rows are in each state, as badges; late ones are said on top.
pub fn counts(job: &Job) -> impl IntoView + use<> {
    let badges = by_word(job).into_iter().map(|(tone, word, number)| {
        view! { <li><Badge tone word=format!("{} {}", count::words(number), word.to_lowercase())/></li> }
    });
    let late = (job.late > 0).then(|| {
        let word = format!("{} late", count::words(job.late));
        let title = "Not settled in the time that Amazon documents; still watched.";
        view! { <li><Badge tone=Tone::Warn word title/></li> }
    });
    view! { <ul class="counts">{badges.collect_view()}{late}</ul> }
}

#[cfg(test)]
mod tests {
    use domain::at::At;
    use domain::ids::JobId;
    use domain::jobs::Kind;

    use super::*;

    #[test]
    fn states_with_one_word_are_counted_together() {
        let job = Job {
            id: JobId(1),
            kind: Kind::Create,
            state: JobState::Ended,
            by: String::new(),
            at: At(0),
            ended: None,
            counts: vec![
                (StepState::Planned, 2),
                (StepState::Ready, 3),
                (StepState::Failed, 1),
                (StepState::Done, 4),
            ],
            late: 0,
            next_call: None,
            eta: None,
            held: None,
            opens: None,
            window: None,
            wave: (1, 1),
            second: None,
        };
        let words = by_word(&job);
        assert_eq!(words, [(Tone::Bad, "Refused", 1), (Tone::Ok, "Done", 4), (Tone::Off, "Waiting", 5)]);
        assert_eq!(standing(&job).1, "Ended with refusals");
    }
}
