//! Everything there is in one account × region, read once.

use domain::at::At;
use domain::fault::Fault;
use domain::ids::ScopeKey;

use super::store::{self, Batch, Standing};
use super::{SyncFault, aws, health_of, keys, resources, tags};
use crate::Backend;
use crate::db::FromDb;
use crate::gateway::{Gateway, Priority};

/// A WorkSpace younger than this may be missing from AWS's answers without being gone (facts.md 1).
const SETTLED_MS: i64 = 10 * 60_000;

/// Reads all of a scope into the inventory: ⌈N/25⌉ calls for the list and as many for connections, and the pages of
/// bundles, directories and tags; KMS keys are asked for besides.
///
/// # Errors
/// What AWS said, or the database; the scope is marked with it.
pub async fn sweep(backend: &Backend, scope: &ScopeKey) -> Result<(), SyncFault> {
    let gateway = backend.gateway(scope).ok_or_else(|| Fault::not_found("That scope is not watched."))?;
    let scope_id = store::scope_id(backend.db(), scope).await?;
    let run = Run { backend, gateway, scope, scope_id };
    let swept = run.all().await;
    if let Err(fault) = &swept {
        let (health, words) = health_of(fault);
        run.stand(Standing { health: Some(health), sweeping: None, swept_at: None, error: Some(&words) })
            .await?;
    }
    swept
}

struct Run<'a> {
    backend: &'a Backend,
    gateway: &'a Gateway,
    scope: &'a ScopeKey,
    scope_id: i64,
}

impl Run<'_> {
    async fn all(&self) -> Result<(), SyncFault> {
        let started = self.backend.clock().now();
        let mut change = self.backend.db().begin().await?;
        let (sweep, first) = store::begin_sweep(&mut change, self.scope_id).await.map_err(Fault::from_db)?;
        self.backend.commit(change).await?;
        let all = Batch { log_new: !first, ..self.batch() };
        resources::read(self.backend, self.gateway, all).await?;
        self.list(sweep, first).await?;
        self.missing(sweep, started).await?;
        let done = Standing { health: Some("good"), sweeping: None, swept_at: Some(started), error: None };
        self.stand(done).await?;
        self.connections(first).await?;
        keys::read(self.backend, self.gateway, self.batch()).await?;
        let all = Batch { log_new: !first, ..self.batch() };
        tags::read(self.backend, self.gateway, all).await?;
        resources::read_tags(self.backend, self.gateway, all).await?;
        // The planner needs to know how many rows a state or a scope has.
        crate::fleet::analyze(self.backend).await?;
        Ok(())
    }

    fn batch(&self) -> Batch<'_> {
        let now = self.backend.clock().now();
        Batch { scope_id: self.scope_id, scope: self.scope, now, sweep: None, log_new: true }
    }

    async fn stand(&self, standing: Standing<'_>) -> Result<(), Fault> {
        let mut change = self.backend.db().begin().await?;
        store::stand(&mut change, self.batch(), standing).await.map_err(Fault::from_db)?;
        self.backend.commit(change).await
    }

    async fn list(&self, sweep: i64, first: bool) -> Result<(), SyncFault> {
        let (mut token, mut read) = (None, 0);
        loop {
            // As of the question: what somebody asks for meanwhile is known better.
            let batch = Batch { sweep: Some(sweep), log_new: !first, ..self.batch() };
            let (items, next) = aws::page(self.gateway, self.scope.account.as_str(), token).await?;
            read += items.len() as i64;
            let mut change = self.backend.db().begin().await?;
            store::absorb(&mut change, batch, &items).await.map_err(Fault::from_db)?;
            if first {
                let progress = Standing { health: None, sweeping: Some(read), swept_at: None, error: None };
                store::stand(&mut change, batch, progress).await.map_err(Fault::from_db)?;
            } else {
                store::progress(&mut change, self.scope_id, read).await.map_err(Fault::from_db)?;
            }
            self.backend.commit(change).await?;
            match next {
                None => return Ok(()),
                next => token = next,
            }
        }
    }

    /// A WorkSpace can slip between two pages: only what AWS denies by id as well is gone.
    async fn missing(&self, sweep: i64, started: At) -> Result<(), SyncFault> {
        let settled = started.plus_ms(-SETTLED_MS);
        let missed = store::missed(self.backend.db(), self.scope_id, sweep, settled).await?;
        for ids in missed.chunks(aws::PAGE) {
            let batch = Batch { sweep: Some(sweep), ..self.batch() };
            let there = aws::by_id(self.gateway, self.scope.account.as_str(), ids, Priority::Sweep).await?;
            let gone: Vec<_> =
                ids.iter().filter(|id| !there.iter().any(|item| item.id == **id)).cloned().collect();
            let mut change = self.backend.db().begin().await?;
            store::absorb(&mut change, batch, &there).await.map_err(Fault::from_db)?;
            store::remove(&mut change, batch, &gone).await.map_err(Fault::from_db)?;
            self.backend.commit(change).await?;
        }
        Ok(())
    }

    async fn connections(&self, first: bool) -> Result<(), SyncFault> {
        let mut after = String::new();
        loop {
            let ids = store::ids_after(self.backend.db(), self.scope_id, &after, aws::PAGE).await?;
            let Some(last) = ids.last() else { return Ok(()) };
            after.clone_from(last);
            let entries = aws::connected(self.gateway, &ids).await?;
            let mut change = self.backend.db().begin().await?;
            let batch = Batch { log_new: !first, ..self.batch() };
            store::put_connections(&mut change, batch, &entries).await.map_err(Fault::from_db)?;
            self.backend.commit(change).await?;
        }
    }
}
