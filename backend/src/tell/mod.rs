//! How do people hear of a job? A message is written with what it tells, and carried by one loop for each way.

mod mail;
mod post;
mod slack;
pub(crate) mod store;
mod webhook;
mod words;

use std::collections::BTreeMap;
use std::time::Duration;

use domain::at::At;
use domain::fault::Fault;
use domain::ids::JobId;
use domain::tell::{Delivery, Event, Told};
use futures::future::{join_all, try_join_all};
use serde::{Deserialize, Serialize};

use crate::Backend;
use crate::config::{By, Way};
use crate::db::FromDb;

pub use mail::is_address;
pub use post::is_url;

/// Minutes from each failed try to the next: eight tries within six hours.
const PAUSES: [i64; 7] = [1, 5, 15, 30, 60, 120, 120];
/// How long to rest when nothing is due and nothing wakes us.
const REST: Duration = Duration::from_secs(5);

/// A message on its way.
struct Message {
    id: i64,
    /// What receivers tell doubles by.
    uid: String,
    job: i64,
    event: Event,
    at: At,
    facts: Facts,
    /// Tries that have failed.
    tries: i64,
}

/// A job as it stood when something happened.
#[derive(Serialize, Deserialize)]
struct Facts {
    title: String,
    by: String,
    /// Rows by state, in the spelling of the database.
    counts: BTreeMap<String, i64>,
}

/// A try that failed: why, without any secret in it, and whether another try can end better.
struct Refused {
    why: String,
    again: bool,
}

/// The messages about a job, in the order of what happened; none when no way is configured.
///
/// # Errors
/// When the database fails.
pub(crate) async fn told(backend: &Backend, job: JobId) -> Result<Vec<Told>, Fault> {
    if backend.config().tell.ways.is_empty() {
        return Ok(Vec::new());
    }
    store::told(backend.db(), job).await
}

/// Carries messages as long as the process runs. What is cut off when it ends is tried again after the next start.
pub(crate) async fn run(backend: Backend) {
    // Each way has a loop of its own: one that hangs delays no other, and each has one try in flight at most.
    join_all(backend.config().tell.ways.iter().map(|way| carry(&backend, way))).await;
}

async fn carry(backend: &Backend, way: &Way) {
    let mut log = backend.log().subscribe();
    loop {
        match one_try(backend, way).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(fault) => tracing::warn!(way = way.name, error = %fault, "messages cannot be carried"),
        }
        tokio::select! {
            _ = log.changed() => {}
            () = backend.clock().sleep(REST) => {}
        }
    }
}

/// One try for each way that has a message due. Says whether there was any.
///
/// # Errors
/// When the database fails; what receivers say goes to the messages.
pub async fn turn(backend: &Backend) -> Result<bool, Fault> {
    let tries = backend.config().tell.ways.iter().map(|way| one_try(backend, way));
    Ok(try_join_all(tries).await?.contains(&true))
}

async fn one_try(backend: &Backend, way: &Way) -> Result<bool, Fault> {
    let Some(message) = store::due(backend.db(), &way.name, backend.clock().now()).await? else {
        return Ok(false);
    };
    let refused = send(backend, way, &message).await.err();
    let (job, event, now) = (message.job, message.event.slug(), backend.clock().now());
    let pause = usize::try_from(message.tries).ok().and_then(|tries| PAUSES.get(tries));
    let (state, why) = match (refused, pause) {
        (None, _) => (Delivery::Delivered(now), None),
        (Some(Refused { why, again: true }), Some(minutes)) => {
            (Delivery::Waits(now.plus_ms(minutes * 60_000)), Some(why))
        }
        (Some(Refused { why, .. }), _) => (Delivery::GivenUp, Some(why)),
    };
    match (state, &why) {
        (Delivery::GivenUp, Some(why)) => {
            tracing::warn!(way = way.name, job, event, why, "a message is given up");
        }
        (_, Some(why)) => tracing::warn!(way = way.name, job, event, why, "a message is tried again later"),
        (_, None) => tracing::info!(way = way.name, job, event, "a message was delivered"),
    }
    let mut change = backend.db().begin().await?;
    store::tried(&mut change, &message, state, why.as_deref(), now).await.map_err(Fault::from_db)?;
    backend.commit(change).await?;
    Ok(true)
}

async fn send(backend: &Backend, way: &Way, message: &Message) -> Result<(), Refused> {
    let link = backend.config().tell.jobs_url.as_ref().map(|jobs| format!("{jobs}/{}", message.job));
    let (link, now) = (link.as_deref(), backend.clock().now());
    match &way.by {
        By::Webhook { url, secret } => webhook::send(url, secret, message, link, now).await,
        By::Slack { url } => slack::send(url, message, link).await,
        By::Mail { to, smtp } => mail::send(to, smtp, message, link, now).await,
    }
}

impl Refused {
    /// No answer came.
    fn unanswered(error: &(dyn std::error::Error + 'static)) -> Self {
        Self { why: crate::fetch::cause(error), again: true }
    }

    fn late(patience: Duration) -> Self {
        Self { why: format!("no answer within {} s", patience.as_secs()), again: true }
    }
}
