//! Three calls in ten are throttled, as when other tools spend the same rate: slower, and nothing worse.

use domain::fleet::Action;
use domain::jobs::StepState;
use simulator::{Fault, FaultKind};

use crate::world::World;

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
    let throttled = |requests: &[simulator::LoggedRequest]| {
        requests.iter().filter(|one| one.error_code.as_deref() == Some("ThrottlingException")).count()
    };
    assert_eq!(sent.len() - throttled(&sent), ROWS, "each was carried out once");
    assert!(sent.len() <= ROWS * 16 / 10, "{} calls for {ROWS} rows", sent.len());
    let since = world.simulator.requests().split_off(all);
    let (calls, wasted) = (since.len(), throttled(&since));
    assert!(calls <= (calls - wasted) * 16 / 10, "of {calls} calls in all {wasted} were throttled");
    world.over().await;
}
