//! Is it remembered what AWS denies, in its words, for whom it concerns, until it goes through?

use domain::access::{Bound, Person, Role};
use domain::iam::{Denial, Policy};
use simulator::FaultKind;

use crate::world::{World, fault, owner, person};

async fn denied(world: &World, person: &Person) -> Vec<Denial> {
    backend::overview::overview(&world.backend, person).await.unwrap().denied
}

#[tokio::test]
async fn what_aws_denies_is_listed_in_its_words_until_it_goes_through() {
    let mut world = World::swept(40).await;
    assert_eq!(denied(&world, &owner()).await, []);
    world.simulator.fault(fault("DescribeIpGroups", FaultKind::Deny, 1));
    world.sweep().await;
    let found = denied(&world, &owner()).await;
    let [one] = &found[..] else { panic!("{found:?}") };
    assert_eq!(
        (one.operation.as_str(), one.permission()),
        ("workspaces:DescribeIpGroups", "workspaces:DescribeIpGroups")
    );
    assert_eq!((&one.scope, one.policy(), one.passed), (world.here(), Some(Policy::ReadOnly), None));
    assert!(
        one.words.request_id.is_some() && one.words.message.contains("not authorized"),
        "{:?}",
        one.words
    );

    // The words name what lies in the scope: whoever may see a part of it is not told.
    let directory = world.fleet("").await[0].directory.clone();
    let part = Bound { directory: Some(directory), ..Bound::default() };
    assert_eq!(denied(&world, &person("demo:part", Role::Owner, part)).await, []);
    let account = Bound { account: Some(world.here().account.clone()), ..Bound::default() };
    assert_eq!(denied(&world, &person("demo:viewer", Role::Viewer, account)).await, found);

    backend::denied::keep(&world.backend).await.unwrap();
    world.restart().await;
    assert_eq!(denied(&world, &owner()).await, found, "it outlives the process");
    world.sweep().await;
    assert!(denied(&world, &owner()).await[0].passed.is_some());
    world.over().await;
}
