//! The verdict on one primary that shall have a standby.

use std::collections::{HashMap, HashSet};

use domain::access::{NO_TAGS, Permit, Place};
use domain::change::{Rung, Task};
use domain::fault::Fault;
use domain::ids::fold;
use domain::jobs::{PlanRow, Wish};
use domain::resilience::Standby;
use domain::workspace::WorkSpace;

use super::judge::{Judged, There};
use super::store;
use crate::Backend;

/// Judges each primary by the rules, the rights at the directory, and who has a WorkSpace there already.
pub(super) async fn judge(
    backend: &Backend,
    permit: &Permit,
    standby: &Standby,
    targets: &[WorkSpace],
) -> Result<Vec<Judged>, Fault> {
    let users: Vec<String> = targets.iter().map(|target| fold(&target.user)).collect();
    let there = store::of_users(backend, &standby.directory, &users).await?;
    let mut named = HashSet::new();
    let judged = targets.iter().zip(users).map(|(target, user)| {
        let allowed = allowed(permit, standby, target, &there, &user)
            // A directory gives each user one WorkSpace, and two primaries may be the same user's.
            .and_then(|unknown| match named.insert(user) {
                true => Ok(unknown),
                false => Err("is the same user's as another row of this plan".to_owned()),
            });
        row(standby, target, allowed)
    });
    Ok(judged.collect())
}

fn allowed(
    permit: &Permit,
    standby: &Standby,
    target: &WorkSpace,
    there: &HashMap<String, There>,
    user: &str,
) -> Result<Vec<String>, String> {
    let unknown = standby.suits(target)?;
    let (scope, directory) = (&standby.directory.scope, &standby.directory.id);
    if !permit.covers(Place { account: &scope.account, region: &scope.region, directory, tags: NO_TAGS }) {
        return Err(format!("you may not {} in {directory}", permit.right().words()));
    }
    match there.get(user) {
        Some(There { job: Some(job), .. }) => Err(format!("job {job} is creating it")),
        Some(There { workspace: Some((id, _)), .. }) => Err(format!(
            "the user has {id} in that directory already: a directory gives each user one WorkSpace"
        )),
        _ => Ok(unknown),
    }
}

fn row(standby: &Standby, target: &WorkSpace, allowed: Result<Vec<String>, String>) -> Judged {
    let (unknown, skipped) = match allowed {
        Ok(unknown) => (unknown, None),
        Err(why) => (Vec::new(), Some(why)),
    };
    let task = Task::Standby(target.key.scope.region.clone(), Box::new(standby.clone()));
    let rung = Rung { task, rest_ms: 0, since: None, not_before: None };
    Judged {
        row: PlanRow {
            label: target.label().to_owned(),
            key: Some(target.key.clone()),
            state: Some(target.state.clone()),
            rungs: if skipped.is_none() { vec![rung] } else { Vec::new() },
            skipped,
            warning: (!unknown.is_empty()).then(|| unknown.join("; ")),
            spec: None,
            account_name: Some(target.account_name.clone()),
            target: None,
            diff: Vec::new(),
        },
        wish: Wish::Standby {
            key: target.key.clone(),
            directory: target.directory.as_str().to_owned(),
            user: target.user.clone(),
        },
        // It is made where it will be.
        scope: standby.directory.scope.clone(),
        directory: standby.directory.id.as_str().to_owned(),
        connected: false,
        identity: target.key.to_string(),
    }
}
