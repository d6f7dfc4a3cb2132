//! And when a job pauses itself: whoever has to approve it, or to decide how it goes on, is called once.

use backend::jobs;
use domain::access::Right;
use domain::fleet::Action;
use domain::ids::JobId;
use domain::jobs::{First, Held, Pace};
use simulator::FaultKind;

use super::{slack, telling, turn, webhook};
use crate::create;
use crate::receiver::Receiver;
use crate::world::{World, fault, owner};

/// Stops this many at a pace, and lives on for so many minutes.
async fn stop_at(world: &mut World, count: usize, pace: &Pace, minutes: u32) -> JobId {
    let found = world.fleet("state=AVAILABLE&mode=AUTO_STOP").await;
    let keys: Vec<_> = found[..count].iter().map(|one| one.key.clone()).collect();
    let plan = world.plan(Action::Stop, &keys).await;
    let permit = owner().permit(Action::Stop.right()).unwrap();
    let job = jobs::submit_at_pace(&world.backend, &permit, plan.id, &plan.digest, None, pace).await.unwrap();
    world.minutes(minutes).await;
    job
}

/// A person lets a job go on that has paused itself; it ends.
async fn go_on(world: &mut World, job: JobId) {
    let permit = owner().permit(Action::Stop.right()).unwrap();
    jobs::pause(&world.backend, &permit, job, false).await.unwrap();
    world.ended(job).await;
}

fn events(to: &Receiver) -> Vec<serde_json::Value> {
    to.documents().into_iter().map(|mut document| document["event"].take()).collect()
}

#[tokio::test]
async fn a_job_that_waits_for_approval_says_so_once_with_how_far_it_is() {
    let (to, chat) = (Receiver::http().await, Receiver::http().await);
    let mut world = World::telling(100, telling(vec![("pager", webhook(&to)), ("chat", slack(&chat))])).await;
    let pace = Pace { first: Some(First::Rows(1)), approve: true, ..Pace::default() };
    let job = stop_at(&mut world, 3, &pace, 20).await;
    assert_eq!(world.job(job).await.job.held, Some(Held::Approval));
    assert!(turn(&world).await);
    assert_eq!(events(&to), ["approval"]);
    assert_eq!(to.documents()[0]["counts"], serde_json::json!({ "done": 1, "planned": 2 }));
    let said = chat.documents()[0]["text"].as_str().unwrap().to_owned();
    assert!(said.starts_with(&format!("Job {job} waits for approval: Stop 3 WorkSpaces\n")), "{said}");
    world.restart().await;
    world.minutes(5).await;
    assert!(!turn(&world).await, "once, also over a restart");
    go_on(&mut world, job).await;
    assert!(turn(&world).await);
    assert_eq!(events(&to), ["approval", "ended"]);
    world.over().await;
}

#[tokio::test]
async fn a_job_that_waits_for_a_second_person_calls_for_one_before_anything_is_sent() {
    let to = Receiver::http().await;
    let world = World::telling(100, telling(vec![("pager", webhook(&to))])).await;
    let people: Vec<_> = (0..211).map(|number| format!("new.{number}")).collect();
    let form = create::form(&world, &people.join("\n")).await;
    let job = create::submit(&world, &form).await;
    assert!(turn(&world).await);
    assert_eq!(events(&to), ["approval"]);
    assert_eq!(to.documents()[0]["counts"], serde_json::json!({ "ready": 211 }));
    assert!(world.requests("CreateWorkspaces").is_empty());
    let permit = owner().permit(Right::Create).unwrap();
    jobs::cancel_rest(&world.backend, &permit, job).await.unwrap();
    world.over().await;
}

#[tokio::test]
async fn a_job_that_stops_by_itself_says_so_once_and_its_end_is_told_as_well() {
    let to = Receiver::http().await;
    let mut world = World::telling(1_000, telling(vec![("pager", webhook(&to))])).await;
    let code = FaultKind::Error { code: "AccessDeniedException".into(), message: "no".into(), status: 400 };
    world.simulator.fault(fault("StopWorkspaces", code, 1));
    let pace = Pace { stop_percent: Some(20), ..Pace::default() };
    let job = stop_at(&mut world, 60, &pace, 2).await;
    assert_eq!(world.job(job).await.job.held, Some(Held::Failures));
    assert!(turn(&world).await);
    assert_eq!(events(&to), ["stopped"]);
    assert_eq!(to.documents()[0]["counts"]["failed"], 25);
    world.minutes(5).await;
    assert!(!turn(&world).await, "once");
    go_on(&mut world, job).await;
    assert!(turn(&world).await);
    assert_eq!(events(&to), ["stopped", "failed"]);
    world.over().await;
}
