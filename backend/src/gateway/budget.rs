//! May a call be made now? One budget for each account × region, shared by all that call there.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::at::At;

use crate::clock::Clock;
use crate::config::Rate;

/// Who goes first when calls are scarce.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Priority {
    /// A person waits for it.
    Person,
    /// Keeps the inventory true.
    Sweep,
    /// Nice to know: tags one by one, connection status.
    Enrich,
}

/// For so many tokens' time after a person's call the next one is likely: a job writes down one answer before it sends
/// the next call, and is not in the queue meanwhile. Whoever else calls leaves one token for it. Below two, so that only
/// one is left over when nobody comes.
const LATELY: f64 = 1.9;

/// A token bucket with a queue in front of it.
#[derive(Clone)]
pub(crate) struct Budget {
    clock: Clock,
    per_ms: f64,
    burst: f64,
    state: Arc<Mutex<State>>,
}

struct State {
    tokens: f64,
    filled: At,
    /// Nothing before this: AWS has just throttled us, so others are spending too.
    not_before: At,
    /// When a person's call was last let go.
    person: Option<At>,
    next_ticket: u64,
    waiting: BTreeSet<(Priority, u64)>,
}

/// A place in the queue; given up when the caller goes away.
struct Place<'a> {
    budget: &'a Budget,
    ticket: (Priority, u64),
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.budget.lock().waiting.remove(&self.ticket);
    }
}

impl Budget {
    pub(crate) fn new(rate: Rate, clock: Clock) -> Self {
        // One of the burst stays with AWS, whatever our share: calls do not arrive as evenly as they leave, and one that
        // comes too early costs seconds of backing off. A call at least, or nothing would ever be asked.
        let whole = f64::from(rate.burst);
        let burst = (whole * rate.share).floor().min(whole - 1.0).max(1.0);
        let per_ms = (rate.per_second * rate.share / 1_000.0).max(1.0 / 60_000.0);
        let now = clock.now();
        let state = State {
            tokens: burst,
            filled: now,
            not_before: now,
            person: None,
            next_ticket: 0,
            waiting: BTreeSet::new(),
        };
        Self { clock, per_ms, burst, state: Arc::new(Mutex::new(state)) }
    }

    /// Waits until a call may be made, and takes it.
    pub(crate) async fn take(&self, priority: Priority) {
        let place = {
            let mut state = self.lock();
            let ticket = (priority, state.next_ticket);
            state.next_ticket += 1;
            state.waiting.insert(ticket);
            Place { budget: self, ticket }
        };
        while let Some(wait) = self.try_take(place.ticket) {
            self.clock.sleep(wait).await;
        }
    }

    /// Takes a token when it is this ticket's turn; else says how long to wait before asking again.
    fn try_take(&self, ticket: (Priority, u64)) -> Option<Duration> {
        let mut state = self.lock();
        let now = self.clock.now();
        let grown = now.ms_since(state.filled).max(0) as f64 * self.per_ms;
        state.tokens = (state.tokens + grown).min(self.burst);
        state.filled = now;
        let before_me = state.waiting.iter().take_while(|other| **other < ticket).count() as f64;
        let is_person = ticket.0 == Priority::Person;
        let missing_ms = |tokens: f64| ((tokens - state.tokens) / self.per_ms).max(0.0);
        let mut missing = missing_ms(1.0 + before_me);
        // A bucket of one token has none to leave.
        if let Some(person) = state.person.filter(|_| !is_person && self.burst >= 2.0) {
            let likely_ms = LATELY / self.per_ms - now.ms_since(person) as f64;
            missing = missing_ms(2.0 + before_me).min(missing.max(likely_ms));
        }
        let held_ms = state.not_before.ms_since(now).max(0) as f64;
        let wait_ms = missing.max(held_ms).ceil();
        if wait_ms > 0.0 {
            // Someone more urgent may come meanwhile, or someone may leave: look again soon enough.
            return Some(Duration::from_millis((wait_ms as u64).clamp(1, 1_000)));
        }
        state.tokens -= 1.0;
        if is_person {
            state.person = Some(now);
        }
        None
    }

    /// AWS has throttled us: someone else spends too, so leave room for a while.
    pub(crate) fn back_off(&self, span: Duration) {
        let mut state = self.lock();
        let until = self.clock.now().plus_ms(i64::try_from(span.as_millis()).unwrap_or(i64::MAX));
        state.tokens = 0.0;
        state.not_before = state.not_before.max(until);
    }

    /// Milliseconds until the next call could be made, were it asked for now.
    pub(crate) fn wait_ms(&self) -> i64 {
        let state = self.lock();
        let now = self.clock.now();
        let tokens = state.tokens + now.ms_since(state.filled).max(0) as f64 * self.per_ms;
        let queued = state.waiting.len() as f64;
        let missing = ((1.0 + queued - tokens) / self.per_ms).max(0.0) as i64;
        missing.max(state.not_before.ms_since(now)).max(0)
    }

    /// Calls a second that we may make.
    pub(crate) fn per_second(&self) -> f64 {
        self.per_ms * 1_000.0
    }

    /// Milliseconds that `calls` calls take at this rate.
    pub(crate) fn span_ms(&self, calls: i64) -> i64 {
        ((calls as f64 - self.burst).max(0.0) / self.per_ms) as i64
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn budget() -> (Budget, Clock) {
        let clock = Clock::leaping(At(0), |_| {});
        (Budget::new(Rate { per_second: 2.0, burst: 5, share: 1.0 }, clock.clone()), clock)
    }

    #[tokio::test]
    async fn after_the_burst_calls_come_at_the_rate() {
        let (budget, clock) = budget();
        for _ in 0..4 {
            budget.take(Priority::Sweep).await;
        }
        assert_eq!(clock.now(), At(0), "of a burst of five, one stays with AWS");
        for _ in 0..4 {
            budget.take(Priority::Sweep).await;
        }
        assert_eq!(clock.now(), At(2_000));
    }

    #[tokio::test]
    async fn a_person_goes_before_a_sweep_that_waits() {
        let (budget, _) = budget();
        for _ in 0..4 {
            budget.take(Priority::Sweep).await;
        }
        let (order, mut got) = tokio::sync::mpsc::unbounded_channel();
        let ask = |priority: Priority| {
            let (budget, order) = (budget.clone(), order.clone());
            async move {
                budget.take(priority).await;
                order.send(priority).unwrap();
            }
        };
        futures::join!(ask(Priority::Enrich), ask(Priority::Person), ask(Priority::Sweep));
        let first: Vec<_> = std::iter::from_fn(|| got.try_recv().ok()).collect();
        assert_eq!(first, [Priority::Person, Priority::Sweep, Priority::Enrich]);
    }

    #[tokio::test]
    async fn between_two_calls_of_a_job_nobody_takes_its_token() {
        let (budget, clock) = budget();
        for _ in 0..4 {
            budget.take(Priority::Person).await;
        }
        // Its answer is being written down: the token of this half second is not the sweep's.
        clock.sleep(Duration::from_millis(600)).await;
        let ticket = (Priority::Sweep, 100);
        assert!(budget.try_take(ticket).is_some());
        budget.take(Priority::Person).await;
        assert_eq!(clock.now(), At(600));
        // A job that is over leaves all of them.
        clock.sleep(Duration::from_millis(1_000)).await;
        assert!(budget.try_take(ticket).is_none());
    }

    #[tokio::test]
    async fn a_throttle_holds_everyone_back() {
        let (budget, clock) = budget();
        budget.back_off(Duration::from_secs(4));
        budget.take(Priority::Person).await;
        assert!(clock.now() >= At(4_000));
    }
}
