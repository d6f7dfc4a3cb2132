//! What becomes of a pool by itself, and how long does it take?
//!
//! Nobody has published how long anything of a pool takes; Terraform waits five minutes for a creation, an update and a
//! termination (facts.md 30). All durations here are invented within that.

use serde_json::{Value, json};

use super::World;
use super::resource::Kind;

const MINUTE: i64 = 60_000;

/// CREATING.
const CREATION_MS: i64 = 2 * MINUTE;
/// STARTING.
const START_MS: i64 = 5 * MINUTE;
/// STOPPING.
const STOP_MS: i64 = 2 * MINUTE;
/// UPDATING.
const UPDATE_MS: i64 = MINUTE;
/// DELETING.
const TERMINATION_MS: i64 = 2 * MINUTE;

impl World {
    /// CREATING; then an ALWAYS_ON pool starts, because StartWorkspacesPool is for AUTO_STOP ones only.
    pub fn create_pool(&mut self, scope: usize, id: &str) {
        let becomes = if self.always_on(scope, id) { "STARTING" } else { "STOPPED" };
        self.turn(scope, Kind::Pool, id, "CREATING", Some((CREATION_MS, Some(becomes))));
    }

    /// STARTING; the pool of a sentinel name comes to nothing.
    pub fn start_pool(&mut self, scope: usize, id: &str) {
        let mut becomes = "RUNNING";
        if let Some(pool) = self.revise(scope, Kind::Pool, id) {
            if pool.text("PoolName").to_lowercase().starts_with("fail-") {
                pool.hidden["failing"] = json!(true);
                becomes = "STOPPED";
            }
            pool.item["Errors"] = json!([]);
        }
        self.turn(scope, Kind::Pool, id, "STARTING", Some((START_MS, Some(becomes))));
    }

    /// STOPPING; everybody's session ends.
    pub fn stop_pool(&mut self, scope: usize, id: &str) {
        self.end_sessions(scope, id);
        self.turn(scope, Kind::Pool, id, "STOPPING", Some((STOP_MS, Some("STOPPED"))));
    }

    /// UPDATING, and back to what it was. A stopped pool that is ALWAYS_ON now starts.
    pub fn update_pool(&mut self, scope: usize, id: &str, was_running: bool) {
        let becomes = match (was_running, self.always_on(scope, id)) {
            (true, _) => "RUNNING",
            (false, true) => "STARTING",
            (false, false) => "STOPPED",
        };
        if let Some(pool) = self.revise(scope, Kind::Pool, id) {
            pool.hidden["was_running"] = json!(was_running);
        }
        self.turn(scope, Kind::Pool, id, "UPDATING", Some((UPDATE_MS, Some(becomes))));
    }

    /// DELETING; everybody's session ends.
    pub fn terminate_pool(&mut self, scope: usize, id: &str) {
        self.end_sessions(scope, id);
        self.turn(scope, Kind::Pool, id, "DELETING", Some((TERMINATION_MS, None)));
    }

    /// A pool has reached a state by itself.
    pub(super) fn pool_arrived(&mut self, scope: usize, id: &str) {
        let Some(pool) = self.revise(scope, Kind::Pool, id) else {
            return;
        };
        if pool.state() == "STARTING" {
            self.start_pool(scope, id);
        } else if pool.hidden["failing"] == true {
            pool.hidden["failing"] = json!(false);
            pool.item["Errors"] = json!([error(pool.text("PoolName"))]);
        }
    }

    fn end_sessions(&mut self, scope: usize, pool: &str) {
        let theirs: Vec<String> = self.sessions_of(scope, pool).map(|session| session.id.clone()).collect();
        for session in theirs {
            self.discard(scope, Kind::PoolSession, &session);
        }
    }

    fn always_on(&self, scope: usize, id: &str) -> bool {
        self.scope(scope).resource(Kind::Pool, id).is_some_and(|pool| pool.text("RunningMode") == "ALWAYS_ON")
    }
}

