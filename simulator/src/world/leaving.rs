//! What goes with a directory, and what settles at a connection alias?

use serde_json::json;

use super::World;
use super::resource::Kind;

/// How long DEREGISTERED is seen ("very briefly", says the model's documentation; length invented).
const DEREGISTERED_MS: i64 = 10_000;

impl World {
    /// A directory reached a state: a deregistered one is gone soon.
    pub(super) fn directory_arrived(&mut self, scope: usize, id: &str) {
        let state = self.scope(scope).resource(Kind::Directory, id).map(|one| one.state().to_owned());
        match state.as_deref() {
            Some("DEREGISTERED") => {
                let then = Some((DEREGISTERED_MS, None));
                self.turn(scope, Kind::Directory, id, "DEREGISTERED", then);
            }
            Some("ERROR") => {
                if let Some(directory) = self.revise(scope, Kind::Directory, id) {
                    directory.item["ErrorMessage"] = json!("The directory could not be registered.");
                }
            }
            _ => {}
        }
    }

    /// A directory is about to be forgotten, and with it what hangs on it (invented).
    pub(super) fn directory_gone(&mut self, scope: usize, id: &str) {
        self.discard(scope, Kind::ClientProperties, id);
        self.discard(scope, Kind::ClientBranding, id);
        let mine = |one: &&super::resource::Resource| one.text("ResourceId") == id;
        let add_ins = self.scope(scope).resources(Kind::AddIn).filter(mine);
        let add_ins: Vec<String> = add_ins.map(|add_in| add_in.id.clone()).collect();
        for add_in in add_ins {
            self.discard(scope, Kind::AddIn, &add_in);
        }
        let account = self.scope(scope).account.clone();
        for place in 0..self.scopes().len() {
            let aliases = self.scope(place).resources(Kind::ConnectionAlias).filter(|alias| {
                let association = &alias.item["Associations"][0];
                association["ResourceId"] == id && association["AssociatedAccountId"] == account.as_str()
            });
            let aliases: Vec<String> = aliases.map(|alias| alias.id.clone()).collect();
            for alias in aliases {
                if let Some(alias) = self.revise(place, Kind::ConnectionAlias, &alias) {
                    alias.item["Associations"] = json!([{ "AssociationStatus": "NOT_ASSOCIATED" }]);
                }
            }
        }
    }

    /// A connection alias reached a state: what was pending about its association is done.
    pub(super) fn alias_arrived(&mut self, scope: usize, id: &str) {
        let Some(alias) = self.revise(scope, Kind::ConnectionAlias, id) else {
            return;
        };
        let owner = alias.text("OwnerAccountId").to_owned();
        let association = &mut alias.item["Associations"][0];
        match association["AssociationStatus"].as_str() {
            Some("PENDING_ASSOCIATION") if association["AssociatedAccountId"] == owner.as_str() => {
                association["AssociationStatus"] = json!("ASSOCIATED_WITH_OWNER_ACCOUNT");
            }
            Some("PENDING_ASSOCIATION") => {
                association["AssociationStatus"] = json!("ASSOCIATED_WITH_SHARED_ACCOUNT");
            }
            Some("PENDING_DISASSOCIATION") => {
                *association = json!({ "AssociationStatus": "NOT_ASSOCIATED" });
            }
            _ => {}
        }
    }
}
