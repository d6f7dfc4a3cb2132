//! One call: claim, look once more, call, classify (jobs.md, 3 and 4).

use domain::at::At;
use domain::change::Task;
use domain::fault::{AwsWords, Fault};
use domain::fleet::Action;
use domain::jobs::{Kind, StepState, Window, Wish};

use super::look_again::{already, look_again, take_in, unguarded};
use super::store::{self, Claim, Next, Step, Which};
use super::{Turn, settle};
use crate::db::FromDb;
use crate::failpoint::Place;
use crate::gateway::{AwsFault, CALL, Meaning};
use crate::jobs::aws::{self, Answer};
use crate::jobs::store::Move;
use crate::jobs::{aws_one, aws_standby, pace};

/// Sends one call of the job that was served longest ago. Says whether there was one.
pub(super) async fn send(at: &Turn<'_>) -> Result<bool, Fault> {
    let now = at.backend.clock().now();
    let db = at.backend.db();
    let served = at.gateway.served(now);
    let Some(next) = store::next_job(db, at.scope_id, now, &served).await? else { return Ok(false) };
    if let Some(opens) = closed_until(&next, now) {
        let mut change = db.begin().await?;
        store::closed(&mut change, next.job, opens).await.map_err(Fault::from_db)?;
        at.backend.commit(change).await?;
        return Ok(true);
    }
    let ready = Which::Ready { job: next.job, limit: 25 };
    let mut steps = store::steps(db, at.scope_id, now, ready).await?;
    // A step that goes alone comes last; when it is the first, nothing else is left.
    if steps.first().is_some_and(|first| first.alone) {
        steps.truncate(1);
    } else {
        steps.retain(|step| !step.alone);
    }
    let Some((kind, task)) = steps.first().and_then(|first| Some((first.kind()?, first.task()?))) else {
        return unreadable(at, steps).await;
    };
    // One call makes standbys of one region's primaries alone.
    steps.retain(|step| !matches!(task, Task::Standby(..)) || step.task().as_ref() == Some(&task));
    steps.truncate(task.batch());
    let steps = still_allowed(at, steps, kind).await?;
    let steps = match kind {
        Kind::Act(action) if action.destroys() => look_again(at, steps).await?,
        Kind::Order(verb) if verb.loses().is_some() => unguarded(at, steps).await?,
        _ => steps,
    };
    if steps.is_empty() {
        return Ok(true);
    }
    let attempt = hex::encode(rand::random::<[u8; 16]>());
    let now = at.backend.clock().now();
    let until = now.plus_ms(2 * i64::try_from(CALL.as_millis()).unwrap_or(i64::MAX) + 5_000);
    let claim =
        Claim { scope_id: at.scope_id, operation: aws::operation(&task), attempt: &attempt, now, until };
    let mut change = db.begin().await?;
    let ours = store::claim(&mut change, &claim, &steps).await.map_err(Fault::from_db)?;
    at.backend.pass(Place::BeforeClaim);
    at.backend.commit(change).await?;
    at.backend.pass(Place::AfterClaim);
    let steps: Vec<_> = steps.into_iter().filter(|step| ours.contains(&step.id)).collect();
    if steps.is_empty() || !store::holds(db, &attempt, at.backend.clock().now()).await? {
        return Ok(true);
    }
    let answers = call(at, &task, &steps).await;
    at.backend.pass(Place::Answered);
    classify(at, &task, &steps, &attempt, answers).await?;
    at.gateway.serve(next.job, next.share);
    Ok(true)
}

/// When the hours of this job begin again, if they are over now.
fn closed_until(next: &Next, now: At) -> Option<At> {
    let window: Window = serde_json::from_str(next.window.as_deref()?).ok()?;
    Some(pace::opens(&window, now)).filter(|opens| *opens > now)
}

/// Rights are looked at again when a row runs; the rest of a demoted author's job is refused.
async fn still_allowed(at: &Turn<'_>, steps: Vec<Step>, kind: Kind) -> Result<Vec<Step>, Fault> {
    let author = match steps.first() {
        Some(step) => at.author(step).await?,
        None => None,
    };
    let (mut allowed, mut refused) = (Vec::new(), Vec::new());
    for step in steps {
        if at.authorised(author.as_ref(), &step, kind).await? {
            allowed.push(step);
        } else {
            let outcome = Some("whoever submitted it may no longer do this here");
            refused
                .push((step.job, Move { outcome, ..step.to(StepState::Skipped, at.backend.clock().now()) }));
        }
    }
    at.apply(&refused).await?;
    Ok(allowed)
}

