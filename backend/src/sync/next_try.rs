//! When is a scope that failed asked again, and who may say that it is now?

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use domain::access::Permit;
use domain::at::At;
use domain::audit::Act;
use domain::fault::Fault;
use domain::ids::ScopeKey;
use tokio::sync::Notify;

use crate::Backend;
use crate::audit::{self, Entry};
use crate::clock::Clock;

/// The pause after the first failure; each further one doubles it.
const FIRST: Duration = Duration::from_secs(20);
/// The longest pause.
const LONGEST: Duration = Duration::from_secs(300);
/// No try is planned: the scope is well, or is being asked.
const NONE: i64 = 0;

/// The next try of one scope.
#[derive(Debug, Default)]
pub(crate) struct NextTry {
    at: AtomicI64,
    now: Notify,
}

impl NextTry {
    /// When it is, while a failed scope waits for it.
    pub(crate) fn at(&self) -> Option<At> {
        Some(self.at.load(Ordering::Relaxed)).filter(|at| *at != NONE).map(At)
    }

    /// Waits as long as so many failures in a row ask for, or until somebody says that it is now.
    pub(super) async fn wait(&self, clock: &Clock, failures: u32) {
        let pause = (FIRST * (1 << failures.saturating_sub(1).min(8))).min(LONGEST);
        let pause_ms = i64::try_from(pause.as_millis()).unwrap_or(i64::MAX);
        self.at.store(clock.now().plus_ms(pause_ms).0, Ordering::Relaxed);
        tokio::select! {
            () = clock.sleep(pause) => {}
            () = self.now.notified() => {}
        }
        self.at.store(NONE, Ordering::Relaxed);
    }

    /// Ends the wait; nothing, when none is waiting.
    fn come(&self) {
        if self.at.swap(NONE, Ordering::Relaxed) != NONE {
            self.now.notify_one();
        }
    }
}

/// Asks a scope that failed again at once, for whoever holds the right in a part of it.
///
/// # Errors
/// `NotFound`, when the right does not reach there.
pub async fn try_now(backend: &Backend, permit: &Permit, scope: &ScopeKey) -> Result<(), Fault> {
    let within = crate::overview::scopes_within(backend, permit.person(), permit.right()).await?;
    let reached = within.iter().any(|status| status.key == *scope);
    let next = backend.next_try(scope).filter(|_| reached);
    let next = next.ok_or_else(|| Fault::not_found("There is no such region for you to ask."))?;
    let (target, now) = (scope.to_string(), backend.clock().now());
    let entry = Entry { scope: Some(scope), ..Entry::act(Act::TryScope, permit.person(), &target, now) };
    audit::store::write(backend.db(), entry).await?;
    tracing::info!(%scope, person = %permit.person().id, "asked again before its time");
    next.come();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_wait_ends_when_somebody_says_so() {
        let (next, clock) = (NextTry::default(), Clock::wall());
        let from = clock.now();
        let hasten = async {
            let waits = next.at().unwrap().ms_since(from);
            assert!((300_000..310_000).contains(&waits), "{waits} ms after many failures");
            next.come();
            assert_eq!(next.at(), None);
        };
        tokio::join!(next.wait(&clock, 60), hasten);
    }

    #[tokio::test]
    async fn failures_wait_longer_and_longer() {
        let (next, from) = (NextTry::default(), At(1_000));
        let clock = Clock::leaping(from, |_| {});
        let mut waited = Vec::new();
        for failures in 1..=6 {
            let before = clock.now();
            next.wait(&clock, failures).await;
            waited.push(clock.now().ms_since(before) / 1_000);
        }
        assert_eq!(waited, [20, 40, 80, 160, 300, 300]);
        // Nobody waits now: it changes nothing, and shortens no later wait.
        next.come();
        next.wait(&clock, 1).await;
        assert_eq!(clock.now().ms_since(from), 920_000);
    }
}
