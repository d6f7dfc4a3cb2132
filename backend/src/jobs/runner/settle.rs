//! Done when the inventory shows the wished state, not when the call returned (jobs.md 6 and its table).

use domain::at::{At, span_words};
use domain::change::{Property, Task};
use domain::fault::{AwsWords, Fault};
use domain::fleet::Action;
use domain::jobs::StepState;

use super::Turn;
use super::read_back::{Shown, ask, is_asked, is_modifying, is_set};
use super::reconcile::HAS_DONE;
use super::send::reached;
use super::store::{self, Step, Which};
use crate::db::FromDb;
use crate::jobs::store::{Move, touched};

/// What AWS accepted and does not show for so long did not happen.
const ACCEPTED_ONLY_MS: i64 = 5 * 60_000;
/// The same for what takes its time: AWS says that it is at work meanwhile.
const SLOW_MS: i64 = 30 * 60_000;
/// Between two looks at tags that were written, and at what is being made: an import takes hours.
const AGAIN_MS: i64 = 10_000;
const COMING_MS: i64 = 30_000;
const SLOWLY_COMING_MS: i64 = 3 * 60_000;
/// How long something is being made until it is looked at less often.
const SLOW_AFTER_MS: i64 = 15 * 60_000;
/// Looks of that kind in one turn: sending goes on meanwhile.
const AT_ONCE: usize = 5;
/// How long after sending REBOOTING must have been seen; then the reboot counts as done, unconfirmed.
const UNSEEN_MS: i64 = 5 * 60_000;

/// The documented time, doubled: after it a step is late (facts.md 5, 6, 22, 26; rules.md).
pub(super) fn late_ms(task: &Task) -> i64 {
    let minutes = match task {
        Task::Create => 80,
        // The bundle's image is copied to the other region first, and no page says how long that takes.
        Task::Standby(..) => 240,
        Task::Act(Action::Terminate) => 15,
        Task::Act(Action::Reboot) => 20,
        Task::Act(Action::Rebuild | Action::Restore) | Task::Migrate(_) => 120,
        Task::Act(_) => 15,
        Task::Set(Property::Root(_) | Property::User(_)) => 240,
        Task::Set(Property::Compute(_)) => 120,
        Task::Set(_) => 30,
        Task::Put(_) | Task::Drop(_) => 10,
        Task::Image(_) => 90,
        Task::Order(order) => crate::resource::kinds::late_minutes(order),
    };
    minutes * 60_000
}

enum End {
    Done(Option<String>),
    Failed(AwsWords),
    Open,
}

/// Ends what has arrived; marks what is late.
pub(super) async fn settle(at: &Turn<'_>) -> Result<(), Fault> {
    let now = at.backend.clock().now();
    let steps = store::steps(at.backend.db(), at.scope_id, now, Which::Settling).await?;
    let mut ends = Vec::with_capacity(steps.len());
    let mut asked = 0;
    for step in &steps {
        ends.push(match step.task() {
            Some(task) if is_asked(&task) && asked < AT_ONCE => {
                asked += 1;
                ask_back(at, step, &task, now).await?
            }
            Some(task) if !is_asked(&task) => end(step, &task, now),
            _ => End::Open,
        });
    }
    for (step, end) in steps.iter().zip(&mut ends) {
        if let End::Done(Some(told)) = end {
            *told = found_out(step, told);
        }
    }
    let moves = steps.iter().zip(&ends).filter_map(|(step, end)| match end {
        End::Done(outcome) => {
            Some((step.job, Move { outcome: outcome.as_deref(), ..step.to(StepState::Done, now) }))
        }
        End::Failed(words) => {
            Some((step.job, Move { words: Some(words), ..step.to(StepState::Failed, now) }))
        }
        End::Open => None,
    });
    at.apply(&moves.collect::<Vec<_>>()).await?;
    let late = |step: &Step| !step.late && step.late_at.is_some_and(|late| late < now.0);
    for (step, _) in steps.iter().zip(&ends).filter(|(step, end)| matches!(end, End::Open) && late(step)) {
        let told = found_out(step, "takes longer than documented; still watched");
        let mut change = at.backend.db().begin().await?;
        store::mark_late(&mut change, step.id, now, &told).await.map_err(Fault::from_db)?;
        touched(&mut change, step.job, now).await.map_err(Fault::from_db)?;
        at.backend.commit(change).await?;
    }
    Ok(())
}

/// What was found out after a lost answer stays with the row.
fn found_out(step: &Step, told: &str) -> String {
    let known = step.outcome.as_deref().filter(|known| known.starts_with(HAS_DONE));
    known.map_or_else(|| told.to_owned(), |_| format!("{HAS_DONE}; {told}"))
}

