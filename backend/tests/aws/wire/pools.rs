//! What a person changes of a pool, what they let it do, and whose sessions they ask for.

use aws_sdk_workspaces::types::{UserIdentityType, WorkspaceType};
use backend::{pools, resource};
use domain::pools::{ALWAYS_ON, DISABLED, ENABLED, Form, Pool};
use domain::resource::{Resource, ResourceKind};
use serde_json::{Value, json};

use super::body;
use crate::world::{HERE, World, owner};

async fn named(world: &World, name: &str) -> Resource<Pool> {
    let all = resource::list(&world.backend, &owner(), ResourceKind::Pool).await.unwrap().found;
    all.into_iter().find(|pool: &Resource<Pool>| pool.name == name).unwrap()
}

/// Changes a pool by its form; what AWS is sent.
async fn updated(world: &mut World, name: &str, change: impl FnOnce(&mut Form)) -> Value {
    let pool = named(world, name).await;
    let mut form = Form::of(&pool);
    change(&mut form);
    let plan = pools::plan_update(&world.backend, &owner(), &pool.key, &form).await.unwrap();
    body(world, plan, "UpdateWorkspacesPool").await
}

/// The id of another directory that pools can be in.
async fn other_directory(world: &mut World) -> String {
    let register = world.aws().await.register_workspace_directory();
    let register = register.workspace_type(WorkspaceType::Pools).workspace_directory_name("more");
    let register = register.user_identity_type(UserIdentityType::CustomerManaged);
    let register = register.workspace_directory_description("For more pools");
    let register = register.subnet_ids("subnet-0123456789abcdef0").subnet_ids("subnet-0123456789abcdef1");
    let id = register.send().await.unwrap().directory_id().unwrap().to_owned();
    // Registering takes its time.
    world.minutes(5).await;
    world.sweep().await;
    id
}

#[tokio::test]
async fn all_that_a_pool_can_be_changed_to_is_sent_as_it_was_typed() {
    let mut world = World::swept(10).await;
    let directory = other_directory(&mut world).await;
    let pool = named(&world, "training").await;
    let choices = pools::choices(&world.backend, &owner()).await.unwrap();
    let is_other = |id: &str| id != pool.item.bundle;
    let bundle = choices.bundles.iter().find(|one| one.scope == pool.key.scope && is_other(one.id.as_str()));
    let bundle = bundle.expect("another bundle").id.to_string();
    let sent = updated(&mut world, "training", |form| {
        form.description = "For (the) courses".into();
        form.directory = format!("{HERE}/{directory}");
        form.bundle = format!("{HERE}/{bundle}");
        form.desired = "7".into();
        form.mode = ALWAYS_ON.into();
        form.app_settings = ENABLED.into();
        form.group = "shared/courses".into();
        (form.disconnect, form.idle, form.longest) = ("120".into(), "600".into(), "7200".into());
    })
    .await;
    let expected = json!({
        "PoolId": pool.key.id,
        "Description": "For (the) courses",
        "DirectoryId": directory,
        "BundleId": bundle,
        "Capacity": { "DesiredUserSessions": 7 },
        "RunningMode": ALWAYS_ON,
        "ApplicationSettings": { "Status": ENABLED, "SettingsGroup": "shared/courses" },
        "TimeoutSettings": {
            "DisconnectTimeoutInSeconds": 120,
            "IdleDisconnectTimeoutInSeconds": 600,
            "MaxUserDurationInSeconds": 7200,
        },
    });
    assert_eq!(sent, expected);
    world.over().await;
}

#[tokio::test]
async fn what_of_a_pool_stays_is_not_sent() {
    let mut world = World::swept(10).await;
    let id = named(&world, "call-centre").await.key.id;
    let sent = updated(&mut world, "call-centre", |form| form.app_settings = ENABLED.into()).await;
    assert_eq!(sent, json!({ "PoolId": id, "ApplicationSettings": { "Status": ENABLED } }));
    let sent = updated(&mut world, "call-centre", |form| form.app_settings = DISABLED.into()).await;
    assert_eq!(sent, json!({ "PoolId": id, "ApplicationSettings": { "Status": DISABLED } }));
    let sent = updated(&mut world, "call-centre", |form| form.description = "Calls".into()).await;
    assert_eq!(sent, json!({ "PoolId": id, "Description": "Calls" }));
    world.over().await;
}

#[tokio::test]
async fn a_pool_is_started_stopped_and_terminated_by_its_id() {
    let mut world = World::swept(10).await;
    let pool = named(&world, "training").await;
    for (verb, operation) in [
        ("start-pool", "StartWorkspacesPool"),
        ("stop-pool", "StopWorkspacesPool"),
        ("terminate-pool", "TerminateWorkspacesPool"),
    ] {
        let plan = pools::plan_act(&world.backend, &owner(), &pool.key, verb).await.unwrap();
        assert_eq!(body(&mut world, plan, operation).await, json!({ "PoolId": pool.key.id }));
    }
    world.over().await;
}

#[tokio::test]
async fn sessions_are_asked_for_by_user_and_page_by_page() {
    let mut world = World::swept(10).await;
    updated(&mut world, "call-centre", |form| form.desired = "60".into()).await;
    let pool = named(&world, "call-centre").await;
    // Beside the twelve that the estate has.
    for number in 0..45 {
        let user = format!("more{number:02}");
        let there = world.simulator.join_pool("111122223333", "eu-west-1", &pool.key.id, &user);
        there.expect("there is room");
    }
    let sessions = async |user, after| {
        let found = pools::sessions(&world.backend, &owner(), &pool.key, user, after).await.unwrap();
        (found, world.requests("DescribeWorkspacesPoolSessions").pop().unwrap().body)
    };
    let (theirs, asked) = sessions(Some("agent03"), None).await;
    assert_eq!(asked, json!({ "PoolId": pool.key.id, "UserId": "agent03", "Limit": 50 }));
    assert_eq!(theirs.found.iter().map(|one| one.user.as_str()).collect::<Vec<_>>(), ["agent03"]);

    let (first, asked) = sessions(None, None).await;
    assert_eq!(asked, json!({ "PoolId": pool.key.id, "Limit": 50 }));
    let token = first.next.expect("there are more");
    let (rest, asked) = sessions(None, Some(&token)).await;
    assert_eq!(asked, json!({ "PoolId": pool.key.id, "Limit": 50, "NextToken": token }));
    assert_eq!((first.found.len(), rest.found.len(), rest.next), (50, 7, None));
    world.over().await;
}
