//! Who sits down at a desktop now, and who leaves?
//!
//! In `auto` people come and go by themselves, a trickle that a live page can show: five
//! to ten changes a minute for 2,400 WorkSpaces, and more of them present in working hours. In the
//! other modes nobody moves unless the control door says so.

use super::World;
use super::desktop::state;
use super::scope::Filter;
use crate::seeded::{BASE36, Dice};
use crate::settings::ClockMode;

const DAY_MS: i64 = 86_400_000;
const HOUR_MS: i64 = 3_600_000;

/// Share of people at work, by local hour.
const PRESENCE: [f64; 24] = [
    0.12, 0.12, 0.12, 0.12, 0.12, 0.12, 0.14, 0.24, 0.42, 0.54, 0.60, 0.60, 0.50, 0.54, 0.60, 0.60, 0.54,
    0.42, 0.26, 0.18, 0.15, 0.14, 0.12, 0.12,
];

/// Share of moves that are those of a pool's people (invented).
const POOLED: f64 = 0.1;

/// When the next person moves.
pub struct Crowd {
    dice: Dice,
    next_at: i64,
    mean_ms: i64,
}

impl Crowd {
    /// Nobody, unless the clock is `auto` and there are desktops.
    pub fn new(mode: ClockMode, seed: u64, fleet: usize, now: i64) -> Option<Self> {
        let ClockMode::Auto { .. } = mode else {
            return None;
        };
        if fleet == 0 {
            return None;
        }
        // By night one move in five changes anything, by day one in two.
        let per_minute = (fleet as f64 / 100.0).clamp(2.0, 120.0);
        let mean_ms = (60_000.0 / per_minute) as i64;
        Some(Self { dice: Dice::new(seed, &["crowd"]), next_at: now + mean_ms, mean_ms })
    }

    /// In milliseconds since 1970.
    pub fn next_at(&self) -> i64 {
        self.next_at
    }
}

/// The share of active people who are connected in a region at a time.
pub fn presence(region: &str, at: i64) -> f64 {
    let offset = match region {
        "us-east-1" => -5,
        "us-west-2" => -8,
        _ => 0,
    };
    let hour = (at + offset * HOUR_MS).rem_euclid(DAY_MS) / HOUR_MS;
    PRESENCE[hour as usize]
}

impl World {
    /// From now on nobody comes or goes by themselves.
    pub fn keep_still(&mut self) {
        self.crowd = None;
    }

    /// One person, picked at random, comes or leaves or stays, so that the share tends to that of
    /// the hour.
    pub(super) fn someone_moves(&mut self) {
        let Some(crowd) = &mut self.crowd else {
            return;
        };
        let pause = crowd.dice.between(crowd.mean_ms / 2, crowd.mean_ms * 3 / 2 + 1);
        crowd.next_at += pause;
        let near = format!("ws-{}", crowd.dice.letters(BASE36, 3));
        let ticket = crowd.dice.share();
        let mood = crowd.dice.share();
        if crowd.dice.share() < POOLED {
            return self.someone_pools(ticket, mood);
        }
        let total: usize = self.scopes.iter().map(|s| s.desktops().len()).sum();
        let mut left = (ticket * total as f64) as usize;
        let Some(scope) = self.scopes.iter().position(|s| {
            let here = left < s.desktops().len();
            left = left.saturating_sub(s.desktops().len());
            here
        }) else {
            return;
        };
        let now = self.now();
        let content = self.scope(scope);
        let Some(desktop) = content.after(Filter::All, &near).next() else {
            return;
        };
        // Whoever has not been here for two months won't come today either.
        let active = desktop.last_connected.unwrap_or(desktop.created) > now - 60 * DAY_MS;
        let wanted = presence(&content.region, now);
        let (id, connected) = (desktop.id.clone(), desktop.connected);
        if connected && mood > wanted {
            self.leave(scope, &id);
        } else if !connected && active && mood < wanted {
            self.come(scope, &id);
        }
    }

    /// A person connects; an AUTO_STOP desktop that is stopped starts for them first. False when
    /// its state lets nobody in.
    pub fn come(&mut self, scope: usize, id: &str) -> bool {
        let Some(desktop) = self.scope(scope).get(id) else {
            return false;
        };
        match desktop.state.as_ref() {
            state::AVAILABLE => self.hang_on(scope, id),
            // While a volume grows a stopped one can't start (rules.md, "Properties").
            state::STOPPED
                if desktop.properties.running_mode == "AUTO_STOP" && desktop.changes.pending.is_none() =>
            {
                self.power_on(scope, id, true);
            }
            _ => return false,
        }
        true
    }

    /// A person disconnects, and AutoStop begins to wait. False when nobody was connected.
    pub fn leave(&mut self, scope: usize, id: &str) -> bool {
        if !self.hang_up(scope, id) {
            return false;
        }
        self.await_person(scope, id);
        true
    }

