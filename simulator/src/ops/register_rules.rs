//! May this directory be registered?
//!
//! Codes are those that the operation models; words are Amazon's where facts.md has them (18, 20), and otherwise
//! invented. Ids that begin with `d-bad0` are sentinels, so that each refusal can be seen by hand.

use serde_json::Value;

use super::{Call, directories, text, texts};
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::resource::{Kind, Resource};

/// Directories of an account's region, at most (facts.md 27).
const MOST: usize = 50;

/// Nothing, or why it may not be registered.
pub fn judge(world: &World, call: &Call<'_>) -> Result<(), ServiceError> {
    let input = call.input;
    let id = text(input, "DirectoryId");
    combination(input, id)?;
    subnets(input)?;
    if let Some(id) = id {
        sentinel(id)?;
        elsewhere(world, call.scope, id)?;
    }
    let scope = world.scope(call.scope);
    let account = scope.resource(Kind::Account, "account");
    let licensed = account.is_some_and(|account| account.text("DedicatedTenancySupport") == "ENABLED");
    if text(input, "Tenancy") == Some("DEDICATED") && !licensed {
        return Err(ServiceError::invalid(
            "The tenancy DEDICATED is only available to accounts that are enabled for BYOL.",
        ));
    }
    let name = text(input, "WorkspaceDirectoryName");
    let same = |directory: &Resource| {
        Some(directory.id.as_str()) == id
            || name.is_some_and(|name| directory.text("WorkspaceDirectoryName") == name)
    };
    if let Some(same) = scope.resources(Kind::Directory).find(|directory| same(directory)) {
        return Err(match same.state() {
            "REGISTERED" => ServiceError::new(
                "ResourceAlreadyExistsException",
                "The specified directory is already registered.",
            ),
            // facts.md 18
            _ => directories::busy(),
        });
    }
    if scope.resources(Kind::Directory).count() >= MOST {
        return Err(ServiceError::new(
            "ResourceLimitExceededException",
            "You have reached the limit of directories that you can register in this region. Deregister \
             directories that you are not using, and try again.",
        ));
    }
    Ok(())
}

/// Which members go together: a directory of Directory Service has an id; all others get one, and have a name.
fn combination(input: &Value, id: Option<&str>) -> Result<(), ServiceError> {
    let has = |member: &str| !input[member].is_null();
    let identity = text(input, "UserIdentityType").unwrap_or("AWS_DIRECTORY_SERVICE");
    let pools = text(input, "WorkspaceType") == Some("POOLS");
    let rules = [
        (
            pools && identity != "CUSTOMER_MANAGED",
            "UserIdentityType must be CUSTOMER_MANAGED when WorkspaceType is POOLS.",
        ),
        (
            identity == "AWS_DIRECTORY_SERVICE" && id.is_none(),
            "DirectoryId is required when UserIdentityType is AWS_DIRECTORY_SERVICE.",
        ),
        (
            identity != "AWS_DIRECTORY_SERVICE" && id.is_some(),
            "DirectoryId is only applicable when UserIdentityType is AWS_DIRECTORY_SERVICE.",
        ),
        (
            id.is_some_and(|id| !id.starts_with("d-")),
            "DirectoryId must be the identifier of a directory of AWS Directory Service.",
        ),
        (
            id.is_none() && !(has("WorkspaceDirectoryName") && has("WorkspaceDirectoryDescription")),
            "WorkspaceDirectoryName and WorkspaceDirectoryDescription are required without DirectoryId.",
        ),
        (
            id.is_none() && texts(input, "SubnetIds").len() != 2,
            "SubnetIds must hold exactly two subnets without DirectoryId.",
        ),
        (
            identity == "AWS_IAM_IDENTITY_CENTER" && !has("IdcInstanceArn"),
            "IdcInstanceArn is required when UserIdentityType is AWS_IAM_IDENTITY_CENTER.",
        ),
        (
            identity != "AWS_IAM_IDENTITY_CENTER" && (has("IdcInstanceArn") || has("MicrosoftEntraConfig")),
            "IdcInstanceArn and MicrosoftEntraConfig are only applicable when UserIdentityType is \
             AWS_IAM_IDENTITY_CENTER.",
        ),
        (
            text(input, "WorkspaceOsUserMode") == Some("ENTRA_JOIN") && !has("MicrosoftEntraConfig"),
            "MicrosoftEntraConfig is required when WorkspaceOsUserMode is ENTRA_JOIN.",
        ),
        (
            !pools && has("ActiveDirectoryConfig"),
            "ActiveDirectoryConfig is only applicable when WorkspaceType is POOLS.",
        ),
        (
            pools && input["EnableSelfService"] == true,
            "EnableSelfService is not applicable when WorkspaceType is POOLS.",
        ),
    ];
    match rules.iter().find(|(broken, _)| *broken) {
        Some((_, words)) => Err(ServiceError::invalid(*words)),
        None => Ok(()),
    }
}

/// Two subnets in two Availability Zones, where any are given.
fn subnets(input: &Value) -> Result<(), ServiceError> {
    match texts(input, "SubnetIds").as_slice() {
        [] => Ok(()),
        [one, two] if one == two => Err(ServiceError::new(
            "OperationNotSupportedException",
            "The specified subnets must be in separate Availability Zones.",
        )),
        [_, _] => Ok(()),
        _ => Err(ServiceError::invalid("SubnetIds must hold exactly two subnets.")),
    }
}

/// Directories in which a registration goes wrong; with `d-bad05` it ends in ERROR later.
fn sentinel(id: &str) -> Result<(), ServiceError> {
    match id.get(..7) {
        Some("d-bad01") => Err(ServiceError::new(
            "WorkspacesDefaultRoleNotFoundException",
            "The workspaces_DefaultRole role could not be found. If this is the first time you are registering \
             a directory, you will need to create the workspaces_DefaultRole role before you can register a \
             directory.",
        )),
        Some("d-bad02") => Err(ServiceError::new(
            "UnsupportedNetworkConfigurationException",
            "The configuration of this network is not supported for this operation, or your network \
             configuration conflicts with the Amazon WorkSpaces management network IP range.",
        )),
        Some("d-bad03") => Err(directories::busy()),
        Some("d-bad04") => Err(directories::unknown()),
        _ => Ok(()),
    }
}

/// A directory belongs to one account; it may be replicated to other regions of that.
fn elsewhere(world: &World, scope: usize, id: &str) -> Result<(), ServiceError> {
    let account = &world.scope(scope).account;
    let mut others = world.scopes().iter().filter(|other| other.account != *account);
    if others.any(|other| other.resource(Kind::Directory, id).is_some()) {
        return Err(directories::unknown());
    }
    Ok(())
}
