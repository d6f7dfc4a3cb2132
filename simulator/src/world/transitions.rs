//! How does a WorkSpace get from one state to the next, and how long does it take?
//!
//! Durations of a launch, a termination and a rebuild are Amazon's (facts.md 5, 6, 26); those of a start, a
//! stop, a reboot and a restore are invented, because nobody publishes them.

use super::World;
use super::desktop::{Then, Word, state};
use crate::seeded::Dice;

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;

/// How long TERMINATED is seen before the id is unknown (facts.md 5: "briefly").
const TERMINATED_MS: i64 = 10 * SECOND;
/// How long a launched WorkSpace goes without a connection status (facts.md 8; length invented).
const UNREPORTED_MS: i64 = 2 * MINUTE;

impl World {
    /// A time within `from..to` milliseconds at Amazon, the same for the same WorkSpace and verb.
    pub(crate) fn lasting(&self, id: &str, verb: &str, from: i64, to: i64) -> i64 {
        let ms = Dice::new(self.seed, &[id, verb]).between(from, to);
        self.now() + self.clock.scaled(ms)
    }

    /// How long what took `ms` here has taken at Amazon.
    pub fn amazon_ms(&self, ms: i64) -> i64 {
        self.clock.at_amazon(ms)
    }

    /// Whether what takes `ms` at Amazon is over, when it began at `since`.
    pub fn passed(&self, since: i64, ms: i64) -> bool {
        self.now() - since >= self.scaled(ms)
    }

    /// How long it takes here what takes `ms` at Amazon.
    pub fn scaled(&self, ms: i64) -> i64 {
        self.clock.scaled(ms)
    }

    /// When a new WorkSpace can be described (facts.md 1; 2 to 5 seconds is invented).
    pub fn describable_at(&self, id: &str) -> i64 {
        self.lasting(id, "appear", 2 * SECOND, 5 * SECOND)
    }

    /// A launch: 12 to 20 minutes, to 40 when encrypted (facts.md 6).
    pub fn launch(&mut self, scope: usize, id: &str) {
        let Some(desktop) = self.scope(scope).get(id) else {
            return;
        };
        let user = desktop.user.to_lowercase();
        let mut most = if desktop.encrypted() { 40 } else { 20 };
        let mut least = 12;
        if user.starts_with("slow-launch") {
            (least, most) = (3 * least, 3 * most);
        }
        let then = if user.starts_with("fail-launch") { Then::LaunchFailed } else { Then::Launched };
        let at = self.lasting(id, "launch", least * MINUTE, most * MINUTE);
        self.schedule(scope, id, Some((at, then)));
    }

    /// STOPPED to AVAILABLE. `awaited`: its person waits for it and connects.
    pub fn power_on(&mut self, scope: usize, id: &str, awaited: bool) {
        let fails = self.user_starts_with(scope, id, "fail-start");
        let then = match (fails, awaited) {
            (true, _) => Then::StartFailed,
            (false, true) => Then::Awake,
            (false, false) => Then::Available,
        };
        self.set_state(scope, id, state::STARTING);
        let at = self.lasting(id, "start", 60 * SECOND, 90 * SECOND);
        self.schedule(scope, id, Some((at, then)));
    }

    /// To STOPPED.
    pub fn power_off(&mut self, scope: usize, id: &str) {
        self.hang_up(scope, id);
        self.set_state(scope, id, state::STOPPING);
        let at = self.lasting(id, "stop", 60 * SECOND, 120 * SECOND);
        self.schedule(scope, id, Some((at, Then::Stopped)));
    }

    /// A reboot; that of the sentinel user never ends.
    pub fn reboot(&mut self, scope: usize, id: &str) {
        let again = self.scope(scope).get(id).is_some_and(|desktop| desktop.state == state::REBOOTING);
        let stuck = !again && self.user_starts_with(scope, id, "stuck-reboot");
        self.hang_up(scope, id);
        self.set_state(scope, id, state::REBOOTING);
        let at = self.lasting(id, "reboot", 2 * MINUTE, 3 * MINUTE);
        self.schedule(scope, id, (!stuck).then_some((at, Then::Available)));
    }

    /// A new root volume and the user volume's last snapshot: up to an hour (facts.md 26).
    pub fn rebuild(&mut self, scope: usize, id: &str) {
        let fails = self.user_starts_with(scope, id, "fail-rebuild");
        let then = if fails { Then::RebuildFailed } else { Then::Available };
        self.take_back(scope, id, state::REBUILDING, then);
    }

    /// Both volumes from their last snapshots: as long as a rebuild (invented).
    pub fn restore(&mut self, scope: usize, id: &str) {
        let fails = self.user_starts_with(scope, id, "fail-restore");
        let then = if fails { Then::RestoreFailed } else { Then::Available };
        self.take_back(scope, id, state::RESTORING, then);
    }

    fn take_back(&mut self, scope: usize, id: &str, state: &'static str, then: Then) {
        self.hang_up(scope, id);
        self.set_state(scope, id, state);
        let at = self.lasting(id, state, 15 * MINUTE, 60 * MINUTE);
        self.schedule(scope, id, Some((at, then)));
    }

    /// ADMIN_MAINTENANCE: nobody is at it and AutoStop does not come. That who is there is sent away is invented.
    pub fn take_out(&mut self, scope: usize, id: &str) {
        self.hang_up(scope, id);
        self.set_state(scope, id, state::ADMIN_MAINTENANCE);
        self.schedule(scope, id, None);
    }

