//! May this pool be made, or become what is asked for?
//!
//! Words are invented except those for new customers (facts.md 23).

use serde_json::Value;

use super::pool_item::desired;
use super::tags::{self, MOST};
use super::text;
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::resource::{Kind, Resource};
use crate::world::scope::Scope;

/// Pools of a region, at most (invented).
const MOST_POOLS: usize = 50;
/// User sessions that all pools of a region may desire together (invented).
const MOST_SESSIONS: u64 = 1000;

type Verdict = Result<(), ServiceError>;

/// Pools are closed to accounts that have none (facts.md 23); what makes an account an old customer is invented.
pub fn open(world: &World, account: &str) -> Verdict {
    let theirs = |scope: &Scope| scope.account == account && scope.resources(Kind::Pool).next().is_some();
    if world.pools_open || world.scopes().iter().any(theirs) {
        return Ok(());
    }
    Err(ServiceError::new(
        "AccessDeniedException",
        "Amazon WorkSpaces Pools is no longer available to new customers as of 7/30/2026. Refer to \
         https://docs.aws.amazon.com/workspaces/latest/adminguide/wsp-pools-end-of-support.html",
    ))
}

/// A new pool's name and tags, and how many there are.
pub fn new(scope: &Scope, input: &Value) -> Verdict {
    let name = text(input, "PoolName").unwrap_or_default();
    if scope.resources(Kind::Pool).any(|pool| pool.text("PoolName") == name) {
        return Err(ServiceError::new(
            "ResourceAlreadyExistsException",
            format!("A WorkSpaces Pool with the name {name} already exists."),
        ));
    }
    if scope.resources(Kind::Pool).count() >= MOST_POOLS {
        return Err(limit("You have reached the limit of WorkSpaces Pools in this region."));
    }
    let tags = tags::read(&input["Tags"]);
    if tags.iter().any(|(key, _)| tags::reserved(key)) {
        return Err(ServiceError::invalid("Tag keys cannot start with the reserved prefix aws:."));
    }
    if tags.len() > MOST {
        return Err(limit(&format!("A resource can have at most {MOST} tags.")));
    }
    Ok(())
}

/// Bundle and directory, where they are given: both must be there, and the directory one for pools.
pub fn made_of(scope: &Scope, input: &Value) -> Verdict {
    if let Some(id) = text(input, "DirectoryId") {
        let directory = scope.directory(id).ok_or_else(|| {
            ServiceError::not_found("The specified directory could not be found in the specified region.")
        })?;
        if directory.text("WorkspaceType") != "POOLS" {
            return Err(ServiceError::new(
                "OperationNotSupportedException",
                "The specified directory is not a WorkSpaces Pools directory.",
            ));
        }
        if directory.state() != "REGISTERED" {
            return Err(ServiceError::invalid("The specified directory is not registered."));
        }
    }
    match text(input, "BundleId") {
        Some(id) if scope.resource(Kind::Bundle, id).is_none() => {
            Err(ServiceError::not_found("The specified bundle could not be found in the specified region."))
        }
        _ => Ok(()),
    }
}

/// Desired sessions, together with those of all pools but `pool`.
pub fn capacity(scope: &Scope, pool: &str, input: &Value) -> Verdict {
    let Some(asked) = input["Capacity"]["DesiredUserSessions"].as_u64() else {
        return Ok(());
    };
    let others: u64 = scope.resources(Kind::Pool).filter(|other| other.id != pool).map(desired).sum();
    if others.saturating_add(asked) > MOST_SESSIONS {
        return Err(limit("You have reached the limit of user sessions of WorkSpaces Pools in this region."));
    }
    Ok(())
}

/// While something is under way nothing else can begin.
pub fn settled(pool: &Resource) -> Verdict {
    match pool.state() {
        "CREATING" | "STARTING" | "STOPPING" | "UPDATING" => Err(ServiceError::new(
            "OperationInProgressException",
            "The properties of this WorkSpaces Pool are currently under modification. Please try again in a moment.",
        )),
        "DELETING" => Err(state("The WorkSpaces Pool is being deleted.")),
        _ => Ok(()),
    }
}

/// The state of the pool does not let it.
pub fn state(message: &str) -> ServiceError {
    ServiceError::new("InvalidResourceStateException", message)
}

fn limit(message: &str) -> ServiceError {
    ServiceError::new("ResourceLimitExceededException", message)
}
