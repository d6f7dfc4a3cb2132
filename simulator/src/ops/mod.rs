//! What does each operation of the service do?

mod account;
mod add_ins;
mod alias_rules;
mod aliases;
mod application_rules;
mod applications;
mod associations;
mod branding;
mod bundle_making;
mod bundle_rules;
mod bundles;
mod client;
mod connection;
mod create;
mod create_rules;
mod describe;
mod directories;
mod directory_rules;
mod directory_settings;
mod ids;
mod image_failures;
mod image_import;
mod image_making;
mod images;
mod import_stages;
mod ip_groups;
mod ip_rules;
mod item;
mod links;
mod maintenance;
mod making_rules;
mod management;
mod migrate;
mod modify;
mod modify_rules;
mod pages;
mod pool_item;
mod pool_power;
mod pool_rules;
mod pool_sessions;
mod pools;
mod power;
mod power_rules;
mod property_rules;
mod rebuild;
mod register;
mod register_rules;
mod resources;
mod snapshots;
mod standby;
mod standby_rules;
mod tags;

use serde_json::Value;

use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::desktop::Desktop;

/// A call that has been understood: whose it is, and with what.
pub struct Call<'a> {
    /// The number of the account's region in the world.
    pub scope: usize,
    /// The input, checked against the model.
    pub input: &'a Value,
}

/// An output, or an error of the whole call.
pub type Answer = Result<Value, ServiceError>;

