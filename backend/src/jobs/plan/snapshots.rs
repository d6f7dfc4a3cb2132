//! How much would be lost? The age of each snapshot, asked of AWS while somebody looks at the plan.

use std::collections::HashMap;

use domain::access::Person;
use domain::fault::Fault;
use domain::fleet::Action;
use domain::ids::WorkspaceKey;
use domain::jobs::{Kind, PLAN_ROWS, SnapshotAge, SnapshotAges};

use super::{as_shown, store};
use crate::Backend;

/// WorkSpaces that one look asks for: about a second at the rate there is.
const AT_ONCE: usize = 2;
/// The oldest that are told by name.
const TOLD: usize = 10;

/// The ages of the snapshots that a plan of this person's would go back to, as far as they are known. `None` for a
/// change that loses no data to a snapshot.
///
/// # Errors
/// `NotFound`.
pub async fn snapshot_ages(
    backend: &Backend,
    person: &Person,
    plan: i64,
) -> Result<Option<SnapshotAges>, Fault> {
    Ok(Losing::of(backend, person, plan).await?.map(|losing| losing.told()))
}

/// Asks AWS for the next few, one call a WorkSpace, and says what is known then. A plan that was confirmed asks for no
/// more.
///
/// # Errors
/// `NotFound`.
pub async fn look_up_snapshots(
    backend: &Backend,
    person: &Person,
    plan: i64,
) -> Result<Option<SnapshotAges>, Fault> {
    let Some(mut losing) = Losing::of(backend, person, plan).await? else { return Ok(None) };
    for key in losing.next() {
        let age = ask(backend, &key, losing.action).await;
        store::keep_age(backend, plan, &key, &age).await?;
        losing.known.insert(key, age);
    }
    Ok(Some(losing.told()))
}

/// The rows of a plan that lose data to a snapshot.
struct Losing {
    action: Action,
    is_confirmed: bool,
    /// In the order of the page, with their labels.
    rows: Vec<(WorkspaceKey, String)>,
    /// How many of them the page shows.
    shown: usize,
    known: HashMap<WorkspaceKey, SnapshotAge>,
}

impl Losing {
    async fn of(backend: &Backend, person: &Person, plan: i64) -> Result<Option<Self>, Fault> {
        let kept = store::read(backend, person, plan).await?;
        let Kind::Act(action @ (Action::Rebuild | Action::Restore | Action::Migrate)) = kept.wanted.kind()
        else {
            return Ok(None);
        };
        let all = as_shown(&kept.shown);
        let eligible = |row: &&domain::jobs::PlanRow| row.skipped.is_none();
        let shown = all.iter().take(PLAN_ROWS).filter(|row| eligible(row)).count();
        let rows: Vec<_> = all
            .into_iter()
            .filter(eligible)
            .filter_map(|row| Some((row.key.clone()?, row.label.clone())))
            .collect();
        let mut known = store::ages(backend, plan).await?;
        // A plan that was made again may have lost rows.
        let mut wanted: HashMap<_, _> = HashMap::with_capacity(rows.len());
        for (key, _) in &rows {
            wanted.extend(known.remove_entry(key));
        }
        Ok(Some(Self { action, is_confirmed: kept.job.is_some(), rows, shown, known: wanted }))
    }

    /// Those to be asked for next: what the page shows comes first.
    fn next(&self) -> Vec<WorkspaceKey> {
        let most = if self.is_confirmed { 0 } else { AT_ONCE };
        let keys = self.rows.iter().map(|(key, _)| key);
        keys.filter(|key| !self.known.contains_key(*key)).take(most).cloned().collect()
    }

    fn told(&self) -> SnapshotAges {
        let taken = |(key, label): &(WorkspaceKey, String)| {
            Some((key.clone(), label.clone(), self.known.get(key)?.taken?))
        };
        let mut oldest: Vec<_> = self.rows.iter().filter_map(taken).collect();
        oldest.sort_by_key(|(_, _, taken)| *taken);
        oldest.truncate(TOLD);
        let count = |holds: &dyn Fn(&SnapshotAge) -> bool| {
            self.known.values().filter(|age| holds(age)).count() as i64
        };
        let shown = self.rows.iter().take(self.shown);
        SnapshotAges {
            known: self.known.len() as i64,
            of: self.rows.len() as i64,
            none: count(&|age| age.taken.is_none() && age.error.is_none()),
            failed: count(&|age| age.error.is_some()),
            oldest,
            rows: shown.filter_map(|(key, _)| Some((key.clone(), self.known.get(key)?.clone()))).collect(),
        }
    }
}

async fn ask(backend: &Backend, key: &WorkspaceKey, action: Action) -> SnapshotAge {
    let Some(gateway) = backend.gateway(&key.scope) else {
        return SnapshotAge { taken: None, error: Some("its region is not watched any more".to_owned()) };
    };
    match crate::sync::aws::snapshots(gateway, key.id.as_str()).await {
        Ok(found) => {
            // Restore takes both volumes back, the others the user volume alone (rules.md).
            let times = if action == Action::Restore { found.restore } else { found.rebuild };
            SnapshotAge { taken: times.into_iter().max(), error: None }
        }
        Err(fault) => SnapshotAge { taken: None, error: Some(fault.to_string()) },
    }
}
