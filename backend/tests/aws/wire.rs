//! Does each field reach AWS as it was typed? And is what is sent what the plan shows as commands of the AWS CLI?

mod actions;
mod create;
mod images;
mod pools;
mod properties;
mod resources;
mod settings;

use backend::jobs;
use domain::cli;
use domain::jobs::{JobPage, Plan, PlanRow, StepState};
use domain::tags::ROW;
use serde_json::Value;

use crate::world::{World, owner};

/// Of the account that Amazon lets use WorkSpaces Core, and so the running mode MANUAL.
const CORE: &str = "444455556666/eu-west-1";

/// A call that changes something: the operation, and its input without our own tag.
pub type Call = (String, Value);

/// Carries a plan out, all of which has to come about.
pub async fn sent(world: &mut World, plan: i64) -> Vec<Call> {
    let shown = jobs::read_plan(&world.backend, &owner(), plan).await.unwrap();
    let before = calls(world).len();
    let job = world.confirm(plan).await;
    let page = world.ended(job).await;
    is_as_shown(world, before, &shown, &page)
}

/// Carries out a plan of one call: its input.
pub async fn body(world: &mut World, plan: i64, operation: &str) -> Value {
    let mut sent = sent(world, plan).await;
    assert_eq!(sent.len(), 1, "{sent:?}");
    let (called, body) = sent.remove(0);
    assert_eq!(called, operation);
    body
}

/// The calls after the first so many, of which a job of this plan has come about.
pub fn is_as_shown(world: &World, before: usize, shown: &Plan, page: &JobPage) -> Vec<Call> {
    assert_eq!(page.job.counts, [(StepState::Done, shown.eligible)], "{:?}", page.rows);
    let sent = calls(world).split_off(before);
    assert_eq!(sent, promised(shown), "what is sent is what was shown");
    sent
}

/// All calls that the simulator has met and that change something, in their order.
pub fn calls(world: &World) -> Vec<Call> {
    let reads = |operation: &str| ["Describe", "Get", "List"].iter().any(|read| operation.starts_with(read));
    let all = world.simulator.requests().into_iter().filter(|request| !reads(&request.operation));
    all.map(|request| (request.operation, unmarked(request.body))).collect()
}

/// Without the tag by which the console tells what it has made, wherever there are tags.
fn unmarked(mut body: Value) -> Value {
    for items in ["Workspaces", "StandbyWorkspaces"] {
        for item in body.get_mut(items).and_then(Value::as_array_mut).into_iter().flatten() {
            *item = unmarked(item.take());
        }
    }
    let Some(tags) = body.get_mut("Tags").and_then(Value::as_array_mut) else { return body };
    tags.retain(|tag| tag["Key"] != ROW);
    if tags.is_empty() {
        body.as_object_mut().unwrap().remove("Tags");
    }
    body
}

/// What the plan's commands ask for: the first steps of all rows before the second ones.
fn promised(plan: &Plan) -> Vec<Call> {
    let rows = || plan.rows.iter().filter(|row| row.skipped.is_none());
    let steps = rows().map(|row| row.rungs.len()).max().unwrap_or_default();
    let mut all = Vec::new();
    for step in 0..steps {
        let mut rows: Vec<&PlanRow> = rows().filter(|row| row.rungs.len() > step).collect();
        // A plan shows first what it warns of; a job goes by the keys.
        rows.sort_by_key(|row| row.key.clone());
        let task = |row: &PlanRow| row.rungs[step].task.clone();
        for together in rows.chunk_by(|one, other| task(one).batch() > 1 && task(one) == task(other)) {
            let (operation, parameters) = cli::call(&task(together[0]), together).expect("it has a command");
            all.push((operation.to_owned(), parameters));
        }
    }
    all
}
