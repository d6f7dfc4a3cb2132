//! What can be done about a job: pause it, let it go on, cancel what is not sent, plan again what failed.

use domain::jobs::{Held, Job, JobState, StepState};
use leptos::prelude::*;

use super::doors::{CancelRest, PauseJob, RetryFailed};
use crate::session::session;
use crate::ui::button::Button;

/// Why there is nothing left to cancel.
fn nothing_to_cancel(job: &Job) -> Option<String> {
    let waiting = job.count(StepState::Planned) + job.count(StepState::Ready);
    match job.state {
        JobState::Ended => Some("The job has ended.".to_owned()),
        _ if waiting == 0 => Some("Every row has been sent to AWS already.".to_owned()),
        _ => None,
    }
}

/// Why there is nothing to plan again.
fn nothing_to_retry(job: &Job) -> Option<String> {
    let badly = job.count(StepState::Failed) + job.count(StepState::NeedsPerson);
    (badly == 0).then(|| "No row was refused or needs a person.".to_owned())
}

/// The buttons of a job.
pub fn steer(
    job: &Job,
    cancel: ServerAction<CancelRest>,
    pause: ServerAction<PauseJob>,
    retry: ServerAction<RetryFailed>,
) -> impl IntoView + use<> {
    let id = job.id;
    let lacks = session().lacks(job.kind.right());
    let is_paused = job.state == JobState::Paused;
    let ended = (job.state == JobState::Ended).then(|| "The job has ended.".to_owned());
    let no_pause = lacks.clone().or(ended);
    let no_cancel = lacks.clone().or_else(|| nothing_to_cancel(job));
    let no_retry = lacks.or_else(|| nothing_to_retry(job));
    let (word, hint) = match (is_paused, job.held) {
        (_, Some(Held::Approval)) => ("Let the rest go", "Begins the next wave."),
        (_, Some(Held::Failures)) => {
            ("Go on anyway", "Sends what is waiting; the rule no longer holds for this job.")
        }
        (_, Some(Held::Second)) => ("Agree", "Sends what is waiting; its author can't agree to it."),
        (_, Some(Held::Restored)) => {
            ("Go on", "Sends what is waiting, as it stood when the backup was made.")
        }
        (true, None) => ("Resume", "Sends what is waiting."),
        (false, None) => ("Pause", "Sends nothing more; what was sent is still watched."),
    };
    view! {
        <div class="row">
            <ActionForm action=pause>
                <input type="hidden" name="id" value=id.to_string()/>
                <input type="hidden" name="paused" value=(!is_paused).to_string()/>
                <Button why_not=no_pause hint=hint>{word}</Button>
            </ActionForm>
            <ActionForm action=cancel>
                <input type="hidden" name="id" value=id.to_string()/>
                <Button why_not=no_cancel hint="Takes back what has not been sent to AWS.">"Cancel the rest"</Button>
            </ActionForm>
            <ActionForm action=retry>
                <input type="hidden" name="id" value=id.to_string()/>
                <Button why_not=no_retry hint="Plans what was refused or needs a person again; nothing is sent yet.">
                    "Retry the failed"
                </Button>
            </ActionForm>
        </div>
    }
}
