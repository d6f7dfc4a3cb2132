//! Which operations does the console call, and for what? Those that change something follow the tables of what may be done.

use std::collections::BTreeMap;

use crate::access::Right;
use crate::directories::Group;
use crate::fleet::Action;
use crate::jobs::Kind;
use crate::resource::{ResourceKind, Verb};

/// An operation that the console calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The permission, as IAM spells it: the service, a colon, the operation.
    pub action: &'static str,
    /// The least right that leads to it.
    pub right: Right,
}

/// What only reads, and what is lacking without it.
pub const READS: &[(&str, &str)] = &[
    ("kms:DescribeKey", "plans cannot tell whether the key of an encrypted WorkSpace works"),
    ("tag:GetResources", "tags are read one by one, slowly"),
    ("workspaces:DescribeConnectionAliasPermissions", "whom an alias is shared with is not known"),
    ("workspaces:DescribeConnectionAliases", "the list of connection aliases is empty"),
    ("workspaces:DescribeCustomWorkspaceImageImport", "how far a custom import is stays unknown"),
    ("workspaces:DescribeIpGroups", "the list of IP access control groups is empty"),
    ("workspaces:DescribeTags", "what has no tags read counts as protected"),
    ("workspaces:DescribeWorkspaceBundles", "nothing is read of the region"),
    ("workspaces:DescribeWorkspaceDirectories", "nothing is read of the region"),
    ("workspaces:DescribeWorkspaceImagePermissions", "whom an image is shared with is not known"),
    ("workspaces:DescribeWorkspaceImages", "the list of images is empty"),
    ("workspaces:DescribeWorkspaceSnapshots", "plans cannot tell how old the snapshots are"),
    ("workspaces:DescribeWorkspaces", "nothing is read of the region"),
    ("workspaces:DescribeWorkspacesConnectionStatus", "who is connected is not known"),
    ("workspaces:DescribeWorkspacesPoolSessions", "who sits at a pool is not known"),
    ("workspaces:DescribeWorkspacesPools", "the list of pools is empty"),
];

/// Called, and allowed to everybody who can sign a request.
pub const WITHOUT_PERMISSION: &[&str] = &["sts:GetCallerIdentity"];

/// Called with the console's own credentials and not with the role's: to become the role of an account.
pub const TO_BECOME_A_ROLE: &str = "sts:AssumeRole";

/// Every operation that a role of the console needs, in order, each once.
#[must_use]
pub fn lines() -> Vec<Line> {
    let mut least = BTreeMap::new();
    let reads = READS.iter().map(|(action, _)| (*action, Right::Read));
    let changes = kinds().flat_map(|kind| called(kind).iter().map(move |action| (*action, kind.right())));
    for (action, right) in reads.chain(changes) {
        let known = least.entry(action).or_insert(right);
        if rank(right) < rank(*known) {
            *known = right;
        }
    }
    least.into_iter().map(|(action, right)| Line { action, right }).collect()
}

/// Every kind of change that there is.
fn kinds() -> impl Iterator<Item = Kind> {
    let acts = Action::ALL.iter().copied().map(Kind::Act);
    acts.chain([Kind::Create, Kind::Standby]).chain(Verb::all().map(Kind::Order))
}

/// Where a right stands among the roles.
fn rank(right: Right) -> usize {
    Right::ALL.iter().position(|one| *one == right).unwrap_or(usize::MAX)
}

/// The operations that carry out this kind of change.
fn called(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Act(action) => acted(action),
        Kind::Create => &["workspaces:CreateWorkspaces"],
        Kind::Standby => &["workspaces:CreateStandbyWorkspaces"],
        Kind::Order(verb) => ordered(verb),
    }
}

