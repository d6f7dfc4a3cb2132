//! Are bundles made, changed and deleted as wished, and is it told how much each is used?

use backend::{bundles, images, resource};
use domain::bundles::{Bundle, Form};
use domain::fault::FaultKind;
use domain::images::Image;
use domain::jobs::StepState;
use domain::resource::{Resource, ResourceKey, ResourceKind};
use simulator::FaultKind as Trouble;

use crate::world::{World, fault, owner};

async fn listed(world: &World) -> Vec<Resource<Bundle>> {
    bundles::list(&world.backend, &owner()).await.unwrap().bundles.found
}

/// The account's own images that are ready and small enough for any bundle.
async fn ready(world: &World) -> Vec<Resource<Image>> {
    let all = images::list(&world.backend, &owner()).await.unwrap().images.found;
    let small = |image: &Resource<Image>| !image.name.contains("GPU") && !image.name.contains("Graphics");
    let own = |image: &Resource<Image>| image.item.owner == "111122223333" && image.state == "AVAILABLE";
    all.into_iter().filter(|image| own(image) && small(image)).collect()
}

fn form(name: &str) -> Form {
    Form {
        name: name.into(),
        description: "For the office".into(),
        compute: "POWER".into(),
        root_gib: "175".into(),
        user_gib: "100".into(),
        tags: "team = it".into(),
    }
}

async fn made(world: &mut World, image: &ResourceKey, name: &str) -> Resource<Bundle> {
    let plan = bundles::plan_create(&world.backend, &owner(), image, &form(name)).await.unwrap();
    let job = world.confirm(plan).await;
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Done, 1)], "{:?}", page.rows);
    let key = page.rows[0].resource.clone().expect("the row names what came about");
    resource::one(&world.backend, &owner(), &key).await.unwrap()
}

#[tokio::test]
async fn a_bundle_is_made_changed_and_deleted_and_each_field_reaches_the_wire() {
    let mut world = World::swept(10).await;
    let image = ready(&world).await.remove(0);
    let bundle = made(&mut world, &image.key, "office").await;
    assert_eq!((bundle.state.as_str(), bundle.item.volumes().as_str()), ("AVAILABLE", "175 + 100 GiB"));
    assert_eq!(bundle.item.image, image.key.id);
    let body = &world.requests("CreateWorkspaceBundle")[0].body;
    assert_eq!(
        (&body["BundleName"], &body["BundleDescription"]),
        (&"office".into(), &"For the office".into())
    );
    assert_eq!(
        (&body["ImageId"], &body["ComputeType"]["Name"]),
        (&image.key.id.clone().into(), &"POWER".into())
    );
    assert_eq!(
        (&body["RootStorage"]["Capacity"], &body["UserStorage"]["Capacity"]),
        (&"175".into(), &"100".into())
    );
    assert_eq!(body["Tags"][1], serde_json::json!({ "Key": "team", "Value": "it" }));

    // A copy is of the same system, as UpdateWorkspaceBundle wants it.
    let copy = world.aws().await.copy_workspace_image().name("same").source_image_id(&image.key.id);
    let copy = copy.source_region("eu-west-1").send().await.unwrap().image_id().unwrap().to_owned();
    world.minutes(45).await;
    world.sweep().await;
    let plan = bundles::plan_image(&world.backend, &owner(), &bundle.key, &copy).await.unwrap();
    let job = world.confirm(plan).await;
    assert_eq!(world.ended(job).await.job.counts, [(StepState::Done, 1)]);
    let now: Resource<Bundle> = resource::one(&world.backend, &owner(), &bundle.key).await.unwrap();
    assert_eq!(now.item.image, copy);
    let again = bundles::plan_image(&world.backend, &owner(), &bundle.key, &copy).await.unwrap();
    let again = backend::jobs::read_plan(&world.backend, &owner(), again).await.unwrap();
    assert_eq!(again.rows[0].skipped.as_deref(), Some("is so already"));

    let plan = bundles::plan_delete(&world.backend, &owner(), &bundle.key).await.unwrap();
    let job = world.confirm(plan).await;
    assert_eq!(world.ended(job).await.job.counts, [(StepState::Done, 1)]);
    assert!(listed(&world).await.iter().all(|one| one.key != bundle.key));
    world.over().await;
}

#[tokio::test]
async fn a_bundle_without_an_answer_is_found_by_its_name_and_our_tag() {
    for (kind, calls) in [(Trouble::DropAfter, 1), (Trouble::DropBefore, 2)] {
        let mut world = World::swept(10).await;
        let image = ready(&world).await.remove(0);
        world.simulator.fault(fault("CreateWorkspaceBundle", kind, 1));
        let bundle = made(&mut world, &image.key, "lost").await;
        assert_eq!(world.requests("CreateWorkspaceBundle").len(), calls);
        assert_eq!(listed(&world).await.iter().filter(|one| one.name == bundle.name).count(), 1);
        world.over().await;
    }
}

#[tokio::test]
async fn what_is_in_use_or_amazons_is_refused_in_words() {
    let mut world = World::swept(60).await;
    let all = bundles::list(&world.backend, &owner()).await.unwrap();
    let (key, count) = all.workspaces.iter().next().unwrap();
    let key: ResourceKey = key.parse().unwrap();
    assert_eq!(key.kind, ResourceKind::Bundle);
    let counted = world.fleet(&format!("bundle={}", key.id)).await.len() as i64;
    assert_eq!(counted, *count);
    let total: i64 = all.workspaces.values().sum();
    assert_eq!(total, world.fleet("").await.len() as i64);
    let used = all.workspaces.keys().map(|key| key.parse::<ResourceKey>().unwrap());
    let used: Vec<_> = used.collect();
    let own = all.bundles.found.iter().find(|one| !one.item.is_amazons() && used.contains(&one.key)).unwrap();
    let refused = bundles::plan_delete(&world.backend, &owner(), &own.key).await.unwrap_err();
    assert_eq!(refused.kind, FaultKind::Conflict);
    assert!(refused.message.contains("on it: terminate or migrate"), "{}", refused.message);
    let amazons = all.bundles.found.iter().find(|one| one.item.is_amazons()).unwrap();
    let refused = bundles::plan_delete(&world.backend, &owner(), &amazons.key).await.unwrap_err();
    assert!(refused.message.contains("Amazon's own"), "{}", refused.message);

    // What comes into use behind our back is refused in AWS's words.
    let image = ready(&world).await.remove(0);
    let bundle = made(&mut world, &image.key, "soon").await;
    let plan = bundles::plan_delete(&world.backend, &owner(), &bundle.key).await.unwrap();
    let directory = world.fleet("").await[0].directory.to_string();
    let wish = aws_sdk_workspaces::types::WorkspaceRequest::builder().directory_id(directory);
    let wish = wish.user_name("behind.back").bundle_id(&bundle.key.id).build().unwrap();
    let there = world.aws().await.create_workspaces().workspaces(wish).send().await.unwrap();
    assert!(there.failed_requests().is_empty(), "{:?}", there.failed_requests());
    let job = world.confirm(plan).await;
    let page = world.ended(job).await;
    assert_eq!(page.rows[0].aws.as_ref().unwrap().code, "ResourceAssociatedException");
    world.over().await;
}
