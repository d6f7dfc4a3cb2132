//! Are IP access control groups made, changed and deleted as wished: once, and never someone else's?

use backend::{ip_groups, resource};
use domain::ip_groups::{Form, IpGroup};
use domain::jobs::{Plan, StepState};
use domain::resource::{Resource, ResourceKey, ResourceKind, TagForm};
use domain::tags::{PROTECTED, Tag};
use simulator::FaultKind;

use crate::world::{HERE, World, fault, owner};

async fn groups(world: &World) -> Vec<Resource<IpGroup>> {
    resource::list(&world.backend, &owner(), ResourceKind::IpGroup).await.unwrap().found
}

fn office(name: &str) -> Form {
    Form {
        scope: HERE.into(),
        name: name.into(),
        description: "the office's".into(),
        rules: "10.0.0.0/8 the office\n203.0.113.7".into(),
        tags: "team = sales".into(),
    }
}

/// A group that this console has made.
async fn made(world: &mut World, name: &str) -> Resource<IpGroup> {
    let plan = ip_groups::plan_create(&world.backend, &owner(), &office(name)).await.unwrap();
    let job = world.confirm(plan).await;
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Done, 1)], "{:?}", page.rows);
    let key = page.rows[0].resource.clone().expect("the row names what came about");
    resource::one(&world.backend, &owner(), &key).await.unwrap()
}

async fn shown(world: &World, plan: i64) -> Plan {
    backend::jobs::read_plan(&world.backend, &owner(), plan).await.unwrap()
}

#[tokio::test]
async fn a_group_is_made_changed_and_deleted_and_each_field_reaches_the_wire() {
    let mut world = World::swept(10).await;
    let group = made(&mut world, "office").await;
    assert_eq!((group.name.as_str(), group.item.rules.len()), ("office", 2));
    let sent = &world.requests("CreateIpGroup")[0].body;
    assert_eq!(
        (sent["GroupName"].as_str(), sent["GroupDesc"].as_str()),
        (Some("office"), Some("the office's"))
    );
    assert_eq!(sent["UserRules"][0], serde_json::json!({ "ipRule": "10.0.0.0/8", "ruleDesc": "the office" }));
    assert_eq!(sent["Tags"][1], serde_json::json!({ "Key": "team", "Value": "sales" }));

    let other = Form { rules: "192.0.2.0/24".into(), ..Form::default() };
    let plan = ip_groups::plan_rules(&world.backend, &owner(), &group.key, &other).await.unwrap();
    let row = &shown(&world, plan).await.rows[0];
    assert_eq!(row.diff[0].before.as_deref(), Some("10.0.0.0/8 the office\n203.0.113.7"));
    let job = world.confirm(plan).await;
    assert_eq!(world.ended(job).await.job.counts, [(StepState::Done, 1)]);
    assert_eq!(
        groups(&world).await.iter().find(|one| one.key == group.key).unwrap().item.rules[0].range,
        "192.0.2.0/24"
    );
    let again = ip_groups::plan_rules(&world.backend, &owner(), &group.key, &other).await.unwrap();
    assert_eq!(shown(&world, again).await.rows[0].skipped.as_deref(), Some("is so already"));

    let told = resource::history(&world.backend, &owner(), &group.key, None).await.unwrap();
    assert!(told.iter().any(|line| line.field == "rules" && line.job == Some(job)), "{told:?}");

    let plan = ip_groups::plan_delete(&world.backend, &owner(), &group.key).await.unwrap();
    let job = world.confirm(plan).await;
    assert_eq!(world.ended(job).await.job.counts, [(StepState::Done, 1)]);
    assert!(groups(&world).await.iter().all(|one| one.key != group.key));
    world.over().await;
}

#[tokio::test]
async fn a_group_without_an_answer_is_found_by_its_name_and_our_tag() {
    for (kind, calls) in [(FaultKind::DropAfter, 1), (FaultKind::DropBefore, 2)] {
        let mut world = World::swept(10).await;
        world.simulator.fault(fault("CreateIpGroup", kind, 1));
        let group = made(&mut world, "lost").await;
        assert_eq!(world.requests("CreateIpGroup").len(), calls);
        assert_eq!(groups(&world).await.iter().filter(|one| one.name == group.name).count(), 1);
        world.over().await;
    }
}

#[tokio::test]
async fn someone_elses_group_of_that_name_is_left_to_a_person() {
    let mut world = World::swept(10).await;
    world.simulator.fault(fault("CreateIpGroup", FaultKind::DropBefore, 1));
    let plan = ip_groups::plan_create(&world.backend, &owner(), &office("theirs")).await.unwrap();
    let job = world.confirm(plan).await;
    world.second().await;
    world.aws().await.create_ip_group().group_name("theirs").send().await.unwrap();
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::NeedsPerson, 1)], "{:?}", page.rows);
    assert_eq!(world.requests("CreateIpGroup").len(), 2, "ours, and the other tool's");
    world.over().await;
}

#[tokio::test]
async fn what_is_protected_stays_and_one_in_use_is_refused_in_awss_words() {
    let mut world = World::swept(10).await;
    let group = made(&mut world, "kept").await;
    let plan = ip_groups::plan_delete(&world.backend, &owner(), &group.key).await.unwrap();
    let guard = aws_sdk_workspaces::types::Tag::builder().key(PROTECTED).value("").build().unwrap();
    world.aws().await.create_tags().resource_id(&group.key.id).tags(guard).send().await.unwrap();
    let job = world.confirm(plan).await;
    assert_eq!(world.ended(job).await.job.counts, [(StepState::Skipped, 1)]);
    assert_eq!(world.requests("DeleteIpGroup").len(), 0);

    let used = made(&mut world, "used").await;
    let directory = world.fleet("").await[0].directory.to_string();
    world
        .aws()
        .await
        .associate_ip_groups()
        .directory_id(directory)
        .group_ids(&used.key.id)
        .send()
        .await
        .unwrap();
    let plan = ip_groups::plan_delete(&world.backend, &owner(), &used.key).await.unwrap();
    let job = world.confirm(plan).await;
    let page = world.ended(job).await;
    assert_eq!(page.rows[0].aws.as_ref().unwrap().code, "ResourceAssociatedException");
    world.over().await;
}

#[tokio::test]
async fn tags_of_a_resource_are_set_and_removed_by_way_of_a_plan() {
    let mut world = World::swept(10).await;
    let group = made(&mut world, "tagged").await;
    world.sweep().await;
    let keys: Vec<ResourceKey> = vec![group.key.clone()];
    let form = TagForm { put: "floor = 7\nteam = it".into(), drop: "none".into() };
    let plan = resource::plan_tags(&world.backend, &owner(), &keys, &form).await.unwrap();
    let row = &shown(&world, plan).await.rows[0];
    assert_eq!((row.diff.len(), row.rungs.len()), (2, 1), "{row:?}");
    let job = world.confirm(plan).await;
    assert_eq!(world.ended(job).await.job.counts, [(StepState::Done, 1)]);
    let now: Resource<IpGroup> = resource::one(&world.backend, &owner(), &group.key).await.unwrap();
    let tags = now.tags.unwrap();
    assert!(tags.contains(&Tag { key: "floor".into(), value: "7".into() }), "{tags:?}");
    assert!(tags.contains(&Tag { key: "team".into(), value: "it".into() }), "{tags:?}");
    world.over().await;
}
