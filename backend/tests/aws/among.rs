//! Does a form know what some of the chosen WorkSpaces have, and is what none can have refused?

use domain::change::{Among, Form};
use domain::jobs::{Selection, Wished};
use domain::words::{Compute, RunningMode};
use domain::workspace::WorkSpace;

use crate::standby::two_regions;
use crate::world::{World, owner};

/// As the inventory has it, by another way than SQL.
fn among(all: &[WorkSpace]) -> Among {
    let is_auto = |one: &WorkSpace| one.mode.as_ref().is_none_or(|mode| *mode == RunningMode::AutoStop);
    Among {
        auto_stop: all.iter().any(is_auto),
        no_gpu: all.iter().any(|one| !one.compute.as_ref().is_some_and(Compute::has_gpu)),
        paired: all.iter().any(|one| !one.related.is_empty()),
        encrypted: all.iter().any(|one| one.root_encrypted || one.user_encrypted),
    }
}

/// The form that a selection leads to.
async fn draft(world: &World, selection: Selection) -> i64 {
    match backend::change::begin(&world.backend, &owner(), "change", selection).await.unwrap() {
        Wished::Form(draft) => draft,
        other => panic!("the word leads to the form, and not to {other:?}"),
    }
}

#[tokio::test]
async fn the_form_knows_what_some_of_the_chosen_have() {
    let world = two_regions(400).await;
    for address in ["", "mode=ALWAYS_ON", "compute=GRAPHICS_G4DN", "standby=none", "standby=primary", "q=an"]
    {
        let all = world.fleet(address).await;
        assert!(!all.is_empty(), "{address}");
        let keys = all.iter().map(|one| one.key.clone()).collect();
        for selection in [Selection::Matching(address.to_owned()), Selection::These(keys)] {
            let draft = draft(&world, selection).await;
            let shown = backend::change::chosen(&world.backend, &owner(), draft).await.unwrap();
            assert_eq!(shown.among, among(&all), "{address}");
        }
    }
    world.over().await;
}

#[tokio::test]
async fn what_none_of_them_can_have_is_refused_at_its_field() {
    let world = two_regions(200).await;
    let alone = draft(&world, Selection::Matching("standby=none".to_owned())).await;
    let form = Form { what: "modify".into(), replication: "on".into(), ..Form::default() };
    let again = match backend::change::plan(&world.backend, &owner(), alone, form).await.unwrap() {
        Wished::Form(draft) => draft,
        other => panic!("the way leads back to the form, and not to {other:?}"),
    };
    let shown = backend::change::chosen(&world.backend, &owner(), again).await.unwrap();
    assert_eq!(shown.at("replication"), ["None of them has a standby to replicate its data to."]);
    world.over().await;
}
