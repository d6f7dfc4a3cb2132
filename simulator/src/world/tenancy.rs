//! How does an account come by dedicated tenancy?
//!
//! That it takes time is documented, the half hour is invented.

use serde_json::{Value, json};

use super::World;
use super::resource::{Kind, Resource};

/// PENDING.
const MODIFICATION_MS: i64 = 30 * 60_000;

/// The management range with which it fails: a sentinel.
const UNLUCKY: &str = "10.255.0.0/16";

impl World {
    /// A modification begins. `wanted` is what the account is to show.
    pub fn modify_account(&mut self, scope: usize, mut wanted: Value) {
        let number = self.scope(scope).resources(Kind::AccountModification).count() + 1;
        let id = format!("{number:08}");
        let fails = wanted["DedicatedTenancyManagementCidrRange"] == UNLUCKY;
        wanted["StartTime"] = json!(self.now() as f64 / 1000.0);
        self.keep(scope, Resource::new(Kind::AccountModification, &id, wanted, self.now()));
        let becomes = if fails { "FAILED" } else { "COMPLETED" };
        self.turn(scope, Kind::AccountModification, &id, "PENDING", Some((MODIFICATION_MS, Some(becomes))));
    }

    /// A modification is over, one way or the other.
    pub(super) fn account_modified(&mut self, scope: usize, id: &str) {
        let now = self.now();
        let Some(change) = self.revise(scope, Kind::AccountModification, id) else {
            return;
        };
        if change.state() == "FAILED" {
            change.item["ErrorCode"] = json!("ManagementCidrRangeUnavailable");
            change.item["ErrorMessage"] = json!("The management network could not be made in that range.");
            return;
        }
        let item = json!({
            "DedicatedTenancySupport": change.item["DedicatedTenancySupport"],
            "DedicatedTenancyManagementCidrRange": change.item["DedicatedTenancyManagementCidrRange"],
        });
        self.keep(scope, Resource::new(Kind::Account, "account", item, now));
    }
}
