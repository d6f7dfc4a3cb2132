//! What would happen? Each wished change is judged against the inventory and the rules, before anything is sent.

mod doubt;
mod history;
mod judge;
mod snapshots;
mod standby;
pub(super) mod store;

use domain::access::{Permit, Person};
use domain::change::Change;
use domain::create::{Form, Spec};
use domain::fault::{Fault, FaultKind, FieldError};
use domain::fleet::Action;
use domain::ids::ScopeKey;
use domain::jobs::{Kind, PLAN_ROWS, Plan, PlanRow, Selection};
use domain::query::FleetQuery;
use domain::resilience::Standby;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Backend, create, fleet};

pub(super) use doubt::Doubt;
use judge::Looks;
pub(super) use judge::{Judged, identity};
pub use snapshots::snapshot_ages;

/// What a plan is made from; kept, so that confirming can plan again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Wanted {
    Change(Change, Selection),
    Create(Vec<Spec>),
    Standby(Standby, Selection),
    /// Once more, where some rows may have been executed the first time.
    Again(Box<Wanted>, Doubt),
}

impl Wanted {
    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::Change(change, _) => Kind::Act(change.action()),
            Self::Create(_) => Kind::Create,
            Self::Standby(..) => Kind::Standby,
            Self::Again(wanted, _) => wanted.kind(),
        }
    }
}

/// Plans a change of a selection and keeps the plan; says its number. Nothing is sent.
///
/// # Errors
/// `Invalid` at `selected`, when nothing is selected or more than one job may hold.
pub async fn plan(
    backend: &Backend,
    permit: &Permit,
    change: impl Into<Change>,
    selection: Selection,
) -> Result<i64, Fault> {
    let change = change.into();
    if let Change::Act(action) = change
        && !Action::PLAIN.contains(&action)
    {
        let message = format!("“{}” takes more than its name: its form asks for the rest.", action.slug());
        return Err(Fault::new(FaultKind::Invalid, message));
    }
    keep(backend, permit, Wanted::Change(change, selection)).await
}

/// Checks a form and plans to create its WorkSpaces; says the plan's number. Nothing is sent.
///
/// # Errors
/// `Invalid`, with an error at each field.
pub async fn plan_create(backend: &Backend, permit: &Permit, form: &Form) -> Result<i64, Fault> {
    let catalog = create::catalog(backend, permit.person()).await?;
    let specs = form.check(&catalog).map_err(Fault::invalid)?;
    keep(backend, permit, Wanted::Create(specs)).await
}

/// Plans a standby of each primary of a selection; says the plan's number. Nothing is sent.
///
/// # Errors
/// `Invalid` at `selected`, as [`plan`].
pub async fn plan_standby(
    backend: &Backend,
    permit: &Permit,
    standby: Standby,
    primaries: Selection,
) -> Result<i64, Fault> {
    keep(backend, permit, Wanted::Standby(standby, primaries)).await
}

pub(super) async fn keep(backend: &Backend, permit: &Permit, wanted: Wanted) -> Result<i64, Fault> {
    let judged = judge(backend, permit, &wanted).await?;
    store::keep(backend, permit.person(), &wanted, &judged).await
}

/// Judges each row of what is wanted, as of now.
pub(super) async fn judge(backend: &Backend, permit: &Permit, wanted: &Wanted) -> Result<Vec<Judged>, Fault> {
    match wanted {
        Wanted::Change(change, selection) => {
            let targets = targets(backend, permit.person(), selection).await?;
            let looks = Looks {
                now: backend.clock().now(),
                known: match change {
                    Change::Modify(_) => history::known(backend, &targets).await?,
                    _ => history::Histories::default(),
                },
                bundles: match change {
                    Change::Migrate(bundle) => store::scopes_of(backend, bundle).await?,
                    _ => Vec::new(),
                },
            };
            Ok(targets.iter().map(|target| judge::change(permit, change, target, &looks)).collect())
        }
        Wanted::Create(specs) => {
            let mut judged = Vec::with_capacity(specs.len());
            for spec in specs {
                let there = store::of_user(backend, spec).await?;
                judged.push(judge::create(spec, there));
            }
            Ok(judged)
        }
        Wanted::Standby(standby, primaries) => {
            let targets = targets(backend, permit.person(), primaries).await?;
            standby::judge(backend, permit, standby, &targets).await
        }
        Wanted::Again(wanted, doubt) => {
            let mut judged = Box::pin(judge(backend, permit, wanted)).await?;
            doubt.warn(&mut judged);
            Ok(judged)
        }
    }
}

