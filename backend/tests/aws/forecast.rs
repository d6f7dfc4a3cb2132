//! Does a job say honestly when its next call is due, and when it ends at the earliest? Never later than it did, and
//! not long before.

use std::time::Duration;

use backend::jobs;
use domain::at::At;
use domain::change::{Change, Properties};
use domain::fleet::Action;
use domain::ids::{JobId, WorkspaceKey};
use domain::jobs::{First, Job, JobState, NextCall, Pace, StepState, Waits};

use crate::world::{World, owner};

/// What is sent is one call a row.
const OPERATION: &str = "ModifyWorkspaceState";
/// Our part of two calls a second.
const PER_SECOND: f64 = 1.8;
const SECOND: i64 = 1_000;

async fn submit(world: &World, count: usize, pace: &Pace) -> JobId {
    let found = world.fleet("state=AVAILABLE").await;
    let keys: Vec<WorkspaceKey> = found.into_iter().take(count).map(|one| one.key).collect();
    assert_eq!(keys.len(), count, "the estate has too few");
    let plan = world.plan(Action::BeginMaintenance, &keys).await;
    let permit = owner().permit(plan.kind.right()).unwrap();
    jobs::submit_at_pace(&world.backend, &permit, plan.id, &plan.digest, None, pace).await.unwrap()
}

/// What the list of jobs says of it, which is what its own page says.
async fn told(world: &World, job: JobId) -> Job {
    let own = world.job(job).await.job;
    let listed = jobs::list(&world.backend, &owner(), None).await.unwrap();
    assert_eq!(listed.into_iter().find(|one| one.id == job).as_ref(), Some(&own));
    own
}

/// Of hours, each second need not be lived.
async fn half_a_minute(world: &mut World) {
    world.second().await;
    world.backend.clock().sleep(Duration::from_secs(29)).await;
}

fn last_call(world: &World, operation: &str) -> At {
    At(world.requests(operation).iter().map(|request| request.at).max().unwrap())
}

#[tokio::test]
async fn at_the_rate_limit_each_page_names_the_next_call_and_the_end() {
    const ROWS: usize = 100;
    let mut world = World::swept(900).await;
    let job = submit(&world, ROWS, &Pace::default()).await;
    let mut etas = Vec::new();
    while world.job(job).await.job.count(StepState::Ready) > 0 {
        let (now, said) = (world.backend.clock().now(), told(&world, job).await);
        let next = said.next_call.expect("there is one");
        assert_eq!(next.waits, Waits::Rate);
        assert!((0..=SECOND).contains(&next.at.ms_since(now)), "{next:?} at {now:?}");
        etas.push(said.eta.expect("it has an end"));
        world.second().await;
    }
    let last = last_call(&world, OPERATION);
    assert!(
        etas.iter().all(|eta| *eta <= last.plus_ms(SECOND)),
        "never later than it was: {etas:?}, {last:?}"
    );
    let allowed = ((ROWS - 5) as f64 / PER_SECOND * 1_000.0) as i64;
    assert!(etas[0].ms_since(world.job(job).await.job.at) >= allowed, "{etas:?}");
    assert!(last.ms_since(etas[0]) <= allowed / 5, "and not long before: {etas:?}, {last:?}");
    let ended = world.ended(job).await.job;
    assert_eq!((ended.next_call, ended.eta), (None, None), "what has ended waits for nothing");
    world.over().await;
}

#[tokio::test]
async fn the_later_steps_of_a_ladder_count_with_the_hours_between_them() {
    let mut world = World::swept(400).await;
    let found = world.fleet("state=STOPPED").await;
    let fits = |one: &&domain::workspace::WorkSpace| {
        one.related.is_empty() && one.root_gib == Some(80) && one.user_gib == Some(50)
    };
    let key = found.iter().find(fits).unwrap().key.clone();
    let wish = Properties { root_gib: Some(200), user_gib: Some(150), ..Properties::default() };
    let job = world.submit(Change::Modify(wish), &[key]).await;
    let begun = world.backend.clock().now();
    let first = told(&world, job).await.eta.unwrap();
    assert!(first.ms_since(begun) >= 6 * 3_600 * SECOND, "the third step comes six hours after the first");
    // Between two steps nothing is ready: it says still when it may end.
    world.minutes(1).await;
    let between = told(&world, job).await;
    assert_eq!((between.count(StepState::Ready), between.next_call), (0, None), "{between:?}");
    assert!(between.eta.is_some_and(|eta| eta >= first), "{between:?}");
    while world.job(job).await.rows[0].step.0 < 3 {
        half_a_minute(&mut world).await;
    }
    let page = world.job(job).await;
    let due = page.rows[0].due.expect("the row says when");
    assert_eq!(page.job.next_call, Some(NextCall { at: due, waits: Waits::ItsTime }));
    assert_eq!(page.job.eta, Some(due));
    while world.job(job).await.job.state != JobState::Ended {
        half_a_minute(&mut world).await;
    }
    let last = last_call(&world, "ModifyWorkspaceProperties");
    assert!((0..600 * SECOND).contains(&last.ms_since(first)), "{first:?}, {last:?}");
    world.over().await;
}

#[tokio::test]
async fn the_rows_of_a_later_wave_count_and_so_does_a_share_of_the_rate() {
    const ROWS: usize = 30;
    let mut world = World::swept(400).await;
    let pace = Pace { first: Some(First::Rows(2)), share: 0.5, ..Pace::default() };
    let job = submit(&world, ROWS, &pace).await;
    let said = told(&world, job).await;
    assert_eq!((said.count(StepState::Ready), said.count(StepState::Planned)), (2, 28));
    let pauses = ((ROWS - 1) as f64 / (PER_SECOND / 2.0) * 1_000.0) as i64;
    let eta = said.eta.unwrap();
    assert!(eta.ms_since(said.at) >= pauses, "{said:?}");
    assert_eq!(world.ended(job).await.job.counts, [(StepState::Done, ROWS as i64)]);
    let last = last_call(&world, OPERATION);
    assert!(last >= eta, "never later than it was: {eta:?}, {last:?}");
    world.over().await;
}