fn acted(action: Action) -> &'static [&'static str] {
    match action {
        Action::Start => &["workspaces:StartWorkspaces"],
        Action::Stop => &["workspaces:StopWorkspaces"],
        Action::Reboot => &["workspaces:RebootWorkspaces"],
        Action::BeginMaintenance | Action::EndMaintenance => &["workspaces:ModifyWorkspaceState"],
        Action::Rebuild => &["workspaces:RebuildWorkspaces"],
        Action::Restore => &["workspaces:RestoreWorkspace"],
        Action::Modify => &["workspaces:ModifyWorkspaceProperties"],
        Action::Migrate => &["workspaces:MigrateWorkspace"],
        Action::Tag => TAG,
        Action::CreateImage => &["workspaces:CreateWorkspaceImage"],
        Action::Terminate => &["workspaces:TerminateWorkspaces"],
    }
}

const TAG: &[&str] = &["workspaces:CreateTags", "workspaces:DeleteTags"];

fn ordered(verb: Verb) -> &'static [&'static str] {
    match verb {
        Verb::Tag(
            ResourceKind::Directory
            | ResourceKind::Bundle
            | ResourceKind::Image
            | ResourceKind::Pool
            | ResourceKind::IpGroup
            | ResourceKind::Alias,
        ) => TAG,
        Verb::SetDirectory(group) => set(group),
        Verb::SetDirectoryGroups => &["workspaces:AssociateIpGroups", "workspaces:DisassociateIpGroups"],
        Verb::CreateAlias => &["workspaces:CreateConnectionAlias"],
        Verb::AssociateAlias => &["workspaces:AssociateConnectionAlias"],
        Verb::DisassociateAlias => &["workspaces:DisassociateConnectionAlias"],
        Verb::ShareAlias => &["workspaces:UpdateConnectionAliasPermission"],
        Verb::DeleteAlias => &["workspaces:DeleteConnectionAlias"],
        Verb::CreateIpGroup => &["workspaces:CreateIpGroup"],
        Verb::ChangeIpRules => &["workspaces:UpdateRulesOfIpGroup"],
        Verb::DeleteIpGroup => &["workspaces:DeleteIpGroup"],
        Verb::ImportImage => &["workspaces:ImportWorkspaceImage"],
        Verb::ImportCustomImage => &["workspaces:ImportCustomWorkspaceImage"],
        Verb::CopyImage => &["workspaces:CopyWorkspaceImage"],
        Verb::UpdateImage => &["workspaces:CreateUpdatedWorkspaceImage"],
        Verb::ShareImage | Verb::UnshareImage => &["workspaces:UpdateWorkspaceImagePermission"],
        Verb::DeleteImage => &["workspaces:DeleteWorkspaceImage"],
        Verb::CreateBundle => &["workspaces:CreateWorkspaceBundle"],
        Verb::ChangeBundleImage => &["workspaces:UpdateWorkspaceBundle"],
        Verb::DeleteBundle => &["workspaces:DeleteWorkspaceBundle"],
        Verb::CreatePool => &["workspaces:CreateWorkspacesPool"],
        Verb::UpdatePool => &["workspaces:UpdateWorkspacesPool"],
        Verb::StartPool => &["workspaces:StartWorkspacesPool"],
        Verb::StopPool => &["workspaces:StopWorkspacesPool"],
        Verb::TerminatePool => &["workspaces:TerminateWorkspacesPool"],
        Verb::EndPoolSession => &["workspaces:TerminateWorkspacesPoolSession"],
    }
}

fn set(group: Group) -> &'static [&'static str] {
    match group {
        Group::Creation => &["workspaces:ModifyWorkspaceCreationProperties"],
        Group::Access => &["workspaces:ModifyWorkspaceAccessProperties"],
        Group::SelfService => &["workspaces:ModifySelfservicePermissions"],
        Group::Streaming => &["workspaces:ModifyStreamingProperties"],
        Group::Saml => &["workspaces:ModifySamlProperties"],
        Group::Certificates => &["workspaces:ModifyCertificateBasedAuthProperties"],
        Group::Encryption => &["workspaces:ModifyEndpointEncryptionMode"],
    }
}
