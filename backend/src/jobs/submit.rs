//! From a confirmed plan to a job: rows and audit intents in one transaction. No entry, no call.

use std::collections::HashSet;

use domain::access::Permit;
use domain::change::Change;
use domain::fault::{Fault, FaultKind, FieldError};
use domain::ids::JobId;
use domain::jobs::{Kind, Pace, Selection, Wished};

use super::cap;
use super::pace;
use super::plan::{self, Judged};
use super::store::{self, Terms};
use crate::Backend;
use crate::db::FromDb;

/// Plans a change of a selection. What would harm nobody and changes one WorkSpace is submitted at once; all else
/// waits for a person to look at its plan.
///
/// # Errors
/// Those of [`plan::plan`] and of [`submit`].
pub async fn wish(
    backend: &Backend,
    permit: &Permit,
    change: impl Into<Change>,
    selection: Selection,
) -> Result<Wished, Fault> {
    let id = plan::plan(backend, permit, change, selection).await?;
    let shown = plan::read_plan(backend, permit.person(), id).await?;
    if !shown.goes_at_once() {
        return Ok(Wished::Plan(id));
    }
    submit(backend, permit, id, &shown.digest, None).await.map(Wished::Job)
}

/// Confirms a plan: plans again, and when nothing was added, job, rows and intents are committed together.
/// `typed` is the count that a person types before data is destroyed. Confirming twice gives the same job.
///
/// # Errors
/// `Invalid` at `typed`; `Conflict`, when rows were added since the digest was shown, or when the person would have more
/// under way than they may; `Forbidden`.
pub async fn submit(
    backend: &Backend,
    permit: &Permit,
    id: i64,
    shown_digest: &str,
    typed: Option<i64>,
) -> Result<JobId, Fault> {
    submit_at_pace(backend, permit, id, shown_digest, typed, &Pace::default()).await
}

/// As [`submit`], in waves, at hours and with a share of the rate.
///
/// # Errors
/// Those of [`submit`]; `Invalid` at the fields of the pace.
pub async fn submit_at_pace(
    backend: &Backend,
    permit: &Permit,
    id: i64,
    shown_digest: &str,
    typed: Option<i64>,
    pace: &Pace,
) -> Result<JobId, Fault> {
    let kept = plan::store::read(backend, permit.person(), id).await?;
    if let Some(job) = kept.job {
        return Ok(job);
    }
    let kind = kept.wanted.kind();
    if kind.right() != permit.right() {
        return Err(Fault::new(FaultKind::Forbidden, format!("You may not {}.", kind.right().words())));
    }
    if kept.digest != shown_digest {
        return Err(Fault::new(FaultKind::Conflict, "The plan has changed since you looked. Look again."));
    }
    let shown: Vec<_> = kept.shown.iter().filter(|row| row.eligible()).collect();
    check_typed(kind, shown.len() as i64, typed)?;
    let shown: HashSet<&str> = shown.into_iter().map(|row| row.identity.as_str()).collect();
    let is_shown = |row: &Judged| shown.contains(row.identity.as_str());
    let mut now = plan::judge(backend, permit, &kept.wanted).await?;
    let added = now.iter().filter(|row| row.eligible() && !is_shown(row)).count();
    if added > 0 {
        plan::store::show_again(backend, id, &now).await?;
        let message = format!("{added} more would change than when you looked. Look again and confirm.");
        return Err(Fault::new(FaultKind::Conflict, message));
    }
    // What dropped out since is skipped with why; what was not shown as eligible is no part of the job.
    now.retain(is_shown);
    if !now.iter().any(Judged::eligible) {
        plan::store::show_again(backend, id, &now).await?;
        return Err(Fault::new(FaultKind::Conflict, "Nothing is left to change."));
    }
    let at = backend.clock().now();
    let terms = Terms {
        pace,
        opens: pace::begins(pace, at)?,
        second: backend.config().second_above.is_some_and(|most| now.len() > most),
    };
    let mut change = backend.db().begin().await?;
    let job =
        store::submit(&mut change, permit.person(), kind, &now, terms, at).await.map_err(Fault::from_db)?;
    if !plan::store::confirm(&mut change, id, job).await.map_err(Fault::from_db)? {
        // Someone pressed twice: the other one won, and this job never was.
        drop(change);
        let kept = plan::store::read(backend, permit.person(), id).await?;
        return kept.job.ok_or_else(|| Fault::new(FaultKind::Conflict, "The plan is gone. Make it again."));
    }
    cap::check(backend, &mut change, permit.person(), job).await?;
    backend.commit(change).await?;
    tracing::info!(job, kind = kind.slug(), rows = now.len(), person = %permit.person().id, "a job was submitted");
    Ok(JobId(job))
}

fn check_typed(kind: Kind, eligible: i64, typed: Option<i64>) -> Result<(), Fault> {
    if kind.loses().is_none() || typed == Some(eligible) {
        return Ok(());
    }
    let message = format!("Type {eligible} to confirm: what they lose cannot be had back.");
    Err(Fault::invalid(vec![FieldError { field: "typed".to_owned(), message }]))
}
