//! Is it still what was confirmed? Asked of AWS right before data is destroyed.

use domain::change::Task;
use domain::fault::Fault;
use domain::fleet::Action;
use domain::jobs::{StepState, Wish};
use domain::tags;

use super::Turn;
use super::send::{reached, retried};
use super::store::Step;
use crate::db::FromDb;
use crate::gateway::{AwsFault, Meaning, Priority};
use crate::jobs::aws::Answer;
use crate::jobs::store::Move;
use crate::sync::aws::{Facts, by_id, tags_of};
use crate::sync::{absorb, took_tags};

/// Before data is destroyed, AWS is asked once more: what is not what was confirmed is left alone.
pub(super) async fn look_again(at: &Turn<'_>, steps: Vec<Step>) -> Result<Vec<Step>, Fault> {
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
    let (mut go, mut moves, mut waiting) = (Vec::new(), Vec::new(), Vec::new());
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
            Some(item) if same(item) => match protected(at, &item.id).await {
                Ok(false) => go.push(step),
                Ok(true) => {
                    let told = format!("is protected by its tag {}: left alone", tags::PROTECTED);
                    moves.push((step.job, step.id, StepState::Skipped, told));
                }
                // Not knowing is no permission: it is looked at again later.
                Err(fault) => waiting.push((step, fault)),
            },
            Some(item) => {
                let told = format!("is {}'s now, not what was confirmed: left alone", item.user_name);
                moves.push((step.job, step.id, StepState::Skipped, told));
            }
            None => moves.push((step.job, step.id, StepState::Done, "was gone already".to_owned())),
        }
    }
    let wait = now.plus_ms(15_000);
    let held = waiting.iter().map(|(step, fault)| retried(step, now, wait, fault, false));
    let left = moves.iter().map(|(job, step, state, told)| {
        (*job, Move { outcome: Some(told), ..Move::new(*step, *state, now) })
    });
    at.apply(&left.chain(held).collect::<Vec<_>>()).await?;
    Ok(go)
}

/// Before a resource is gone its tags are read once more: what guards WorkSpaces guards it too. One that has gone is AWS's
/// to name.
pub(super) async fn unguarded(at: &Turn<'_>, steps: Vec<Step>) -> Result<Vec<Step>, Fault> {
    let now = at.backend.clock().now();
    let mut go = Vec::new();
    for step in steps {
        let id = step.workspace_id.clone().unwrap_or_default();
        match tags_of(at.gateway, &id, Priority::Person).await {
            Ok(read) if read.iter().any(|(key, _)| key == tags::PROTECTED) => {
                let told = format!("is protected by its tag {}: left alone", tags::PROTECTED);
                let left = Move { outcome: Some(&told), ..step.to(StepState::Skipped, now) };
                at.apply(&[(step.job, left)]).await?;
            }
            Ok(_) => go.push(step),
            Err(fault) if fault.meaning == Meaning::Refused => go.push(step),
            // Not knowing is no permission: it is looked at again later.
            Err(fault) => {
                let held = retried(&step, now, now.plus_ms(15_000), &fault, false);
                at.apply(&[held]).await?;
            }
        }
    }
    Ok(go)
}

/// Of what AWS refused to start or stop, what is as wished anyway: somebody else was quicker. AWS is asked, for only a
/// fresh answer tells; when it gives none, a refusal stays one.
pub(super) async fn already(
    at: &Turn<'_>,
    task: &Task,
    steps: &[Step],
    answers: &[Answer],
) -> Vec<Option<String>> {
    let Task::Act(action @ (Action::Start | Action::Stop)) = task else { return Vec::new() };
    let refused = steps.iter().zip(answers).filter(|(_, answer)| matches!(answer, Answer::Refused { .. }));
    let ids: Vec<_> = refused.filter_map(|(step, _)| step.workspace_id.clone()).collect();
    if ids.is_empty() {
        return Vec::new();
    }
    let Ok(found) = by_id(at.gateway, at.scope.account.as_str(), &ids, Priority::Person).await else {
        return Vec::new();
    };
    if let Err(fault) = take_in(at, &found).await {
        tracing::warn!(error = %fault, "what was refused could not be put into the inventory");
        return Vec::new();
    }
    found.into_iter().filter(|item| reached(*action, &item.state)).map(|item| Some(item.id)).collect()
}

/// Whether its tags, read now, guard it; what was read goes into the inventory.
async fn protected(at: &Turn<'_>, id: &str) -> Result<bool, AwsFault> {
    let read = tags_of(at.gateway, id, Priority::Person).await?;
    if let Err(fault) = took_tags(at.backend, at.batch(), id, &read).await {
        tracing::warn!(error = %fault, "tags that were read could not be put into the inventory");
    }
    Ok(read.iter().any(|(key, _)| key == tags::PROTECTED))
}

/// Puts what AWS has just told into the inventory.
pub(super) async fn take_in(at: &Turn<'_>, found: &[Facts]) -> Result<(), Fault> {
    let mut change = at.backend.db().begin().await?;
    absorb(&mut change, at.batch(), found).await.map_err(Fault::from_db)?;
    at.backend.commit(change).await
}
