//! How much has each had lately? A bucket for everybody that fills by itself.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use domain::at::At;

const MINUTE_MS: f64 = 60_000.0;
/// From so many on, those that are full again are forgotten: nobody makes us remember without end.
const MANY: usize = 10_000;

/// A bucket for each of those that ask.
pub(super) struct Buckets<K> {
    most: f64,
    levels: Mutex<HashMap<K, Level>>,
}

#[derive(Clone, Copy)]
struct Level {
    tokens: f64,
    at: At,
}

impl<K: Clone + Eq + Hash> Buckets<K> {
    /// So many at once, and so many a minute from then on.
    pub(super) fn a_minute(most: u32) -> Self {
        Self { most: f64::from(most.max(1)), levels: Mutex::default() }
    }

    /// Takes one.
    ///
    /// # Errors
    /// How long it takes until there is one again.
    pub(super) fn take(&self, who: &K, now: At) -> Result<(), Duration> {
        let mut levels = self.levels.lock().unwrap_or_else(PoisonError::into_inner);
        if levels.len() >= MANY {
            levels.retain(|_, level| self.filled(*level, now) < self.most);
        }
        let full = Level { tokens: self.most, at: now };
        let level = levels.entry(who.clone()).or_insert(full);
        *level = Level { tokens: self.filled(*level, now), at: now };
        if level.tokens >= 1.0 {
            level.tokens -= 1.0;
            return Ok(());
        }
        Err(Duration::from_millis(((1.0 - level.tokens) * MINUTE_MS / self.most).ceil() as u64))
    }

    fn filled(&self, level: Level, now: At) -> f64 {
        let grown = now.ms_since(level.at).max(0) as f64 * self.most / MINUTE_MS;
        (level.tokens + grown).min(self.most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_so_many_and_then_one_at_a_time() {
        let buckets = Buckets::a_minute(6);
        for _ in 0..6 {
            assert_eq!(buckets.take(&"ann", At(0)), Ok(()));
        }
        assert_eq!(buckets.take(&"ann", At(0)), Err(Duration::from_secs(10)));
        assert_eq!(buckets.take(&"bob", At(0)), Ok(()), "another's is another's");
        assert_eq!(buckets.take(&"ann", At(9_999)), Err(Duration::from_millis(1)));
        assert_eq!(buckets.take(&"ann", At(10_000)), Ok(()));
        // An hour later it holds no more than it can.
        for _ in 0..6 {
            assert_eq!(buckets.take(&"ann", At(3_610_000)), Ok(()));
        }
        assert!(buckets.take(&"ann", At(3_610_000)).is_err());
    }

    #[test]
    fn whoever_has_not_asked_for_long_is_forgotten() {
        let buckets = Buckets::a_minute(1);
        for who in 0..MANY {
            let _ = buckets.take(&who, At(0));
        }
        assert_eq!(buckets.take(&MANY, At(60_000)), Ok(()));
        assert_eq!(buckets.levels.lock().unwrap().len(), 1);
    }
}
