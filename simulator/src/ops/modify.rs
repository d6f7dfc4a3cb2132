//! ModifyWorkspaceProperties: one property a call, and not at any time.

use serde_json::{Value, json};

use super::modify_rules::{judge, replicable};
use super::power_rules::CHANGING;
use super::property_rules::mode;
use super::{Answer, Call, desktop, text, texts};
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::desktop::{Desktop, state};
use crate::world::modifying::Wish;

/// The one property that a call is about.
enum Asked<'a> {
    /// RunningMode, AutoStop time, or both.
    Mode(Option<&'a str>, Option<i64>),
    /// What takes its time.
    Change(Wish),
    /// OperatingSystemName
    System(&'a str),
    /// GlobalAccelerator
    Accelerator(&'a Value),
    /// DataReplication
    Replication(&'a str),
}

/// ModifyWorkspaceProperties. The running mode and the like are so at once, the rest takes its time.
pub fn properties(world: &mut World, call: &Call<'_>) -> Answer {
    let id = text(call.input, "WorkspaceId").unwrap_or_default();
    let (scope, now) = (call.scope, desktop(world, call, id)?);
    may(now)?;
    match asked(call.input)? {
        Asked::Mode(wanted, minutes) => {
            let wanted = wanted.unwrap_or(&now.properties.running_mode).to_owned();
            // The call has no code for each reason; the words are those of CreateWorkspaces (facts.md 15).
            mode(world.scope(scope), &wanted, minutes).map_err(|(_, words)| ServiceError::invalid(words))?;
            if !world.ignores_changes(scope, id) {
                run(world, scope, id, wanted, minutes);
            }
        }
        Asked::Change(wish) => {
            let sort = judge(world, scope, now, &wish)?;
            world.begin_change(scope, id, wish, sort);
        }
        Asked::System(system) if now.properties.system == system => {}
        Asked::System(_) => {
            return Err(ServiceError::new(
                "UnsupportedWorkspaceConfigurationException",
                "The operating system of a WorkSpace can't be modified. Migrate the WorkSpace instead.",
            ));
        }
        Asked::Accelerator(value) => {
            let value = value.clone();
            let ignored = world.ignores_changes(scope, id);
            if let Some(desktop) = world.change(scope, id).filter(|_| !ignored) {
                desktop.properties.accelerator = Some(value);
            }
        }
        Asked::Replication(wanted) => {
            replicable(now)?;
            if !world.ignores_changes(scope, id) {
                world.replicate(scope, id, wanted == "PRIMARY_AS_SOURCE");
            }
        }
    }
    Ok(json!({}))
}

/// One change at a time (facts.md 22), AVAILABLE or STOPPED, and no standby (rules.md).
fn may(desktop: &Desktop) -> Result<(), ServiceError> {
    if desktop.changes.pending.is_some() {
        return Err(ServiceError::new("OperationInProgressException", CHANGING));
    }
    let current = desktop.state.as_ref();
    if ![state::AVAILABLE, state::STOPPED].contains(&current) {
        return Err(ServiceError::new(
            "InvalidResourceStateException",
            format!(
                "ModifyWorkspaceProperties is not possible while the WorkSpace {} is in the state {current}.",
                desktop.id
            ),
        ));
    }
    if desktop.pair.as_ref().is_some_and(|pair| !pair.primary) {
        return Err(ServiceError::new(
            "UnsupportedWorkspaceConfigurationException",
            format!("The properties of the standby WorkSpace {} can't be modified.", desktop.id),
        ));
    }
    Ok(())
}

/// Exactly one property: that a call with more is refused is invented, that one is sent is known (facts.md 22).
fn asked(input: &Value) -> Result<Asked<'_>, ServiceError> {
    let wanted = &input["WorkspaceProperties"];
    let gib = |name: &str| wanted[name].as_i64();
    let minutes = gib("RunningModeAutoStopTimeoutInMinutes");
    let protocols = texts(wanted, "Protocols");
    let mode = text(wanted, "RunningMode");
    let all = [
        (mode.is_some() || minutes.is_some()).then_some(Asked::Mode(mode, minutes)),
        gib("RootVolumeSizeGib").map(|gib| Asked::Change(Wish::RootVolume(gib))),
        gib("UserVolumeSizeGib").map(|gib| Asked::Change(Wish::UserVolume(gib))),
        text(wanted, "ComputeTypeName").map(|name| Asked::Change(Wish::Compute(name.to_owned().into()))),
        protocols.first().map(|name| Asked::Change(Wish::Protocol((*name).to_owned().into()))),
        wanted["NestedVirtualizationEnabled"].as_bool().map(|on| Asked::Change(Wish::Nested(on))),
        text(wanted, "OperatingSystemName").map(Asked::System),
        wanted.get("GlobalAccelerator").filter(|value| value.is_object()).map(Asked::Accelerator),
        text(input, "DataReplication").map(Asked::Replication),
    ];
    let mut all = all.into_iter().flatten();
    match (all.next(), all.next()) {
        (Some(one), None) if protocols.len() < 2 => Ok(one),
        (None, _) => Err(ServiceError::invalid("No property to modify was specified.")),
        _ => Err(ServiceError::invalid("Only one property of a WorkSpace can be modified at a time.")),
    }
}

/// Another running mode, or another time until AutoStop: so at once (invented). One that is stopped and is to be
/// always on starts by itself, because nobody could start it (invented).
fn run(world: &mut World, scope: usize, id: &str, mode: String, minutes: Option<i64>) {
    let Some(desktop) = world.change(scope, id) else {
        return;
    };
    let before = desktop.properties.auto_stop;
    let starts = desktop.state == state::STOPPED && mode == "ALWAYS_ON";
    desktop.properties.auto_stop = (mode == "AUTO_STOP").then(|| minutes.or(before).unwrap_or(60));
    desktop.properties.running_mode = mode.into();
    if starts {
        world.power_on(scope, id, false);
    } else {
        world.await_person(scope, id);
    }
}
