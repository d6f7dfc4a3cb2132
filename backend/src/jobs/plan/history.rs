//! When was what last changed? Our own log is all there is: the service does not tell.

use std::collections::HashMap;

use domain::at::At;
use domain::change::Known;
use domain::fault::Fault;
use domain::ids::WorkspaceKey;
use domain::words::Compute;
use domain::workspace::WorkSpace;

use super::store;
use crate::Backend;

/// How far back it matters: a smaller compute type is taken once in 30 days.
const BACK_MS: i64 = 30 * 86_400_000;

/// What is known of each WorkSpace of a plan.
#[derive(Clone, Debug, Default)]
pub(super) struct Histories(HashMap<WorkspaceKey, Known>);

impl Histories {
    /// What is known of this one.
    pub(super) fn of(&self, key: &WorkspaceKey) -> Known {
        self.0.get(key).copied().unwrap_or_default()
    }
}

/// Reads the log of these WorkSpaces: one statement for each account and region.
pub(super) async fn known(backend: &Backend, targets: &[WorkSpace]) -> Result<Histories, Fault> {
    let mut scopes: HashMap<_, Vec<&WorkspaceKey>> = HashMap::new();
    for target in targets {
        scopes.entry(&target.key.scope).or_default().push(&target.key);
    }
    let since = backend.clock().now().plus_ms(-BACK_MS);
    let mut all = Histories::default();
    for (scope, keys) in scopes {
        let by_id: HashMap<&str, &WorkspaceKey> = keys.iter().map(|key| (key.id.as_str(), *key)).collect();
        let ids: Vec<_> = by_id.keys().copied().collect();
        for line in store::changes(backend, scope, &ids, since).await? {
            let Some(key) = by_id.get(line.subject.as_str()) else { continue };
            take(all.0.entry((*key).clone()).or_default(), &line);
        }
    }
    Ok(all)
}

/// A line of the log: a field that had one value and got another.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Line {
    pub(super) subject: String,
    pub(super) field: String,
    pub(super) old: Option<String>,
    pub(super) new: Option<String>,
    pub(super) at: i64,
}

fn take(known: &mut Known, line: &Line) {
    let at = Some(At(line.at));
    match (line.field.as_str(), &line.old, &line.new) {
        ("root volume GiB", Some(_), Some(_)) => known.root = known.root.max(at),
        ("user volume GiB", Some(_), Some(_)) => known.user = known.user.max(at),
        ("compute", Some(old), Some(new)) => {
            let (old, new) = (Compute::from_wire(old), Compute::from_wire(new));
            let which =
                if old.is_smaller_than(&new) == Some(false) { &mut known.smaller } else { &mut known.larger };
            *which = (*which).max(at);
        }
        ("state", None, _) => known.appeared = known.appeared.max(at),
        _ => {}
    }
}
