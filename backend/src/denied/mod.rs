//! What does AWS deny the console, by account and region? Remembered as it is met, written down seldom.

mod store;

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::access::Reach;
use domain::at::At;
use domain::estate::ScopeStatus;
use domain::fault::{AwsWords, Fault};
use domain::iam::{Denial, missing};
use domain::ids::ScopeKey;
use tokio::sync::Notify;

use crate::Backend;
use crate::db::{Db, FromDb};

/// What was written down is written again after so long at the earliest, however often it is met.
const SELDOM_MS: i64 = 3_600_000;
/// How often it is looked whether something is due.
const REST: Duration = Duration::from_secs(300);

/// The operations that were denied, each with its place.
#[derive(Default)]
pub(crate) struct Memory {
    met: Mutex<BTreeMap<(ScopeKey, String), Met>>,
    news: Notify,
}

/// An operation that was denied.
#[derive(Clone)]
struct Met {
    at: At,
    words: AwsWords,
    passed: Option<At>,
    /// When it was written down last.
    kept: Option<At>,
    /// Whether it is otherwise than it was written down.
    changed: bool,
}

impl Memory {
    /// What an earlier process has met.
    pub(crate) async fn load(db: &Db) -> Result<Self, Fault> {
        Ok(Self { met: Mutex::new(store::load(db).await?), news: Notify::new() })
    }

    /// AWS has denied it. What a service refuses for reasons of its own is not noted: no policy would help.
    pub(crate) fn note(&self, scope: &ScopeKey, operation: String, words: &AwsWords, now: At) {
        if missing(&words.message).is_none() {
            return;
        }
        let mut met = self.lock();
        let key = (scope.clone(), operation);
        let kept = met.get(&key).and_then(|known| known.kept);
        if kept.is_none() {
            tracing::warn!(%scope, operation = key.1, error = %words.message, "AWS denies it");
            self.news.notify_one();
        }
        met.insert(key, Met { at: now, words: words.clone(), passed: None, kept, changed: true });
    }

    /// It went through.
    pub(crate) fn passed(&self, scope: &ScopeKey, operation: String, now: At) {
        let mut met = self.lock();
        if met.is_empty() {
            return;
        }
        if let Some(known) = met.get_mut(&(scope.clone(), operation)).filter(|known| known.passed.is_none()) {
            known.passed = Some(now);
            known.changed = true;
            self.news.notify_one();
        }
    }

    fn due(&self, now: At) -> Vec<(ScopeKey, String, Met)> {
        let met = self.lock();
        let is_due = |one: &Met| one.changed && one.kept.is_none_or(|kept| now.ms_since(kept) >= SELDOM_MS);
        let due = met.iter().filter(|(_, one)| is_due(one));
        due.map(|((scope, operation), one)| (scope.clone(), operation.clone(), one.clone())).collect()
    }

    fn kept(&self, scope: &ScopeKey, operation: &str, written: &Met, now: At) {
        if let Some(known) = self.lock().get_mut(&(scope.clone(), operation.to_owned())) {
            known.kept = Some(now);
            known.changed = known.at != written.at || known.passed != written.passed;
        }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<(ScopeKey, String), Met>> {
        self.met.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is denied in those of these scopes that the reach holds whole: AWS's words name what lies in them.
pub(crate) fn within(backend: &Backend, reach: &Reach<'_>, scopes: &[ScopeStatus]) -> Vec<Denial> {
    let met = backend.denied().lock();
    let denied = met.iter().filter_map(|((scope, operation), met)| {
        let status = scopes.iter().find(|status| status.key == *scope)?;
        crate::overview::holds_all(reach, scope).then(|| Denial {
            scope: scope.clone(),
            account_name: status.account_name.clone(),
            operation: operation.clone(),
            at: met.at,
            words: met.words.clone(),
            passed: met.passed,
        })
    });
    denied.collect()
}

/// Writes down what is due.
///
/// # Errors
/// When the database fails.
pub async fn keep(backend: &Backend) -> Result<(), Fault> {
    let now = backend.clock().now();
    let due = backend.denied().due(now);
    if due.is_empty() {
        return Ok(());
    }
    let mut change = backend.db().begin().await?;
    for (scope, operation, met) in &due {
        store::put(&mut change, scope, operation, met).await.map_err(Fault::from_db)?;
    }
    backend.commit(change).await?;
    for (scope, operation, met) in &due {
        backend.denied().kept(scope, operation, met, now);
    }
    Ok(())
}

/// Writes down what is met, as long as the process runs.
pub(crate) async fn run(backend: Backend) {
    loop {
        if let Err(fault) = keep(&backend).await {
            tracing::warn!(error = %fault, "what AWS denies could not be written down");
        }
        tokio::select! {
            () = backend.denied().news.notified() => {}
            () = backend.clock().sleep(REST) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(message: &str) -> AwsWords {
        AwsWords { code: "AccessDeniedException".to_owned(), message: message.to_owned(), request_id: None }
    }

    #[test]
    fn it_is_written_down_at_once_and_then_seldom() {
        let (memory, scope) = (Memory::default(), "1/eu-west-1".parse().unwrap());
        let note = |at| {
            let words = words("The caller is not authorized to perform: kms:DescribeKey");
            memory.note(&scope, "kms:DescribeKey".to_owned(), &words, At(at));
        };
        let write = |at| {
            let due = memory.due(At(at));
            for (scope, operation, met) in &due {
                memory.kept(scope, operation, met, At(at));
            }
            due.len()
        };
        note(0);
        assert_eq!((write(0), write(0)), (1, 0));
        note(1_000);
        assert_eq!((write(2_000), write(SELDOM_MS)), (0, 1));
        memory.passed(&scope, "kms:DescribeKey".to_owned(), At(SELDOM_MS + 1));
        assert_eq!((write(SELDOM_MS + 2), write(2 * SELDOM_MS)), (0, 1));
        // What goes through all the time is no news.
        memory.passed(&scope, "kms:DescribeKey".to_owned(), At(3 * SELDOM_MS));
        assert_eq!(write(4 * SELDOM_MS), 0);
    }

    #[test]
    fn what_a_service_refuses_for_reasons_of_its_own_is_no_missing_permission() {
        let (memory, scope) = (Memory::default(), "1/eu-west-1".parse().unwrap());
        let closed = words("Amazon WorkSpaces Pools is no longer available to new customers.");
        memory.note(&scope, "workspaces:CreateWorkspacesPool".to_owned(), &closed, At(0));
        assert!(memory.due(At(0)).is_empty());
    }
}