async fn targets(
    backend: &Backend,
    person: &Person,
    selection: &Selection,
) -> Result<Vec<domain::workspace::WorkSpace>, Fault> {
    let refuse = |message: String| Fault::invalid(vec![FieldError { field: "selected".to_owned(), message }]);
    let most = backend.config().job_rows;
    let found = match selection {
        Selection::These(keys) => fleet::these(backend, person, keys).await?,
        Selection::Matching(address) => {
            let (query, dropped) = FleetQuery::read(address);
            // A filter that was dropped would make the selection larger than the person thinks.
            if let Some(why) = dropped.first() {
                return Err(refuse(format!(
                    "Which WorkSpaces are meant is not clear, so nothing is planned. {why}"
                )));
            }
            fleet::matching(backend, person, &query, most + 1).await?
        }
    };
    match found.len() {
        0 => Err(refuse(
            match selection {
                Selection::These(keys) if keys.is_empty() => {
                    "Nothing is selected: choose the WorkSpaces first."
                }
                Selection::These(_) => {
                    "The selection names no WorkSpace of yours: they are gone, or not for you to see."
                }
                Selection::Matching(_) => "No WorkSpace matches: there is nothing to change.",
            }
            .to_owned(),
        )),
        count if count > most => Err(refuse(format!(
            "More than {most} WorkSpaces are selected; one job may have {most}. Filter further."
        ))),
        _ => Ok(found),
    }
}

/// A plan of this person's, as it was last shown to them.
///
/// # Errors
/// `NotFound`.
pub async fn read_plan(backend: &Backend, person: &Person, id: i64) -> Result<Plan, Fault> {
    let kept = store::read(backend, person, id).await?;
    let kind = kept.wanted.kind();
    let (mut calls, mut seconds) = (0, 0);
    for (scope, steps) in by_scope(&kept.shown) {
        let of_scope = calls_for(kind, steps);
        calls += of_scope;
        // Scopes have their own rates, so the longest counts.
        let span_ms = backend.gateway(&scope).map_or(0, |gateway| gateway.budget().span_ms(of_scope));
        seconds = seconds.max(span_ms / 1_000);
    }
    let count = |holds: &dyn Fn(&Judged) -> bool| kept.shown.iter().filter(|row| holds(row)).count() as i64;
    let mut rows: Vec<PlanRow> = kept.shown.iter().map(|judged| judged.row.clone()).collect();
    rows.sort_by_key(|row| (row.skipped.is_none(), row.warning.is_none()));
    rows.truncate(PLAN_ROWS);
    Ok(Plan {
        id,
        kind,
        at: kept.at,
        eligible: count(&Judged::eligible),
        skipped: count(&|row| !row.eligible()),
        warned: count(&|row| row.eligible() && row.row.warning.is_some()),
        connected: count(&|row| row.eligible() && row.connected),
        calls,
        seconds,
        waits: kept.shown.iter().filter(|row| row.eligible()).map(Judged::waits_ms).max().unwrap_or_default()
            / 1_000,
        rows,
        digest: kept.digest,
        job: kept.job,
    })
}

/// Every row of a plan of this person's, in the order of what was selected: for scripts, which read more than a page.
///
/// # Errors
/// `NotFound`.
pub async fn plan_rows(backend: &Backend, person: &Person, id: i64) -> Result<Vec<PlanRow>, Fault> {
    let kept = store::read(backend, person, id).await?;
    Ok(kept.shown.into_iter().map(|judged| judged.row).collect())
}

fn by_scope(judged: &[Judged]) -> Vec<(ScopeKey, i64)> {
    let mut scopes = std::collections::BTreeMap::new();
    for row in judged.iter().filter(|row| row.eligible()) {
        *scopes.entry(row.scope.clone()).or_insert(0) += row.row.rungs.len() as i64;
    }
    scopes.into_iter().collect()
}

/// Calls for so many steps of one scope; before data is destroyed as many to look once more, and one each for the tags.
pub(super) fn calls_for(kind: Kind, steps: i64) -> i64 {
    let calls = (steps as u64).div_ceil(kind.batch() as u64) as i64;
    if matches!(kind, Kind::Act(action) if action.destroys()) { calls * 2 + steps } else { calls }
}

/// What a confirmation refers to: which rows would change.
pub(super) fn digest(judged: &[Judged]) -> String {
    let mut names: Vec<_> =
        judged.iter().filter(|row| row.eligible()).map(|row| row.identity.as_str()).collect();
    names.sort_unstable();
    hex::encode(Sha256::digest(names.join("\n").as_bytes()))
}
