//! The backend as a whole: opened once, cloned freely.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::estate::Unwritten;
use domain::fault::Fault;
use domain::ids::ScopeKey;
use futures::FutureExt;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::clock::Clock;
use crate::config::Config;
use crate::db::{Change, Db, FromDb};
use crate::failpoint::{Armed, Failpoint, Place};
use crate::gateway::Gateway;
use crate::sync::NextTry;

/// Everything the verbs need: the database, the clock, the way to AWS.
#[derive(Clone)]
pub struct Backend {
    inner: Arc<Inner>,
}

struct Inner {
    clock: Clock,
    db: Db,
    config: Config,
    gateways: BTreeMap<ScopeKey, Gateway>,
    /// When each scope that failed is asked again.
    tries: BTreeMap<ScopeKey, NextTry>,
    /// The number of the change log's last line; whoever writes to the log moves it on.
    log: watch::Sender<i64>,
    tasks: TaskTracker,
    stopping: CancellationToken,
    armed: Armed,
}

/// Why the backend could not be opened, in one sentence for the shell.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database cannot be used.
    #[error("cannot use the database {path}: {why}")]
    Database {
        /// The file.
        path: String,
        /// What speaks against it, and what to do.
        why: String,
    },
}

impl Backend {
    /// Opens the database, brings it up to date, and makes a client for each scope. Nothing runs yet.
    ///
    /// # Errors
    /// When the database is locked, full, not writable, or not ours.
    pub async fn open(config: Config, clock: Clock) -> Result<Self, OpenError> {
        let path = config.database.display().to_string();
        let db = Db::open(&config.database, clock.clone()).await?;
        let told = |why: Fault| OpenError::Database { path: path.clone(), why: why.message };
        crate::sync::put_scopes(&db, &config.scopes).await.map_err(told)?;
        crate::tell::store::put_ways(&db, &config.tell.ways).await.map_err(told)?;
        let last = crate::live::last_line(&db).await.map_err(told)?;
        let mut gateways = BTreeMap::new();
        for scope in &config.scopes {
            let gateway = Gateway::new(scope, config.rate, clock.clone()).await;
            gateways.insert(scope.key.clone(), gateway);
        }
        let tries = config.scopes.iter().map(|scope| (scope.key.clone(), NextTry::default())).collect();
        let log = watch::Sender::new(last);
        let (tasks, stopping) = (TaskTracker::new(), CancellationToken::new());
        let armed = Armed::default();
        Ok(Self {
            inner: Arc::new(Inner { clock, db, config, gateways, tries, log, tasks, stopping, armed }),
        })
    }

    /// Tells this process to die at a place of its work: for the proof that jobs survive it.
    pub fn arm(&self, failpoint: Failpoint) {
        self.inner.armed.arm(failpoint);
    }

    pub(crate) fn pass(&self, place: Place) {
        self.inner.armed.pass(place);
    }

    /// Starts sync and jobs in the background: for each scope its own, so that none disturbs another; and telling.
    pub fn start(&self) {
        for scope in self.inner.gateways.keys() {
            for task in [
                crate::sync::run(self.clone(), scope.clone()).boxed(),
                crate::sync::follow(self.clone(), scope.clone()).boxed(),
            ] {
                self.inner.tasks.spawn(self.inner.stopping.clone().run_until_cancelled_owned(task));
            }
            // A job's call in flight is finished before the process ends, so it stops by itself.
            self.inner.tasks.spawn(crate::jobs::run(self.clone(), scope.clone()));
        }
        let telling = crate::tell::run(self.clone());
        self.inner.tasks.spawn(self.inner.stopping.clone().run_until_cancelled_owned(telling));
    }

    /// Stops claiming work, finishes the calls in flight, and closes the database.
    pub async fn stop(&self) {
        self.inner.stopping.cancel();
        self.inner.tasks.close();
        self.inner.tasks.wait().await;
        self.inner.db.close().await;
    }

    /// Whether the database can be written (for `/readyz`).
    pub async fn ready(&self) -> bool {
        !self.inner.stopping.is_cancelled() && self.inner.db.is_writable().await
    }

    /// Why changes cannot be written down now: since the first that was lost, until one goes through again.
    #[must_use]
    pub fn unwritten(&self) -> Option<Unwritten> {
        self.inner.db.written().now()
    }

    /// Lets the database grow to so many pages and no further: for the proof of what a full disk does.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn cap(&self, pages: u32) -> Result<(), Fault> {
        self.inner.db.cap(pages).await
    }

    /// The one clock.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    pub(crate) fn db(&self) -> &Db {
        &self.inner.db
    }

    /// Commits a change and wakes whoever watches the log.
    pub(crate) async fn commit(&self, mut change: Change) -> Result<(), Fault> {
        let last = crate::sync::last_line(&mut change).await.map_err(Fault::from_db)?;
        change.commit().await.map_err(Fault::from_db)?;
        self.inner.log.send_if_modified(|line| std::mem::replace(line, last) != last);
        Ok(())
    }

    pub(crate) fn config(&self) -> &Config {
        &self.inner.config
    }

    pub(crate) fn gateway(&self, scope: &ScopeKey) -> Option<&Gateway> {
        self.inner.gateways.get(scope)
    }

    pub(crate) fn next_try(&self, scope: &ScopeKey) -> Option<&NextTry> {
        self.inner.tries.get(scope)
    }

    /// Does something in the background, that [`Self::stop`] waits for.
    pub(crate) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        self.inner.tasks.spawn(task);
    }

    pub(crate) fn log(&self) -> &watch::Sender<i64> {
        &self.inner.log
    }

    pub(crate) fn stopping(&self) -> &CancellationToken {
        &self.inner.stopping
    }
}
