//! What of each kind stands in the file of its list, besides what all kinds have?

use serde::de::DeserializeOwned;

use crate::aliases::Alias;
use crate::at::At;
use crate::bundles::Bundle;
use crate::directories::{Directory, SETTINGS};
use crate::images::Image;
use crate::ip_groups::{IpGroup, Rule};
use crate::pools::Pool;

/// A column and what stands in it.
pub type Cell = (&'static str, String);

/// A kind whose list can be a file. What AWS has not said is an empty cell; several values of one are separated by `; `.
pub trait Columns: DeserializeOwned + Default {
    /// Its cells: the same columns, in the same order, of each item.
    fn cells(&self) -> Vec<Cell>;
}

impl Columns for Directory {
    fn cells(&self) -> Vec<Cell> {
        let own = [
            ("directory_type", self.kind.clone()),
            ("workspace_type", self.workspace_type.clone()),
            ("registration_code", self.registration_code.clone()),
            ("alias", self.alias.clone()),
            ("description", self.description.clone()),
            ("subnets", self.subnets.join("; ")),
            ("dns", self.dns.join("; ")),
            ("identity_type", self.identity_type.clone()),
            ("tenancy", self.tenancy.clone()),
            ("security_group", self.security_group.clone()),
            ("iam_role", self.iam_role.clone()),
            ("ip_groups", self.ip_groups.join("; ")),
            ("error", self.error.clone()),
        ];
        let settings = SETTINGS.iter().map(|one| (one.slug, self.setting(one.slug).to_owned()));
        own.into_iter().chain(settings).collect()
    }
}

impl Columns for Bundle {
    fn cells(&self) -> Vec<Cell> {
        vec![
            ("owner", self.owner.clone()),
            ("description", self.description.clone()),
            ("compute", self.compute.as_ref().map(|compute| compute.wire().to_owned()).unwrap_or_default()),
            ("root_gib", number(self.root_gib)),
            ("user_gib", number(self.user_gib)),
            ("image", self.image.clone()),
            ("bundle_type", self.kind.clone().unwrap_or_default()),
            ("created", time(self.created)),
            ("updated", time(self.now.updated)),
        ]
    }
}

impl Columns for Image {
    fn cells(&self) -> Vec<Cell> {
        vec![
            ("owner", self.owner.clone()),
            ("description", self.description.clone()),
            ("system", self.system.clone()),
            ("tenancy", self.tenancy.clone()),
            ("created", time(self.created)),
            ("updates", self.updates.clone().unwrap_or_default()),
            ("percent", number(self.now.import.as_ref().and_then(|import| import.percent))),
            ("error", self.trouble().map(|one| format!("{} {}", one.code, one.message)).unwrap_or_default()),
        ]
    }
}

impl Columns for Pool {
    fn cells(&self) -> Vec<Cell> {
        vec![
            ("description", self.description.clone()),
            ("bundle", self.bundle.clone()),
            ("running_mode", self.running_mode.clone()),
            ("desired_sessions", self.desired_sessions.to_string()),
            ("actual_sessions", self.now.actual.to_string()),
            ("active_sessions", self.now.active.to_string()),
            ("available_sessions", self.now.available.to_string()),
            ("application_settings", self.application_settings.status.clone()),
            ("settings_group", self.application_settings.group.clone()),
            ("settings_bucket", self.application_settings.bucket.clone()),
            ("disconnect_seconds", number(self.timeouts.disconnect)),
            ("idle_seconds", number(self.timeouts.idle)),
            ("longest_seconds", number(self.timeouts.longest)),
            ("errors", all(self.errors.iter().map(|one| format!("{} {}", one.code, one.message)))),
            ("created", time(self.created)),
        ]
    }
}

impl Columns for IpGroup {
    fn cells(&self) -> Vec<Cell> {
        vec![("description", self.description.clone()), ("rules", all(self.rules.iter().map(Rule::words)))]
    }
}

impl Columns for Alias {
    fn cells(&self) -> Vec<Cell> {
        let leads = self.association.clone().unwrap_or_default();
        vec![
            ("owner", self.owner.clone()),
            ("association", leads.status),
            ("associated_account", leads.account),
            ("associated_directory", leads.directory),
            ("connection_identifier", leads.identifier),
            ("shared_with", self.shared_with.join("; ")),
        ]
    }
}

fn all(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join("; ")
}

fn number(number: Option<i64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn time(at: Option<At>) -> String {
    at.map(At::iso).unwrap_or_default()
}
