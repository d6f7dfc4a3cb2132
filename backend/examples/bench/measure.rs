//! The median of many runs, and how much of it SQLite took.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Runs of each question, after one that warms the cache.
const RUNS: usize = 25;

/// The time of a question, and the share of it that was SQL, both at the median.
#[derive(Clone, Copy)]
pub struct Measured {
    pub whole: Duration,
    pub sql: Duration,
}

/// Asks again and again.
pub async fn measure<T, F: Future<Output = T>>(clock: &SqlClock, mut ask: impl FnMut() -> F) -> Measured {
    ask().await;
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        clock.take();
        let begin = now();
        ask().await;
        runs.push(Measured { whole: begin.elapsed(), sql: clock.take() });
    }
    runs.sort_by_key(|run| run.whole);
    runs[RUNS / 2]
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures this machine's own time")]
fn now() -> Instant {
    Instant::now()
}

/// Adds up the time that sqlx says its statements took: it tells each one's in an event.
#[derive(Clone, Default)]
pub struct SqlClock(Arc<AtomicU64>);

impl SqlClock {
    /// A clock that every statement from now on is told to.
    pub fn install() -> Self {
        let clock = Self::default();
        tracing::subscriber::set_global_default(clock.clone()).unwrap();
        clock
    }

    fn take(&self) -> Duration {
        Duration::from_nanos(self.0.swap(0, Ordering::Relaxed))
    }
}

struct Elapsed<'a>(&'a AtomicU64);

impl Visit for Elapsed<'_> {
    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}

    fn record_f64(&mut self, field: &Field, value: f64) {
        if field.name() == "elapsed_secs" {
            self.0.fetch_add((value * 1e9) as u64, Ordering::Relaxed);
        }
    }
}

impl Subscriber for SqlClock {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }

    fn event(&self, event: &Event<'_>) {
        event.record(&mut Elapsed(&self.0));
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}
