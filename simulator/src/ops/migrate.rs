//! MigrateWorkspace: the same person and data on another bundle, under a new id.
//!
//! The rules are those of Amazon's page "Migrate a WorkSpace" and facts.md 26; codes and words are invented.

use serde_json::{Value, json};

use super::create::desktop as pending;
use super::power_rules::CHANGING;
use super::property_rules::{nests, properties};
use super::snapshots::of_user_volume;
use super::{Answer, Call, applications, desktop, text};
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::desktop::{Desktop, Properties, state};
use crate::world::resource::{Kind, Resource};
use crate::world::scope::Scope;

/// MigrateWorkspace
pub fn migrate(world: &mut World, call: &Call<'_>) -> Answer {
    let id = text(call.input, "SourceWorkspaceId").unwrap_or_default();
    let source = desktop(world, call, id)?;
    let scope = world.scope(call.scope);
    let bundle = text(call.input, "BundleId").and_then(|id| scope.resource(Kind::Bundle, id));
    let Some(bundle) = bundle else {
        return Err(ServiceError::not_found("The specified bundle could not be found."));
    };
    may(world, source)?;
    fits(source, bundle)?;
    let target = properties(scope, &Value::Null, bundle)
        .map_err(|(_, words)| ServiceError::new("OperationNotSupportedException", words))?;
    let target = inherited(scope, source, target);
    // The model: without a bundle that supports it, a migration of nested virtualization fails; it does not say when.
    let fails = source.properties.nested == Some(true) && !nests(&target);
    let (bundle, source) = (bundle.id.clone(), source.clone());
    let request = json!({ "DirectoryId": source.directory, "UserName": source.user });
    let mut desktop = pending(world, call.scope, &request, bundle, target);
    // It appears at once as PENDING.
    desktop.visible_from = world.now();
    desktop.name = source.name;
    desktop.tags = source.tags;
    desktop.encryption = source.encryption;
    let new = desktop.id.clone();
    world.migrate(call.scope, id, desktop, fails);
    applications::deliver(world, call.scope, &new);
    Ok(json!({ "SourceWorkspaceId": id, "TargetWorkspaceId": new }))
}

/// Whether the source is in a state to be migrated from.
fn may(world: &World, source: &Desktop) -> Result<(), ServiceError> {
    let (id, current) = (&source.id, source.state.as_ref());
    let refuse = |why: String| Err(ServiceError::new("OperationNotSupportedException", why));
    if source.changes.pending.is_some() {
        return Err(ServiceError::new("OperationInProgressException", CHANGING));
    }
    if source.migration.is_some() {
        let why = format!("The WorkSpace {id} is being migrated.");
        return Err(ServiceError::new("OperationInProgressException", why));
    }
    if ![state::AVAILABLE, state::STOPPED, state::ERROR].contains(&current) {
        return refuse(format!(
            "MigrateWorkspace is not possible while the WorkSpace {id} is in the state {current}."
        ));
    }
    if source.pair.as_ref().is_some_and(|pair| !pair.primary) {
        return refuse(format!("MigrateWorkspace is not possible for the standby WorkSpace {id}."));
    }
    // The user volume comes from the last snapshot: at least 12 hours of age are advised, a snapshot is needed.
    if of_user_volume(world, source).is_none() {
        return refuse(format!("There is no snapshot of the user volume of the WorkSpace {id} yet."));
    }
    Ok(())
}

/// Another bundle that there is, of Windows, and no older one.
fn fits(source: &Desktop, bundle: &Resource) -> Result<(), ServiceError> {
    let refuse = |why: &str| Err(ServiceError::new("OperationNotSupportedException", why));
    if bundle.id == source.bundle {
        return Err(ServiceError::invalid("The source and the target bundle must be different."));
    }
    if bundle.state() != "AVAILABLE" {
        return Err(ServiceError::new(
            "ResourceUnavailableException",
            "The specified bundle is not available.",
        ));
    }
    match (source.properties.system.as_ref(), bundle.hidden_text("System")) {
        (from, to)
            if ![from, to].iter().all(|system| system.starts_with("WINDOWS") || *system == "UNKNOWN") =>
        {
            refuse("Migrating Linux WorkSpaces is not supported.")
        }
        (_, "WINDOWS_7") => refuse("Migrating to Windows 7 is not supported."),
        ("WINDOWS_11", "WINDOWS_10") => refuse("Migrating from Windows 11 to Windows 10 is not supported."),
        ("WINDOWS_7", "WINDOWS_11") => refuse("Migrating from Windows 7 to Windows 11 is not supported."),
        _ => Ok(()),
    }
}

/// The running mode stays. The root volume is at least the bundle's; the user volume stays when it was not its bundle's
/// own, and else is the larger of both.
fn inherited(scope: &Scope, source: &Desktop, target: Properties) -> Properties {
    let old = scope.resource(Kind::Bundle, &source.bundle);
    let usual = old.and_then(|bundle| bundle.item["UserStorage"]["Capacity"].as_str()?.parse::<i64>().ok());
    let own = &source.properties;
    let chosen = usual.is_some_and(|usual| usual != own.user_gib);
    Properties {
        running_mode: own.running_mode.clone(),
        auto_stop: own.auto_stop,
        root_gib: own.root_gib.max(target.root_gib),
        user_gib: if chosen { own.user_gib } else { own.user_gib.max(target.user_gib) },
        accelerator: own.accelerator.clone(),
        nested: own.nested,
        ..target
    }
}
