//! Who else hears of each entry? Each that is committed is one line of JSON, in order.

use domain::audit::Entry;
use domain::fault::Fault;
use serde_json::json;

use super::store;
use crate::Backend;

/// Entries that are read at once.
const PART: i64 = 200;

/// Gives each entry as a line of JSON to `take` as soon as it is committed, until the console stops or `take` says that it
/// takes no more. It goes on where it ended the last time: a line may come twice after a crash, and none is left out.
pub fn copy(backend: &Backend, take: impl FnMut(&str) -> bool + Send + 'static) {
    let copier = backend.clone();
    backend.spawn(async move {
        if let Err(fault) = run(&copier, take).await {
            tracing::error!("the audit is not copied any more: {fault}");
        }
    });
}

async fn run(backend: &Backend, mut take: impl FnMut(&str) -> bool) -> Result<(), Fault> {
    let mut committed = backend.db().committed();
    let mut copied = store::copied(backend.db()).await?;
    store::note_copied(backend.db(), copied).await?;
    loop {
        committed.mark_unchanged();
        // Asked before the entries are read, so that none is left behind when the console stops.
        let is_last = backend.stopping().is_cancelled();
        let entries = store::following(backend.db(), copied, PART).await?;
        for entry in &entries {
            if !take(&line(entry)) {
                tracing::warn!("the audit is not copied any more: nobody takes it");
                return Ok(());
            }
        }
        if let Some(last) = entries.last() {
            copied = last.seq;
            store::note_copied(backend.db(), copied).await?;
            continue;
        }
        if is_last {
            return Ok(());
        }
        tokio::select! {
            _ = committed.changed() => {}
            () = backend.stopping().cancelled() => {}
        }
    }
}

fn line(entry: &Entry) -> String {
    json!({
        "audit": entry.seq,
        "at": entry.at.iso(),
        "person": entry.person,
        "person_id": entry.person_id,
        "what": entry.what,
        "words": entry.words(),
        "target": entry.target,
        "account": entry.account,
        "region": entry.region,
        "job": entry.job,
        "row": entry.row,
        "phase": entry.phase.slug(),
        "before": entry.before,
        "after": entry.after,
        "outcome": entry.outcome.slug(),
        "note": entry.note,
        "request_id": entry.request_id,
        "hash": entry.hash,
    })
    .to_string()
}