/// Carries out an operation of WorkSpaces.
///
/// # Errors
/// What the service would answer instead.
pub fn workspaces(world: &mut World, operation: &str, call: &Call<'_>) -> Answer {
    match operation {
        "CreateWorkspaces" => Ok(create::create(world, call)),
        "DescribeWorkspaces" => describe::describe(world, call),
        "DescribeWorkspacesConnectionStatus" => connection::describe(world, call),
        "DescribeWorkspaceSnapshots" => snapshots::describe(world, call),
        "DescribeWorkspaceBundles" => bundles::describe(world, call),
        "DescribeWorkspaceDirectories" => directories::describe(world, call),
        "StartWorkspaces" => Ok(power::start(world, call)),
        "StopWorkspaces" => Ok(power::stop(world, call)),
        "RebootWorkspaces" => Ok(power::reboot(world, call)),
        "TerminateWorkspaces" => Ok(power::terminate(world, call)),
        "CreateTags" => tags::create(world, call),
        "DescribeTags" => tags::describe(world, call),
        "DeleteTags" => tags::delete(world, call),
        "RebuildWorkspaces" => rebuild::rebuild(world, call),
        "RestoreWorkspace" => rebuild::restore(world, call),
        "MigrateWorkspace" => migrate::migrate(world, call),
        "ModifyWorkspaceProperties" => modify::properties(world, call),
        "ModifyWorkspaceState" => maintenance::state(world, call),
        "CreateStandbyWorkspaces" => standby::create(world, call),
        "DescribeWorkspaceImages" => images::describe(world, call),
        "DeleteWorkspaceImage" => images::delete(world, call),
        "DescribeWorkspaceImagePermissions" => images::permissions(world, call),
        "UpdateWorkspaceImagePermission" => images::permit(world, call),
        "CreateWorkspaceImage" => image_making::create(world, call),
        "CreateUpdatedWorkspaceImage" => image_making::update(world, call),
        "CopyWorkspaceImage" => image_making::copy(world, call),
        "ImportWorkspaceImage" => image_import::import(world, call),
        "ImportCustomWorkspaceImage" => image_import::import_custom(world, call),
        "DescribeCustomWorkspaceImageImport" => image_import::progress(world, call),
        "CreateWorkspaceBundle" => bundle_making::create(world, call),
        "UpdateWorkspaceBundle" => bundle_making::update(world, call),
        "DeleteWorkspaceBundle" => bundle_making::delete(world, call),
        "RegisterWorkspaceDirectory" => register::register(world, call),
        "DeregisterWorkspaceDirectory" => register::deregister(world, call),
        "ModifyCertificateBasedAuthProperties" => directory_settings::certificates(world, call),
        "ModifyEndpointEncryptionMode" => directory_settings::encryption(world, call),
        "ModifySamlProperties" => directory_settings::saml(world, call),
        "ModifySelfservicePermissions" => directory_settings::self_service(world, call),
        "ModifyStreamingProperties" => directory_settings::streaming(world, call),
        "ModifyWorkspaceAccessProperties" => directory_settings::access(world, call),
        "ModifyWorkspaceCreationProperties" => directory_settings::creation(world, call),
        "CreateIpGroup" => ip_groups::create(world, call),
        "DescribeIpGroups" => ip_groups::describe(world, call),
        "DeleteIpGroup" => ip_groups::delete(world, call),
        "AuthorizeIpRules" => ip_groups::authorize(world, call),
        "RevokeIpRules" => ip_groups::revoke(world, call),
        "UpdateRulesOfIpGroup" => ip_groups::update(world, call),
        "AssociateIpGroups" => ip_groups::associate(world, call),
        "DisassociateIpGroups" => ip_groups::disassociate(world, call),
        "CreateConnectionAlias" => aliases::create(world, call),
        "DescribeConnectionAliases" => aliases::describe(world, call),
        "DeleteConnectionAlias" => aliases::delete(world, call),
        "AssociateConnectionAlias" => aliases::associate(world, call),
        "DisassociateConnectionAlias" => aliases::disassociate(world, call),
        "DescribeConnectionAliasPermissions" => aliases::permissions(world, call),
        "UpdateConnectionAliasPermission" => aliases::permit(world, call),
        "DescribeApplications" => applications::describe(world, call),
        "AssociateWorkspaceApplication" => applications::associate(world, call),
        "DisassociateWorkspaceApplication" => applications::disassociate(world, call),
        "DeployWorkspaceApplications" => applications::deploy(world, call),
        "DescribeApplicationAssociations" => associations::of_application(world, call),
        "DescribeBundleAssociations" => associations::of_bundle(world, call),
        "DescribeImageAssociations" => associations::of_image(world, call),
        "DescribeWorkspaceAssociations" => associations::of_workspace(world, call),
        "CreateWorkspacesPool" => pools::create(world, call),
        "DescribeWorkspacesPools" => pools::describe(world, call),
        "UpdateWorkspacesPool" => pools::update(world, call),
        "StartWorkspacesPool" => pool_power::start(world, call),
        "StopWorkspacesPool" => pool_power::stop(world, call),
        "TerminateWorkspacesPool" => pool_power::terminate(world, call),
        "DescribeWorkspacesPoolSessions" => pool_sessions::describe(world, call),
        "TerminateWorkspacesPoolSession" => pool_sessions::terminate(world, call),
        "DescribeAccount" => account::describe(world, call),
        "DescribeAccountModifications" => account::modifications(world, call),
        "ModifyAccount" => account::modify(world, call),
        "ListAvailableManagementCidrRanges" => account::ranges(world, call),
        "CreateAccountLinkInvitation" => links::invite(world, call),
        "AcceptAccountLinkInvitation" => links::accept(world, call),
        "RejectAccountLinkInvitation" => links::reject(world, call),
        "DeleteAccountLinkInvitation" => links::delete(world, call),
        "GetAccountLink" => links::get(world, call),
        "ListAccountLinks" => links::list(world, call),
        "DescribeClientProperties" => client::properties(world, call),
        "ModifyClientProperties" => client::modify(world, call),
        "DescribeClientBranding" => client::branding(world, call),
        "ImportClientBranding" => client::import(world, call),
        "DeleteClientBranding" => client::delete(world, call),
        "CreateConnectClientAddIn" => add_ins::create(world, call),
        "DescribeConnectClientAddIns" => add_ins::describe(world, call),
        "UpdateConnectClientAddIn" => add_ins::update(world, call),
        "DeleteConnectClientAddIn" => add_ins::delete(world, call),
        _ => Err(ServiceError::unknown_operation()),
    }
}

/// Carries out an operation of Resource Groups Tagging.
///
/// # Errors
/// What the service would answer instead.
pub fn tagging(world: &World, operation: &str, call: &Call<'_>) -> Answer {
    match operation {
        "GetResources" => resources::get(world, call),
        _ => Err(ServiceError::unknown_operation()),
    }
}

/// A WorkSpace that can be described.
fn desktop<'a>(world: &'a World, call: &Call<'_>, id: &str) -> Result<&'a Desktop, ServiceError> {
    let unknown = || ServiceError::not_found(format!("The specified WorkSpace {id} could not be found."));
    world.visible(call.scope, id).ok_or_else(unknown)
}

/// The text of a member, or nothing.
fn text<'a>(input: &'a Value, member: &str) -> Option<&'a str> {
    input.get(member).and_then(Value::as_str)
}

/// The texts of a list member, or none.
fn texts<'a>(input: &'a Value, member: &str) -> Vec<&'a str> {
    input
        .get(member)
        .and_then(Value::as_array)
        .map(|items| items.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default()
}

/// A moment as the protocol writes it: seconds since 1970, with thousandths.
fn moment(ms: i64) -> Value {
    Value::from(ms as f64 / 1000.0)
}
