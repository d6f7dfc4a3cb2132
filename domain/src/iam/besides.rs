//! Which permissions does an operation need besides the one of its own name?
//!
//! Amazon's Service Authorization Reference, "Actions, resources, and condition keys for Amazon WorkSpaces", lists them by
//! operation; what EC2 and KMS want is in the administration guide ("Bring your own Windows desktop licenses", "Encrypted
//! WorkSpaces").

use serde_json::{Value, json};

/// A permission that an operation needs besides its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Besides {
    /// The operation that needs it.
    pub of: &'static str,
    /// The permission.
    pub action: &'static str,
    /// Why, and when it can be left out.
    pub why: &'static str,
    /// Whether it is for AWS alone to use in our name.
    pub only_by: Option<By>,
}

/// Through which service a permission may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A role may be handed to WorkSpaces and to nobody else.
    PassedToWorkSpaces,
    /// A key may be lent by way of WorkSpaces and not by our own call.
    ViaWorkSpaces,
}

impl By {
    pub(super) fn sid(self) -> &'static str {
        match self {
            Self::PassedToWorkSpaces => "PassRoleToWorkSpaces",
            Self::ViaWorkSpaces => "LendKeysToWorkSpaces",
        }
    }

    pub(super) fn condition(self) -> Value {
        match self {
            Self::PassedToWorkSpaces => {
                json!({ "StringEquals": { "iam:PassedToService": "workspaces.amazonaws.com" } })
            }
            Self::ViaWorkSpaces => {
                json!({ "StringLike": { "kms:ViaService": "workspaces.*.amazonaws.com" } })
            }
        }
    }
}

const fn tagged(of: &'static str) -> Besides {
    let why = "what is created carries the tag deskwarden:row, by which it is found when AWS gave no answer";
    Besides { of, action: "workspaces:CreateTags", why, only_by: None }
}

const fn more(of: &'static str, action: &'static str, why: &'static str) -> Besides {
    Besides { of, action, why, only_by: None }
}

const fn lent(of: &'static str) -> Besides {
    let why = "encrypted volumes only: WorkSpaces is lent the key; the key's own policy must let the role use it too";
    Besides { of, action: "kms:CreateGrant", why, only_by: Some(By::ViaWorkSpaces) }
}

const ALL: &[Besides] = &[
    tagged("workspaces:CopyWorkspaceImage"),
    more(
        "workspaces:CopyWorkspaceImage",
        "workspaces:DescribeWorkspaceImages",
        "the source is read in our name",
    ),
    tagged("workspaces:CreateConnectionAlias"),
    tagged("workspaces:CreateIpGroup"),
    tagged("workspaces:CreateStandbyWorkspaces"),
    more(
        "workspaces:CreateStandbyWorkspaces",
        "workspaces:DescribeWorkspaces",
        "the primary is read in our name",
    ),
    lent("workspaces:CreateStandbyWorkspaces"),
    tagged("workspaces:CreateUpdatedWorkspaceImage"),
    tagged("workspaces:CreateWorkspaceBundle"),
    tagged("workspaces:CreateWorkspaceImage"),
    tagged("workspaces:CreateWorkspaces"),
    lent("workspaces:CreateWorkspaces"),
    tagged("workspaces:CreateWorkspacesPool"),
    tagged("workspaces:ImportCustomWorkspaceImage"),
    more(
        "workspaces:ImportCustomWorkspaceImage",
        "ec2:DescribeImages",
        "the EC2 image is read in our name; what EC2 Image Builder wants besides, Amazon does not list: the denials tell",
    ),
    more(
        "workspaces:ImportCustomWorkspaceImage",
        "ec2:ModifyImageAttribute",
        "WorkSpaces is let use the EC2 image",
    ),
    tagged("workspaces:ImportWorkspaceImage"),
    more("workspaces:ImportWorkspaceImage", "ec2:DescribeImages", "the EC2 image is read in our name"),
    more(
        "workspaces:ImportWorkspaceImage",
        "ec2:ModifyImageAttribute",
        "WorkSpaces is let use the EC2 image",
    ),
    Besides {
        of: "workspaces:ModifyWorkspaceCreationProperties",
        action: "iam:PassRole",
        why: "where an instance role is set for new WorkSpaces; name that role as its resource",
        only_by: Some(By::PassedToWorkSpaces),
    },
    more("workspaces:UpdateRulesOfIpGroup", "workspaces:AuthorizeIpRules", "rules are added with it"),
    more("workspaces:UpdateRulesOfIpGroup", "workspaces:RevokeIpRules", "rules are taken away with it"),
];

/// What this operation needs besides its own permission.
pub fn besides(of: &str) -> impl Iterator<Item = &'static Besides> {
    ALL.iter().filter(move |one| one.of == of)
}

/// Every line of the table.
pub(super) fn all() -> &'static [Besides] {
    ALL
}