    /// Connected from now on; AutoStop is called off.
    pub(super) fn hang_on(&mut self, scope: usize, id: &str) {
        let now = self.now();
        if let Some(desktop) = self.change(scope, id) {
            desktop.connected = true;
            desktop.last_connected = Some(now);
        }
        self.schedule(scope, id, None);
    }

    /// No longer connected; true when somebody was.
    pub(super) fn hang_up(&mut self, scope: usize, id: &str) -> bool {
        let now = self.now();
        match self.change(scope, id) {
            Some(desktop) if desktop.connected => {
                desktop.connected = false;
                desktop.last_connected = Some(now);
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use super::*;
    use crate::clock::Clock;
    use crate::estate;
    use crate::world::journal::Origin;
    use crate::world::resource::Kind;

    fn origin(born: i64) -> Origin {
        Origin { seed: 1, fleet: 2400, born, still: false }
    }

    /// The moves of an hour, with people but without waiting for the wall.
    fn an_hour() -> Vec<(String, bool)> {
        let clock = Arc::new(Clock::new(ClockMode::Explicit, None));
        let scopes = estate::scopes(origin(clock.now_ms()));
        let mut world = World::new(Arc::clone(&clock), 1, scopes);
        world.crowd = Crowd::new(ClockMode::Auto { speed: 60.0 }, 1, 2400, clock.now_ms());
        let before: Vec<bool> = connected(&world).into_iter().map(|(_, here)| here).collect();
        clock.advance(Duration::from_secs(3600));
        world.settle();
        connected(&world)
            .into_iter()
            .zip(before)
            .filter(|((_, now), before)| now != before)
            .map(|(moved, _)| moved)
            .collect()
    }

    fn connected(world: &World) -> Vec<(String, bool)> {
        let desktops = world.scopes().iter().flat_map(|scope| scope.desktops().values());
        desktops.map(|desktop| (desktop.id.clone(), desktop.connected)).collect()
    }

    #[test]
    fn people_come_and_go_in_a_trickle_that_is_always_the_same() {
        let moved = an_hour();
        assert!((100..700).contains(&moved.len()), "{}", moved.len());
        assert!(moved.iter().any(|(_, came)| *came) && moved.iter().any(|(_, came)| !came));
        assert_eq!(moved, an_hour());
    }

    #[test]
    fn who_is_told_to_keep_still_does() {
        let clock = Arc::new(Clock::new(ClockMode::Explicit, None));
        let mut world = World::new(Arc::clone(&clock), 1, estate::scopes(origin(clock.now_ms())));
        world.crowd = Crowd::new(ClockMode::Auto { speed: 60.0 }, 1, 2400, clock.now_ms());
        world.keep_still();
        let before = connected(&world);
        clock.advance(Duration::from_secs(60));
        world.settle();
        assert_eq!(connected(&world), before);
    }

    #[test]
    fn an_estate_that_keeps_still_is_the_same_at_any_hour() {
        let at = |hour: i64, still: bool| -> Vec<_> {
            let scopes = estate::scopes(Origin { still, ..origin(20_000 * DAY_MS + hour * HOUR_MS) });
            let desktops = scopes.iter().flat_map(|scope| scope.desktops().values());
            desktops.map(|one| (one.id.clone(), one.state.as_ref().to_owned(), one.connected)).collect()
        };
        assert_eq!(at(3, true), at(15, true));
        assert_ne!(at(3, false), at(15, false));
    }

    #[test]
    fn people_come_to_pools_too() {
        let clock = Arc::new(Clock::new(ClockMode::Explicit, None));
        let scopes = estate::scopes(origin(clock.now_ms()));
        let mut world = World::new(Arc::clone(&clock), 1, scopes);
        world.crowd = Crowd::new(ClockMode::Auto { speed: 60.0 }, 1, 2400, clock.now_ms());
        let people = |world: &World| -> Vec<String> {
            let scopes = world.scopes().iter();
            let sessions = scopes.flat_map(|scope| scope.resources(Kind::PoolSession));
            sessions.map(|session| format!("{} {}", session.text("UserId"), session.state())).collect()
        };
        let before = people(&world);
        clock.advance(Duration::from_secs(3600));
        world.settle();
        let after = people(&world);
        assert!(after.iter().any(|one| !before.contains(one)), "{after:?}");
        assert!(before.iter().any(|one| !after.contains(one)), "{before:?}");
        assert!(after.len() <= 40);
    }

    #[test]
    fn mornings_are_busier_than_nights_wherever_one_is() {
        let nine_utc = 9 * HOUR_MS;
        assert!(presence("eu-west-1", nine_utc) > presence("us-west-2", nine_utc));
        assert!(presence("us-west-2", nine_utc + 8 * HOUR_MS) > 0.5);
    }
}
