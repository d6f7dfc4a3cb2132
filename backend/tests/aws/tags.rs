//! Are tags of several resources set by one plan and one job, each resource once, and never more than AWS takes?

use std::fmt::Write as _;

use backend::{ip_groups, jobs, resource};
use domain::ip_groups::{Form, IpGroup};
use domain::jobs::StepState;
use domain::resource::{Resource, ResourceKey, TagForm};
use domain::tags::Tag;

use crate::world::{HERE, World, owner};

/// Groups that this console has made, with their tags read.
async fn made<const COUNT: usize>(world: &mut World) -> [ResourceKey; COUNT] {
    let mut keys = Vec::new();
    for number in 0..COUNT {
        let form = Form {
            scope: HERE.into(),
            name: format!("group {number}"),
            rules: "10.0.0.0/8".into(),
            tags: format!("floor = {number}"),
            ..Form::default()
        };
        let plan = ip_groups::plan_create(&world.backend, &owner(), &form).await.unwrap();
        let job = world.confirm(plan).await;
        keys.push(world.ended(job).await.rows[0].resource.clone().unwrap());
    }
    world.sweep().await;
    keys.try_into().unwrap()
}

async fn tags(world: &World, key: &ResourceKey) -> Vec<Tag> {
    let one: Resource<IpGroup> = resource::one(&world.backend, &owner(), key).await.unwrap();
    one.tags.unwrap()
}

fn put(tags: impl Into<String>) -> TagForm {
    TagForm { put: tags.into(), ..TagForm::default() }
}

#[tokio::test]
async fn three_groups_get_their_tags_in_one_job() {
    let mut world = World::swept(10).await;
    let [one, two, three] = made(&mut world).await;
    let before = world.requests("CreateTags").len();
    let form = TagForm { put: "team = it".into(), drop: "floor".into() };
    // What is named twice is tagged once.
    let keys = [one.clone(), two.clone(), three.clone(), one.clone()];
    let plan = resource::plan_tags(&world.backend, &owner(), &keys, &form).await.unwrap();
    let shown = jobs::read_plan(&world.backend, &owner(), plan).await.unwrap();
    assert_eq!((shown.eligible, shown.skipped), (3, 0), "{:?}", shown.rows);
    assert_eq!(world.requests("CreateTags").len(), before, "nothing is sent before it is confirmed");
    let job = world.confirm(plan).await;
    assert_eq!(world.ended(job).await.job.counts, [(StepState::Done, 3)]);
    assert_eq!(world.requests("CreateTags").len(), before + 3);
    for key in [&one, &two, &three] {
        let tags = tags(&world, key).await;
        assert!(tags.contains(&Tag { key: "team".into(), value: "it".into() }), "{tags:?}");
        assert!(tags.iter().all(|tag| tag.key != "floor"), "{tags:?}");
    }
    let again = resource::plan_tags(&world.backend, &owner(), &keys, &form).await.unwrap();
    let shown = jobs::read_plan(&world.backend, &owner(), again).await.unwrap();
    assert!(shown.rows.iter().all(|row| row.skipped.as_deref() == Some("is so already")), "{:?}", shown.rows);
    world.over().await;
}

#[tokio::test]
async fn the_one_that_would_have_too_many_is_left_out_and_the_others_go_on() {
    let mut world = World::swept(10).await;
    let [full, other] = made(&mut world).await;
    let many = |from: usize, to: usize| {
        (from..to).fold(String::new(), |mut lines, number| {
            let _ = writeln!(lines, "key{number} = x");
            lines
        })
    };
    let plan = resource::plan_tags(&world.backend, &owner(), std::slice::from_ref(&full), &put(many(0, 40)))
        .await
        .unwrap();
    let job = world.confirm(plan).await;
    assert_eq!(world.ended(job).await.job.counts, [(StepState::Done, 1)]);
    let both = [full, other];
    let plan = resource::plan_tags(&world.backend, &owner(), &both, &put(many(40, 50))).await.unwrap();
    let rows = jobs::read_plan(&world.backend, &owner(), plan).await.unwrap().rows;
    let skipped: Vec<_> = rows.iter().map(|row| row.skipped.as_deref()).collect();
    assert_eq!(skipped, [Some("would have more than 50 tags"), None], "{rows:?}");
    let refused = resource::plan_tags(&world.backend, &owner(), &both, &put(many(0, 50))).await.unwrap_err();
    assert_eq!(refused.fields[0].field, "put");
    assert!(resource::plan_tags(&world.backend, &owner(), &both, &put("aws:team = it")).await.is_err());
    assert!(resource::plan_tags(&world.backend, &owner(), &[], &put("team = it")).await.is_err());
    world.over().await;
}
