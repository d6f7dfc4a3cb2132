//! Which directories are registered with WorkSpaces, and how are they set?

mod applies;
mod call;
mod endpoints;
mod form;
mod order;
mod settings;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::words::sentence;

pub use applies::{choice_why_not, why_not};
pub use endpoints::{endpoints, endpoints_text};
pub use form::{Form, GroupsForm};
pub use order::Order;
pub use settings::{Group, Kind, SETTINGS, Setting};

/// IP access control groups of a directory, at most (Amazon's quota, facts.md 27).
pub const MOST_GROUPS: usize = 25;

/// What the service says of a directory beyond its name and state. `kind` and `workspace_type` are read by the fleet too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Directory {
    /// `SIMPLE_AD`, `AD_CONNECTOR`, `CUSTOMER_MANAGED`, `AWS_IAM_IDENTITY_CENTER`, or what Amazon adds.
    pub kind: String,
    /// `PERSONAL` or `POOLS`.
    pub workspace_type: String,
    /// What people type into their client.
    pub registration_code: String,
    /// Its alias at Directory Service.
    pub alias: String,
    /// What an admin wrote about it.
    pub description: String,
    /// Where its WorkSpaces are.
    pub subnets: Vec<String>,
    /// Addresses of its DNS servers.
    pub dns: Vec<String>,
    /// The user it is joined as.
    pub user: String,
    /// Who knows its people: `CUSTOMER_MANAGED`, `AWS_DIRECTORY_SERVICE`, `AWS_IAM_IDENTITY_CENTER`.
    pub identity_type: String,
    /// The role by which WorkSpaces makes network interfaces.
    pub iam_role: String,
    /// The security group that all of its WorkSpaces have.
    pub security_group: String,
    /// `SHARED` or `DEDICATED`.
    pub tenancy: String,
    /// The tenant at Microsoft Entra ID.
    pub entra_tenant: String,
    /// The instance of IAM Identity Center.
    pub identity_center: String,
    /// The domain that WorkSpaces join.
    pub domain: String,
    /// Why it is in error, in AWS's words.
    pub error: String,
    /// IP access control groups that it uses, by id.
    pub ip_groups: Vec<String>,
    /// What can be set, by [`Setting::slug`], as AWS spells it.
    pub settings: BTreeMap<String, String>,
}

impl Directory {
    /// Whether it is of pools, and not of people.
    #[must_use]
    pub fn is_of_pools(&self) -> bool {
        self.workspace_type == "POOLS"
    }

    /// Who knows its people, by the names that the services have.
    #[must_use]
    pub fn identity(&self) -> String {
        match &*self.identity_type {
            "" => "-".to_owned(),
            "AWS_DIRECTORY_SERVICE" => "AWS Directory Service".to_owned(),
            "AWS_IAM_IDENTITY_CENTER" => "IAM Identity Center".to_owned(),
            other => sentence(other),
        }
    }

    /// What a setting is; empty where it is not set.
    #[must_use]
    pub fn setting(&self, slug: &str) -> &str {
        self.settings.get(slug).map_or("", String::as_str)
    }
}
