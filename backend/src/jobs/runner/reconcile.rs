//! No answer: what did AWS do? Found out before anything is sent again (jobs.md 5 and its table).

use domain::at::At;
use domain::change::{Property, Task};
use domain::create::Spec;
use domain::fault::Fault;
use domain::fleet::Action;
use domain::ids::BundleId;
use domain::jobs::{StepState, Wish};
use domain::resource::After;
use domain::tags;
use domain::workspace::UNDEFINED_USER;

use super::Turn;
use super::look_again::take_in;
use super::look_for_standby::look_for_standby;
use super::quarantine::{ATTEMPTS, until};
use super::read_back::{Shown, ask, is_modifying, is_set};
use super::send::reached;
use super::settle::late_ms;
use super::store::{self, Step, Which};
use crate::db::FromDb;
use crate::gateway::{AwsFault, Priority};
use crate::jobs::store::Move;
use crate::sync::aws::{of_user, tags_of};

/// Between two looks.
const AGAIN_MS: i64 = 10_000;

/// What a row says from then on: an answer that was lost is told of until its end and beyond.
pub(super) const HAS_DONE: &str = "AWS gave no answer, but has done it";

/// What was found out about a step.
pub(super) enum Found {
    /// AWS has it: watch it. The id of what came about, where there is one.
    Executed(Option<String>),
    /// AWS does not have it: send it again, alone.
    Absent,
    /// Only a person can tell: why.
    Person(&'static str),
    /// Not yet known.
    Open,
}

/// Looks into steps without an answer.
pub(super) async fn reconcile(at: &Turn<'_>) -> Result<(), Fault> {
    let now = at.backend.clock().now();
    for step in store::steps(at.backend.db(), at.scope_id, now, Which::Unknown).await? {
        let Some(task) = step.task() else { continue };
        let now = at.backend.clock().now();
        let looked = match (&task, step.wish()) {
            (Task::Create, Some(Wish::Create(spec))) => look_for(at, &step, &spec).await,
            (Task::Standby(_, standby), Some(Wish::Standby { key, user, .. })) => {
                look_for_standby(at, &step, standby, &key, &user).await
            }
            (Task::Migrate(bundle), Some(Wish::Act { directory, user, .. })) => {
                look_for_migrated(at, &step, bundle, &directory, &user).await
            }
            (Task::Act(action), _) => Ok(by_state(&step, *action, now)),
            (Task::Set(property), _) => Ok(by_property(&step, property, now)),
            (Task::Put(_) | Task::Drop(_) | Task::Image(_) | Task::Order(_), _) => {
                by_asking(at, &step, &task, now).await
            }
            _ => Ok(Found::Person("its wish cannot be read")),
        };
        let found = looked.unwrap_or_else(|fault| {
            tracing::warn!(scope = %at.scope, step = step.id, error = %fault, "could not look for what AWS did");
            Found::Open
        });
        conclude(at, &step, &task, found).await?;
    }
    Ok(())
}

async fn conclude(at: &Turn<'_>, step: &Step, task: &Task, found: Found) -> Result<(), Fault> {
    let now = at.backend.clock().now();
    let to_be = match &found {
        Found::Executed(id) => Move {
            late_at: Some(now.plus_ms(late_ms(task))),
            workspace_id: id.as_deref().filter(|_| !matches!(task, Task::Image(_))),
            made: id.as_deref(),
            outcome: Some(HAS_DONE),
            ..step.to(StepState::Settling, now)
        },
        Found::Absent if step.attempts < ATTEMPTS => Move {
            alone: true,
            earliest: Some(now),
            outcome: Some("AWS gave no answer and has not done it: sent again"),
            ..step.to(StepState::Ready, now)
        },
        Found::Absent => Move {
            outcome: Some("AWS gave no answer, several times, and has not done it"),
            ..step.to(StepState::NeedsPerson, now)
        },
        Found::Person(why) => Move { outcome: Some(why), ..step.to(StepState::NeedsPerson, now) },
        Found::Open => {
            let mut change = at.backend.db().begin().await?;
            store::later(&mut change, step.id, now.plus_ms(AGAIN_MS)).await.map_err(Fault::from_db)?;
            return at.backend.commit(change).await;
        }
    };
    at.apply(&[(step.job, to_be)]).await
}

/// The state tells, once AWS has been asked after the call: whoever caused it.
fn by_state(step: &Step, action: Action, now: At) -> Found {
    let sent_at = step.sent_at.unwrap_or(step.moved_at);
    let waited = now > until(&Task::Act(action), sent_at);
    let fresh = step.now_as_of.is_some_and(|as_of| as_of >= sent_at);
    match (action, step.now_state.as_deref()) {
        (Action::Terminate, None) => Found::Executed(None),
        (_, None) => Found::Person("AWS gave no answer, and the WorkSpace is not there any more"),
        _ if !fresh => Found::Open,
        (Action::Start, Some("STARTING" | "AVAILABLE")) => Found::Executed(None),
        (Action::Stop, Some("STOPPING" | "STOPPED")) => Found::Executed(None),
        (Action::Terminate, Some("TERMINATING" | "TERMINATED")) => Found::Executed(None),
        (Action::BeginMaintenance, Some("ADMIN_MAINTENANCE")) => Found::Executed(None),
        (Action::EndMaintenance, Some(state)) if reached(action, state) => Found::Executed(None),
        (Action::Reboot | Action::Rebuild | Action::Restore, _) if step.passed => Found::Executed(None),
        (Action::Reboot, _) if waited => {
            Found::Person("AWS gave no answer, and Rebooting was not seen: not sent again by itself")
        }
        // A second time would cost data a second time.
        (Action::Rebuild | Action::Restore, _) if waited => {
            Found::Person("AWS gave no answer, and it was not seen at work: not sent again by itself")
        }
        (Action::Rebuild | Action::Restore, _) => Found::Open,
        _ if waited => Found::Absent,
        _ => Found::Open,
    }
}

/// A property that is as wished, or on its way, was set; else it is asked for again: a value set twice is set.
fn by_property(step: &Step, property: &Property, now: At) -> Found {
    let sent_at = step.sent_at.unwrap_or(step.moved_at);
    let fresh = step.now_as_of.is_some_and(|as_of| as_of >= sent_at);
    match step.now_state {
        None => Found::Person("AWS gave no answer, and the WorkSpace is not there any more"),
        Some(_) if !fresh => Found::Open,
        Some(_) if is_set(&step.now, property) || is_modifying(&step.now) => Found::Executed(None),
        Some(_) if now > until(&Task::Set(property.clone()), sent_at) => Found::Absent,
        Some(_) => Found::Open,
    }
}

/// Tags and images are asked for.
async fn by_asking(at: &Turn<'_>, step: &Step, task: &Task, now: At) -> Result<Found, AwsFault> {
    let waited = now > until(task, step.sent_at.unwrap_or(step.moved_at));
    Ok(match ask(at, step, task).await? {
        Shown::So(made) => Found::Executed(made),
        Shown::Coming(made, _) => Found::Executed(made),
        Shown::Failed(_) => Found::Executed(image_id(at, task).await?),
        Shown::Foreign => {
            Found::Person("AWS gave no answer, and one of that name is there which is not ours")
        }
        Shown::Not if !waited => Found::Open,
        // A second time would do it twice.
        Shown::Not if matches!(task, Task::Order(order) if order.verb().after() == After::Person) => {
            Found::Person("AWS gave no answer, and does not show it: not sent again by itself")
        }
        Shown::Not => Found::Absent,
    })
}

async fn image_id(at: &Turn<'_>, task: &Task) -> Result<Option<String>, AwsFault> {
    let Task::Image(image) = task else { return Ok(None) };
    Ok(crate::jobs::aws_one::image(at.gateway, None, &image.name).await?.map(|found| found.id))
}

/// A migration makes a new WorkSpace of the same user on the wished bundle.
async fn look_for_migrated(
    at: &Turn<'_>,
    step: &Step,
    bundle: &BundleId,
    directory: &str,
    user: &str,
) -> Result<Found, AwsFault> {
    let name = Some(step.label.as_str()).filter(|_| user == UNDEFINED_USER);
    let found = of_user(at.gateway, at.scope.account.as_str(), directory, user, name).await?;
    let new = found
        .iter()
        .find(|item| item.bundle_id == bundle.as_str() && Some(&item.id) != step.workspace_id.as_ref());
    if let Some(new) = new {
        if let Err(fault) = take_in(at, std::slice::from_ref(new)).await {
            tracing::warn!(error = %fault, "could not put a found WorkSpace into the inventory");
        }
        return Ok(Found::Executed(Some(new.id.clone())));
    }
    let sent_at = step.sent_at.unwrap_or(step.moved_at);
    let waited = at.backend.clock().now() > until(&Task::Migrate(bundle.clone()), sent_at);
    // A second time would cost data a second time.
    Ok(if waited {
        Found::Person("AWS gave no answer, and no new WorkSpace was seen: not sent again by itself")
    } else {
        Found::Open
    })
}

/// Looks for what a create may have made: ours carries our tag.
async fn look_for(at: &Turn<'_>, step: &Step, spec: &Spec) -> Result<Found, AwsFault> {
    let account = at.scope.account.as_str();
    let found =
        of_user(at.gateway, account, spec.directory.id.as_str(), &spec.user, spec.name.as_deref()).await?;
    for item in &found {
        let tags = tags_of(at.gateway, &item.id, Priority::Person).await?;
        if tags.iter().any(|(key, value)| key == tags::ROW && *value == step.mark()) {
            if let Err(fault) = take_in(at, std::slice::from_ref(item)).await {
                tracing::warn!(error = %fault, "could not put a found WorkSpace into the inventory");
            }
            return Ok(Found::Executed(Some(item.id.clone())));
        }
    }
    let sent_at = step.sent_at.unwrap_or(step.moved_at);
    let waited = at.backend.clock().now() > until(&Task::Create, sent_at);
    Ok(match (found.is_empty(), spec.is_decoupled()) {
        _ if !waited => Found::Open,
        (true, false) => Found::Absent,
        // Nothing at AWS would keep a second one from coming about.
        (true, true) => Found::Person("AWS gave no answer; without a user it is not sent again by itself"),
        (false, _) => Found::Person("the user has a WorkSpace that this job did not create"),
    })
}
