//! The inventory stays true.

use std::collections::HashMap;
use std::time::Duration;

use backend::{history, overview, sync};
use domain::credentials::Lack;
use domain::estate::Health;
use domain::fleet::Action;
use domain::words::State;
use simulator::{Fault, FaultKind};

use crate::world::{self, HERE, World, owner};

fn fault(kind: FaultKind) -> Fault {
    Fault::new(kind)
}

#[tokio::test]
async fn a_sweep_reads_everything_within_its_calls_and_is_never_throttled() {
    let world = World::new(400).await;
    world.sweep().await;
    let fleet = world.fleet("").await;
    let known = fleet.len();
    assert!(known > 100, "{known} WorkSpaces");
    let pages = known.div_ceil(25);
    assert_eq!(world.requests("DescribeWorkspaces").len(), pages);
    assert_eq!(world.requests("DescribeWorkspacesConnectionStatus").len(), pages);
    assert!(world.simulator.requests().iter().all(|request| request.status == 200));
    assert!(fleet.iter().any(|one| one.tags.as_ref().is_some_and(|tags| !tags.is_empty())));
    assert!(fleet.iter().any(|one| one.last_active.is_some()));
    assert!(fleet.iter().any(|one| one.directory_name.contains('.')));
    let scopes = overview::scopes(&world.backend, &owner()).await.unwrap();
    assert_eq!((&scopes[0].health, scopes[0].known), (&Health::Good, known as i64));
    world.over().await;
}

#[tokio::test]
async fn a_denied_region_is_marked_and_disturbs_no_other() {
    let world = World::watching(200, &[HERE, "111122223333/us-east-1"]).await;
    world.simulator.fault(Fault { region: Some("us-east-1".into()), ..fault(FaultKind::Deny) });
    let other = "111122223333/us-east-1".parse().unwrap();
    sync::sweep(&world.backend, &other).await.unwrap_err();
    sync::sweep(&world.backend, world.here()).await.unwrap();
    let scopes = overview::scopes(&world.backend, &owner()).await.unwrap();
    let health = |region: &str| scopes.iter().find(|scope| scope.key.region.as_str() == region).unwrap();
    assert_eq!(health("eu-west-1").health, Health::Good);
    assert_eq!(health("us-east-1").health, Health::Denied);
    assert_eq!(health("us-east-1").error.as_ref().unwrap().code, "AccessDeniedException");
    world.over().await;
}

#[tokio::test]
async fn credentials_whose_time_is_over_are_called_so() {
    let world = World::new(100).await;
    world.simulator.fault(fault(FaultKind::Expired));
    sync::sweep(&world.backend, world.here()).await.unwrap_err();
    let scopes = overview::scopes(&world.backend, &owner()).await.unwrap();
    assert_eq!(scopes[0].health, Health::Lacking(Lack::Expired));
    assert_eq!(scopes[0].error.as_ref().unwrap().code, "ExpiredTokenException");
    let first = overview::overview(&world.backend, &owner()).await.unwrap();
    assert!(first.attention.iter().any(|one| one.what == "Regions without credentials" && one.count == 1));
    world.over().await;
}

#[tokio::test]
async fn throttles_are_repeated_counted_and_leave_room() {
    let world = World::new(100).await;
    let throttle = fault(FaultKind::Throttle);
    world.simulator.fault(Fault { operation: Some("DescribeWorkspaces".into()), times: Some(2), ..throttle });
    world.sweep().await;
    let scopes = overview::scopes(&world.backend, &owner()).await.unwrap();
    assert_eq!((&scopes[0].health, scopes[0].throttles), (&Health::Good, 2));
    world.over().await;
}

#[tokio::test]
async fn when_aws_is_away_the_last_inventory_stays_with_its_age() {
    let world = World::swept(100).await;
    let before = world.fleet("").await;
    world.simulator.fault(fault(FaultKind::Error500));
    world.backend.clock().sleep(Duration::from_secs(600)).await;
    sync::sweep(&world.backend, world.here()).await.unwrap_err();
    let after = world.fleet("").await;
    assert_eq!(before, after);
    let scopes = overview::scopes(&world.backend, &owner()).await.unwrap();
    assert_eq!(scopes[0].health, Health::Failing);
    assert!(world.backend.clock().now().ms_since(scopes[0].as_of.unwrap()) >= 600_000);
    world.over().await;
}

#[tokio::test]
async fn a_fault_half_way_keeps_what_was_read() {
    let world = World::new(400).await;
    let broken = fault(FaultKind::Error500);
    world.simulator.fault(Fault { operation: Some("DescribeWorkspacesConnectionStatus".into()), ..broken });
    sync::sweep(&world.backend, world.here()).await.unwrap_err();
    assert!(world.fleet("").await.len() > 100);
    world.over().await;
}

