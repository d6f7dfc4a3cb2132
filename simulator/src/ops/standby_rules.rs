//! May this WorkSpace have a standby in that directory?
//!
//! The preconditions are Amazon's (rules.md, "Standby"), the codes and words invented in the manner of
//! CreateWorkspaces.

use serde_json::Value;

use super::create_rules::{NO_SUCH_USER, Refusal, UNDEFINED, registered, tagged, taken};
use super::text;
use crate::world::World;
use crate::world::desktop::{Desktop, state};
use crate::world::scope::Scope;

/// The primary that gets a standby, or why it does not.
pub fn judge<'a>(
    world: &'a World,
    near: Option<&'a Scope>,
    far: usize,
    request: &Value,
) -> Result<&'a Desktop, Refusal> {
    let far = world.scope(far);
    let id = text(request, "PrimaryWorkspaceId").unwrap_or_default();
    let directory = text(request, "DirectoryId").unwrap_or_default();
    let primary = near.and_then(|near| near.get(id)).filter(|primary| primary.visible(world.now()));
    let Some(primary) = primary else {
        return Err((
            "ResourceNotFound.WorkSpace",
            format!("The primary WorkSpace {id} could not be found in the primary region.").into(),
        ));
    };
    registered(far, directory)?;
    suitable(primary)?;
    tagged(request)?;
    // A person whom only the directory of the primary knows.
    if primary.user.to_lowercase().starts_with("one-region") {
        return Err(NO_SUCH_USER);
    }
    if taken(far, directory, &primary.user) {
        return Err((
            "ResourceExists.WorkSpace",
            "A WorkSpace already exists for the specified user.".into(),
        ));
    }
    let standbys = far.desktops().values().filter(|one| one.pair.as_ref().is_some_and(|pair| !pair.primary));
    if standbys.count() >= far.standby_quota || far.desktops().len() >= far.quota {
        return Err((
            "ResourceLimitExceeded.StandbyWorkSpace",
            "You have reached the limit of standby WorkSpaces in this region.".into(),
        ));
    }
    Ok(primary)
}

/// Launched, somebody's, Windows, neither GPU nor GeneralPurpose, and not in a pair.
fn suitable(primary: &Desktop) -> Result<(), Refusal> {
    let id = &primary.id;
    let (compute, system) = (primary.properties.compute.as_ref(), primary.properties.system.as_ref());
    if let Some(pair) = &primary.pair {
        return Err(if pair.primary {
            (
                "ResourceExists.StandbyWorkSpace",
                format!("A standby WorkSpace already exists for the WorkSpace {id}.").into(),
            )
        } else {
            ("OperationNotSupported.StandbyWorkSpace", format!("The WorkSpace {id} is a standby.").into())
        });
    }
    let current = primary.state.as_ref();
    if [state::PENDING, state::TERMINATING, state::TERMINATED].contains(&current) {
        return Err((
            "InvalidResourceState.WorkSpace",
            format!("The primary WorkSpace {id} is in the state {current}.").into(),
        ));
    }
    if primary.user == UNDEFINED {
        return Err((
            "OperationNotSupported.UserName",
            "A user-decoupled WorkSpace can't have a standby WorkSpace.".into(),
        ));
    }
    if !system.starts_with("WINDOWS") {
        return Err((
            "OperationNotSupported.OperatingSystem",
            format!("A WorkSpace with {system} can't have a standby WorkSpace.").into(),
        ));
    }
    if compute.starts_with("GRAPHICS") || compute.starts_with("GENERALPURPOSE") {
        return Err((
            "OperationNotSupported.ComputeType",
            format!("A WorkSpace of the compute type {compute} can't have a standby WorkSpace.").into(),
        ));
    }
    Ok(())
}
