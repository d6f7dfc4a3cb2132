//! Are connection aliases made, led to a directory, shared and deleted as wished?

use backend::{aliases, resource};
use domain::aliases::{Alias, AssociateForm, Form, ShareForm};
use domain::jobs::{JobPage, StepState};
use domain::resource::{Resource, ResourceKey};
use simulator::FaultKind;

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
