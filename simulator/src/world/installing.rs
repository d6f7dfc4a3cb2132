//! How does an application come onto a WorkSpace, and off it again?
//!
//! The states are the model's; how long each lasts is invented.

use serde_json::json;

use super::World;
use super::resource::{Kind, Resource};
use super::scope::Scope;
use crate::seeded::Dice;

const MINUTE: i64 = 60_000;

/// How long a removed application is still listed.
const REMOVED_MS: i64 = 5 * MINUTE;

/// What goes wrong at the first try when the user's name begins so: code and message.
static FAILURES: &[(&str, &str, &str)] = &[
    (
        "fail-install-disk",
        "ValidationError.InsufficientDiskSpace",
        "The WorkSpace does not have enough free disk space for the application.",
    ),
    (
        "fail-install-memory",
        "ValidationError.InsufficientMemory",
        "The WorkSpace does not have enough memory for the application.",
    ),
    (
        "fail-install-old",
        "ValidationError.ApplicationOldVersionExists",
        "An older version of the application exists on the WorkSpace.",
    ),
    (
        "fail-install",
        "DeploymentError.WorkspaceUnreachable",
        "The WorkSpace could not be reached during the deployment.",
    ),
];

impl Scope {
    /// The applications of a WorkSpace.
    pub fn installed(&self, workspace: &str) -> impl Iterator<Item = &Resource> {
        let prefix = format!("{workspace}/");
        let from = self.shelf.range((Kind::Application, prefix.clone())..).map(|(_, one)| one);
        from.take_while(move |one| one.kind == Kind::Application && one.id.starts_with(&prefix))
    }
}

impl World {
    /// A WorkSpace is gone, and its applications with it.
    pub(super) fn strip(&mut self, scope: usize, workspace: &str) {
        let ids: Vec<String> = self.scope(scope).installed(workspace).map(|one| one.id.clone()).collect();
        ids.iter().for_each(|id| self.discard(scope, Kind::Application, id));
    }

    /// An association that waits is deployed: what is to be installed gets installed, or uninstalled.
    pub fn deploy(&mut self, scope: usize, id: &str) {
        let Some(association) = self.revise(scope, Kind::Application, id) else {
            return;
        };
        let tries = association.hidden["Tries"].as_i64().unwrap_or(0);
        association.hidden["Tries"] = json!(tries + 1);
        if let Some(item) = association.item.as_object_mut() {
            item.remove("StateReason");
        }
        let (state, then) = match association.state() {
            "PENDING_UNINSTALL" => ("PENDING_UNINSTALL_DEPLOYMENT", "UNINSTALLING"),
            _ => ("PENDING_INSTALL_DEPLOYMENT", "INSTALLING"),
        };
        self.move_on(scope, id, state, Some((self.span(id, state, 1, 3), Some(then))));
    }

    /// Sets the state of an association, and when.
    pub fn move_on(
        &mut self,
        scope: usize,
        id: &str,
        state: &str,
        then: Option<(i64, Option<&'static str>)>,
    ) {
        let now = self.now();
        self.turn(scope, Kind::Application, id, state, then);
        if let Some(association) = self.revise(scope, Kind::Application, id) {
            association.item["LastUpdatedTime"] = json!(now as f64 / 1000.0);
        }
    }

    /// What follows on a state that came by itself.
    pub(super) fn application_arrived(&mut self, scope: usize, id: &str) {
        let Some(association) = self.scope(scope).resource(Kind::Application, id) else {
            return;
        };
        let first = association.hidden["Tries"] == 1;
        let desktop = self.scope(scope).get(association.text("WorkspaceId"));
        let user = desktop.map(|desktop| desktop.user.to_lowercase()).unwrap_or_default();
        let failure = FAILURES.iter().find(|(name, ..)| first && user.starts_with(name));
        let state = association.state().to_owned();
        let then = match state.as_str() {
            "INSTALLING" => {
                let end = if failure.is_some() { "ERROR" } else { "COMPLETED" };
                Some((self.span(id, &state, 10, 20), Some(end)))
            }
            "UNINSTALLING" => Some((self.span(id, &state, 5, 10), Some("REMOVED"))),
            "REMOVED" => Some((REMOVED_MS, None)),
            _ => None,
        };
        self.move_on(scope, id, &state, then);
        if let (Some((_, code, message)), "ERROR") = (failure, state.as_str())
            && let Some(association) = self.revise(scope, Kind::Application, id)
        {
            association.item["StateReason"] = json!({ "ErrorCode": code, "ErrorMessage": message });
        }
    }

    /// A time within these minutes at Amazon, the same for the same association and state.
    fn span(&self, id: &str, state: &str, least: i64, most: i64) -> i64 {
        Dice::new(self.seed, &[id, state]).between(least * MINUTE, most * MINUTE)
    }
}
