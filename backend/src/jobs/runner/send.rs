//! One call: claim, look once more, call, classify (jobs.md, 3 and 4).

use domain::at::At;
use domain::fault::{AwsWords, Fault};
use domain::fleet::Action;
use domain::jobs::{Kind, StepState, Wish};

use super::store::{self, Claim, Step, Which};
use super::{Turn, settle};
use crate::db::FromDb;
use crate::failpoint::Place;
use crate::gateway::{AwsFault, CALL, Meaning, Priority};
use crate::jobs::aws::{self, Answer};
use crate::jobs::store::Move;
use crate::sync::aws::{Facts, by_id};
use crate::sync::{Batch, absorb};

/// Sends one call of the job that was served longest ago. Says whether there was one.
pub(super) async fn send(at: &Turn<'_>) -> Result<bool, Fault> {
    let now = at.backend.clock().now();
    let db = at.backend.db();
    let Some(job) = store::next_job(db, at.scope_id, now).await? else { return Ok(false) };
    let mut steps = store::steps(db, at.scope_id, now, Which::Ready { job, limit: 25 }).await?;
    // A step that goes alone comes last; when it is the first, nothing else is left.
    if steps.first().is_some_and(|first| first.alone) {
        steps.truncate(1);
    } else {
        steps.retain(|step| !step.alone);
    }
    let Some(kind) = steps.first().and_then(Step::kind) else { return Ok(false) };
    steps.truncate(kind.batch());
    let steps = still_allowed(at, steps, kind).await?;
    let steps = if matches!(kind, Kind::Act(action) if action.destroys()) {
        look_again(at, steps).await?
    } else {
        steps
    };
    if steps.is_empty() {
        return Ok(true);
    }
    let attempt = hex::encode(rand::random::<[u8; 16]>());
    let now = at.backend.clock().now();
    let until = now.plus_ms(2 * i64::try_from(CALL.as_millis()).unwrap_or(i64::MAX) + 5_000);
    let claim =
        Claim { scope_id: at.scope_id, operation: aws::operation(kind), attempt: &attempt, now, until };
    let mut change = db.begin().await?;
    let ours = store::claim(&mut change, &claim, &steps).await.map_err(Fault::from_db)?;
    at.backend.pass(Place::BeforeClaim);
    at.backend.commit(change).await?;
    at.backend.pass(Place::AfterClaim);
    let steps: Vec<_> = steps.into_iter().filter(|step| ours.contains(&step.id)).collect();
    if steps.is_empty() || !store::holds(db, &attempt, at.backend.clock().now()).await? {
        return Ok(true);
    }
    let answers = call(at, kind, &steps).await;
    at.backend.pass(Place::Answered);
    classify(at, kind, &steps, &attempt, answers).await?;
    Ok(true)
}