    /// TERMINATING, about five minutes (facts.md 5). What else was under way in it ends.
    pub fn terminate(&mut self, scope: usize, id: &str) {
        self.leave_migration(scope, id);
        self.hang_up(scope, id);
        if let Some(desktop) = self.change(scope, id) {
            desktop.changes.pending = None;
        }
        self.set_state(scope, id, state::TERMINATING);
        let at = self.lasting(id, "terminate", 4 * MINUTE, 6 * MINUTE);
        self.schedule(scope, id, Some((at, Then::Terminated)));
    }

    /// What was scheduled comes to pass.
    pub(super) fn happen(&mut self, scope: usize, id: &str, then: Then) {
        match then {
            Then::Launched => self.arrive(scope, id),
            Then::Migrated => {
                self.arrive(scope, id);
                self.succeed_source(scope, id);
            }
            Then::MigrationFailed => self.terminate(scope, id),
            Then::LaunchFailed => self.fail(
                scope,
                id,
                "LaunchFailed",
                "The WorkSpace could not be launched. Terminate it and create it again.",
            ),
            Then::StartFailed => self.fail(scope, id, "StartFailed", "The WorkSpace could not be started."),
            Then::RebuildFailed => {
                self.fail(scope, id, "RebuildFailed", "The WorkSpace could not be rebuilt.");
            }
            Then::RestoreFailed => {
                self.fail(scope, id, "RestoreFailed", "The WorkSpace could not be restored.");
            }
            Then::Available => self.rest(scope, id),
            Then::Awake => {
                self.rest(scope, id);
                self.hang_on(scope, id);
            }
            Then::Stopped => {
                self.set_state(scope, id, state::STOPPED);
                self.schedule(scope, id, None);
            }
            // Nothing stops while its properties are being changed (invented): AutoStop waits once more.
            Then::AutoStop => {
                let changing =
                    self.scope(scope).get(id).is_some_and(|desktop| desktop.changes.pending.is_some());
                if changing { self.await_person(scope, id) } else { self.power_off(scope, id) }
            }
            Then::Terminated => {
                self.set_state(scope, id, state::TERMINATED);
                let at = self.now() + self.clock.scaled(TERMINATED_MS);
                self.schedule(scope, id, Some((at, Then::Gone)));
            }
            Then::Gone => {
                self.part(scope, id);
                self.forget(scope, id);
            }
        }
    }

    /// Launched: it has an address, and soon a connection status.
    fn arrive(&mut self, scope: usize, id: &str) {
        let reported = self.now() + self.clock.scaled(UNREPORTED_MS);
        let placed = self.place(scope, id);
        if let Some(desktop) = self.change(scope, id) {
            desktop.reported_from = Some(reported);
            desktop.placed = placed;
        }
        self.rest(scope, id);
    }

    /// AVAILABLE, with nobody at it: AutoStop begins to wait.
    pub fn rest(&mut self, scope: usize, id: &str) {
        self.set_state(scope, id, state::AVAILABLE);
        if let Some(desktop) = self.change(scope, id) {
            desktop.error = None;
        }
        self.await_person(scope, id);
    }

    /// AutoStop comes its time after the person left, and several minutes more (facts.md 24; how many is invented).
    /// It waits for nobody in another state than AVAILABLE, and not while somebody is there.
    pub fn await_person(&mut self, scope: usize, id: &str) {
        let Some(desktop) = self.scope(scope).get(id).filter(|desktop| desktop.state == state::AVAILABLE)
        else {
            return;
        };
        let waits = desktop.properties.running_mode == "AUTO_STOP" && !desktop.connected;
        let minutes = waits.then(|| desktop.properties.auto_stop.unwrap_or(60));
        let more = Dice::new(self.seed, &[id, "auto-stop"]).between(2 * MINUTE, 6 * MINUTE);
        let wait = minutes.and_then(|minutes| self.clock.patience(minutes * MINUTE + more));
        let next = wait.map(|wait| (self.now() + wait, Then::AutoStop));
        self.schedule(scope, id, next);
    }

    fn fail(&mut self, scope: usize, id: &str, code: &'static str, message: &'static str) {
        self.set_state(scope, id, state::ERROR);
        self.schedule(scope, id, None);
        if let Some(desktop) = self.change(scope, id) {
            desktop.error = Some((code.into(), message.into()));
        }
    }

    /// A new state, from now on. A made-up one from the control door ends here.
    pub fn set_state(&mut self, scope: usize, id: &str, state: impl Into<Word>) {
        let now = self.now();
        if let Some(desktop) = self.change(scope, id) {
            desktop.state = state.into();
            desktop.since = now;
        }
    }

    /// Whether the name of its user asks for something to go wrong.
    pub(super) fn user_starts_with(&self, scope: usize, id: &str, sentinel: &str) -> bool {
        self.scope(scope).get(id).is_some_and(|desktop| desktop.user.to_lowercase().starts_with(sentinel))
    }

    fn place(&self, scope: usize, id: &str) -> Option<super::desktop::Placed> {
        let desktop = self.scope(scope).get(id)?;
        let directory = self.scope(scope).directory(&desktop.directory)?;
        let subnets = directory.item["SubnetIds"].as_array();
        let subnets: Vec<String> =
            subnets.into_iter().flatten().filter_map(|subnet| subnet.as_str()).map(str::to_owned).collect();
        Some(crate::estate::placed(&directory.id, &subnets, self.seed, id))
    }
}
