//! Is a change of a directory done when the inventory shows it, and told in AWS's words when it is refused?

use backend::{directories, ip_groups, resource};
use domain::directories::{Directory, Form, GroupsForm};
use domain::jobs::StepState;
use domain::resource::{Resource, ResourceKey, ResourceKind};
use serde_json::json;
use simulator::FaultKind;

use crate::wire;
use crate::world::{HERE, World, fault, owner};

async fn one(world: &World) -> Resource<Directory> {
    let all = resource::list::<Directory>(&world.backend, &owner(), ResourceKind::Directory).await.unwrap();
    all.found.into_iter().find(|one| !one.item.is_of_pools()).expect("the estate has a directory of people")
}

async fn again(world: &World, key: &ResourceKey) -> Directory {
    resource::one::<Directory>(&world.backend, &owner(), key).await.unwrap().item
}

fn form(group: &str, settings: &[(&str, &str)]) -> Form {
    let settings = settings.iter().map(|(slug, value)| ((*slug).to_owned(), (*value).to_owned()));
    Form { group: group.into(), settings: settings.collect() }
}

#[tokio::test]
async fn what_stays_is_not_sent_and_a_lost_answer_is_read_back() {
    let mut world = World::swept(50).await;
    let directory = one(&world).await;
    let old = directory.item.setting("web");
    let new = if old == "ALLOW" { "DENY" } else { "ALLOW" };
    world.simulator.fault(fault("ModifyWorkspaceAccessProperties", FaultKind::DropAfter, 1));
    let wish = form("access", &[("web", new), ("windows", directory.item.setting("windows"))]);
    let plan = directories::plan_settings(&world.backend, &owner(), &directory.key, &wish).await.unwrap();
    let sent = wire::body(&mut world, plan, "ModifyWorkspaceAccessProperties").await;
    assert_eq!(sent["WorkspaceAccessProperties"], json!({ "DeviceTypeWeb": new }));
    let told = resource::history(&world.backend, &owner(), &directory.key, None).await.unwrap();
    assert!(told.iter().any(|line| line.field == "settings: web" && line.new.as_deref() == Some(new)));
    let same = form("access", &[("web", new)]);
    let plan = directories::plan_settings(&world.backend, &owner(), &directory.key, &same).await.unwrap();
    let plan = backend::jobs::read_plan(&world.backend, &owner(), plan).await.unwrap();
    assert_eq!(plan.rows[0].skipped.as_deref(), Some("is so already"));
    world.over().await;
}

#[tokio::test]
async fn a_refusal_is_told_in_awss_words() {
    let mut world = World::swept(50).await;
    let directory = one(&world).await;
    let deny = FaultKind::Deny;
    world.simulator.fault(fault("ModifySelfservicePermissions", deny, 1));
    let new = if directory.item.setting("restart") == "ENABLED" { "DISABLED" } else { "ENABLED" };
    let wish = form("self-service", &[("restart", new)]);
    let plan = directories::plan_settings(&world.backend, &owner(), &directory.key, &wish).await.unwrap();
    let job = world.confirm(plan).await;
    let page = world.ended(job).await;
    let aws = page.rows[0].aws.clone().expect("AWS's words");
    assert!(aws.code.contains("AccessDenied") && aws.request_id.is_some(), "{aws:?}");
    world.over().await;
}

#[tokio::test]
async fn groups_are_associated_and_let_go() {
    let mut world = World::swept(50).await;
    let directory = one(&world).await;
    let office = domain::ip_groups::Form { scope: HERE.into(), name: "office".into(), ..Default::default() };
    let plan = ip_groups::plan_create(&world.backend, &owner(), &office).await.unwrap();
    let job = world.confirm(plan).await;
    let id = world.ended(job).await.rows[0].resource.clone().unwrap().id;
    let mut groups = directory.item.ip_groups.clone();
    groups.push(id.clone());
    let wish = GroupsForm { groups };
    let plan = directories::plan_groups(&world.backend, &owner(), &directory.key, &wish).await.unwrap();
    let job = world.confirm(plan).await;
    assert_eq!(world.ended(job).await.job.counts, [(StepState::Done, 1)]);
    assert_eq!(world.requests("AssociateIpGroups")[0].body["GroupIds"], json!([id]));
    assert!(again(&world, &directory.key).await.ip_groups.contains(&id));
    let none = GroupsForm { groups: Vec::new() };
    let plan = directories::plan_groups(&world.backend, &owner(), &directory.key, &none).await.unwrap();
    let job = world.confirm(plan).await;
    assert_eq!(world.ended(job).await.job.counts, [(StepState::Done, 1)]);
    assert!(again(&world, &directory.key).await.ip_groups.is_empty());
    world.over().await;
}
