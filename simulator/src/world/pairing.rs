//! What does a primary know of its standby in another region, and the standby of it?

use super::World;
use super::desktop::{Desktop, Pair};

const HOUR_MS: i64 = 3_600_000;
/// The data of a standby are between 12 and 24 hours old (rules.md, "Standby").
const LAG_MS: i64 = 12 * HOUR_MS;

impl World {
    /// The number of the region in which the same account has the other end.
    pub fn region_of(&self, scope: usize, region: &str) -> Option<usize> {
        let account = &self.scopes[scope].account;
        self.scopes.iter().position(|other| other.account == *account && other.region == region)
    }

    /// The other end of a pair.
    pub fn partner(&self, account: &str, pair: &Pair) -> Option<&Desktop> {
        let mut scopes = self.scopes.iter();
        scopes.find(|other| other.account == account && other.region == pair.region)?.get(&pair.id)
    }

    /// The replication that the standby would come up with: none before the first, then one every 12 hours.
    pub fn replicated_at(&self, pair: &Pair) -> Option<i64> {
        let age = self.now() - pair.recovered;
        let any = pair.replicated && self.passed(pair.recovered, LAG_MS);
        any.then(|| pair.recovered + (age - LAG_MS).max(0) / LAG_MS * LAG_MS)
    }

    /// Ties two ends together, from now on.
    pub fn tie(&mut self, primary: (usize, &str), standby: (usize, &str), replicated: bool) {
        let now = self.now();
        for ((scope, id), (other, other_id), primary) in [(primary, standby, true), (standby, primary, false)]
        {
            let pair = Pair {
                region: self.scopes[other].region.clone(),
                id: other_id.to_owned(),
                primary,
                recovered: now,
                replicated,
            };
            if let Some(desktop) = self.change(scope, id) {
                desktop.pair = Some(pair);
            }
        }
    }

    /// Turns replication on or off at both ends. When it is turned on, it begins anew.
    pub fn replicate(&mut self, scope: usize, id: &str, replicated: bool) {
        let now = self.now();
        let Some(pair) = self.scopes[scope].get(id).and_then(|desktop| desktop.pair.clone()) else {
            return;
        };
        let far = self.region_of(scope, &pair.region);
        for (scope, id) in [(Some(scope), id), (far, pair.id.as_str())] {
            let end = scope.and_then(|scope| self.change(scope, id)).and_then(|one| one.pair.as_mut());
            if let Some(end) = end.filter(|end| end.replicated != replicated) {
                (end.replicated, end.recovered) = (replicated, now);
            }
        }
    }

    /// One end is gone: the other one is an ordinary WorkSpace (invented).
    pub(super) fn part(&mut self, scope: usize, id: &str) {
        let Some(pair) = self.scopes[scope].get(id).and_then(|desktop| desktop.pair.clone()) else {
            return;
        };
        let far = self.region_of(scope, &pair.region);
        if let Some(other) = far.and_then(|far| self.change(far, &pair.id)) {
            other.pair = None;
        }
    }

    /// Another WorkSpace takes the place of this end (invented: nobody has published what a migration does to a pair).
    pub(super) fn hand_over_pair(&mut self, scope: usize, from: &str, to: &str) {
        let Some(pair) = self.change(scope, from).and_then(|desktop| desktop.pair.take()) else {
            return;
        };
        let far = self.region_of(scope, &pair.region);
        let other = far.and_then(|far| self.change(far, &pair.id)).and_then(|one| one.pair.as_mut());
        if let Some(other) = other {
            to.clone_into(&mut other.id);
        }
        if let Some(desktop) = self.change(scope, to) {
            desktop.pair = Some(pair);
        }
    }
}
