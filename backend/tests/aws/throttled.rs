//! Three calls in ten are throttled, as when other tools spend the same rate: slower, and nothing worse.

use std::collections::BTreeMap;

use domain::create::BATCH;
use domain::fleet::Action;
use domain::jobs::StepState;
use simulator::{Fault, FaultKind, LoggedRequest};

use crate::create;
use crate::world::World;

fn throttled(requests: &[LoggedRequest]) -> usize {
    requests.iter().filter(|one| one.error_code.as_deref() == Some("ThrottlingException")).count()
}

#[tokio::test]
async fn a_job_ends_without_failures_and_with_few_calls_more_than_it_takes() {
    const ROWS: usize = 200;
    let mut world = World::swept(900).await;
    let available = world.fleet("state=AVAILABLE").await;
    let keys: Vec<_> = available.iter().take(ROWS).map(|one| one.key.clone()).collect();
    assert_eq!(keys.len(), ROWS);
    let all = world.simulator.requests().len();
    world.simulator.fault(Fault { share: Some(0.3), ..Fault::new(FaultKind::Throttle) });
    // One a call: so many calls that a share of them is that share.
    let job = world.submit(Action::BeginMaintenance, &keys).await;
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Done, ROWS as i64)], "{:?}", page.rows);
    let sent = world.requests("ModifyWorkspaceState");
    assert_eq!(sent.len() - throttled(&sent), ROWS, "each was carried out once");
    assert!(sent.len() <= ROWS * 16 / 10, "{} calls for {ROWS} rows", sent.len());
    let since = world.simulator.requests().split_off(all);
    let (calls, wasted) = (since.len(), throttled(&since));
    assert!(calls <= (calls - wasted) * 16 / 10, "of {calls} calls in all {wasted} were throttled");
    world.over().await;
}

#[tokio::test]
async fn new_ones_are_made_once_each_and_none_fails_for_it() {
    const ROWS: usize = 100;
    const CALLS: usize = ROWS / BATCH;
    let mut world = World::swept(100).await;
    let people: Vec<_> = (0..ROWS).map(|number| format!("new.{number}")).collect();
    let form = create::form(&world, &people.join("\n")).await;
    let before = world.simulator.requests().len();
    world.simulator.fault(Fault { share: Some(0.3), ..Fault::new(FaultKind::Throttle) });
    let job = create::submit(&world, &form).await;
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Done, ROWS as i64)], "{:?}", page.rows);
    let sent = world.requests("CreateWorkspaces");
    assert_eq!(sent.len() - throttled(&sent), CALLS, "what was throttled goes again as one call");
    // Four calls are too few for a share of them to be that share: with what is asked until they are launched they are not.
    let since = world.simulator.requests().split_off(before);
    let (calls, wasted) = (since.len(), throttled(&since));
    assert!(wasted > 0 && calls <= (calls - wasted) * 16 / 10, "of {calls} calls {wasted} were throttled");
    world.simulator.clear_faults();
    world.sweep().await;
    let mut made: BTreeMap<String, usize> = BTreeMap::new();
    for one in world.fleet("").await {
        *made.entry(one.user).or_default() += 1;
    }
    assert!(people.iter().all(|user| made.get(user) == Some(&1)), "one desktop per user: {made:?}");
    world.over().await;
}
