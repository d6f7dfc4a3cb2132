//! How does one WorkSpace take the place of another?
//!
//! The new one is PENDING at once; within an hour it is AVAILABLE and the source is terminated, or the source
//! comes back in its former state and the new one is terminated (facts.md 26; Amazon's page "Migrate a WorkSpace").

use serde::{Deserialize, Serialize};

use super::World;
use super::desktop::{Desktop, Then, Word, state};

const MINUTE: i64 = 60_000;

/// The part that a WorkSpace has in a migration.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Migration {
    /// The id of the other one.
    pub other: String,
    /// The state to come back in, when this is the source.
    pub before: Option<Word>,
}

impl World {
    /// Begins a migration to a WorkSpace that is not in the world yet. `fails`: nobody says so, and the source comes back.
    /// Meanwhile the source is UPDATING (invented: its state is nowhere written).
    pub fn migrate(&mut self, scope: usize, source: &str, mut target: Desktop, fails: bool) {
        let fails = fails || self.user_starts_with(scope, source, "fail-migrate");
        let id = target.id.clone();
        self.hang_up(scope, source);
        if let Some(desktop) = self.change(scope, source) {
            let before = Some(desktop.state.clone());
            desktop.migration = Some(Migration { other: id.clone(), before });
        }
        self.set_state(scope, source, state::UPDATING);
        self.schedule(scope, source, None);
        target.migration = Some(Migration { other: source.to_owned(), before: None });
        self.add(scope, target);
        let at = self.lasting(&id, "migrate", 30 * MINUTE, 60 * MINUTE);
        let then = if fails { Then::MigrationFailed } else { Then::Migrated };
        self.schedule(scope, &id, Some((at, then)));
    }

    /// The target has arrived: it takes over the standby, and the source is terminated.
    pub(super) fn succeed_source(&mut self, scope: usize, target: &str) {
        let Some(source) = self.end_migration(scope, target).map(|migration| migration.other) else {
            return;
        };
        if self.end_migration(scope, &source).is_some() {
            self.hand_over_pair(scope, &source, target);
            self.terminate(scope, &source);
        }
    }

    /// One of the two goes. The source comes back when it is the target; a target goes on without its source, whose
    /// data are in a snapshot (invented).
    pub(super) fn leave_migration(&mut self, scope: usize, id: &str) {
        let Some(mine) = self.end_migration(scope, id).filter(|migration| migration.before.is_none()) else {
            return;
        };
        let theirs = self.end_migration(scope, &mine.other);
        if let Some(before) = theirs.and_then(|migration| migration.before) {
            self.set_state(scope, &mine.other, before);
            self.await_person(scope, &mine.other);
        }
    }

    fn end_migration(&mut self, scope: usize, id: &str) -> Option<Migration> {
        self.change(scope, id)?.migration.take()
    }
}
