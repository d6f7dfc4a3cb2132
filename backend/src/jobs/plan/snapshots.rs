//! How much would be lost? The age of each snapshot, asked of AWS while somebody looks at the plan.

use std::collections::HashMap;

use domain::access::Person;
use domain::at::At;
use domain::fault::Fault;
use domain::fleet::Action;
use domain::ids::WorkspaceKey;
use domain::jobs::{Kind, SnapshotAges};

use super::{Judged, store};
use crate::Backend;

/// WorkSpaces that one look asks for: about a second at the rate there is.
const AT_ONCE: usize = 2;
/// The oldest that are told by name.
const TOLD: usize = 10;

/// The ages of the snapshots that a plan of this person's would go back to; with `look` the next few are asked of AWS,
/// one call a WorkSpace. `None` for a change that loses no data to a snapshot.
///
/// # Errors
/// `NotFound`.
pub async fn snapshot_ages(
    backend: &Backend,
    person: &Person,
    plan: i64,
    look: bool,
) -> Result<Option<SnapshotAges>, Fault> {
    let kept = store::read(backend, person, plan).await?;
    let Kind::Act(action @ (Action::Rebuild | Action::Restore | Action::Migrate)) = kept.wanted.kind() else {
        return Ok(None);
    };
    let rows: Vec<_> = kept.shown.iter().filter(|row| row.eligible()).collect();
    let mut known: HashMap<WorkspaceKey, Age> = store::ages(backend, plan).await?;
    // A plan that was made again may have lost rows.
    let wanted: HashMap<&WorkspaceKey, &str> = keys(&rows).collect();
    known.retain(|key, _| wanted.contains_key(key));
    if look && kept.job.is_none() {
        let next: Vec<_> = keys(&rows).filter(|(key, _)| !known.contains_key(*key)).take(AT_ONCE).collect();
        for (key, _) in next {
            let age = ask(backend, key, action).await;
            store::keep_age(backend, plan, key, &age).await?;
            known.insert(key.clone(), age);
        }
    }
    let mut oldest: Vec<_> = known
        .iter()
        .filter_map(|(key, age)| Some((key.clone(), (*wanted.get(key)?).to_owned(), age.taken?)))
        .collect();
    oldest.sort_by_key(|(_, _, taken)| *taken);
    oldest.truncate(TOLD);
    let count = |holds: &dyn Fn(&Age) -> bool| known.values().filter(|age| holds(age)).count() as i64;
    Ok(Some(SnapshotAges {
        known: known.len() as i64,
        of: rows.len() as i64,
        none: count(&|age| age.taken.is_none() && age.error.is_none()),
        failed: count(&|age| age.error.is_some()),
        oldest,
    }))
}

/// What AWS said of one.
pub(super) struct Age {
    pub(super) taken: Option<At>,
    pub(super) error: Option<String>,
}

fn keys<'a>(rows: &'a [&Judged]) -> impl Iterator<Item = (&'a WorkspaceKey, &'a str)> {
    rows.iter().filter_map(|row| Some((row.row.key.as_ref()?, row.row.label.as_str())))
}

async fn ask(backend: &Backend, key: &WorkspaceKey, action: Action) -> Age {
    let Some(gateway) = backend.gateway(&key.scope) else {
        return Age { taken: None, error: Some("its region is not watched any more".to_owned()) };
    };
    match crate::sync::aws::snapshots(gateway, key.id.as_str()).await {
        Ok(found) => {
            // Restore takes both volumes back, the others the user volume alone (rules.md).
            let times = if action == Action::Restore { found.restore } else { found.rebuild };
            Age { taken: times.into_iter().max(), error: None }
        }
        Err(fault) => Age { taken: None, error: Some(fault.to_string()) },
    }
}
