//! What would happen? Each wished change is judged against the inventory and the rules, before anything is sent.

mod csv;
mod doubt;
mod history;
mod judge;
mod mend;
mod snapshots;
mod standby;
pub(super) mod store;

use domain::access::{Permit, Person};
use domain::change::Change;
use domain::cli::{self, Commands};
use domain::create::{Checked, Form, Spec};
use domain::fault::{Fault, FaultKind, FieldError};
use domain::fleet::Action;
use domain::ids::{JobId, ScopeKey};
use domain::jobs::{Kind, PLAN_ROWS, Plan, PlanRow, Selection};
use domain::query::FleetQuery;
use domain::resilience::Standby;
use domain::resource::{Request, ResourceKind, Verb};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Backend, create, fleet, resource};

pub use csv::plan_csv;
pub(super) use doubt::Doubt;
use judge::Looks;
pub(super) use judge::{Judged, identity, order_identity};
pub use mend::mend;
pub use snapshots::{look_up_snapshots, snapshot_ages};

/// What a plan is made from; kept, so that confirming can plan again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Wanted {
    Change(Change, Selection),
    Create(Vec<Spec>),
    /// Of resources that are no WorkSpaces; all of one verb.
    Orders(Vec<Request>),
    Standby(Standby, Selection),
    /// Once more, where some rows may have been executed the first time.
    Again(Box<Wanted>, Doubt),
}

impl Wanted {
    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::Change(change, _) => Kind::Act(change.action()),
            Self::Create(_) => Kind::Create,
            Self::Orders(requests) => {
                let verb = requests.first().map(|request| request.verb);
                Kind::Order(verb.unwrap_or(Verb::Tag(ResourceKind::Directory)))
            }
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
    keep(backend, permit, Wanted::Change(change, selection), None).await
}

/// Checks a form and plans to create its WorkSpaces; says the plan's number. Nothing is sent.
///
/// # Errors
/// `Invalid`, with an error at each field.
pub async fn plan_create(backend: &Backend, permit: &Permit, form: &Form) -> Result<i64, Fault> {
    let catalog = create::catalog(backend, permit.person()).await?;
    let Checked { specs, refused } = create::checked(backend, &catalog, form)?;
    let plan = keep(backend, permit, Wanted::Create(specs), None).await?;
    if !refused.is_empty() {
        create::refused::store::keep(backend.db(), plan, &form.without_who(), &refused).await?;
    }
    Ok(plan)
}

/// Joins a plan and the draft of the form it came from, which is offered again until the plan has become a job.
///
/// # Errors
/// When the database fails.
pub(crate) async fn of_draft(backend: &Backend, person: &Person, plan: i64, draft: i64) -> Result<(), Fault> {
    store::of_draft(backend, person, plan, draft).await
}

/// Plans what is asked of resources that are no WorkSpaces; says the plan's number.
pub(crate) async fn plan_orders(
    backend: &Backend,
    permit: &Permit,
    requests: Vec<Request>,
) -> Result<i64, Fault> {
    keep(backend, permit, Wanted::Orders(requests), None).await
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
    keep(backend, permit, Wanted::Standby(standby, primaries), None).await
}

/// Keeps a plan; `again` is the job whose rows it tries again.
pub(super) async fn keep(
    backend: &Backend,
    permit: &Permit,
    wanted: Wanted,
    again: Option<JobId>,
) -> Result<i64, Fault> {
    let judged = judge(backend, permit, &wanted).await?;
    store::keep(backend, permit.person(), &wanted, &judged, again).await
}

/// Judges each row of what is wanted, as of now.
pub(super) async fn judge(backend: &Backend, permit: &Permit, wanted: &Wanted) -> Result<Vec<Judged>, Fault> {
    match wanted {
        Wanted::Change(change, selection) => {
            let targets = targets(backend, permit.person(), selection).await?;
            if matches!(change, Change::CreateImage(_)) && targets.len() > 1 {
                let message = "An image is made of one WorkSpace, because its name is its own: choose one.";
                return Err(selected(message.to_owned()));
            }
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
                scope_tags: backend.config().scope_tags.clone(),
            };
            Ok(targets.iter().map(|target| judge::change(permit, change, target, &looks)).collect())
        }
        Wanted::Create(specs) => {
            let mut there = store::of_specs(backend, specs).await?;
            let one = |spec: &Spec| judge::create(spec, there.remove(&identity(spec)).unwrap_or_default());
            Ok(specs.iter().map(one).collect())
        }
        Wanted::Orders(requests) => {
            let mut judged = Vec::with_capacity(requests.len());
            for request in requests {
                judged.push(judge::order(request, resource::judge(backend, permit, request).await?));
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

fn selected(message: String) -> Fault {
    Fault::invalid(vec![FieldError { field: "selected".to_owned(), message }])
}

async fn targets(
    backend: &Backend,
    person: &Person,
    selection: &Selection,
) -> Result<Vec<domain::workspace::WorkSpace>, Fault> {
    let most = backend.config().job_rows;
    let found = match selection {
        Selection::These(keys) => fleet::these(backend, person, keys).await?,
        Selection::Matching(address) => {
            let (query, dropped) = FleetQuery::read(address);
            // A filter that was dropped would make the selection larger than the person thinks.
            if let Some(why) = dropped.first() {
                return Err(selected(format!(
                    "Which WorkSpaces are meant is not clear, so nothing is planned. {why}"
                )));
            }
            fleet::matching(backend, person, &query, most + 1).await?
        }
    };
    match found.len() {
        0 => Err(selected(
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
        count if count > most => Err(selected(format!(
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
    let rows = as_shown(&kept.shown).into_iter().take(PLAN_ROWS).cloned().collect();
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
        commands: Commands::shown(kept.shown.iter().map(|judged| &judged.row)),
        again: kept.again,
    })
}

/// The rows in the order of the page: what needs a look comes first.
fn as_shown(judged: &[Judged]) -> Vec<&PlanRow> {
    let mut rows: Vec<_> = judged.iter().map(|judged| &judged.row).collect();
    rows.sort_by_key(|row| (row.skipped.is_none(), row.warning.is_none()));
    rows
}

/// Every row of a plan of this person's, in the order of what was selected: for scripts, which read more than a page.
///
/// # Errors
/// `NotFound`.
pub async fn plan_rows(backend: &Backend, person: &Person, id: i64) -> Result<Vec<PlanRow>, Fault> {
    let kept = store::read(backend, person, id).await?;
    Ok(kept.shown.into_iter().map(|judged| judged.row).collect())
}

/// A plan of this person's as a file of AWS CLI commands.
///
/// # Errors
/// `NotFound`.
pub async fn plan_commands(backend: &Backend, person: &Person, id: i64) -> Result<String, Fault> {
    let kept = store::read(backend, person, id).await?;
    let rows: Vec<_> = kept.shown.into_iter().map(|judged| judged.row).collect();
    Ok(cli::script(id, kept.wanted.kind(), kept.at, &rows))
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