async fn call(at: &Turn<'_>, task: &Task, steps: &[Step]) -> Result<aws::Answers, AwsFault> {
    let ids: Vec<_> = steps.iter().filter_map(|step| step.workspace_id.clone()).collect();
    match task {
        Task::Act(action) => aws::act(at.gateway, *action, &ids).await,
        Task::Create => {
            let wanted: Vec<_> = steps
                .iter()
                .filter_map(|step| match step.wish() {
                    Some(Wish::Create(spec)) => Some((step.mark(), *spec)),
                    _ => None,
                })
                .collect();
            aws::create(at.gateway, at.scope.account.as_str(), &wanted).await
        }
        Task::Standby(from, standby) => {
            let primary = |step: &Step| match step.wish() {
                Some(Wish::Standby { key, user, .. }) => Some((step.mark(), key.id, user)),
                _ => None,
            };
            let primaries: Vec<_> = steps.iter().filter_map(primary).collect();
            aws_standby::create(at.gateway, from, standby, &primaries).await
        }
        one => {
            let mark = steps.first().map(Step::mark).unwrap_or_default();
            aws_one::ask(at.gateway, ids.first().map_or("", String::as_str), one, &mark).await
        }
    }
}

/// A step that another version wrote: a person must look, and the rest goes on.
async fn unreadable(at: &Turn<'_>, steps: Vec<Step>) -> Result<bool, Fault> {
    let now = at.backend.clock().now();
    let told = Some("what it asks for can't be read by this version");
    let moves = steps
        .iter()
        .take(1)
        .map(|step| (step.job, Move { outcome: told, ..step.to(StepState::NeedsPerson, now) }));
    let moves: Vec<_> = moves.collect();
    at.apply(&moves).await?;
    Ok(!moves.is_empty())
}

async fn classify(
    at: &Turn<'_>,
    task: &Task,
    steps: &[Step],
    attempt: &str,
    answers: Result<aws::Answers, AwsFault>,
) -> Result<(), Fault> {
    let now = at.backend.clock().now();
    let lease = Some(attempt);
    let mut refusals: Vec<AwsWords> = Vec::new();
    let (moves, result, request_id) = match &answers {
        Ok((answers, request_id)) => {
            refusals.extend(answers.iter().map(|answer| match answer {
                Answer::Refused { code, message } => {
                    AwsWords { code: code.clone(), message: message.clone(), request_id: request_id.clone() }
                }
                _ => AwsWords::default(),
            }));
            let appeared: Vec<_> = answers
                .iter()
                .filter_map(|answer| match answer {
                    Answer::Accepted(Some(facts)) => Some((**facts).clone()),
                    _ => None,
                })
                .collect();
            take_in(at, &appeared).await?;
            let so_already = already(at, task, steps, answers).await;
            let moves = steps.iter().zip(answers).zip(&refusals).map(|((step, answer), words)| {
                let request_id = request_id.as_deref();
                let to_be = match answer {
                    Answer::Accepted(facts) => Move {
                        late_at: Some(now.plus_ms(settle::late_ms(task))),
                        workspace_id: facts.as_deref().map(|facts| facts.id.as_str()),
                        request_id,
                        ..step.to(StepState::Settling, now)
                    },
                    Answer::Making(id) => Move {
                        late_at: Some(now.plus_ms(settle::late_ms(task))),
                        workspace_id: matches!(task, Task::Migrate(_) | Task::Order(_))
                            .then_some(id.as_str()),
                        made: Some(id),
                        request_id,
                        ..step.to(StepState::Settling, now)
                    },
                    Answer::Refused { .. } if so_already.contains(&step.workspace_id) => {
                        Move { outcome: Some("was so already"), request_id, ..step.to(StepState::Done, now) }
                    }
                    Answer::Refused { .. } => {
                        Move { words: Some(words), request_id, ..step.to(StepState::Failed, now) }
                    }
                    Answer::Silent => Move {
                        outcome: Some("AWS's answer does not mention it"),
                        request_id,
                        ..step.to(StepState::Unknown, now)
                    },
                };
                (step.job, Move { lease, ..to_be })
            });
            (moves.collect::<Vec<_>>(), "answered", request_id.as_deref())
        }
        Err(fault) => {
            tracing::warn!(scope = %at.scope, operation = aws::operation(task), error = %fault, meaning = ?fault.meaning,
                "a call did not go through");
            let moves = steps.iter().map(|step| {
                let (job, to_be) = failed(step, task, now, fault, steps.len());
                (job, Move { lease, ..to_be })
            });
            (moves.collect(), "failed", fault.words.request_id.as_deref())
        }
    };
    let mut change = at.backend.db().begin().await?;
    store::call_ended(&mut change, attempt, now, result, request_id).await.map_err(Fault::from_db)?;
    at.backend.commit(change).await?;
    at.backend.pass(Place::BeforeOutcome);
    at.apply(&moves).await
}

