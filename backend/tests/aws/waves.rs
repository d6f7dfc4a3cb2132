//! Jobs in waves, at their hours, with a share of the rate, and with a second person.

use backend::jobs;
use domain::access::{Bound, Role};
use domain::at::At;
use domain::fault::FaultKind as Refused;
use domain::fleet::Action;
use domain::ids::{JobId, WorkspaceKey};
use domain::jobs::{First, Held, JobState, Pace, StepState, Window};
use simulator::{Fault, FaultKind};

use crate::world::{World, owner, person};

async fn submit(world: &World, action: Action, count: usize, pace: &Pace) -> JobId {
    let found = world.fleet("state=AVAILABLE&mode=AUTO_STOP").await;
    let keys: Vec<WorkspaceKey> = found.into_iter().take(count).map(|one| one.key).collect();
    assert_eq!(keys.len(), count);
    let plan = world.plan(action, &keys).await;
    let permit = owner().permit(action.right()).unwrap();
    jobs::submit_at_pace(&world.backend, &permit, plan.id, &plan.digest, None, pace).await.unwrap()
}

async fn go_on(world: &World, job: JobId) {
    let permit = owner().permit(Action::Stop.right()).unwrap();
    jobs::pause(&world.backend, &permit, job, false).await.unwrap();
}

#[tokio::test]
async fn the_rest_waits_for_a_person_when_the_first_wave_is_through() {
    let mut world = World::swept(1_000).await;
    let pace = Pace { first: Some(First::Percent(10)), approve: true, ..Pace::default() };
    let job = submit(&world, Action::Stop, 30, &pace).await;
    world.minutes(20).await;
    let held = world.job(job).await.job;
    assert_eq!((held.count(StepState::Done), held.count(StepState::Planned)), (3, 27));
    assert_eq!((held.state, held.held, held.wave), (JobState::Paused, Some(Held::Approval), (1, 2)));
    world.restart().await;
    world.minutes(5).await;
    assert_eq!(world.job(job).await.job.count(StepState::Planned), 27, "nobody has let it go");
    go_on(&world, job).await;
    assert_eq!(world.ended(job).await.job.counts, [(StepState::Done, 30)]);
    world.over().await;
}

#[tokio::test]
async fn without_approval_the_waves_follow_each_other() {
    let mut world = World::swept(1_000).await;
    let job =
        submit(&world, Action::Stop, 30, &Pace { first: Some(First::Rows(2)), ..Pace::default() }).await;
    world.second().await;
    assert_eq!(world.job(job).await.job.count(StepState::Planned), 28);
    assert_eq!(world.ended(job).await.job.counts, [(StepState::Done, 30)]);
    assert_eq!(world.requests("StopWorkspaces").len(), 1 + 2, "2, then 28 by twenty-fives");
    world.over().await;
}

#[tokio::test]
async fn a_job_stops_when_too_many_of_its_rows_end_badly() {
    let mut world = World::swept(1_000).await;
    let code = FaultKind::Error { code: "AccessDeniedException".into(), message: "no".into(), status: 400 };
    world.simulator.fault(Fault {
        operation: Some("StopWorkspaces".into()),
        times: Some(1),
        ..Fault::new(code)
    });
    let pace = Pace { stop_percent: Some(20), ..Pace::default() };
    let job = submit(&world, Action::Stop, 60, &pace).await;
    world.minutes(2).await;
    let held = world.job(job).await.job;
    assert_eq!((held.count(StepState::Failed), held.held), (25, Some(Held::Failures)));
    // The call that was on its way when the first one failed may have gone.
    assert!(held.count(StepState::Ready) >= 10, "{held:?}");
    go_on(&world, job).await;
    let page = world.ended(job).await;
    assert_eq!((page.job.count(StepState::Failed), page.job.count(StepState::Done)), (25, 35));
    world.over().await;
}

#[tokio::test]
async fn outside_of_its_hours_a_job_sends_nothing() {
    let mut world = World::swept(400).await;
    let minute = world.simulator.now_ms() / 60_000 % 1_440;
    let later = (minute + 180) % 1_440;
    let window = Window { from: later, to: (later + 60) % 1_440, zone: "UTC".into() };
    let job = submit(&world, Action::Stop, 3, &Pace { window: Some(window), ..Pace::default() }).await;
    let opens = world.job(job).await.job.opens.unwrap();
    assert!((opens.0 - world.simulator.now_ms()) / 60_000 >= 178);
    world.minutes(120).await;
    assert_eq!(world.requests("StopWorkspaces").len(), 0);
    world.minutes(80).await;
    assert_eq!(world.job(job).await.job.counts, [(StepState::Done, 3)]);
    let sent = world.requests("StopWorkspaces");
    assert_eq!(sent.len(), 1);
    assert!(At(sent[0].at) >= opens);
    world.over().await;
}

#[tokio::test]
async fn a_share_of_the_rate_leaves_the_rest_to_others() {
    let mut world = World::swept(400).await;
    let pace = Pace { share: 0.1, ..Pace::default() };
    // One a call: ten calls at a tenth of 1.8 a second.
    let job = submit(&world, Action::BeginMaintenance, 10, &pace).await;
    let begun = world.simulator.now_ms();
    assert_eq!(world.ended(job).await.job.counts, [(StepState::Done, 10)]);
    let sent = world.requests("ModifyWorkspaceState");
    assert!(sent[9].at - begun >= 9 * 5_500, "{} ms", sent[9].at - begun);
    world.over().await;
}

#[tokio::test]
async fn a_large_job_waits_for_somebody_else_to_agree() {
    let mut world = World::swept(3_000).await;
    let job = submit(&world, Action::Stop, 211, &Pace::default()).await;
    world.minutes(1).await;
    let held = world.job(job).await.job;
    assert_eq!((held.held, held.count(StepState::Ready)), (Some(Held::Second), 211));
    let permit = owner().permit(Action::Stop.right()).unwrap();
    let own = jobs::pause(&world.backend, &permit, job, false).await.unwrap_err();
    assert_eq!(own.kind, Refused::Forbidden);
    let other = person("demo:admin", Role::Admin, Bound::default());
    let permit = other.permit(Action::Stop.right()).unwrap();
    jobs::pause(&world.backend, &permit, job, false).await.unwrap();
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Done, 211)]);
    assert_eq!(page.job.second.as_deref(), Some("demo:admin"));
    world.over().await;
}
