//! What AWS does not tell beside something that it does tell: is that said where it is missed, and does all else go on?

use std::collections::BTreeSet;

use backend::{images, overview};
use domain::advice;
use domain::fault::AwsWords;
use domain::jobs::StepState;
use domain::keys::KeyState;
use domain::workspace::WorkSpace;

use super::{MESSAGE, Met, errors, met, model, set};
use crate::images::{custom, imported};
use crate::world::{World, owner};

const IMPORT: &str = "DescribeCustomWorkspaceImageImport";
const KEY: &str = "DescribeKey";

#[test]
fn each_read_that_may_be_refused_alone_is_walked_here() {
    assert_eq!(met(Met::Kept).collect::<BTreeSet<_>>(), [IMPORT, KEY].into());
}

/// The sweep goes through, and the scope is said to be well.
async fn swept(world: &World) {
    world.sweep().await;
    let scopes = overview::scopes(&world.backend, &owner()).await.unwrap();
    assert_eq!(scopes[0].error, None);
}

#[tokio::test]
async fn how_far_an_import_is_that_aws_does_not_tell_is_said_in_its_row_and_the_job_goes_on() {
    for code in errors(&model(), IMPORT) {
        let mut world = World::swept(10).await;
        set(&world, IMPORT, &code);
        let plan = images::plan_import_custom(&world.backend, &owner(), &custom("untold")).await.unwrap();
        let job = world.confirm(plan).await;
        world.minutes(3).await;
        swept(&world).await;
        let row = world.job(job).await.rows.remove(0);
        let said = row.outcome.unwrap();
        assert_eq!((row.state, row.aws), (StepState::Settling, None), "{code}: it is no end");
        if code == "ResourceNotFoundException" {
            // So AWS says that it came about otherwise, and that there is no more to tell.
            assert!(said.starts_with("Pending, for "), "{said}");
        } else {
            let aws = AwsWords { code: code.clone(), ..AwsWords::default() };
            let (next, _) = advice::after(&aws, None).expect("somebody says what to do");
            let why = format!("Pending (AWS does not tell how far it is. {code}: {MESSAGE} {next}), for ");
            assert!(said.starts_with(&why), "{said}");
        }
        let asked = world.requests(IMPORT);
        assert!(asked.iter().all(|one| one.error_code.as_deref() == Some(code.as_str())), "{asked:?}");
        world.simulator.clear_faults();
        world.minutes(45).await;
        let said = world.job(job).await.rows[0].outcome.clone().unwrap();
        assert!(said.contains(" %, for "), "once AWS tells, the row does: {said}");
        assert_eq!(imported(&mut world, job).await.job.counts, [(StepState::Done, 1)]);
        world.over().await;
    }
}

#[tokio::test]
async fn a_key_whose_state_aws_does_not_tell_is_unknown_beside_the_workspace() {
    let world = World::new(600).await;
    for code in errors(&model(), KEY) {
        set(&world, KEY, &code);
        swept(&world).await;
        let own = |one: &WorkSpace| one.encryption_key.as_ref().is_some_and(|key| key.starts_with("arn:"));
        let one = world.fleet("").await.into_iter().find(own).unwrap();
        assert!(matches!(one.key_state, Some(KeyState::Unknown(_))), "{code}: {:?}", one.key_state);
        world.simulator.clear_faults();
    }
    world.over().await;
}
