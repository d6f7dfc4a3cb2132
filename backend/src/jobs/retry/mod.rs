//! Once more, for the rows that ended badly: a new plan of just these, looked at and confirmed like any other.

mod store;

use std::collections::HashSet;

use domain::access::{NO_TAGS, Permit, Place};
use domain::fault::{Fault, FaultKind};
use domain::ids::{JobId, WorkspaceKey};
use domain::jobs::{Selection, StepState, Wish};
use domain::resource::Request;

use super::list;
use super::plan::{self, Doubt, Wanted};
use crate::{Backend, fleet};
use store::Ended;

/// Plans the rows of a job again that were refused or need a person, as far as this person may see them; says the
/// plan's number. Rows that may have been executed carry a warning. Nothing is sent.
///
/// # Errors
/// `NotFound`; `Forbidden`, when the permit is for another right, or no create may be where it holds; `Conflict`, when no
/// row ended badly, or what they were about is gone.
pub async fn retry(backend: &Backend, permit: &Permit, id: JobId) -> Result<i64, Fault> {
    let kind = list::kind(backend, permit.person(), id).await?;
    if kind.right() != permit.right() {
        return Err(Fault::new(FaultKind::Forbidden, format!("You may not {}.", kind.right().words())));
    }
    let ended = store::badly(backend.db(), permit.person(), id).await?;
    if ended.is_empty() {
        return Err(Fault::new(FaultKind::Conflict, "No row of this job was refused or needs a person."));
    }
    let (wanted, doubts) = again(backend, permit, id, &ended).await?;
    let wanted = match doubts.is_empty() {
        true => wanted,
        false => Wanted::Again(Box::new(wanted), Doubt { job: id, rows: doubts }),
    };
    plan::keep(backend, permit, wanted, Some(id)).await
}

/// The same wish for these rows alone, and the identities of those that may have been executed.
async fn again(
    backend: &Backend,
    permit: &Permit,
    id: JobId,
    ended: &[Ended],
) -> Result<(Wanted, Vec<String>), Fault> {
    let mut wanted = plan::store::of_job(backend, id).await?.ok_or_else(|| {
        Fault::new(FaultKind::Conflict, "What this job was made from is not kept any more.")
            .next("Select the WorkSpaces in the fleet, or fill in the form.")
    })?;
    while let Wanted::Again(first, _) = wanted {
        wanted = *first;
    }
    let mut doubts = Vec::new();
    let wanted = match wanted {
        Wanted::Change(change, _) => {
            let mut keys = Vec::new();
            for (row, key) in there(backend, permit, ended).await? {
                doubts.extend(row.is_open().then(|| key.to_string()));
                keys.push(key);
            }
            if keys.is_empty() {
                let message = "The WorkSpaces of these rows are not there any more.";
                return Err(Fault::new(FaultKind::Conflict, message));
            }
            Wanted::Change(change, Selection::These(keys))
        }
        Wanted::Orders(requests) => {
            let same = |row: &Ended, request: &Request| matches!(row.wish(), Some(Wish::Resource(target)) if *target == request.target);
            let tried = requests.into_iter().filter_map(|request| {
                let row = ended.iter().find(|row| same(row, &request))?;
                Some((request, row.is_open()))
            });
            let (again, open): (Vec<_>, Vec<_>) = tried.unzip();
            let maybe = again.iter().zip(open).filter(|(_, open)| *open);
            doubts.extend(maybe.map(|(request, _)| plan::order_identity(request)));
            Wanted::Orders(again)
        }
        Wanted::Standby(standby, _) => {
            let mut keys = Vec::new();
            for (row, key) in there(backend, permit, ended).await? {
                doubts.extend(row.is_open().then(|| key.to_string()));
                keys.push(key);
            }
            if keys.is_empty() {
                let message = "The primaries of these rows are not there any more.";
                return Err(Fault::new(FaultKind::Conflict, message));
            }
            Wanted::Standby(standby, Selection::These(keys))
        }
        Wanted::Create(_) | Wanted::Again(..) => {
            let mut specs = Vec::new();
            for row in ended {
                let Some(Wish::Create(spec)) = row.wish() else { continue };
                let (scope, directory) = (&spec.directory.scope, &spec.directory.id);
                let place =
                    Place { account: &scope.account, region: &scope.region, directory, tags: NO_TAGS };
                if permit.covers(place) {
                    doubts.extend(row.is_open().then(|| plan::identity(&spec)));
                    specs.push(*spec);
                }
            }
            if specs.is_empty() {
                let message = "You may not create WorkSpaces where these rows would have made them.";
                return Err(Fault::new(FaultKind::Forbidden, message));
            }
            Wanted::Create(specs)
        }
    };
    Ok((wanted, doubts))
}

/// The rows whose WorkSpaces are still there, under the id they have now: a migration that failed may have left the
/// new one or the old one.
async fn there<'a>(
    backend: &Backend,
    permit: &Permit,
    ended: &'a [Ended],
) -> Result<Vec<(&'a Ended, WorkspaceKey)>, Fault> {
    let named: Vec<Vec<WorkspaceKey>> = ended.iter().map(Ended::keys).collect();
    let found = fleet::these(backend, permit.person(), &named.concat()).await?;
    let found: HashSet<WorkspaceKey> = found.into_iter().map(|one| one.key).collect();
    let here = |keys: Vec<WorkspaceKey>| keys.into_iter().find(|key| found.contains(key));
    Ok(ended.iter().zip(named).filter_map(|(row, keys)| here(keys).map(|key| (row, key))).collect())
}

impl Ended {
    fn wish(&self) -> Option<Wish> {
        serde_json::from_str(&self.wish).ok()
    }

    /// Whether it may have been executed.
    fn is_open(&self) -> bool {
        self.state != StepState::Failed.slug()
    }

    /// The WorkSpace that the row is about, and the one that was wished for, where that is another.
    fn keys(&self) -> Vec<WorkspaceKey> {
        let wish = self.wish();
        // What the row made is no primary.
        if let Some(Wish::Standby { key, .. }) = wish {
            return vec![key];
        }
        let mut keys: Vec<WorkspaceKey> = self.key().into_iter().collect();
        if let Some(Wish::Act { key, .. }) = wish
            && !keys.contains(&key)
        {
            keys.push(key);
        }
        keys
    }
}
