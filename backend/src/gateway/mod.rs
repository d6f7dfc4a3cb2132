//! How is AWS called? One client for each account × region, one budget, one way to read its errors.

pub(crate) mod beyond;
mod budget;
mod connect;
mod credentials;
mod tally;
mod words;

use std::collections::HashMap;
use std::future::Future;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use aws_sdk_workspaces::error::{ProvideErrorMetadata, SdkError};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use domain::at::At;
use domain::ids::ScopeKey;

pub(crate) use budget::{Budget, Priority};
pub(crate) use connect::{CALL, load};
pub use words::{AwsFault, Meaning};

use crate::clock::Clock;
use crate::config::{Rate, Scope};
use crate::denied;
use tally::{Tally, operation};

/// The way to AWS for one account × region.
#[derive(Clone)]
pub(crate) struct Gateway {
    scope: ScopeKey,
    workspaces: aws_sdk_workspaces::Client,
    tagging: aws_sdk_resourcegroupstagging::Client,
    kms: aws_sdk_kms::Client,
    budget: Budget,
    /// Resource Groups Tagging has a rate of its own (rules.md, "Batches and pages").
    tagging_budget: Budget,
    /// KMS too; its keys are asked for in sweeps alone.
    kms_budget: Budget,
    clock: Clock,
    calls: Arc<AtomicI64>,
    throttles: Arc<AtomicI64>,
    tally: Tally,
    /// Where it is remembered what AWS denies, of all scopes.
    denied: Arc<denied::Memory>,
    /// Jobs that take a share of the rate only, and until when they have had it.
    served: Arc<Mutex<HashMap<i64, At>>>,
}

/// Whether a call may be repeated when it is open whether AWS has executed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Safety {
    /// It reads: as often as it takes.
    Read,
    /// It changes something: only when AWS says that it was not executed.
    Change,
}

/// A service, and the rate that it bears.
#[derive(Clone, Copy)]
struct Service<'a> {
    /// What IAM calls it.
    name: &'static str,
    budget: &'a Budget,
}

/// How often a call is made in all before its fault is handed on.
const TRIES: u32 = 4;

impl Gateway {
    pub(crate) async fn new(scope: &Scope, rate: Rate, clock: Clock, denied: Arc<denied::Memory>) -> Self {
        let config = load(&scope.credentials, &scope.key.region, scope.endpoint.as_deref()).await;
        // Five calls a second is what the tagging API is known to bear; half of it leaves room.
        let tagging_rate = Rate { per_second: 5.0, burst: 5, share: 0.5 };
        // KMS bears thousands a second; it shall not notice us.
        let kms_rate = Rate { per_second: 5.0, burst: 5, share: 1.0 };
        Self {
            scope: scope.key.clone(),
            workspaces: aws_sdk_workspaces::Client::new(&config),
            tagging: aws_sdk_resourcegroupstagging::Client::new(&config),
            kms: aws_sdk_kms::Client::new(&config),
            budget: Budget::new(rate, clock.clone()),
            tagging_budget: Budget::new(tagging_rate, clock.clone()),
            kms_budget: Budget::new(kms_rate, clock.clone()),
            clock,
            calls: Arc::default(),
            throttles: Arc::default(),
            tally: Tally::default(),
            denied,
            served: Arc::default(),
        }
    }

    /// Calls made and throttles met since the process started.
    pub(crate) fn counted(&self) -> (i64, i64) {
        (self.calls.load(Ordering::Relaxed), self.throttles.load(Ordering::Relaxed))
    }

    /// How often each operation was called, and how it ended.
    pub(crate) fn tally(&self) -> &Tally {
        &self.tally
    }

    pub(crate) fn budget(&self) -> &Budget {
        &self.budget
    }

    /// A job has been served: with a share of the rate only, its next call waits the longer.
    pub(crate) fn serve(&self, job: i64, share: f64) {
        if share < 1.0 {
            let until = self.clock.now().plus_ms(self.pause_ms(share));
            self.lock_served().insert(job, until);
        }
    }

    /// Milliseconds between two calls of a job that takes this share of the rate.
    pub(crate) fn pause_ms(&self, share: f64) -> i64 {
        (1_000.0 / (self.budget.per_second() * share.max(0.01))).ceil() as i64
    }

    /// Until when a job has had its share.
    pub(crate) fn served_until(&self, job: i64) -> Option<At> {
        self.lock_served().get(&job).copied()
    }

    /// Jobs that have had their share for now.
    pub(crate) fn served(&self, now: At) -> Vec<i64> {
        let mut served = self.lock_served();
        served.retain(|_, until| *until > now);
        served.keys().copied().collect()
    }

