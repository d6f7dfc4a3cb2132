//! Which single changes lead from the properties that a WorkSpace has to those that are wished for, and when?
//!
//! Rules: rules.md, "Properties", and Amazon's page "Modify a WorkSpace".

use super::{Known, Properties, Property, Rung, Task};
use crate::at::At;
use crate::create::volume_refusal;
use crate::words::{Compute, RunningMode};
use crate::workspace::WorkSpace;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
/// Between two changes of volumes: 20 to 30 minutes.
const REST: i64 = 30 * MINUTE;
/// Between two changes of one volume, or to a larger compute type, and after the launch.
const PAUSE: i64 = 6 * HOUR;
/// AWS counts from when it accepted, which is after we began to send.
const LATER: i64 = 5 * MINUTE;
/// Between two changes to a smaller compute type.
const SMALLER: i64 = 30 * 24 * HOUR;

/// The steps, in their order.
pub(super) fn ladder(target: &WorkSpace, wish: &Properties, known: &Known) -> Result<Vec<Rung>, String> {
    let mut rungs = Vec::new();
    rungs.extend(mode(target, wish)?);
    if let Some(on) = wish.replication {
        if target.related.is_empty() {
            return Err("has no standby to replicate its data to".to_owned());
        }
        rungs.push(Rung::at_once(Task::Set(Property::Replication(on))));
    }
    if let Some(protocol) = wish.protocol.clone().filter(|wished| target.protocol.as_ref() != Some(wished)) {
        if target.compute.as_ref().is_some_and(Compute::has_gpu) {
            return Err("has a GPU: its protocol can't be changed".to_owned());
        }
        rungs.push(Rung::at_once(Task::Set(Property::Protocol(protocol))));
    }
    rungs.extend(accelerator(target, wish).map(|step| Rung::at_once(Task::Set(step))));
    if let Some(on) = wish.nested_virtualization.filter(|on| target.nested_virtualization != Some(*on)) {
        rungs.push(Rung::at_once(Task::Set(Property::Nested(on))));
    }
    machine(target, wish, known, &mut rungs)?;
    if rungs.is_empty() { Err("is so already".to_owned()) } else { Ok(rungs) }
}

fn mode(target: &WorkSpace, wish: &Properties) -> Result<Option<Rung>, String> {
    if wish.mode.is_none() && wish.auto_stop_minutes.is_none() {
        return Ok(None);
    }
    let Some(mode) = wish.mode.clone().or_else(|| target.mode.clone()) else {
        return Err("has no known running mode yet".to_owned());
    };
    let minutes = match (&mode, wish.auto_stop_minutes) {
        (RunningMode::AutoStop, Some(minutes)) => Some(minutes),
        (RunningMode::AutoStop, None) => target.auto_stop_minutes,
        (_, None) => None,
        (other, Some(_)) => return Err(format!("is {}, which has no AutoStop time", other.word())),
    };
    let is_so = target.mode.as_ref() == Some(&mode)
        && (mode != RunningMode::AutoStop || target.auto_stop_minutes == minutes);
    Ok((!is_so).then(|| Rung::at_once(Task::Set(Property::Mode(mode, minutes)))))
}

/// A protocol that is not wished for may be any.
fn accelerator(target: &WorkSpace, wish: &Properties) -> Option<Property> {
    let mode = wish.accelerator.as_ref()?;
    let preferred = wish.accelerator_protocol.clone();
    let is_so = target
        .accelerator
        .as_ref()
        .is_some_and(|(now, protocol)| now == mode && (preferred.is_none() || *protocol == preferred));
    (!is_so).then(|| Property::Accelerator(mode.clone(), preferred))
}

/// Volumes and compute type: in an order in which every state between is one that is offered.
fn machine(
    target: &WorkSpace,
    wish: &Properties,
    known: &Known,
    rungs: &mut Vec<Rung>,
) -> Result<(), String> {
    let compute = wish.compute.clone().filter(|wished| target.compute.as_ref() != Some(wished));
    if compute.is_none() && wish.root_gib.is_none() && wish.user_gib.is_none() {
        return Ok(());
    }
    let (Some(root), Some(user)) = (target.root_gib, target.user_gib) else {
        return Err("has volumes that are not known yet".to_owned());
    };
    let (to_root, to_user) = (wish.root_gib.unwrap_or(root), wish.user_gib.unwrap_or(user));
    if to_root < root || to_user < user {
        return Err(format!("has {root} GiB root and {user} GiB user: volumes only grow"));
    }
    let mut now = (root, user, target.compute.clone());
    let mut steps = volumes(root, user, to_root, to_user);
    if let Some(compute) = compute {
        let step = Property::Compute(compute.clone());
        // As soon as the volumes are such that it is offered.
        if refusal(now.0, now.1, Some(&compute)).is_none() { steps.insert(0, step) } else { steps.push(step) }
    }
    let before = rungs.len();
    for step in steps {
        let not_before = match &step {
            Property::Root(gib) => {
                now.0 = *gib;
                pause(known.root, known)
            }
            Property::User(gib) => {
                now.1 = *gib;
                pause(known.user, known)
            }
            Property::Compute(compute) => {
                let larger =
                    now.2.as_ref().and_then(|now| now.is_smaller_than(compute)).ok_or_else(|| {
                        let is = now.2.as_ref().map_or("not known", Compute::word);
                        format!("is {is}, which can't become {}", compute.word())
                    })?;
                now.2 = Some(compute.clone());
                if larger { pause(known.larger, known) } else { known.smaller.map(|at| at.plus_ms(SMALLER)) }
            }
            _ => None,
        };
        if let Some(why) = refusal(now.0, now.1, now.2.as_ref()) {
            return Err(why);
        }
        rungs.push(rung(step, not_before, rungs, before));
    }
    Ok(())
}

fn rung(step: Property, not_before: Option<At>, earlier: &[Rung], before: usize) -> Rung {
    let same = earlier
        .iter()
        .position(|rung| matches!((&rung.task, &step), (Task::Set(Property::User(_)), Property::User(_))));
    Rung {
        task: Task::Set(step),
        rest_ms: if earlier.len() > before { REST } else { 0 },
        since: same.and_then(|at| Some((i64::try_from(at).ok()? + 1, PAUSE + LATER))),
        not_before,
    }
}

/// The volumes' own steps: the user volume has to have 100 GiB before the root volume can have 175 or more.
fn volumes(root: i64, user: i64, to_root: i64, to_user: i64) -> Vec<Property> {
    let mut steps = Vec::new();
    if to_root > root && user < 100 {
        steps.push(Property::User(to_user.min(100)));
    }
    if to_root > root {
        steps.push(Property::Root(to_root));
    }
    let reached = if to_root > root { user.max(to_user.min(100)) } else { user };
    if to_user > reached {
        steps.push(Property::User(to_user));
    }
    steps
}

fn refusal(root: i64, user: i64, compute: Option<&Compute>) -> Option<String> {
    let gib = |gib: i64| i32::try_from(gib).unwrap_or(i32::MAX);
    volume_refusal(gib(root), gib(user), compute)
}

/// Six hours after the last one that is known, and after the launch.
fn pause(last: Option<At>, known: &Known) -> Option<At> {
    last.max(known.appeared).map(|at| at.plus_ms(PAUSE))
}

#[cfg(test)]
mod tests;
