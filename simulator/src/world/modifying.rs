//! How does a change of a WorkSpace's properties go on after it was accepted?
//!
//! The state does not flip at once (facts.md 22): for a while only ModificationStates tells, then the WorkSpace is
//! UPDATING, and at the end it is what it was before, changed. Volumes take up to 2 hours, the compute type up to one
//! (facts.md 26); the rest is invented.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::desktop::{Properties, Word, state};
use super::{Key, World};

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;

/// What is being changed in a WorkSpace, and what was changed when.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Changes {
    /// The change that is under way: there is one at a time.
    pub pending: Option<Change>,
    /// What the last change was to be of, when it failed.
    pub failed: Option<Word>,
    /// When changes of each sort were last accepted, in milliseconds since 1970.
    pub last: BTreeMap<Word, i64>,
}

/// A change that is under way.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Change {
    /// What shall be.
    pub wish: Wish,
    /// When it goes on, in milliseconds since 1970.
    pub at: i64,
    /// The state to go back to, once the WorkSpace is UPDATING.
    pub before: Option<Word>,
}

/// What can be changed, and takes time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Wish {
    /// GiB.
    RootVolume(i64),
    /// GiB.
    UserVolume(i64),
    /// `POWER` and so on.
    Compute(Word),
    /// `PCOIP` or `WSP`.
    Protocol(Word),
    /// NestedVirtualizationEnabled.
    Nested(bool),
}

impl Wish {
    /// The `Resource` of ModificationStates.
    pub fn resource(&self) -> &'static str {
        match self {
            Self::RootVolume(_) => "ROOT_VOLUME",
            Self::UserVolume(_) => "USER_VOLUME",
            Self::Compute(_) => "COMPUTE_TYPE",
            Self::Protocol(_) => "PROTOCOL",
            Self::Nested(_) => "NESTED_VIRTUALIZATION",
        }
    }

    /// Makes it so.
    pub fn grant(&self, properties: &mut Properties) {
        match self {
            Self::RootVolume(gib) => properties.root_gib = *gib,
            Self::UserVolume(gib) => properties.user_gib = *gib,
            Self::Compute(compute) => properties.compute.clone_from(compute),
            Self::Protocol(protocol) => properties.protocol.clone_from(protocol),
            Self::Nested(on) => properties.nested = Some(*on),
        }
    }

    fn is_volume(&self) -> bool {
        matches!(self, Self::RootVolume(_) | Self::UserVolume(_))
    }

    /// How long it takes at Amazon, from and to, in milliseconds.
    fn lasts(&self) -> (i64, i64) {
        match self {
            Self::RootVolume(_) | Self::UserVolume(_) => (20 * MINUTE, 120 * MINUTE),
            Self::Compute(_) => (15 * MINUTE, 60 * MINUTE),
            Self::Protocol(_) | Self::Nested(_) => (5 * MINUTE, 15 * MINUTE),
        }
    }
}

impl World {
    /// Accepts a change. `sort` is what the next one of its sort is counted from.
    pub fn begin_change(&mut self, scope: usize, id: &str, wish: Wish, sort: &'static str) {
        let now = self.now();
        let at = self.lasting(id, "initiated", 20 * SECOND, 50 * SECOND);
        if let Some(desktop) = self.change(scope, id) {
            desktop.changes.failed = None;
            desktop.changes.last.insert(sort.into(), now);
        }
        self.await_change(scope, id, Change { wish, at, before: None });
    }

    /// The change's next step: from initiated to in progress, or from there to its end.
    pub(super) fn change_goes_on(&mut self, scope: usize, id: &str) {
        let Some(desktop) = self.change(scope, id) else {
            return;
        };
        let (current, Some(change)) = (desktop.state.clone(), desktop.changes.pending.take()) else {
            return;
        };
        match change.before {
            None if [state::AVAILABLE, state::STOPPED].contains(&current.as_ref()) => {
                self.update(scope, id, current, change.wish);
            }
            Some(before) if current == state::UPDATING => self.updated(scope, id, before, &change.wish),
            // The control door has put it into another state: the change is off.
            _ => {}
        }
    }

    /// UPDATING. Who works while a volume grows may go on; for all else people are sent away (Amazon's page "Modify a
    /// WorkSpace").
    fn update(&mut self, scope: usize, id: &str, before: Word, wish: Wish) {
        if !wish.is_volume() {
            self.hang_up(scope, id);
        }
        self.set_state(scope, id, state::UPDATING);
        self.schedule(scope, id, None);
        let (from, to) = wish.lasts();
        let at = self.lasting(id, wish.resource(), from, to);
        self.await_change(scope, id, Change { wish, at, before: Some(before) });
    }

    /// What it was before, and changed: unless the name of its user says otherwise.
    fn updated(&mut self, scope: usize, id: &str, before: Word, wish: &Wish) {
        let ignored = self.user_starts_with(scope, id, "ignore-modify");
        let failed = self.user_starts_with(scope, id, "fail-modify");
        if let Some(desktop) = self.change(scope, id) {
            if failed {
                desktop.changes.failed = Some(wish.resource().into());
            } else if !ignored {
                wish.grant(&mut desktop.properties);
            }
        }
        self.set_state(scope, id, before);
        self.await_person(scope, id);
    }

    fn await_change(&mut self, scope: usize, id: &str, change: Change) {
        self.due.push(Reverse((change.at, scope, Key::Desktop(id.to_owned()))));
        if let Some(desktop) = self.change(scope, id) {
            desktop.changes.pending = Some(change);
        }
    }

    /// Whether what is accepted for this WorkSpace is silently not done.
    pub fn ignores_changes(&self, scope: usize, id: &str) -> bool {
        self.user_starts_with(scope, id, "ignore-modify")
    }
}
