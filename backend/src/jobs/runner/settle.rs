//! Done when the inventory shows the wished state, not when the call returned (jobs.md 6 and its table).

use domain::at::{At, span_words};
use domain::fault::{AwsWords, Fault};
use domain::fleet::Action;
use domain::jobs::{Kind, StepState};

use super::Turn;
use super::send::reached;
use super::store::{self, Step, Which};
use crate::db::FromDb;
use crate::jobs::store::{Move, touched};

/// How long after sending REBOOTING must have been seen; then the reboot counts as done, unconfirmed.
const UNSEEN_MS: i64 = 5 * 60_000;

/// The documented time, doubled: after it a step is late (facts.md 5, 6, 26; rules.md).
pub(super) fn late_ms(kind: Kind) -> i64 {
    let minutes = match kind {
        Kind::Create => 80,
        Kind::Act(Action::Terminate) => 15,
        Kind::Act(Action::Reboot) => 20,
        Kind::Act(Action::Rebuild | Action::Restore) => 120,
        Kind::Act(Action::Start | Action::Stop | Action::BeginMaintenance | Action::EndMaintenance) => 15,
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
    let ends: Vec<_> = steps.iter().map(|step| end(step, now)).collect();
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
        let told = "takes longer than documented; still watched";
        let mut change = at.backend.db().begin().await?;
        store::mark_late(&mut change, step.id, now, told).await.map_err(Fault::from_db)?;
        touched(&mut change, step.job, now).await.map_err(Fault::from_db)?;
        at.backend.commit(change).await?;
    }
    Ok(())
}

fn end(step: &Step, now: At) -> End {
    let Some(kind) = step.kind() else { return End::Open };
    let sent_at = step.sent_at.unwrap_or(step.moved_at);
    let after = Some(format!("after {}", span_words(now.0 - sent_at)));
    // An answer from before the call proves nothing.
    let fresh = step.now_as_of.is_some_and(|as_of| as_of >= sent_at);
    match (kind, step.now_state.as_deref()) {
        (Kind::Act(Action::Terminate), None) => End::Done(after),
        (_, Some(_)) if !fresh => End::Open,
        (Kind::Create, Some("AVAILABLE" | "STOPPED")) => End::Done(after),
        (Kind::Create | Kind::Act(Action::Start), Some("ERROR")) => End::Failed(AwsWords {
            code: "ERROR".to_owned(),
            message: step.now_error.clone().unwrap_or_else(|| "It went to Error instead.".to_owned()),
            request_id: None,
        }),
        (Kind::Act(action @ (Action::Reboot | Action::Rebuild | Action::Restore)), Some(state)) => {
            match (step.passed, state) {
                (true, "REBOOTING" | "REBUILDING" | "RESTORING") => End::Open,
                (true, "ERROR") if action != Action::Reboot => End::Failed(AwsWords {
                    code: "ERROR".to_owned(),
                    message: step.now_error.clone().unwrap_or_else(|| "It went to Error instead.".to_owned()),
                    request_id: None,
                }),
                (true, _) => End::Done(after),
                (false, "AVAILABLE") if action == Action::Reboot && now.0 - sent_at > UNSEEN_MS => {
                    End::Done(Some("unconfirmed: AWS accepted it, but Rebooting was never seen".to_owned()))
                }
                _ => End::Open,
            }
        }
        (Kind::Act(action), Some(state)) if reached(action, state) => End::Done(after),
        (Kind::Act(_), None) => End::Failed(AwsWords {
            code: "Gone".to_owned(),
            message: "The WorkSpace is not there any more.".to_owned(),
            request_id: None,
        }),
        _ => End::Open,
    }
}