    fn lock_served(&self) -> MutexGuard<'_, HashMap<i64, At>> {
        self.served.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A read of WorkSpaces, repeated within the budget.
    pub(crate) async fn read<T, E, F>(
        &self,
        priority: Priority,
        ask: impl Fn(&aws_sdk_workspaces::Client) -> F,
    ) -> Result<T, AwsFault>
    where
        F: Future<Output = Result<T, SdkError<E, HttpResponse>>>,
        E: ProvideErrorMetadata + std::error::Error + 'static,
    {
        self.call(self.of_workspaces(), priority, Safety::Read, || ask(&self.workspaces)).await
    }

    /// A change of WorkSpaces: repeated only when AWS says that it was not executed.
    pub(crate) async fn change<T, E, F>(
        &self,
        ask: impl Fn(&aws_sdk_workspaces::Client) -> F,
    ) -> Result<T, AwsFault>
    where
        F: Future<Output = Result<T, SdkError<E, HttpResponse>>>,
        E: ProvideErrorMetadata + std::error::Error + 'static,
    {
        self.call(self.of_workspaces(), Priority::Person, Safety::Change, || ask(&self.workspaces)).await
    }

    /// A read of Resource Groups Tagging, on its own budget.
    pub(crate) async fn read_tags<T, E, F>(
        &self,
        ask: impl Fn(&aws_sdk_resourcegroupstagging::Client) -> F,
    ) -> Result<T, AwsFault>
    where
        F: Future<Output = Result<T, SdkError<E, HttpResponse>>>,
        E: ProvideErrorMetadata + std::error::Error + 'static,
    {
        let tag = Service { name: "tag", budget: &self.tagging_budget };
        self.call(tag, Priority::Sweep, Safety::Read, || ask(&self.tagging)).await
    }

    /// A read of KMS, on its own budget.
    pub(crate) async fn read_keys<T, E, F>(
        &self,
        ask: impl Fn(&aws_sdk_kms::Client) -> F,
    ) -> Result<T, AwsFault>
    where
        F: Future<Output = Result<T, SdkError<E, HttpResponse>>>,
        E: ProvideErrorMetadata + std::error::Error + 'static,
    {
        let kms = Service { name: "kms", budget: &self.kms_budget };
        self.call(kms, Priority::Enrich, Safety::Read, || ask(&self.kms)).await
    }

    fn of_workspaces(&self) -> Service<'_> {
        Service { name: "workspaces", budget: &self.budget }
    }

    /// Counts a call that has ended, and remembers what was denied.
    fn ended(&self, operation: &str, fault: Option<&AwsFault>) {
        self.tally.count(operation, fault.map(|fault| fault.meaning));
        let now = self.clock.now();
        match fault {
            None => self.denied.passed(&self.scope, operation.to_owned(), now),
            Some(fault) if fault.meaning == Meaning::Denied => {
                self.denied.note(&self.scope, operation.to_owned(), &fault.words, now);
            }
            Some(_) => {}
        }
    }

    async fn call<T, E, F>(
        &self,
        service: Service<'_>,
        priority: Priority,
        safety: Safety,
        ask: impl Fn() -> F,
    ) -> Result<T, AwsFault>
    where
        F: Future<Output = Result<T, SdkError<E, HttpResponse>>>,
        E: ProvideErrorMetadata + std::error::Error + 'static,
    {
        let (operation, budget) = (operation::<E>(service.name), service.budget);
        let mut tries = 0;
        loop {
            budget.take(priority).await;
            self.calls.fetch_add(1, Ordering::Relaxed);
            let fault = match ask().await {
                Ok(answer) => {
                    self.ended(&operation, None);
                    return Ok(answer);
                }
                Err(error) => AwsFault::read(&error),
            };
            self.ended(&operation, Some(&fault));
            tries += 1;
            let pause = Duration::from_millis(500 << tries);
            if fault.meaning == Meaning::Throttled {
                self.throttles.fetch_add(1, Ordering::Relaxed);
                budget.back_off(pause);
            }
            let again = match fault.meaning {
                Meaning::Throttled => true,
                Meaning::Unknown => safety == Safety::Read,
                Meaning::Denied | Meaning::Lacking(_) | Meaning::Refused | Meaning::NotSent => false,
            };
            if !again || tries >= TRIES {
                return Err(fault);
            }
            if fault.meaning == Meaning::Unknown {
                self.clock.sleep(pause).await;
            }
        }
    }
}
