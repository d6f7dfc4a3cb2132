//! Which WorkSpaces an action names, and what a migration, an image and tags say besides.

use domain::change::{Among, Change, Form};
use domain::fleet::Action;
use domain::ids::WorkspaceKey;
use domain::workspace::WorkSpace;
use serde_json::{Value, json};

use super::{Call, body, sent};
use crate::world::{HERE, World};

/// So many that are in no pair and match.
async fn some(world: &World, query: &str, count: usize) -> Vec<WorkspaceKey> {
    let alone = world.fleet(query).await.into_iter().filter(|one| one.related.is_empty());
    let mut found: Vec<_> = alone.map(|one| one.key).take(count).collect();
    found.sort();
    assert_eq!(found.len(), count, "the estate has too few of {query}");
    found
}

async fn done(world: &mut World, change: impl Into<Change>, keys: &[WorkspaceKey]) -> Vec<Call> {
    let plan = world.plan(change, keys).await;
    sent(world, plan.id).await
}

#[tokio::test]
async fn each_action_names_those_that_were_chosen() {
    let mut world = World::swept(400).await;
    let lines = [
        (Action::Start, "state=STOPPED&mode=AUTO_STOP", 2, "StartWorkspaces", "StartWorkspaceRequests"),
        (Action::Stop, "state=AVAILABLE&mode=AUTO_STOP", 3, "StopWorkspaces", "StopWorkspaceRequests"),
        (Action::Reboot, "state=AVAILABLE", 2, "RebootWorkspaces", "RebootWorkspaceRequests"),
        (Action::Rebuild, "state=AVAILABLE", 1, "RebuildWorkspaces", "RebuildWorkspaceRequests"),
        (Action::Terminate, "state=STOPPED", 2, "TerminateWorkspaces", "TerminateWorkspaceRequests"),
    ];
    for (action, query, count, operation, member) in lines {
        let keys = some(&world, query, count).await;
        let each: Vec<Value> = keys.iter().map(|key| json!({ "WorkspaceId": key.id })).collect();
        let sent = done(&mut world, action, &keys).await;
        assert_eq!(sent, [(operation.to_owned(), json!({ member: each }))]);
    }
    world.over().await;
}

#[tokio::test]
async fn a_restore_and_maintenance_name_the_one_and_the_state() {
    let mut world = World::swept(100).await;
    let keys = some(&world, "state=AVAILABLE", 1).await;
    let id = &keys[0].id;
    let state = |state: &str| json!({ "WorkspaceId": id, "WorkspaceState": state });
    for (action, operation, wire) in [
        (Action::Restore, "RestoreWorkspace", json!({ "WorkspaceId": id })),
        (Action::BeginMaintenance, "ModifyWorkspaceState", state("ADMIN_MAINTENANCE")),
        (Action::EndMaintenance, "ModifyWorkspaceState", state("AVAILABLE")),
    ] {
        assert_eq!(done(&mut world, action, &keys).await, [(operation.to_owned(), wire)]);
    }
    world.over().await;
}

#[tokio::test]
async fn a_migration_names_the_bundle_and_the_source() {
    let mut world = World::swept(400).await;
    let fits = |one: &WorkSpace| one.bundle_name == "Office 2026.2" && one.related.is_empty();
    let one = world.fleet("state=AVAILABLE").await.into_iter().find(fits).unwrap();
    let catalog = backend::create::catalog(&world.backend, &crate::world::owner()).await.unwrap();
    let mut bundles = catalog.bundles.into_iter();
    let other =
        bundles.find(|other| other.scope == one.key.scope && other.name == "Developer 2026.1").unwrap();
    let form = Form { what: "migrate".into(), bundle: format!("{HERE}/{}", other.id), ..Form::default() };
    let plan = world.plan(form.check(false, &Among::ANYTHING).unwrap(), std::slice::from_ref(&one.key)).await;
    let sent = body(&mut world, plan.id, "MigrateWorkspace").await;
    assert_eq!(sent, json!({ "SourceWorkspaceId": one.key.id, "BundleId": other.id }));
    world.over().await;
}

#[tokio::test]
async fn an_image_is_named_described_and_tagged_as_it_was_typed() {
    let mut world = World::swept(400).await;
    let bare = |one: &WorkSpace| !one.root_encrypted && !one.user_encrypted;
    let one = world.fleet("state=AVAILABLE").await.into_iter().find(bare).unwrap();
    let form = Form {
        what: "create-image".into(),
        image_name: "Gold_1-(a)".into(),
        image_description: "Before the (November) update".into(),
        image_tags: "Cost Centre = A=b, \"c\"\nteam = 日本".into(),
        ..Form::default()
    };
    let plan = world.plan(form.check(false, &Among::ANYTHING).unwrap(), std::slice::from_ref(&one.key)).await;
    let sent = body(&mut world, plan.id, "CreateWorkspaceImage").await;
    let tags = json!([{ "Key": "Cost Centre", "Value": "A=b, \"c\"" }, { "Key": "team", "Value": "日本" }]);
    let expected = json!({
        "WorkspaceId": one.key.id,
        "Name": "Gold_1-(a)",
        "Description": "Before the (November) update",
        "Tags": tags,
    });
    assert_eq!(sent, expected);
    world.over().await;
}

#[tokio::test]
async fn tags_go_and_come_as_they_were_typed() {
    let mut world = World::swept(100).await;
    let tagged =
        |one: &WorkSpace| one.tags.as_ref().is_some_and(|tags| tags.iter().any(|tag| tag.key == "team"));
    let one = world.fleet("state=AVAILABLE").await.into_iter().find(tagged).unwrap();
    let form = Form {
        what: "tag".into(),
        put: "Cost Centre = A=b, \"c\"\nempty =".into(),
        drop: "team".into(),
        ..Form::default()
    };
    let sent =
        done(&mut world, form.check(false, &Among::ANYTHING).unwrap(), std::slice::from_ref(&one.key)).await;
    let tags = json!([{ "Key": "Cost Centre", "Value": "A=b, \"c\"" }, { "Key": "empty", "Value": "" }]);
    let expected = [
        ("DeleteTags".to_owned(), json!({ "ResourceId": one.key.id, "TagKeys": ["team"] })),
        ("CreateTags".to_owned(), json!({ "ResourceId": one.key.id, "Tags": tags })),
    ];
    assert_eq!(sent, expected);
    world.over().await;
}
