//! Start, stop, reboot and terminate, from plan to settled.

use std::time::Duration;

use backend::jobs;
use domain::fault::FaultKind as Refused;
use domain::fleet::Action;
use domain::ids::WorkspaceKey;
use domain::jobs::{Selection, StepState};
use domain::words::State;
use simulator::{Fault, FaultKind};

use crate::world::{World, owner};

fn keys(found: &[domain::workspace::WorkSpace], count: usize) -> Vec<WorkspaceKey> {
    assert!(found.len() >= count, "only {} found", found.len());
    found[..count].iter().map(|one| one.key.clone()).collect()
}

#[tokio::test]
async fn a_selection_stops_and_is_done_when_the_inventory_shows_it() {
    let mut world = World::swept(400).await;
    let keys = keys(&world.fleet("state=AVAILABLE&mode=AUTO_STOP").await, 3);
    let job = world.submit(Action::Stop, &keys).await;
    assert_eq!(world.requests("StopWorkspaces").len(), 0, "nothing is sent before a turn");
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Done, 3)]);
    assert!(page.rows.iter().all(|row| row.request_id.is_some()));
    for key in &keys {
        assert_eq!(world.one(key).await.state, State::Stopped);
    }
    assert_eq!(world.requests("StopWorkspaces").len(), 1, "three rows, one call");
    world.over().await;
}

#[tokio::test]
async fn a_plan_skips_with_reasons_and_sends_nothing() {
    let world = World::swept(400).await;
    let mut chosen = keys(&world.fleet("state=STOPPED&mode=AUTO_STOP").await, 2);
    chosen.extend(keys(&world.fleet("state=AVAILABLE").await, 3));
    let permit = owner().permit(Action::Start.right()).unwrap();
    let plan = jobs::plan(&world.backend, &permit, Action::Start, Selection::These(chosen)).await.unwrap();
    let plan = jobs::read_plan(&world.backend, &owner(), plan).await.unwrap();
    assert_eq!((plan.eligible, plan.skipped, plan.calls), (2, 3, 1));
    assert!(
        plan.rows
            .iter()
            .filter_map(|row| row.skipped.as_deref())
            .all(|why| why == "is available" || why.contains("always run"))
    );
    assert_eq!(world.requests("StartWorkspaces").len(), 0);
    world.over().await;
}

#[tokio::test]
async fn a_plan_that_nobody_confirms_goes_after_a_week() {
    let mut world = World::swept(100).await;
    let keys = keys(&world.fleet("state=STOPPED&mode=AUTO_STOP").await, 2);
    let (lost, kept) =
        (world.plan(Action::Start, &keys[..1]).await, world.plan(Action::Start, &keys[1..]).await);
    let job = world.confirm(kept.id).await;
    world.ended(job).await;
    world.backend.clock().sleep(Duration::from_secs(7 * 86_400 + 1)).await;
    let fresh = world.plan(Action::Start, &keys[..1]).await;
    let read = async |id| jobs::read_plan(&world.backend, &owner(), id).await;
    assert_eq!(read(lost.id).await.unwrap_err().kind, Refused::NotFound);
    assert_eq!(read(kept.id).await.unwrap().job, Some(job), "what has become a job stays");
    assert!(read(fresh.id).await.is_ok());
    world.over().await;
}

#[tokio::test]
async fn an_empty_selection_never_means_all() {
    let world = World::swept(100).await;
    let permit = owner().permit(Action::Stop.right()).unwrap();
    let nothing = jobs::plan(&world.backend, &permit, Action::Stop, Selection::These(Vec::new())).await;
    assert_eq!(nothing.unwrap_err().kind, Refused::Invalid);
    let typo = Selection::Matching("stat=ERROR".into());
    let wider = jobs::plan(&world.backend, &permit, Action::Stop, typo).await.unwrap_err();
    assert!(wider.message.contains("no filter"), "{wider}");
    let junk = Selection::These(vec!["111122223333/eu-west-1/ws-000000000".parse().unwrap()]);
    let unknown = jobs::plan(&world.backend, &permit, Action::Stop, junk).await.unwrap_err();
    assert!(unknown.message.starts_with("The selection names no WorkSpace of yours"), "{unknown}");
    world.over().await;
}

