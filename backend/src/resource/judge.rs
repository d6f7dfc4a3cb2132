//! The verdict on a request for a resource.

use std::collections::BTreeSet;

use domain::access::Permit;
use domain::change::Task;
use domain::fault::Fault;
use domain::jobs::PlanRow;
use domain::resource::{Request, Resource};
use domain::tags::{self, Tag};
use domain::words::State;
use serde_json::Value;

use super::{covers, kinds, store};
use crate::Backend;

/// What the plan says of a request, as of now.
pub(crate) async fn judge(backend: &Backend, permit: &Permit, request: &Request) -> Result<PlanRow, Fault> {
    let key = request.target.key();
    let reach = permit.person().reach(domain::access::Right::Read);
    let known = match &key {
        Some(key) => store::list::<Value>(backend.db(), &reach, key.kind, Some(key)).await?.pop(),
        None => None,
    };
    let skipped = if !covers(permit, &request.target) {
        Some(format!("you may not {} here", permit.right().words()))
    } else if key.is_some() && known.is_none() {
        Some("is not there any more".to_owned())
    } else if let Some(job) = known.as_ref().and_then(|known| known.job) {
        Some(format!("job {job} is changing it"))
    } else if let Some(why) = known.as_ref().and_then(|known| too_many(known.tags.as_deref()?, request)) {
        Some(why)
    } else if request.tasks.is_empty() {
        Some("is so already".to_owned())
    } else if let Some(why) = known.as_ref().and_then(|known| refused(known, request)) {
        Some(why)
    } else {
        let guarded = known.as_ref().and_then(|known| known.tags.as_ref());
        let is_guarded = guarded.is_some_and(|all| all.iter().any(|tag| tag.key == tags::PROTECTED));
        (request.verb.loses().is_some() && is_guarded)
            .then(|| format!("is protected by its tag {}", tags::PROTECTED))
    };
    let account_name = known.as_ref().map(|known| known.account_name.clone());
    let state = known.map(|known| known.state).filter(|state| !state.is_empty());
    Ok(PlanRow {
        label: request.target.name.clone(),
        key: None,
        account_name,
        state: state.map(|state| State::from_wire(&state)),
        rungs: if skipped.is_none() { request.rungs() } else { Vec::new() },
        skipped,
        warning: None,
        spec: None,
        target: Some(Box::new(request.target.clone())),
        diff: request.diff.clone(),
    })
}

/// Why AWS would not take the first of what is asked for; what comes after it meets another state.
fn refused(known: &Resource<Value>, request: &Request) -> Option<String> {
    match request.tasks.first() {
        Some(Task::Order(order)) => kinds::why_not(order, known),
        _ => None,
    }
}

/// Why its tags would be more than AWS takes.
fn too_many(known: &[Tag], request: &Request) -> Option<String> {
    let mut keys: BTreeSet<&str> = known.iter().map(|tag| tag.key.as_str()).collect();
    for task in &request.tasks {
        match task {
            Task::Put(put) => keys.extend(put.iter().map(|tag| tag.key.as_str())),
            Task::Drop(drop) => keys.retain(|key| !drop.iter().any(|other| other == key)),
            _ => {}
        }
    }
    (keys.len() > tags::MOST).then(|| format!("would have more than {} tags", tags::MOST))
}