/// What only AWS can tell is asked for, and again later while it is on its way.
async fn ask_back(at: &Turn<'_>, step: &Step, task: &Task, now: At) -> Result<End, Fault> {
    let sent_at = step.sent_at.unwrap_or(step.moved_at);
    let mut far = None;
    let pause = match ask(at, step, task).await {
        Ok(Shown::So(made)) => {
            let after = format!("after {}", span_words(now.0 - sent_at));
            return Ok(End::Done(Some(made.map_or_else(|| after.clone(), |id| format!("{id}, {after}")))));
        }
        Ok(Shown::Failed(words)) => return Ok(End::Failed(words)),
        Ok(Shown::Foreign) => return Ok(End::Open),
        Ok(Shown::Not) if now.0 - sent_at > ACCEPTED_ONLY_MS => return Ok(End::Failed(ignored())),
        Ok(Shown::Coming(_, words)) => {
            // How far it is and for how long stands in the database: a restart forgets nothing.
            let waited = now.0 - sent_at;
            far = words.map(|words| found_out(step, &format!("{words}, for {}", span_words(waited))));
            if waited > SLOW_AFTER_MS { SLOWLY_COMING_MS } else { COMING_MS }
        }
        Ok(Shown::Not) | Err(_) => AGAIN_MS,
    };
    let mut change = at.backend.db().begin().await?;
    store::later(&mut change, step.id, now.plus_ms(pause)).await.map_err(Fault::from_db)?;
    if far.is_some() && far != step.outcome {
        store::so_far(&mut change, step.id, far.as_deref()).await.map_err(Fault::from_db)?;
        touched(&mut change, step.job, now).await.map_err(Fault::from_db)?;
    }
    at.backend.commit(change).await?;
    Ok(End::Open)
}

/// AWS has accepted changes that did not happen (jobs.md 7).
fn ignored() -> AwsWords {
    words(
        "NotDone",
        "AWS accepted the change, but it did not happen. Try it again, or ask AWS support with the request id.",
    )
}

fn words(code: &str, message: &str) -> AwsWords {
    AwsWords { code: code.to_owned(), message: message.to_owned(), request_id: None }
}

fn end(step: &Step, task: &Task, now: At) -> End {
    let sent_at = step.sent_at.unwrap_or(step.moved_at);
    let after = Some(format!("after {}", span_words(now.0 - sent_at)));
    // An answer from before the call proves nothing.
    let fresh = step.now_as_of.is_some_and(|as_of| as_of >= sent_at);
    let error =
        || End::Failed(words("ERROR", step.now_error.as_deref().unwrap_or("It went to Error instead.")));
    match (task, step.now_state.as_deref()) {
        (Task::Act(Action::Terminate), None) => End::Done(after),
        (Task::Migrate(_), None) if now.0 - sent_at < UNSEEN_MS * 2 => End::Open,
        (Task::Migrate(_), None) => End::Failed(words(
            "MigrationFailed",
            "The new WorkSpace is not there any more: AWS took the migration back. See whether the old one is as it was.",
        )),
        (Task::Create | Task::Standby(..), None) => End::Open,
        (_, None) => End::Failed(words("Gone", "The WorkSpace is not there any more.")),
        (_, Some(_)) if !fresh => End::Open,
        (Task::Create | Task::Standby(..), Some("AVAILABLE" | "STOPPED")) => End::Done(after),
        (Task::Create | Task::Standby(..) | Task::Migrate(_) | Task::Act(Action::Start), Some("ERROR")) => {
            error()
        }
        (Task::Migrate(bundle), Some("AVAILABLE" | "STOPPED")) => {
            // It can fail silently: the bundle tells (rules.md).
            if step.now.bundle_id.as_deref() == Some(bundle.as_str()) {
                End::Done(after)
            } else {
                End::Failed(words("MigrationFailed", "It is on another bundle than was wished for."))
            }
        }
        (Task::Act(action @ (Action::Reboot | Action::Rebuild | Action::Restore)), Some(state)) => {
            match (step.passed, state) {
                (true, "REBOOTING" | "REBUILDING" | "RESTORING") => End::Open,
                (true, "ERROR") if *action != Action::Reboot => error(),
                (true, _) => End::Done(after),
                (false, "AVAILABLE") if *action == Action::Reboot && now.0 - sent_at > UNSEEN_MS => {
                    End::Done(Some("unconfirmed: AWS accepted it, but Rebooting was never seen".to_owned()))
                }
                _ => End::Open,
            }
        }
        (Task::Act(action), Some(state)) if reached(*action, state) => End::Done(after),
        (Task::Set(property), Some(_)) => set(step, property, now.0 - sent_at, after),
        _ => End::Open,
    }
}

/// A property is read back once AWS has nothing under way any more.
fn set(step: &Step, property: &Property, waited: i64, after: Option<String>) -> End {
    let now = &step.now;
    let slow = !matches!(property, Property::Mode(..) | Property::Replication(_) | Property::Accelerator(..));
    let patience = if slow { SLOW_MS } else { ACCEPTED_ONLY_MS };
    match (is_modifying(now), is_set(now, property)) {
        (true, _) => End::Open,
        (false, true) => End::Done(after),
        (false, false) if now.modifying.as_deref().is_some_and(|words| words.contains("UPDATE_FAILED")) => {
            End::Failed(words("UPDATE_FAILED", "AWS began the change and could not finish it."))
        }
        (false, false) if waited > patience => End::Failed(ignored()),
        (false, false) => End::Open,
    }
}