#[tokio::test]
async fn values_that_amazon_adds_later_are_carried() {
    let world = World::swept(100).await;
    let key = world.fleet("state=AVAILABLE").await[0].key.clone();
    let patch = serde_json::json!({ "State": "HIBERNATING", "WorkspaceProperties": { "Protocols": ["QUIC"], "ComputeTypeName": "QUANTUM" } });
    assert!(world.simulator.edit("111122223333", "eu-west-1", key.id.as_str(), patch));
    world.sweep().await;
    let one = world.one(&key).await;
    let words =
        (one.state.word(), one.protocol.as_ref().unwrap().wire(), one.compute.as_ref().unwrap().wire());
    assert_eq!(words, ("HIBERNATING", "QUIC", "QUANTUM"));
    assert_eq!(world.fleet("state=HIBERNATING").await.len(), 1);
    world.over().await;
}

#[tokio::test]
async fn what_changes_is_logged_with_its_values_before_and_after() {
    let world = World::swept(100).await;
    let key = world.fleet("state=AVAILABLE").await[0].key.clone();
    let patch = serde_json::json!({ "State": "UNHEALTHY" });
    world.simulator.edit("111122223333", "eu-west-1", key.id.as_str(), patch);
    world.sweep().await;
    let changes = history::of(&world.backend, &owner(), &key, None).await.unwrap();
    let states: Vec<_> = changes.iter().filter(|change| change.field == "state").collect();
    assert_eq!(states.len(), 1);
    assert_eq!((states[0].old.as_deref(), states[0].new.as_deref()), (Some("AVAILABLE"), Some("UNHEALTHY")));
    world.over().await;
}

#[tokio::test]
async fn without_the_tagging_api_tags_are_read_one_by_one() {
    let world = World::new(100).await;
    world.simulator.fault(Fault { operation: Some("GetResources".into()), ..fault(FaultKind::Deny) });
    // One is terminated between the list and its tags: the sweep goes on.
    let gone = FaultKind::Error {
        code: "ResourceNotFoundException".into(),
        message: "The specified resource could not be found.".into(),
        status: 400,
    };
    world.simulator.fault(world::fault("DescribeTags", gone, 1));
    world.sweep().await;
    let asked = world.requests("DescribeTags");
    let of_desktops =
        asked.iter().filter(|one| one.body["ResourceId"].as_str().unwrap_or_default().starts_with("ws-"));
    assert_eq!(of_desktops.count(), 25);
    assert_eq!(world.fleet("").await.iter().filter(|one| one.tags.is_some()).count(), 24);
    world.over().await;
}

#[tokio::test]
async fn a_page_of_a_sweep_does_not_bring_back_what_has_gone_since() {
    let mut world = World::swept(50).await;
    let key = world.fleet("state=STOPPED").await[0].key.clone();
    let job = world.submit(Action::Terminate, std::slice::from_ref(&key)).await;
    while world.one(&key).await.state != State::Terminating {
        world.second().await;
    }
    // The page is made now, and comes two hours later.
    let (backend, here) = (world.backend.clone(), world.here().clone());
    let sweep = async move { sync::sweep(&backend, &here).await.unwrap() };
    let slow = world::fault("DescribeWorkspaces", FaultKind::Slow { ms: 7_200_000 }, 1);
    let sweeps = world.held(slow, sweep).await;
    world.ended(job).await;
    let is_there = async |world: &World| world.fleet("").await.iter().any(|one| one.key == key);
    assert!(!is_there(&world).await);
    world.backend.clock().sleep(Duration::from_secs(7_200)).await;
    sweeps.await.unwrap();
    assert!(!is_there(&world).await);
    world.over().await;
}

#[tokio::test]
async fn a_page_of_a_sweep_puts_nothing_over_what_was_asked_for_later() {
    let world = World::swept(50).await;
    let key = world.fleet("state=AVAILABLE").await[0].key.clone();
    let is = |state: &str| {
        let (scope, state) = (&key.scope, serde_json::json!({ "State": state }));
        assert!(world.simulator.edit(scope.account.as_str(), scope.region.as_str(), key.id.as_str(), state));
    };
    is("STOPPING");
    world.sweep().await;
    // The page is made now, and comes a minute later.
    let (backend, here) = (world.backend.clone(), world.here().clone());
    let sweep = async move { sync::sweep(&backend, &here).await.unwrap() };
    let slow = world::fault("DescribeWorkspaces", FaultKind::Slow { ms: 60_000 }, 1);
    let sweeps = world.held(slow, sweep).await;
    is("STOPPED");
    sync::follow_once(&world.backend, world.here(), &mut HashMap::new()).await.unwrap();
    assert_eq!(world.one(&key).await.state, State::Stopped);
    world.backend.clock().sleep(Duration::from_secs(60)).await;
    sweeps.await.unwrap();
    assert_eq!(world.one(&key).await.state, State::Stopped);
    let states = history::of(&world.backend, &owner(), &key, None).await.unwrap();
    let states = states.iter().filter(|change| change.field == "state");
    assert_eq!(
        states.filter_map(|change| change.new.as_deref()).collect::<Vec<_>>(),
        ["STOPPED", "STOPPING"]
    );
    world.over().await;
}