/// Rights are looked at again when a row runs; the rest of a demoted author's job is refused.
async fn still_allowed(at: &Turn<'_>, steps: Vec<Step>, kind: Kind) -> Result<Vec<Step>, Fault> {
    let author = match steps.first() {
        Some(step) => at.author(step).await?,
        None => None,
    };
    let (mut allowed, mut refused) = (Vec::new(), Vec::new());
    for step in steps {
        if at.authorised(author.as_ref(), &step, kind).await {
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

/// Before data is destroyed, AWS is asked once more: what is not what was confirmed is left alone.
async fn look_again(at: &Turn<'_>, steps: Vec<Step>) -> Result<Vec<Step>, Fault> {
    let ids: Vec<_> = steps.iter().filter_map(|step| step.workspace_id.clone()).collect();
    let found = by_id(at.gateway, at.scope.account.as_str(), &ids, Priority::Person).await;
    let now = at.backend.clock().now();
    let found = match found {
        Ok(found) => found,
        Err(fault) => {
            let wait = now.plus_ms(15_000);
            let moves: Vec<_> = steps.iter().map(|step| retried(step, now, wait, &fault, false)).collect();
            at.apply(&moves).await?;
            return Ok(Vec::new());
        }
    };
    take_in(at, &found).await?;
    let (mut go, mut moves) = (Vec::new(), Vec::new());
    for step in steps {
        let item = found.iter().find(|item| Some(&item.id) == step.workspace_id.as_ref());
        let confirmed = step.wish();
        let same = |item: &Facts| match &confirmed {
            Some(Wish::Act { directory, user, .. }) => {
                item.directory_id == *directory && item.user_name == *user
            }
            _ => false,
        };
        match item {
            Some(item) if same(item) => go.push(step),
            Some(item) => {
                let told = format!("is {}'s now, not what was confirmed: left alone", item.user_name);
                moves.push((step.job, step.id, StepState::Skipped, told));
            }
            None => moves.push((step.job, step.id, StepState::Done, "was gone already".to_owned())),
        }
    }
    let moves: Vec<_> = moves
        .iter()
        .map(|(job, step, state, told)| (*job, Move { outcome: Some(told), ..Move::new(*step, *state, now) }))
        .collect();
    at.apply(&moves).await?;
    Ok(go)
}

/// Puts what AWS has just told into the inventory.
pub(super) async fn take_in(at: &Turn<'_>, found: &[Facts]) -> Result<(), Fault> {
    let now = at.backend.clock().now();
    let batch = Batch { scope_id: at.scope_id, scope: at.scope, now, sweep: None, log_new: true };
    let mut change = at.backend.db().begin().await?;
    absorb(&mut change, batch, found).await.map_err(Fault::from_db)?;
    at.backend.commit(change).await
}

async fn call(at: &Turn<'_>, kind: Kind, steps: &[Step]) -> Result<aws::Answers, AwsFault> {
    match kind {
        Kind::Act(action) => {
            let ids: Vec<_> = steps.iter().filter_map(|step| step.workspace_id.clone()).collect();
            aws::act(at.gateway, action, &ids).await
        }
        Kind::Create => {
            let wanted: Vec<_> = steps
                .iter()
                .filter_map(|step| match step.wish() {
                    Some(Wish::Create(spec)) => Some((step.mark(), *spec)),
                    _ => None,
                })
                .collect();
            aws::create(at.gateway, at.scope.account.as_str(), &wanted).await
        }
    }
}

async fn classify(
    at: &Turn<'_>,
    kind: Kind,
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
            let moves = steps.iter().zip(answers).zip(&refusals).map(|((step, answer), words)| {
                let request_id = request_id.as_deref();
                let to_be = match answer {
                    Answer::Accepted(facts) => Move {
                        late_at: Some(now.plus_ms(settle::late_ms(kind))),
                        workspace_id: facts.as_deref().map(|facts| facts.id.as_str()),
                        request_id,
                        ..step.to(StepState::Settling, now)
                    },
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
            tracing::warn!(scope = %at.scope, operation = aws::operation(kind), error = %fault, meaning = ?fault.meaning,
                "a call did not go through");
            let moves = steps.iter().map(|step| {
                let (job, to_be) = failed(step, now, fault, steps.len());
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
fn failed<'a>(step: &Step, now: At, fault: &'a AwsFault, together: usize) -> (i64, Move<'a>) {
    match fault.meaning {
        Meaning::Unknown => {
            let outcome = Some("no answer: finding out what AWS did");
            (step.job, Move { outcome, words: Some(&fault.words), ..step.to(StepState::Unknown, now) })
        }
        Meaning::Throttled => retried(step, now, now.plus_ms(backoff_ms(step.attempts)), fault, false),
        // One bad item fails a whole call: each of them goes alone, so that only the bad one is refused.
        Meaning::Refused if together > 1 => retried(step, now, now, fault, true),
        Meaning::Refused | Meaning::Denied | Meaning::NotSent => {
            (step.job, Move { words: Some(&fault.words), ..step.to(StepState::Failed, now) })
        }
    }
}

fn retried<'a>(step: &Step, now: At, earliest: At, fault: &'a AwsFault, alone: bool) -> (i64, Move<'a>) {
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
        Action::EndMaintenance => state == "AVAILABLE",
        // What they pass through must be seen, or the WorkSpace gone.
        Action::Reboot | Action::Rebuild | Action::Restore | Action::Terminate => false,
    }
}
