//! Are connection aliases made, led to a directory, shared and deleted as wished?

use std::time::Duration;

use backend::{aliases, jobs, resource, sync};
use domain::aliases::{Alias, AssociateForm, Form, ShareForm};
use domain::jobs::{JobPage, StepState};
use domain::resource::{Resource, ResourceKey};
use simulator::{Fault, FaultKind};

use crate::world::{HERE, World, fault, owner};

async fn run(world: &mut World, plan: i64) -> JobPage {
    let job = world.confirm(plan).await;
    world.ended(job).await
}

async fn done(world: &mut World, plan: i64) {
    let page = run(world, plan).await;
    assert_eq!(page.job.counts, [(StepState::Done, 1)], "{:?}", page.rows);
}

fn form(name: &str) -> Form {
    Form { scope: HERE.into(), name: name.into(), tags: "team = sales".into() }
}

async fn made(world: &mut World, name: &str) -> ResourceKey {
    let plan = aliases::plan_create(&world.backend, &owner(), &form(name)).await.unwrap();
    let page = run(world, plan).await;
    assert_eq!(page.job.counts, [(StepState::Done, 1)], "{:?}", page.rows);
    page.rows[0].resource.clone().expect("the row names what came about")
}

async fn now(world: &World, key: &ResourceKey) -> Resource<Alias> {
    resource::one(&world.backend, &owner(), key).await.unwrap()
}

#[tokio::test]
async fn an_alias_is_made_led_elsewhere_shared_and_deleted() {
    let mut world = World::swept(50).await;
    let key = made(&mut world, "Desktops.Example.com").await;
    let sent = &world.requests("CreateConnectionAlias")[0].body;
    assert_eq!(sent["ConnectionString"], "desktops.example.com");
    assert_eq!(sent["Tags"][1], serde_json::json!({ "Key": "team", "Value": "sales" }));

    let directories = aliases::directories(&world.backend, &owner(), &key).await.unwrap();
    let lead = |n: usize| AssociateForm { directory: directories[n].0.clone() };
    let plan = aliases::plan_associate(&world.backend, &owner(), &key, &lead(0)).await.unwrap();
    done(&mut world, plan).await;
    let there = now(&world, &key).await.item.association.unwrap();
    assert_eq!((there.directory.as_str(), there.is_pending()), (directories[0].0.as_str(), false));
    assert!(!there.identifier.is_empty());

    // One that leads elsewhere is let go first.
    let plan = aliases::plan_associate(&world.backend, &owner(), &key, &lead(1)).await.unwrap();
    done(&mut world, plan).await;
    assert_eq!(world.requests("DisassociateConnectionAlias").len(), 1);
    assert_eq!(now(&world, &key).await.item.association.unwrap().directory, directories[1].0);

    let share = |allow: &str| ShareForm { account: "444455556666".into(), allow: allow.into() };
    for (allow, shared) in [("", 1), ("deny", 0)] {
        let plan = aliases::plan_share(&world.backend, &owner(), &key, &share(allow)).await.unwrap();
        done(&mut world, plan).await;
        assert_eq!(now(&world, &key).await.item.shared_with.len(), shared);
    }
    let permission = &world.requests("UpdateConnectionAliasPermission")[0].body["ConnectionAliasPermission"];
    assert_eq!(
        *permission,
        serde_json::json!({ "SharedAccountId": "444455556666", "AllowAssociation": true })
    );

    // In use it is refused, in AWS's words.
    let plan = aliases::plan_delete(&world.backend, &owner(), &key).await.unwrap();
    let page = run(&mut world, plan).await;
    assert_eq!(page.rows[0].aws.as_ref().unwrap().code, "ResourceAssociatedException");
    let plan = aliases::plan_disassociate(&world.backend, &owner(), &key).await.unwrap();
    done(&mut world, plan).await;
    let plan = aliases::plan_delete(&world.backend, &owner(), &key).await.unwrap();
    done(&mut world, plan).await;
    assert!(resource::one::<Alias>(&world.backend, &owner(), &key).await.is_err());
    world.over().await;
}

#[tokio::test]
async fn an_alias_without_an_answer_is_found_by_its_name_and_our_tag() {
    for (kind, calls) in [(FaultKind::DropAfter, 1), (FaultKind::DropBefore, 2)] {
        let mut world = World::swept(50).await;
        world.simulator.fault(fault("CreateConnectionAlias", kind, 1));
        made(&mut world, "lost.example.com").await;
        assert_eq!(world.requests("CreateConnectionAlias").len(), calls);
        world.over().await;
    }
}

#[tokio::test]
async fn what_a_job_has_seen_go_is_not_brought_back_by_a_list_of_before() {
    let mut world = World::swept(50).await;
    let key = made(&mut world, "gone.example.com").await;
    let plan = aliases::plan_delete(&world.backend, &owner(), &key).await.unwrap();
    let job = world.confirm(plan).await;
    // The job asks first and is answered late, when the alias has gone; the list is made meanwhile, and comes last.
    let (backend, here) = (world.backend.clone(), world.here().clone());
    let turns = async move { while jobs::turn(&backend, &here).await.unwrap() {} };
    let late = fault("DescribeConnectionAliases", FaultKind::Delay { ms: 20_000 }, 1);
    let looks = world.held(late, turns).await;
    let (backend, here) = (world.backend.clone(), world.here().clone());
    let sweep = async move { sync::sweep(&backend, &here).await.unwrap() };
    let slow = fault("DescribeConnectionAliasPermissions", FaultKind::Slow { ms: 60_000 }, 1);
    let lists = world.held(Fault { workspace_id: Some(key.id.clone()), ..slow }, sweep).await;
    assert_eq!(now(&world, &key).await.name, "gone.example.com");
    world.backend.clock().sleep(Duration::from_secs(25)).await;
    looks.await.unwrap();
    assert_eq!(world.job(job).await.job.counts, [(StepState::Done, 1)]);
    world.backend.clock().sleep(Duration::from_secs(60)).await;
    lists.await.unwrap();
    assert!(resource::one::<Alias>(&world.backend, &owner(), &key).await.is_err());
    world.over().await;
}

#[tokio::test]
async fn an_alias_that_goes_while_a_list_is_read_ends_no_sweep() {
    let mut world = World::swept(50).await;
    let key = made(&mut world, "gone.example.com").await;
    let gone = FaultKind::Error {
        code: "ResourceNotFoundException".into(),
        message: "The specified connection alias could not be found.".into(),
        status: 400,
    };
    let gone = fault("DescribeConnectionAliasPermissions", gone, 1);
    world.simulator.fault(Fault { workspace_id: Some(key.id.clone()), ..gone });
    world.sweep().await;
    assert!(resource::one::<Alias>(&world.backend, &owner(), &key).await.is_err());
    world.sweep().await;
    assert_eq!(now(&world, &key).await.name, "gone.example.com");
    world.over().await;
}
