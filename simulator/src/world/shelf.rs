//! How are resources that are not WorkSpaces found, changed and left to change by themselves?

use std::cmp::Reverse;

use super::desktop::Word;
use super::resource::{Kind, Resource, Turn};
use super::scope::Scope;
use super::{Key, World};
use crate::seeded::Dice;

impl Scope {
    /// Those of a kind, by id.
    pub fn resources(&self, kind: Kind) -> impl Iterator<Item = &Resource> {
        self.shelf.range((kind, String::new())..).take_while(move |((k, _), _)| *k == kind).map(|(_, r)| r)
    }

    /// One of them.
    pub fn resource(&self, kind: Kind, id: &str) -> Option<&Resource> {
        self.shelf.get(&(kind, id.to_owned()))
    }

    /// Adds or replaces one. `World::keep` calls this, and remembers.
    pub fn shelve(&mut self, resource: Resource) {
        self.shelf.insert((resource.kind, resource.id.clone()), resource);
    }

    /// Forgets one.
    pub fn unshelve(&mut self, kind: Kind, id: &str) {
        self.shelf.remove(&(kind, id.to_owned()));
    }
}

impl World {
    /// Adds or replaces a resource.
    pub fn keep(&mut self, scope: usize, resource: Resource) {
        self.changed.insert((scope, Key::Resource(resource.kind, resource.id.clone())));
        self.scopes[scope].shelve(resource);
    }

    /// One resource, to change it.
    pub fn revise(&mut self, scope: usize, kind: Kind, id: &str) -> Option<&mut Resource> {
        let resource = self.scopes[scope].shelf.get_mut(&(kind, id.to_owned()))?;
        self.changed.insert((scope, Key::Resource(kind, id.to_owned())));
        Some(resource)
    }

    /// Forgets a resource.
    pub fn discard(&mut self, scope: usize, kind: Kind, id: &str) {
        self.changed.insert((scope, Key::Resource(kind, id.to_owned())));
        self.scopes[scope].unshelve(kind, id);
    }

    /// Sets a resource's state now, and says what it becomes after `ms` at Amazon, if anything: another state, or
    /// gone (`Some((ms, None))`).
    pub fn turn(
        &mut self,
        scope: usize,
        kind: Kind,
        id: &str,
        state: &str,
        then: Option<(i64, Option<&'static str>)>,
    ) {
        let then = then.map(|(ms, becomes)| (self.now() + self.clock.scaled(ms), becomes));
        self.turn_at(scope, kind, id, state, then);
    }

    /// As `turn`, but at a moment that the caller knows: for what waits for people, who are hurried less than machines.
    pub fn turn_at(
        &mut self,
        scope: usize,
        kind: Kind,
        id: &str,
        state: &str,
        then: Option<(i64, Option<&'static str>)>,
    ) {
        let now = self.now();
        let next = then.map(|(at, becomes)| Turn { at, becomes: becomes.map(Word::Borrowed) });
        if let Some(next) = &next {
            self.due.push(Reverse((next.at, scope, Key::Resource(kind, id.to_owned()))));
        }
        if let Some(resource) = self.revise(scope, kind, id) {
            resource.set_state(state, now);
            resource.next = next;
        }
    }

    /// Dice for a new id. They depend on the moment too, so that a restart repeats none.
    pub fn dice(&mut self, scope: usize, what: &str) -> Dice {
        let (serial, moment) = (self.serial().to_string(), self.now().to_string());
        let place = self.scope(scope);
        Dice::new(self.seed, &[what, &place.account, &place.region, &moment, &serial])
    }

    /// What was going to become of a resource comes to pass.
    pub(super) fn come_to_pass(&mut self, scope: usize, kind: Kind, id: &str, becomes: Option<Word>) {
        match becomes {
            Some(state) => {
                self.turn(scope, kind, id, &state, None);
                self.arrived(scope, kind, id);
            }
            None => {
                self.gone(scope, kind, id);
                self.discard(scope, kind, id);
            }
        }
    }
}