#[tokio::test]
async fn a_confirmation_is_asked_again_only_for_additions() {
    let world = World::swept(400).await;
    let available = keys(&world.fleet("state=AVAILABLE&mode=AUTO_STOP").await, 2);
    let stopped = keys(&world.fleet("state=STOPPED&mode=AUTO_STOP").await, 1);
    let permit = owner().permit(Action::Stop.right()).unwrap();
    let chosen = Selection::These(available.iter().chain(&stopped).cloned().collect());
    let id = jobs::plan(&world.backend, &permit, Action::Stop, chosen).await.unwrap();
    let plan = jobs::read_plan(&world.backend, &owner(), id).await.unwrap();
    assert_eq!(plan.eligible, 2);
    // One drops out, one is added, behind the person's back.
    let edit = |key: &WorkspaceKey, state: &str| {
        let patch = serde_json::json!({ "State": state });
        assert!(world.simulator.edit("111122223333", "eu-west-1", key.id.as_str(), patch));
    };
    edit(&available[0], "STOPPED");
    edit(&stopped[0], "AVAILABLE");
    world.sweep().await;
    let conflict = jobs::submit(&world.backend, &permit, id, &plan.digest, None).await.unwrap_err();
    assert_eq!(conflict.kind, Refused::Conflict);
    edit(&stopped[0], "STOPPED");
    edit(&available[0], "AVAILABLE");
    world.sweep().await;
    let plan = jobs::read_plan(&world.backend, &owner(), id).await.unwrap();
    edit(&available[1], "STOPPED");
    world.sweep().await;
    // Now something drops out only: the shown plan is confirmed, and the rest is skipped with why.
    let shown = jobs::submit(&world.backend, &permit, id, &plan.digest, None).await;
    assert_eq!(shown.unwrap_err().kind, Refused::Conflict, "available[0] was not in the plan shown last");
    let plan = jobs::read_plan(&world.backend, &owner(), id).await.unwrap();
    assert_eq!(plan.eligible, 1);
    let job = jobs::submit(&world.backend, &permit, id, &plan.digest, None).await.unwrap();
    assert_eq!(
        jobs::submit(&world.backend, &permit, id, &plan.digest, None).await.unwrap(),
        job,
        "twice is once"
    );
    let mut world = world;
    world.ended(job).await;
    world.over().await;
}

#[tokio::test]
async fn a_reboot_is_done_after_rebooting_was_seen() {
    let mut world = World::swept(400).await;
    let keys = keys(&world.fleet("state=AVAILABLE").await, 1);
    let job = world.submit(Action::Reboot, &keys).await;
    let page = world.ended(job).await;
    assert_eq!(page.rows[0].state, StepState::Done);
    assert!(page.rows[0].outcome.as_ref().unwrap().starts_with("after"), "{:?}", page.rows[0].outcome);
    world.over().await;
}

#[tokio::test]
async fn terminate_asks_for_the_count_looks_again_and_ends_in_absence() {
    let mut world = World::swept(400).await;
    let chosen = keys(&world.fleet("state=AVAILABLE").await, 2);
    let permit = owner().permit(Action::Terminate.right()).unwrap();
    let id = jobs::plan(&world.backend, &permit, Action::Terminate, Selection::These(chosen.clone()))
        .await
        .unwrap();
    let plan = jobs::read_plan(&world.backend, &owner(), id).await.unwrap();
    let wrong = jobs::submit(&world.backend, &permit, id, &plan.digest, Some(1)).await.unwrap_err();
    assert_eq!(wrong.at("typed").count(), 1);
    let job = jobs::submit(&world.backend, &permit, id, &plan.digest, Some(2)).await.unwrap();
    // Between confirming and sending, one becomes someone else's.
    let patch = serde_json::json!({ "UserName": "someone.else" });
    world.simulator.edit("111122223333", "eu-west-1", chosen[0].id.as_str(), patch);
    let page = world.ended(job).await;
    assert_eq!(page.rows[0].state, StepState::Skipped, "{:?}", page.rows[0]);
    assert_eq!(page.rows[1].state, StepState::Done, "{:?}", page.rows[1]);
    assert_eq!(world.one(&chosen[0]).await.user, "someone.else");
    let gone = backend::fleet::one(&world.backend, &owner(), &chosen[1]).await.unwrap_err();
    assert_eq!(gone.kind, Refused::NotFound);
    world.over().await;
}

