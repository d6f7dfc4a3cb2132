//! May an application be put on a WorkSpace?
//!
//! Amazon's page on managing applications: AVAILABLE or STOPPED, Windows, Amazon's applications alone, and the old
//! Office can only be uninstalled. The words of the refusals are invented.

use serde_json::Value;

use super::{Call, text, texts};
use crate::estate::applications::family;
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::desktop::{Desktop, state};
use crate::world::resource::Resource;

/// The WorkSpace of the call, in a state that lets its applications be changed.
pub fn desktop<'a>(world: &'a World, call: &Call<'_>) -> Result<&'a Desktop, ServiceError> {
    let id = text(call.input, "WorkspaceId").unwrap_or_default();
    let desktop = world
        .visible(call.scope, id)
        .ok_or_else(|| ServiceError::not_found("The specified WorkSpace could not be found."))?;
    if ![state::AVAILABLE, state::STOPPED].contains(&desktop.state.as_ref()) {
        return Err(ServiceError::new(
            "OperationNotSupportedException",
            format!(
                "Applications can only be managed while the WorkSpace is AVAILABLE or STOPPED, not {}.",
                desktop.state
            ),
        ));
    }
    Ok(desktop)
}

/// Nothing may be changed while a deployment is under way.
pub fn busy(there: &[&Resource]) -> Result<(), ServiceError> {
    let moving = ["PENDING_INSTALL_DEPLOYMENT", "PENDING_UNINSTALL_DEPLOYMENT", "INSTALLING", "UNINSTALLING"];
    if there.iter().any(|one| moving.contains(&one.state())) {
        return Err(ServiceError::new(
            "ResourceInUseException",
            "A deployment of applications is in progress on the WorkSpace.",
        ));
    }
    Ok(())
}

/// The system, the compute type, the application itself, and what is there already.
pub fn compatible(
    desktop: &Desktop,
    wanted: &Value,
    there: &[&Resource],
    catalogue: &[Value],
) -> Result<(), ServiceError> {
    let has = |member: &str, word: &str| texts(wanted, member).contains(&word);
    if !has("SupportedOperatingSystemNames", &desktop.properties.system) {
        return Err(ServiceError::new(
            "OperatingSystemNotCompatibleException",
            "The operating system of the WorkSpace is not compatible with the application.",
        ));
    }
    if !has("SupportedComputeTypeNames", &desktop.properties.compute) {
        return Err(ServiceError::new(
            "ComputeNotCompatibleException",
            "The compute type of the WorkSpace is not compatible with the application.",
        ));
    }
    if wanted["Owner"] != "AMAZON" || wanted["State"] != "AVAILABLE" {
        return Err(ServiceError::new(
            "ApplicationNotSupportedException",
            "The specified application is not supported.",
        ));
    }
    let name = |item: &Value| family(text(item, "Name").unwrap_or_default());
    let leaving = ["PENDING_UNINSTALL", "REMOVED"];
    let staying = there.iter().filter(|one| !leaving.contains(&one.state()));
    let kin = staying.flat_map(|one| {
        catalogue.iter().filter(|item| item["ApplicationId"] == one.text("AssociatedResourceId"))
    });
    if kin.into_iter().any(|item| name(item) == name(wanted)) {
        return Err(ServiceError::new(
            "IncompatibleApplicationsException",
            "The specified application is not compatible with an application of the WorkSpace.",
        ));
    }
    Ok(())
}
