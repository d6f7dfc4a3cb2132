//! Who carries the steps out? One turn after another, for each scope its own (jobs.md, 3 to 8).

mod look_again;
mod look_for_standby;
pub(super) mod quarantine;
mod read_back;
mod reconcile;
mod send;
mod settle;
mod store;
mod waves;

use std::time::Duration;

use domain::access::{Person, Place, Right};
use domain::change::Task;
use domain::fault::Fault;
use domain::ids::{DirectoryId, PersonId, ScopeKey};
use domain::jobs::{Kind, StepState, Wish};
use domain::tags::Tag;

use super::store as steps;
use crate::Backend;
use crate::db::FromDb;
use crate::gateway::Gateway;
use crate::sync::Batch;
use store::Step;

/// How long to rest when nothing is due and nothing wakes us.
const REST: Duration = Duration::from_secs(1);

/// Carries out what is due in a scope, as long as the process runs; a call in flight is finished first.
pub(crate) async fn run(backend: Backend, scope: ScopeKey) {
    let stopping = backend.stopping().clone();
    if let Err(fault) = adopt(&backend, &scope).await {
        tracing::error!(%scope, error = %fault, "could not look after what an earlier process left");
    }
    let mut log = backend.log().subscribe();
    while !stopping.is_cancelled() {
        match turn(&backend, &scope).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(fault) => tracing::warn!(%scope, error = %fault, "a turn of the jobs did not go through"),
        }
        tokio::select! {
            () = stopping.cancelled() => {}
            _ = log.changed() => {}
            () = backend.clock().sleep(REST) => {}
        }
    }
}

/// What an earlier process was sending when it ended: whether AWS has it is found out before anything is sent again.
///
/// # Errors
/// When the database fails.
pub async fn adopt(backend: &Backend, scope: &ScopeKey) -> Result<(), Fault> {
    orphans(backend, scope, true).await
}

async fn orphans(backend: &Backend, scope: &ScopeKey, all: bool) -> Result<(), Fault> {
    let mut change = backend.db().begin().await?;
    let found =
        store::orphans(&mut change, scope, backend.clock().now(), all).await.map_err(Fault::from_db)?;
    if found > 0 {
        tracing::warn!(%scope, steps = found, "calls without an answer: finding out what AWS did");
        backend.commit(change).await?;
    }
    Ok(())
}

/// One turn: settle what has arrived, find out what is unknown, send one call. Says whether anything was sent.
///
/// # Errors
/// When the database fails; what AWS says goes to the rows.
pub async fn turn(backend: &Backend, scope: &ScopeKey) -> Result<bool, Fault> {
    let gateway = backend.gateway(scope).ok_or_else(|| Fault::not_found("That scope is not watched."))?;
    let scope_id = crate::sync::scope_id(backend.db(), scope).await?;
    let at = Turn { backend, gateway, scope, scope_id };
    if !at.idle().await? {
        // An answer that could not be written down is as good as none, once nobody holds its lease any more.
        orphans(backend, scope, false).await?;
        settle::settle(&at).await?;
        reconcile::reconcile(&at).await?;
        waves::waves(&at).await?;
        return send::send(&at).await;
    }
    Ok(false)
}

/// What a turn works with.
struct Turn<'a> {
    backend: &'a Backend,
    gateway: &'a Gateway,
    scope: &'a ScopeKey,
    scope_id: i64,
}

impl Turn<'_> {
    /// Whether no step of the scope is open: the usual case, for the price of one query.
    async fn idle(&self) -> Result<bool, Fault> {
        Ok(!steps::any_open(self.backend.db(), self.scope_id).await?)
    }

    /// Where what AWS tells now belongs in the inventory.
    fn batch(&self) -> Batch<'_> {
        let now = self.backend.clock().now();
        Batch { scope_id: self.scope_id, scope: self.scope, now, sweep: None, log_new: true }
    }

    /// Applies moves in one transaction, with a line of the log for each job that moved.
    async fn apply(&self, moves: &[(i64, steps::Move<'_>)]) -> Result<(), Fault> {
        if moves.is_empty() {
            return Ok(());
        }
        let mut change = self.backend.db().begin().await?;
        let mut jobs: Vec<i64> = Vec::new();
        for (job, to_be) in moves {
            if steps::go(&mut change, to_be).await.map_err(Fault::from_db)? && !jobs.contains(job) {
                jobs.push(*job);
            }
        }
        for job in jobs {
            steps::touched(&mut change, job, self.backend.clock().now()).await.map_err(Fault::from_db)?;
        }
        self.backend.commit(change).await
    }

    /// Whether the author may still do this here (jobs.md 8): rights can be taken away while a job runs.
    async fn authorised(&self, author: Option<&Person>, step: &Step, kind: Kind) -> Result<bool, Fault> {
        let Some(person) = author else { return Ok(false) };
        let directory = DirectoryId::new(&step.directory_id);
        let tags = match (kind, &step.workspace_id) {
            (Kind::Act(_), Some(id)) => self.tags_for(person, self.scope, id).await?,
            _ => Some(Vec::new()),
        };
        let place = Place {
            account: &self.scope.account,
            region: &self.scope.region,
            directory: &directory,
            tags: tags.as_deref(),
        };
        let guards = step.task().is_some_and(|task| task.guards(self.backend.config().scope_tags.as_slice()));
        Ok(person.may(kind.right(), place)
            && (!guards || person.may(Right::Settings, place))
            && self.sees_primary(person, step).await?)
    }

    /// Whether this person may still see what a standby is made of.
    async fn sees_primary(&self, person: &Person, step: &Step) -> Result<bool, Fault> {
        let Some(Wish::Standby { key, directory, .. }) = step.wish() else { return Ok(true) };
        let (scope, directory) = (&key.scope, DirectoryId::new(directory));
        let tags = self.tags_for(person, scope, key.id.as_str()).await?;
        let place = Place {
            account: &scope.account,
            region: &scope.region,
            directory: &directory,
            tags: tags.as_deref(),
        };
        Ok(person.may(Right::Read, place))
    }

    /// The tags that decide what somebody may do; not looked up where none does.
    async fn tags_for(&self, person: &Person, scope: &ScopeKey, id: &str) -> Result<Option<Vec<Tag>>, Fault> {
        if !person.is_bound_by_tags() {
            return Ok(None);
        }
        crate::access::tags(self.backend, scope, id).await
    }

    async fn author(&self, step: &Step) -> Result<Option<Person>, Fault> {
        crate::access::person(self.backend, &PersonId::new(&step.person_id)).await
    }
}

impl Step {
    fn kind(&self) -> Option<Kind> {
        Kind::from_slug(&self.kind)
    }

    /// What it asks for.
    fn task(&self) -> Option<Task> {
        match &self.what {
            Some(what) => serde_json::from_str(what).ok(),
            None => match self.kind()? {
                Kind::Act(action) => Some(Task::Act(action)),
                Kind::Create => Some(Task::Create),
                // Their steps always say what they ask for.
                Kind::Order(_) => None,
                // Its steps say where and how.
                Kind::Standby => None,
            },
        }
    }

    fn wish(&self) -> Option<Wish> {
        serde_json::from_str(&self.wish).ok()
    }

    /// A move of this step, written with the job whose pages must look again.
    fn to(&self, state: StepState, at: domain::at::At) -> steps::Move<'static> {
        steps::Move::new(self.id, state, at)
    }
}
