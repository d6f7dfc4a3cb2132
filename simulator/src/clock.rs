//! What time is it in the pretended service, and how long do things take there?

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tokio::sync::watch;

use crate::settings::ClockMode;

/// 2026-11-21T09:00:00Z, in milliseconds since 1970: where an explicit clock starts.
pub const EXPLICIT_START_MS: i64 = 1_795_251_600_000;

/// People are sped up less than machines: a desktop that somebody just started by hand must not
/// stop again before they have looked at it.
const MOST_PATIENCE_SPEED: f64 = 6.0;

/// The one place that asks for wall time and that sleeps.
pub struct Clock {
    mode: ClockMode,
    explicit: watch::Sender<i64>,
    started: Instant,
}

impl Clock {
    /// A clock; an explicit one starts at `EXPLICIT_START_MS` or where it was left.
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everybody else asks")]
    pub fn new(mode: ClockMode, left_at: Option<i64>) -> Self {
        let start = left_at.unwrap_or(0).max(EXPLICIT_START_MS);
        Self { mode, explicit: watch::Sender::new(start), started: Instant::now() }
    }

    /// The mode it was made with.
    pub fn mode(&self) -> ClockMode {
        self.mode
    }

    /// The time that is reported, in milliseconds since 1970.
    pub fn now_ms(&self) -> i64 {
        match self.mode {
            ClockMode::Explicit => *self.explicit.borrow(),
            ClockMode::Auto { .. } | ClockMode::Instant => Self::wall_ms(),
        }
    }

    /// Wall time in milliseconds since 1970: for what the caller compares with its own clock, such
    /// as the end of a session.
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everybody else asks")]
    pub fn wall_ms() -> i64 {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as i64)
    }

    /// Milliseconds for the rate limit: never backwards, and explicit when the clock is.
    pub fn rate_ms(&self) -> i64 {
        match self.mode {
            ClockMode::Explicit => self.now_ms(),
            ClockMode::Auto { .. } | ClockMode::Instant => self.started.elapsed().as_millis() as i64,
        }
    }

    /// Moves an explicit clock; false when this clock moves by itself.
    pub fn advance(&self, by: Duration) -> bool {
        if self.mode != ClockMode::Explicit {
            return false;
        }
        self.explicit.send_modify(|now| *now += by.as_millis() as i64);
        true
    }

    /// How long a transition takes here that takes `ms` at Amazon.
    pub fn scaled(&self, ms: i64) -> i64 {
        match self.mode {
            ClockMode::Auto { speed } => (ms as f64 / speed) as i64,
            ClockMode::Explicit => ms,
            ClockMode::Instant => 0,
        }
    }

    /// How long what took `ms` here has taken at Amazon.
    pub fn at_amazon(&self, ms: i64) -> i64 {
        match self.mode {
            ClockMode::Auto { speed } => (ms as f64 * speed) as i64,
            ClockMode::Explicit | ClockMode::Instant => ms,
        }
    }

    /// How long a desktop waits for its person before AutoStop; `None` when it waits for ever.
    pub fn patience(&self, ms: i64) -> Option<i64> {
        match self.mode {
            ClockMode::Auto { speed } => Some((ms as f64 / speed.min(MOST_PATIENCE_SPEED)) as i64),
            ClockMode::Explicit => Some(ms),
            ClockMode::Instant => None,
        }
    }

    /// Sleeps: by the wall, or until an explicit clock has been moved far enough.
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everybody else sleeps on")]
    pub async fn sleep(&self, ms: u64) {
        if self.mode == ClockMode::Explicit {
            let until = self.now_ms() + ms as i64;
            let mut moves = self.explicit.subscribe();
            // The sender lives as long as `self`, so the wait can't fail.
            let _ = moves.wait_for(|now| *now >= until).await;
        } else {
            tokio::time::sleep(Duration::from_millis(ms)).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR_MS: i64 = 3_600_000;

    #[test]
    fn only_an_explicit_clock_is_moved_by_hand() {
        let clock = Clock::new(ClockMode::Explicit, None);
        assert!(clock.advance(Duration::from_secs(1)));
        assert_eq!(clock.now_ms(), EXPLICIT_START_MS + 1000);
        assert!(!Clock::new(ClockMode::Instant, None).advance(Duration::from_secs(1)));
        let later = Clock::new(ClockMode::Explicit, Some(clock.now_ms()));
        assert_eq!(later.now_ms(), clock.now_ms());
    }

    #[test]
    fn machines_are_sped_up_more_than_people() {
        let auto = Clock::new(ClockMode::Auto { speed: 60.0 }, None);
        assert_eq!((auto.scaled(HOUR_MS), auto.patience(HOUR_MS)), (60_000, Some(600_000)));
        let slow = Clock::new(ClockMode::Auto { speed: 2.0 }, None);
        assert_eq!((slow.scaled(HOUR_MS), slow.patience(HOUR_MS)), (1_800_000, Some(1_800_000)));
        let instant = Clock::new(ClockMode::Instant, None);
        assert_eq!((instant.scaled(HOUR_MS), instant.patience(HOUR_MS)), (0, None));
    }
}
