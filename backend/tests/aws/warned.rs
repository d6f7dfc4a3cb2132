//! Is a person warned of who would notice, before a change interrupts somebody or destroys one end of a pair?

use backend::jobs;
use domain::change::{Change, Properties};
use domain::fleet::Action;
use domain::jobs::{Plan, PlanRow, Selection, Wished};
use domain::words::{Compute, Connection};
use domain::workspace::WorkSpace;

use crate::standby;
use crate::world::{World, owner};

const PAIR: &str = "is one end of a standby pair";

fn row<'a>(plan: &'a Plan, of: &WorkSpace) -> &'a PlanRow {
    let mut rows = plan.rows.iter();
    rows.find(|row| row.key.as_ref() == Some(&of.key)).expect("each that is selected is a row")
}

fn warning<'a>(plan: &'a Plan, of: &WorkSpace) -> &'a str {
    row(plan, of).warning.as_deref().unwrap_or_default()
}

/// Two that run: at the first sits somebody, and whoever was at the other one has just left.
async fn one_in_use_and_one_left(world: &World) -> [WorkSpace; 2] {
    let mut found = world.fleet("state=AVAILABLE&mode=AUTO_STOP&compute=STANDARD&connection=CONNECTED").await;
    found.retain(|one| one.related.is_empty());
    let left = found.swap_remove(1);
    assert!(world.simulator.disconnect("111122223333", "eu-west-1", left.key.id.as_str()));
    world.sweep().await;
    assert_eq!(world.one(&left.key).await.connection, Some(Connection::Disconnected));
    [found.swap_remove(0), left]
}

#[tokio::test]
async fn whoever_is_connected_is_named_before_a_change_that_interrupts_them() {
    let world = World::swept(600).await;
    let [at_it, away] = one_in_use_and_one_left(&world).await;
    let keys = [at_it.key.clone(), away.key.clone()];
    let said = format!("{} is connected now", at_it.user);
    let larger = Properties { compute: Some(Compute::Performance), ..Properties::default() };
    let changes = [Action::Stop.into(), Action::Reboot.into(), Change::Modify(larger)];
    for change in changes {
        let plan = world.plan(change.clone(), &keys).await;
        assert!(warning(&plan, &at_it).contains(&said), "{change:?}: {:?}", row(&plan, &at_it));
        assert!(!warning(&plan, &away).contains("is connected now"), "{change:?}: {:?}", row(&plan, &away));
        assert_eq!((plan.connected, plan.eligible), (1, 2), "{change:?}");
    }
    // Nobody notices when it stops by itself an hour later.
    let unnoticed = Properties { auto_stop_minutes: Some(420), ..Properties::default() };
    let plan = world.plan(Change::Modify(unnoticed), &keys).await;
    assert!(!warning(&plan, &at_it).contains("is connected now"), "{:?}", row(&plan, &at_it));
    assert_eq!(plan.connected, 0);
    world.over().await;
}

#[tokio::test]
async fn one_that_somebody_is_at_is_not_stopped_before_a_person_has_seen_the_plan() {
    let mut world = World::swept(600).await;
    let [at_it, away] = one_in_use_and_one_left(&world).await;
    let permit = owner().permit(Action::Stop.right()).unwrap();
    let stop = async |one: WorkSpace| {
        let chosen = Selection::These(vec![one.key]);
        jobs::wish(&world.backend, &permit, Action::Stop, chosen).await.unwrap()
    };
    let wished = stop(at_it).await;
    assert!(matches!(wished, Wished::Plan(_)), "{wished:?}");
    let Wished::Job(job) = stop(away).await else {
        panic!("nobody is at the other one: it goes at once");
    };
    world.ended(job).await;
    assert_eq!(world.requests("StopWorkspaces").len(), 1);
    world.over().await;
}

#[tokio::test]
async fn before_either_end_of_a_standby_pair_is_destroyed_its_plan_says_so() {
    let world = standby::two_regions(900).await;
    let pair = [
        world.fleet("standby=primary&state=AVAILABLE").await.remove(0),
        world.fleet("standby=standby").await.remove(0),
    ];
    let alone = world.fleet("standby=none&state=AVAILABLE").await.remove(0);
    let keys: Vec<_> = pair.iter().chain([&alone]).map(|one| one.key.clone()).collect();
    for action in [Action::Terminate, Action::Rebuild] {
        let plan = world.plan(action, &keys).await;
        for end in &pair {
            assert!(warning(&plan, end).contains(PAIR), "{action:?}: {:?}", row(&plan, end));
        }
        assert!(!warning(&plan, &alone).contains(PAIR), "{action:?}: {:?}", row(&plan, &alone));
    }
    let plan = world.plan(Action::Reboot, &keys).await;
    assert!(plan.rows.iter().all(|row| !row.warning.as_deref().unwrap_or_default().contains(PAIR)));
    world.over().await;
}
