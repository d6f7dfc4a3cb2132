//! How far is a job, at a glance? One stacked bar; the badges beside it say the same in words.

use domain::jobs::{Job, StepState};
use leptos::prelude::*;

/// Width of the bar in its own units: a thousandth is the thinnest part that counts.
const WIDE: i64 = 1000;
/// The narrowest part that a person still sees, in the same units.
const THIN: i64 = 4;

/// What a part of the bar stands for, from left to right.
const PARTS: &[(&str, &[StepState])] = &[
    ("ok", &[StepState::Done]),
    ("bad", &[StepState::Failed, StepState::NeedsPerson]),
    ("busy", &[StepState::Sending, StepState::Sent, StepState::Settling, StepState::Unknown]),
    ("off", &[StepState::Skipped, StepState::Cancelled]),
];

/// Where each part begins and how wide it is; what is left over is still waiting.
fn parts(job: &Job) -> Vec<(&'static str, i64, i64)> {
    let counted =
        PARTS.iter().map(|(tone, states)| (*tone, states.iter().map(|state| job.count(*state)).sum()));
    let shown: Vec<(&str, i64)> = counted.filter(|(_, count)| *count > 0).collect();
    // Each part has its thinnest width first; the rest is shared out by count.
    let shared = WIDE - THIN * i64::try_from(shown.len()).unwrap_or_default();
    let mut from = 0;
    let mut parts = Vec::new();
    for (tone, count) in shown {
        let wide = THIN + count * shared / job.total();
        parts.push((tone, from, wide));
        from += wide;
    }
    parts
}

/// The stacked bar of a job. It is a picture for the eye only: the counts stand beside it as text.
pub fn bar(job: &Job) -> impl IntoView + use<> {
    let parts = parts(job).into_iter().map(|(tone, from, wide)| {
        let class = format!("job-bar-{tone}");
        view! { <rect class=class x=from.to_string() y="0" width=wide.to_string() height="10"></rect> }
    });
    view! {
        <svg class="job-bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="job-bar-rest" x="0" y="0" width="1000" height="10"></rect>
            {parts.collect_view()}
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::sample;

    #[test]
    fn parts_fill_the_bar_and_the_smallest_is_seen() {
        let job =
            sample::job(vec![(StepState::Done, 9_990), (StepState::Failed, 1), (StepState::Settling, 9)]);
        let parts = parts(&job);
        assert_eq!(parts.len(), 3);
        assert!(parts.iter().all(|(.., wide)| *wide >= THIN));
        assert!(parts.iter().map(|part| part.2).sum::<i64>() <= WIDE);
    }
}
