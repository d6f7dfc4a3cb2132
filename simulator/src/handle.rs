//! What can the owner of a running simulator do with it?

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::powers;
use crate::wire::faults::Fault;
use crate::wire::log::LoggedRequest;
use crate::wire::service::Shared;

/// A running simulator. Dropping it stops it.
pub struct Simulator {
    pub(crate) addr: SocketAddr,
    pub(crate) shared: Arc<Shared>,
    pub(crate) stop: CancellationToken,
    pub(crate) tasks: TaskTracker,
}

impl Simulator {
    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// What to set `AWS_ENDPOINT_URL` to.
    pub fn url(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// Moves an explicit clock; any other goes its own way.
    pub fn advance(&self, by: Duration) {
        powers::advance(&self.shared, by);
    }

    /// The time that it reports, in milliseconds since 1970.
    pub fn now_ms(&self) -> i64 {
        self.shared.clock.now_ms()
    }

    /// The newest requests (up to 20,000) since the start or the last clearing, the oldest first.
    pub fn requests(&self) -> Vec<LoggedRequest> {
        self.shared.lock().log.all()
    }

    /// Forgets the requests so far.
    pub fn clear_requests(&self) {
        self.shared.lock().log.clear();
    }

    /// Something goes wrong from now on.
    pub fn fault(&self, fault: Fault) {
        self.shared.lock().faults.add(fault);
    }

    /// How many faults are set and not used up: whoever waits for a call to meet one sees by it that it has.
    pub fn faults_left(&self) -> usize {
        self.shared.lock().faults.len()
    }

    /// Nothing goes wrong any more.
    pub fn clear_faults(&self) {
        self.shared.lock().faults.clear();
    }

    /// Lays wire fields over a WorkSpace, as a merge patch: null takes a field away, and an unknown
    /// word is fine. `State` becomes its true state. False when there is no such WorkSpace.
    pub fn edit(&self, account: &str, region: &str, workspace_id: &str, patch: Value) -> bool {
        let Value::Object(patch) = patch else {
            return false;
        };
        powers::edit(&self.shared, account, region, workspace_id, patch)
    }

    /// Gives a KMS key (id, alias or ARN) another state, such as `Disabled`. False when there is no such key.
    pub fn set_key(&self, account: &str, region: &str, key: &str, state: &str) -> bool {
        powers::set_key(&self.shared, account, region, key, state)
    }

    /// The person of a WorkSpace connects. False when its state lets nobody in.
    pub fn connect(&self, account: &str, region: &str, workspace_id: &str) -> bool {
        powers::connect(&self.shared, account, region, workspace_id)
    }

    /// The person of a WorkSpace disconnects. False when nobody was connected.
    pub fn disconnect(&self, account: &str, region: &str, workspace_id: &str) -> bool {
        powers::disconnect(&self.shared, account, region, workspace_id)
    }

    /// Somebody comes to a pool: back to their session, or to a new one. Its id; nothing when the pool does not run, is
    /// full or is not there.
    pub fn join_pool(&self, account: &str, region: &str, pool: &str, user: &str) -> Option<String> {
        powers::join_pool(&self.shared, account, region, pool, user)
    }

    /// Answers that broke the service's model (debug builds only): always empty, or the simulator
    /// is wrong.
    pub fn model_faults(&self) -> Vec<String> {
        self.shared.lock().model_faults.clone()
    }

    /// Stops, and waits until every connection is closed.
    pub async fn shutdown(self) {
        self.stop.cancel();
        self.tasks.close();
        self.tasks.wait().await;
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}
