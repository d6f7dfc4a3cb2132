//! Rebuild, restore and maintenance: one a call, and never twice what costs data.

use domain::access::{Bound, Role};
use domain::fleet::Action;
use domain::ids::WorkspaceKey;
use domain::jobs::StepState;
use domain::words::State;
use simulator::{Fault, FaultKind};

use crate::world::{World, person};

async fn some(world: &World, query: &str, count: usize) -> Vec<WorkspaceKey> {
    let found = world.fleet(query).await;
    let alone = found.into_iter().filter(|one| one.related.is_empty());
    let keys: Vec<_> = alone.take(count).map(|one| one.key).collect();
    assert_eq!(keys.len(), count, "too few of {query}");
    keys
}

fn fault(operation: &str, kind: FaultKind) -> Fault {
    Fault { operation: Some(operation.into()), ..Fault::new(kind) }
}

#[tokio::test]
async fn a_rebuild_is_done_when_it_was_seen_at_work_and_has_passed() {
    let mut world = World::swept(400).await;
    let keys = some(&world, "state=STOPPED", 2).await;
    let job = world.submit(Action::Rebuild, &keys).await;
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Done, 2)], "{:?}", page.rows);
    assert_eq!(world.requests("RebuildWorkspaces").len(), 2, "one a call");
    for key in &keys {
        assert_eq!(world.one(key).await.state, State::Available);
    }
    world.over().await;
}

#[tokio::test]
async fn a_restore_that_amazon_refuses_says_why() {
    let mut world = World::swept(400).await;
    // Of an UNHEALTHY one there is no snapshot of the root volume.
    let keys = some(&world, "state=UNHEALTHY", 1).await;
    let job = world.submit(Action::Restore, &keys).await;
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Failed, 1)]);
    let words = page.rows[0].aws.clone().unwrap();
    assert!(words.code.starts_with("OperationNotSupported") && words.request_id.is_some(), "{words:?}");
    world.over().await;
}

#[tokio::test]
async fn a_rebuild_without_an_answer_is_never_sent_again_by_itself() {
    for (kind, end) in
        [(FaultKind::DropBefore, StepState::NeedsPerson), (FaultKind::DropAfter, StepState::Done)]
    {
        let mut world = World::swept(400).await;
        let keys = some(&world, "state=AVAILABLE", 1).await;
        world.simulator.fault(fault("RebuildWorkspaces", kind));
        let job = world.submit(Action::Rebuild, &keys).await;
        let page = world.ended(job).await;
        assert_eq!(page.job.counts, [(end, 1)], "{:?}", page.rows);
        assert_eq!(world.requests("RebuildWorkspaces").len(), 1);
        world.over().await;
    }
}

#[tokio::test]
async fn maintenance_begins_and_ends() {
    let mut world = World::swept(400).await;
    let keys = some(&world, "state=AVAILABLE", 1).await;
    for (action, state) in
        [(Action::BeginMaintenance, State::AdminMaintenance), (Action::EndMaintenance, State::Available)]
    {
        let job = world.submit(action, &keys).await;
        assert_eq!(world.ended(job).await.job.counts, [(StepState::Done, 1)]);
        assert_eq!(world.one(&keys[0]).await.state, state);
    }
    world.over().await;
}

#[tokio::test]
async fn the_help_desk_may_not_rebuild() {
    let helper = person("demo:help-desk", Role::HelpDesk, Bound::default());
    assert!(helper.permit(Action::Rebuild.right()).is_err());
    let operator = person("demo:operator", Role::Operator, Bound::default());
    assert!(operator.permit(Action::Rebuild.right()).is_ok());
}

#[tokio::test]
async fn the_ages_of_snapshots_are_looked_up_a_few_at_a_time() {
    let world = World::swept(1_000).await;
    let keys = some(&world, "state=STOPPED", 6).await;
    let plan = world.plan(Action::Rebuild, &keys).await;
    let ages = async |look| {
        let (backend, owner) = (&world.backend, crate::world::owner());
        let ages = match look {
            true => backend::jobs::look_up_snapshots(backend, &owner, plan.id).await,
            false => backend::jobs::snapshot_ages(backend, &owner, plan.id).await,
        };
        ages.unwrap().unwrap()
    };
    let none = ages(false).await;
    assert_eq!((none.known, none.of), (0, 6), "nothing is asked by looking at the plan");
    assert_eq!(ages(true).await.known, 2);
    assert_eq!(ages(true).await.known, 4);
    let all = ages(true).await;
    assert_eq!((all.known, all.of, all.failed), (6, 6, 0));
    assert_eq!(all.oldest.len() as i64 + all.none, 6);
    assert!(all.oldest.is_sorted_by_key(|(_, _, taken)| *taken));
    let told: Vec<_> = all.rows.iter().map(|(key, _)| key.clone()).collect();
    assert_eq!(
        told,
        plan.rows.iter().filter_map(|row| row.key.clone()).collect::<Vec<_>>(),
        "each row its own"
    );
    ages(true).await;
    assert_eq!(world.requests("DescribeWorkspaceSnapshots").len(), 6, "one call a WorkSpace, once");
    let start = world.plan(Action::Start, &keys).await;
    let other = backend::jobs::look_up_snapshots(&world.backend, &crate::world::owner(), start.id).await;
    assert_eq!(other.unwrap(), None);
    world.over().await;
}