/// What a call that failed as a whole means for one of its steps.
fn failed<'a>(step: &Step, task: &Task, now: At, fault: &'a AwsFault, together: usize) -> (i64, Move<'a>) {
    if let Some(wait) = not_yet_ms(task, &fault.words.code).filter(|_| step.attempts < PATIENCE) {
        let outcome = Some("AWS says: not yet. Asked again later");
        let to_be = Move { outcome, earliest: Some(now.plus_ms(wait)), ..step.to(StepState::Ready, now) };
        return (step.job, Move { words: Some(&fault.words), ..to_be });
    }
    match fault.meaning {
        Meaning::Unknown => {
            let outcome = Some("no answer: finding out what AWS did");
            (step.job, Move { outcome, words: Some(&fault.words), ..step.to(StepState::Unknown, now) })
        }
        Meaning::Throttled => retried(step, now, now.plus_ms(backoff_ms(step.attempts)), fault, false),
        // One bad item fails a whole call: each of them goes alone, so that only the bad one is refused.
        Meaning::Refused if together > 1 => retried(step, now, now, fault, true),
        Meaning::Refused | Meaning::Denied | Meaning::Lacking(_) | Meaning::NotSent => {
            (step.job, Move { words: Some(&fault.words), ..step.to(StepState::Failed, now) })
        }
    }
}

pub(super) fn retried<'a>(
    step: &Step,
    now: At,
    earliest: At,
    fault: &'a AwsFault,
    alone: bool,
) -> (i64, Move<'a>) {
    let outcome = Some(if alone { "sent again alone" } else { "waits: AWS has too many calls" });
    let to_be = Move {
        earliest: Some(earliest),
        alone,
        outcome,
        words: Some(&fault.words),
        ..step.to(StepState::Ready, now)
    };
    (step.job, to_be)
}

/// So often a step is asked for again that AWS refuses for its cooldown: by half hours, more than two times six.
const PATIENCE: i64 = 30;

/// How long to wait where AWS refuses because of something that passes: the service tells neither when a WorkSpace was
/// made nor when it last changed (jobs.md, "Cooldowns").
fn not_yet_ms(task: &Task, code: &str) -> Option<i64> {
    match (task, code) {
        (Task::Act(_) | Task::Create | Task::Standby(..), _) => None,
        (_, "OperationInProgressException") => Some(2 * 60_000),
        (_, "ResourceUnavailableException") => Some(30 * 60_000),
        _ => None,
    }
}

/// 5 s, 10 s, 20 s … up to 5 min.
fn backoff_ms(attempts: i64) -> i64 {
    (5_000_i64 << attempts.clamp(0, 6)).min(300_000)
}

/// Whether a desktop that is on its way to it has reached what an action wishes for.
pub(super) fn reached(action: Action, state: &str) -> bool {
    match action {
        Action::Start => state == "AVAILABLE",
        Action::Stop => state == "STOPPED",
        Action::BeginMaintenance => state == "ADMIN_MAINTENANCE",
        // By the time somebody looks, it may have stopped by itself.
        Action::EndMaintenance => state != "ADMIN_MAINTENANCE",
        // What they pass through must be seen, or the WorkSpace gone.
        Action::Reboot | Action::Rebuild | Action::Restore | Action::Terminate => false,
        // Their tasks say what is to be reached.
        Action::Modify | Action::Migrate | Action::Tag | Action::CreateImage => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_maintenance_is_reached_wherever_it_went_then() {
        for state in ["AVAILABLE", "STOPPING", "STOPPED"] {
            assert!(reached(Action::EndMaintenance, state), "{state}");
        }
        assert!(!reached(Action::EndMaintenance, "ADMIN_MAINTENANCE"));
    }
}