/// The error that a sentinel name asks for: `fail-subnet-not-found` is SUBNET_NOT_FOUND, and a name that is no code is
/// INTERNAL_SERVICE_ERROR. The words are invented.
fn error(name: &str) -> Value {
    let wish = name.to_uppercase().replace(['-', '.'], "_");
    let wish = wish.trim_start_matches("FAIL_");
    let code = CODES.iter().find(|code| **code == wish).unwrap_or(&"INTERNAL_SERVICE_ERROR");
    let words = code.to_lowercase().replace('_', " ");
    json!({ "ErrorCode": code, "ErrorMessage": format!("The pool could not be started: {words}.") })
}

/// Every code of the model's WorkspacesPoolErrorCode.
const CODES: [&str; 40] = [
    "IAM_SERVICE_ROLE_IS_MISSING",
    "IAM_SERVICE_ROLE_MISSING_ENI_DESCRIBE_ACTION",
    "IAM_SERVICE_ROLE_MISSING_ENI_CREATE_ACTION",
    "IAM_SERVICE_ROLE_MISSING_ENI_DELETE_ACTION",
    "NETWORK_INTERFACE_LIMIT_EXCEEDED",
    "INTERNAL_SERVICE_ERROR",
    "MACHINE_ROLE_IS_MISSING",
    "STS_DISABLED_IN_REGION",
    "SUBNET_HAS_INSUFFICIENT_IP_ADDRESSES",
    "IAM_SERVICE_ROLE_MISSING_DESCRIBE_SUBNET_ACTION",
    "SUBNET_NOT_FOUND",
    "IMAGE_NOT_FOUND",
    "INVALID_SUBNET_CONFIGURATION",
    "SECURITY_GROUPS_NOT_FOUND",
    "IGW_NOT_ATTACHED",
    "IAM_SERVICE_ROLE_MISSING_DESCRIBE_SECURITY_GROUPS_ACTION",
    "WORKSPACES_POOL_STOPPED",
    "WORKSPACES_POOL_INSTANCE_PROVISIONING_FAILURE",
    "DOMAIN_JOIN_ERROR_FILE_NOT_FOUND",
    "DOMAIN_JOIN_ERROR_ACCESS_DENIED",
    "DOMAIN_JOIN_ERROR_LOGON_FAILURE",
    "DOMAIN_JOIN_ERROR_INVALID_PARAMETER",
    "DOMAIN_JOIN_ERROR_MORE_DATA",
    "DOMAIN_JOIN_ERROR_NO_SUCH_DOMAIN",
    "DOMAIN_JOIN_ERROR_NOT_SUPPORTED",
    "DOMAIN_JOIN_NERR_INVALID_WORKGROUP_NAME",
    "DOMAIN_JOIN_NERR_WORKSTATION_NOT_STARTED",
    "DOMAIN_JOIN_ERROR_DS_MACHINE_ACCOUNT_QUOTA_EXCEEDED",
    "DOMAIN_JOIN_NERR_PASSWORD_EXPIRED",
    "DOMAIN_JOIN_INTERNAL_SERVICE_ERROR",
    "DOMAIN_JOIN_ERROR_SECRET_ACTION_PERMISSION_IS_MISSING",
    "DOMAIN_JOIN_ERROR_SECRET_DECRYPTION_FAILURE",
    "DOMAIN_JOIN_ERROR_SECRET_STATE_INVALID",
    "DOMAIN_JOIN_ERROR_SECRET_NOT_FOUND",
    "DOMAIN_JOIN_ERROR_SECRET_VALUE_KEY_NOT_FOUND",
    "DOMAIN_JOIN_ERROR_SECRET_INVALID",
    "BUNDLE_NOT_FOUND",
    "DIRECTORY_NOT_FOUND",
    "INSUFFICIENT_PERMISSIONS_ERROR",
    "DEFAULT_OU_IS_MISSING",
];
