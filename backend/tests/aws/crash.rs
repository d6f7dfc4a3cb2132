//! The process dies in the middle: nothing is lost, nothing is done twice.

use std::time::Duration;

use backend::jobs;
use domain::fleet::Action;
use domain::jobs::StepState;
use domain::words::State;
use simulator::{Fault, FaultKind};
use tokio_util::task::TaskTracker;

use crate::create;
use crate::world::World;

/// Dies while a call is on its way: after `sending` was committed, before any answer.
async fn die_while_sending(world: &mut World, operation: &str) {
    // The simulator holds the answer back by its own clock, which stands still meanwhile.
    world.simulator.fault(Fault {
        operation: Some(operation.into()),
        times: Some(1),
        ..Fault::new(FaultKind::Delay { ms: 3_000 })
    });
    let (backend, here) = (world.backend.clone(), world.here().clone());
    let dying = TaskTracker::new().spawn(async move { jobs::turn(&backend, &here).await });
    while world.job(domain::ids::JobId(1)).await.job.count(StepState::Sending) == 0 {
        tokio::task::yield_now().await;
    }
    dying.abort();
    let _ = dying.await;
    world.restart().await;
}

#[tokio::test]
async fn a_stop_cut_off_between_sending_and_sent_is_finished_once() {
    let mut world = World::swept(400).await;
    let key = world.fleet("state=AVAILABLE&mode=AUTO_STOP").await[0].key.clone();
    let job = world.submit(Action::Stop, std::slice::from_ref(&key)).await;
    die_while_sending(&mut world, "StopWorkspaces").await;
    assert_eq!(
        world.job(job).await.rows[0].state,
        StepState::Unknown,
        "found out before anything is sent again"
    );
    let page = world.ended(job).await;
    assert_eq!(page.rows[0].state, StepState::Done, "{:?}", page.rows[0]);
    assert_eq!(world.one(&key).await.state, State::Stopped);
    world.over().await;
}

#[tokio::test]
async fn a_create_cut_off_between_sending_and_sent_makes_one_workspace() {
    let mut world = World::swept(100).await;
    let form = create::form(&world, "new.ann").await;
    let job = create::submit(&world, &form).await;
    die_while_sending(&mut world, "CreateWorkspaces").await;
    let page = world.ended(job).await;
    assert_eq!(page.rows[0].state, StepState::Done, "{:?}", page.rows[0]);
    world.sweep().await;
    assert_eq!(world.fleet("user=new.ann").await.len(), 1);
    world.over().await;
}

#[tokio::test]
async fn a_reboot_without_an_answer_is_not_sent_again_by_itself() {
    let mut world = World::swept(400).await;
    let key = world.fleet("state=AVAILABLE").await[0].key.clone();
    world.simulator.fault(Fault {
        operation: Some("RebootWorkspaces".into()),
        times: Some(1),
        ..Fault::new(FaultKind::DropBefore)
    });
    let job = world.submit(Action::Reboot, &[key]).await;
    let page = world.ended(job).await;
    assert_eq!(page.rows[0].state, StepState::NeedsPerson, "{:?}", page.rows[0]);
    assert_eq!(world.requests("RebootWorkspaces").len(), 1);
    world.over().await;
}

#[tokio::test]
async fn a_restart_resumes_what_waits_and_what_settles() {
    let mut world = World::swept(400).await;
    let available = world.fleet("state=AVAILABLE&mode=AUTO_STOP").await;
    let keys: Vec<_> = available[..30].iter().map(|one| one.key.clone()).collect();
    let job = world.submit(Action::Stop, &keys).await;
    let here = world.here().clone();
    assert!(jobs::turn(&world.backend, &here).await.unwrap());
    world.backend.clock().sleep(Duration::from_secs(1)).await;
    world.restart().await;
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Done, 30)]);
    assert_eq!(world.requests("StopWorkspaces").len(), 2);
    world.over().await;
}