#[tokio::test]
async fn one_bad_item_fails_alone() {
    let mut world = World::swept(400).await;
    let keys = keys(&world.fleet("state=AVAILABLE&mode=AUTO_STOP").await, 3);
    let job = world.submit(Action::Stop, &keys).await;
    let code =
        FaultKind::Error { code: "ValidationException".into(), message: "bad item".into(), status: 400 };
    world.simulator.fault(Fault {
        operation: Some("StopWorkspaces".into()),
        workspace_id: Some(keys[1].id.to_string()),
        ..Fault::new(code)
    });
    let page = world.ended(job).await;
    let states: Vec<_> = page.rows.iter().map(|row| row.state).collect();
    assert_eq!(states, [StepState::Done, StepState::Failed, StepState::Done]);
    assert_eq!(page.rows[1].aws.as_ref().unwrap().message, "bad item");
    world.over().await;
}

#[tokio::test]
async fn the_rest_of_a_job_is_cancelled_and_what_was_sent_goes_on() {
    let mut world = World::swept(1_000).await;
    let keys = keys(&world.fleet("state=AVAILABLE&mode=AUTO_STOP").await, 40);
    let job = world.submit(Action::Stop, &keys).await;
    let here = world.here().clone();
    assert!(jobs::turn(&world.backend, &here).await.unwrap());
    let permit = owner().permit(Action::Stop.right()).unwrap();
    jobs::cancel_rest(&world.backend, &permit, job).await.unwrap();
    let page = world.ended(job).await;
    assert_eq!((page.job.count(StepState::Done), page.job.count(StepState::Cancelled)), (25, 15));
    assert_eq!(world.requests("StopWorkspaces").len(), 1);
    world.over().await;
}

#[tokio::test]
async fn a_paused_job_sends_nothing_until_it_goes_on() {
    let mut world = World::swept(400).await;
    let keys = keys(&world.fleet("state=AVAILABLE&mode=AUTO_STOP").await, 2);
    let job = world.submit(Action::Stop, &keys).await;
    let permit = owner().permit(Action::Stop.right()).unwrap();
    jobs::pause(&world.backend, &permit, job, true).await.unwrap();
    world.minutes(2).await;
    assert_eq!(world.requests("StopWorkspaces").len(), 0);
    jobs::pause(&world.backend, &permit, job, false).await.unwrap();
    assert_eq!(world.ended(job).await.job.counts, [(StepState::Done, 2)]);
    world.over().await;
}

#[tokio::test]
async fn what_somebody_else_has_stopped_meanwhile_is_done_and_not_refused() {
    let mut world = World::swept(400).await;
    let keys = keys(&world.fleet("state=AVAILABLE&mode=AUTO_STOP").await, 3);
    let job = world.submit(Action::Stop, &keys).await;
    let edit = |key: &WorkspaceKey, state: &str| {
        let patch = serde_json::json!({ "State": state });
        assert!(world.simulator.edit("111122223333", "eu-west-1", key.id.as_str(), patch));
    };
    // Behind our back: one is as wished, one is where it cannot be stopped.
    edit(&keys[0], "STOPPED");
    edit(&keys[1], "SUSPENDED");
    let page = world.ended(job).await;
    let row = |key: &WorkspaceKey| page.rows.iter().find(|row| row.key.as_ref() == Some(key)).unwrap();
    let already = row(&keys[0]);
    assert_eq!((already.state, already.outcome.as_deref()), (StepState::Done, Some("was so already")));
    assert_eq!(already.aws, None);
    let refused = row(&keys[1]);
    assert_eq!(refused.state, StepState::Failed);
    assert_eq!(refused.aws.as_ref().unwrap().code, "InvalidResourceState.WorkSpace");
    assert_eq!(row(&keys[2]).state, StepState::Done);
    assert_eq!(world.one(&keys[0]).await.state, State::Stopped, "the inventory has learned of it");
    world.over().await;
}
