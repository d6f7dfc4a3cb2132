//! What is the state of the pretended service at this moment?
//!
//! Nothing runs in the background: what falls due is kept in a heap and happens, in the order of
//! its time, when somebody next asks.

mod arrivals;
pub mod crowd;
pub mod desktop;
mod imaging;
mod installing;
pub mod journal;
pub mod keys;
mod leaving;
pub mod migrating;
pub mod modifying;
mod pairing;
mod pool_people;
mod pools;
pub mod resource;
pub mod scope;
mod shelf;
mod tenancy;
pub mod transitions;

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};
use std::sync::Arc;

use crate::clock::Clock;
use crate::estate;
use crowd::Crowd;
use desktop::{Desktop, Next, Then};
use journal::Line;
use resource::Kind;
use scope::Scope;

/// Every account and region, and what is going to happen in them.
pub struct World {
    /// The seed of everything arbitrary.
    pub seed: u64,
    /// Whether somebody laid made-up fields over the truth, so that answers may break the model.
    pub edited: bool,
    /// Whether accounts that have no pool may create one (facts.md 23).
    pub pools_open: bool,
    clock: Arc<Clock>,
    scopes: Vec<Scope>,
    at: i64,
    due: BinaryHeap<Reverse<(i64, usize, Key)>>,
    changed: BTreeSet<(usize, Key)>,
    crowd: Option<Crowd>,
    serial: u64,
}

/// Something of a scope that changes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A WorkSpace.
    Desktop(String),
    /// Anything else.
    Resource(Kind, String),
}

impl World {
    /// A world of these scopes. Transitions that are under way in them go on.
    pub fn new(clock: Arc<Clock>, seed: u64, scopes: Vec<Scope>) -> Self {
        let at = clock.now_ms();
        let mut due = BinaryHeap::new();
        for (scope, content) in scopes.iter().enumerate() {
            for desktop in content.desktops().values() {
                if let Some(next) = &desktop.next {
                    due.push(Reverse((next.at, scope, Key::Desktop(desktop.id.clone()))));
                }
                if let Some(change) = &desktop.changes.pending {
                    due.push(Reverse((change.at, scope, Key::Desktop(desktop.id.clone()))));
                }
            }
            for resource in content.all_resources() {
                if let Some(next) = &resource.next {
                    let key = Key::Resource(resource.kind, resource.id.clone());
                    due.push(Reverse((next.at, scope, key)));
                }
            }
        }
        let fleet = scopes.iter().map(|scope| scope.desktops().len()).sum();
        Self {
            seed,
            edited: false,
            pools_open: false,
            crowd: Crowd::new(clock.mode(), seed, fleet, at),
            clock,
            scopes,
            at,
            due,
            changed: BTreeSet::new(),
            serial: 0,
        }
    }

    /// The time of what is happening now, in milliseconds since 1970.
    pub fn now(&self) -> i64 {
        self.at
    }

    /// The number of an account's region; a new, empty one when the estate has none such.
    pub fn scope_of(&mut self, account: &str, region: &str) -> usize {
        let known = self.scopes.iter().position(|scope| scope.account == account && scope.region == region);
        known.unwrap_or_else(|| {
            self.scopes.push(estate::empty(account, region));
            self.scopes.len() - 1
        })
    }

    /// One account's region.
    pub fn scope(&self, scope: usize) -> &Scope {
        &self.scopes[scope]
    }

    /// All of them.
    pub fn scopes(&self) -> &[Scope] {
        &self.scopes
    }

    /// One WorkSpace that can be described by now.
    pub fn visible(&self, scope: usize, id: &str) -> Option<&Desktop> {
        self.scopes[scope].get(id).filter(|desktop| desktop.visible(self.at))
    }

    /// One WorkSpace, to change it.
    pub fn change(&mut self, scope: usize, id: &str) -> Option<&mut Desktop> {
        let desktop = self.scopes[scope].get_mut(id)?;
        self.changed.insert((scope, Key::Desktop(id.to_owned())));
        Some(desktop)
    }

    /// Adds a WorkSpace.
    pub fn add(&mut self, scope: usize, desktop: Desktop) {
        self.changed.insert((scope, Key::Desktop(desktop.id.clone())));
        self.scopes[scope].insert(desktop);
    }

    /// Another number at each call, to make ids of.
    pub fn serial(&mut self) -> u64 {
        self.serial += 1;
        self.serial
    }

    /// Says what happens next to a WorkSpace, instead of what was going to happen.
    pub fn schedule(&mut self, scope: usize, id: &str, next: Option<(i64, Then)>) {
        let Some(desktop) = self.change(scope, id) else {
            return;
        };
        desktop.next = next.map(|(at, then)| Next { at, then });
        if let Some((at, _)) = next {
            self.due.push(Reverse((at, scope, Key::Desktop(id.to_owned()))));
        }
    }

    /// Lets happen what has fallen due, each at its own time.
    pub fn settle(&mut self) {
        let now = self.clock.now_ms();
        loop {
            let event = self.due.peek().map(|Reverse((at, ..))| *at);
            let people = self.crowd.as_ref().map(Crowd::next_at);
            let Some(at) = event.into_iter().chain(people).min().filter(|at| *at <= now) else {
                break;
            };
            self.at = self.at.max(at);
            if event == Some(at) {
                let Some(Reverse((_, scope, key))) = self.due.pop() else {
                    break;
                };
                self.take_turn(scope, &key, at);
            } else {
                self.someone_moves();
            }
        }
        self.at = now;
    }

    /// What was to happen to this at that time does, unless it was rescheduled: then it has another time, or none.
    fn take_turn(&mut self, scope: usize, key: &Key, at: i64) {
        match key {
            Key::Desktop(id) => {
                let next = self.scopes[scope].get(id).and_then(|desktop| desktop.next.clone());
                if let Some(next) = next.filter(|next| next.at == at) {
                    self.happen(scope, id, next.then);
                }
                // A change of its properties goes on beside what else is under way.
                let pending = self.scopes[scope].get(id).and_then(|desktop| desktop.changes.pending.as_ref());
                if pending.is_some_and(|change| change.at == at) {
                    self.change_goes_on(scope, id);
                }
            }
            Key::Resource(kind, id) => {
                let next = self.scopes[scope].resource(*kind, id).and_then(|resource| resource.next.clone());
                if let Some(next) = next.filter(|next| next.at == at) {
                    self.come_to_pass(scope, *kind, id, next.becomes);
                }
            }
        }
    }

    fn forget(&mut self, scope: usize, id: &str) {
        self.changed.insert((scope, Key::Desktop(id.to_owned())));
        self.scopes[scope].remove(id);
        self.strip(scope, id);
    }

    /// What changed since the last call, to be written down.
    pub fn take_changes(&mut self) -> Vec<Line> {
        let mut lines = Vec::new();
        for (scope, key) in std::mem::take(&mut self.changed) {
            let place = &self.scopes[scope];
            lines.push(match key {
                Key::Desktop(id) => match place.get(&id) {
                    Some(desktop) => Line::put(place, desktop.clone()),
                    None => Line::gone(place, id),
                },
                Key::Resource(kind, id) => match place.resource(kind, &id) {
                    Some(resource) => Line::kept(place, resource.clone()),
                    None => Line::lost(place, kind, id),
                },
            });
        }
        lines
    }
}
