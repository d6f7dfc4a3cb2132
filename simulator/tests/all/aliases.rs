//! Connection aliases: made, shared, associated, and deleted.

use crate::common::{ACCOUNT, OTHER, REGION, World};
use serde_json::{Value, json};

async fn created(world: &World, name: &str) -> String {
    let answer = world.ok("CreateConnectionAlias", json!({ "ConnectionString": name })).await;
    world.minutes(1);
    answer["AliasId"].as_str().unwrap().to_owned()
}

async fn alias(world: &World, id: &str) -> Option<Value> {
    let found = world.ok("DescribeConnectionAliases", json!({ "AliasIds": [id] })).await;
    found["ConnectionAliases"].as_array().map(|aliases| aliases[0].clone())
}

async fn code_as(world: &World, key: &str, operation: &str, input: Value) -> Value {
    let answer = world.call_as(key, REGION, operation, input).await.json();
    answer["__type"].clone()
}

#[tokio::test]
async fn an_alias_is_made_associated_and_deleted_in_its_time() {
    let world = World::of(1).await;
    let (directory, _) = world.place().await;
    let made = world.ok("CreateConnectionAlias", json!({ "ConnectionString": "desk.example.org" })).await;
    let id = made["AliasId"].as_str().unwrap();
    let both = json!({ "AliasId": id, "ResourceId": directory });
    assert_eq!(alias(&world, id).await.unwrap()["State"], "CREATING");
    assert_eq!(
        world.fails("AssociateConnectionAlias", both.clone()).await.0,
        "InvalidResourceStateException"
    );
    world.minutes(1);
    let item = alias(&world, id).await.unwrap();
    assert_eq!((&item["State"], &item["OwnerAccountId"]), (&json!("CREATED"), &json!(ACCOUNT)));
    assert_eq!(item["Associations"], json!([{ "AssociationStatus": "NOT_ASSOCIATED" }]));
    let only = json!({ "AliasId": id });
    assert_eq!(
        world.fails("DisassociateConnectionAlias", only.clone()).await.0,
        "InvalidResourceStateException"
    );
    let unknown = json!({ "AliasId": id, "ResourceId": "d-0000000000" });
    assert_eq!(world.fails("AssociateConnectionAlias", unknown).await.0, "ResourceNotFoundException");
    let answer = world.ok("AssociateConnectionAlias", both.clone()).await;
    let association = |item: &Value| item["Associations"][0].clone();
    let pending = association(&alias(&world, id).await.unwrap());
    assert_eq!(pending["AssociationStatus"], "PENDING_ASSOCIATION");
    world.minutes(1);
    let done = association(&alias(&world, id).await.unwrap());
    assert_eq!(done["AssociationStatus"], "ASSOCIATED_WITH_OWNER_ACCOUNT");
    assert_eq!(done["ConnectionIdentifier"], answer["ConnectionIdentifier"]);
    let by = world.ok("DescribeConnectionAliases", json!({ "ResourceId": directory })).await;
    assert_eq!(by["ConnectionAliases"][0]["AliasId"], id);
    assert_eq!(world.fails("AssociateConnectionAlias", both).await.0, "ResourceAssociatedException");
    assert_eq!(world.fails("DeleteConnectionAlias", only.clone()).await.0, "ResourceAssociatedException");
    world.ok("DisassociateConnectionAlias", only.clone()).await;
    assert_eq!(world.fails("DeleteConnectionAlias", only.clone()).await.0, "InvalidResourceStateException");
    world.minutes(1);
    world.ok("DeleteConnectionAlias", only.clone()).await;
    assert_eq!(alias(&world, id).await.unwrap()["State"], "DELETING");
    world.minutes(1);
    assert_eq!(alias(&world, id).await, None);
    assert_eq!(world.fails("DeleteConnectionAlias", only).await.0, "ResourceNotFoundException");
    let name = json!({ "ConnectionString": "Desk.example.org" });
    let theirs = code_as(&world, OTHER, "CreateConnectionAlias", name.clone()).await;
    assert_eq!(theirs, "ResourceAlreadyExistsException", "the name stays the first account's");
    world.ok("CreateConnectionAlias", name).await;
    world.stop().await;
}

#[tokio::test]
async fn a_shared_alias_is_the_other_accounts_to_associate() {
    let world = World::of(60).await;
    let id = created(&world, "desk.example.org").await;
    let share = |account: &str, allow: bool| {
        let permission = json!({ "SharedAccountId": account, "AllowAssociation": allow });
        json!({ "AliasId": id, "ConnectionAliasPermission": permission })
    };
    let only = json!({ "AliasId": id });
    assert_eq!(
        code_as(&world, OTHER, "DisassociateConnectionAlias", only.clone()).await,
        "ResourceNotFoundException"
    );
    world.ok("UpdateConnectionAliasPermission", share(OTHER, true)).await;
    let read = world.ok("DescribeConnectionAliasPermissions", only.clone()).await;
    let permission = json!({ "SharedAccountId": OTHER, "AllowAssociation": true });
    assert_eq!(read, json!({ "AliasId": id, "ConnectionAliasPermissions": [permission] }));
    let second = world.fails("UpdateConnectionAliasPermission", share("999988887777", true)).await;
    assert_eq!(second.0, "ResourceLimitExceededException");
    let own = world.fails("UpdateConnectionAliasPermission", share(ACCOUNT, true)).await;
    assert_eq!(own.0, "InvalidParameterValuesException");
    let theirs = world.call_as(OTHER, REGION, "DescribeWorkspaceDirectories", json!({})).await.json();
    let directory = &theirs["Directories"][0]["DirectoryId"];
    let both = json!({ "AliasId": id, "ResourceId": directory });
    assert_eq!(world.fails("AssociateConnectionAlias", both.clone()).await.0, "ResourceNotFoundException");
    assert_eq!(code_as(&world, OTHER, "AssociateConnectionAlias", both).await, Value::Null);
    world.minutes(1);
    let seen = world.call_as(OTHER, REGION, "DescribeConnectionAliases", json!({})).await.json();
    let association = &seen["ConnectionAliases"][0]["Associations"][0];
    assert_eq!(association["AssociationStatus"], "ASSOCIATED_WITH_SHARED_ACCOUNT");
    assert_eq!(association["AssociatedAccountId"], OTHER);
    assert_eq!(code_as(&world, OTHER, "DeleteConnectionAlias", only.clone()).await, "AccessDeniedException");
    assert_eq!(world.fails("DisassociateConnectionAlias", only.clone()).await.0, "AccessDeniedException");
    let unshare = world.fails("UpdateConnectionAliasPermission", share(OTHER, false)).await;
    assert_eq!(unshare.0, "ResourceAssociatedException");
    assert_eq!(code_as(&world, OTHER, "DisassociateConnectionAlias", only.clone()).await, Value::Null);
    world.minutes(1);
    assert_eq!(world.fails("DeleteConnectionAlias", only.clone()).await.0, "ResourceAssociatedException");
    world.ok("UpdateConnectionAliasPermission", share(OTHER, false)).await;
    let read = world.ok("DescribeConnectionAliasPermissions", only.clone()).await;
    assert_eq!(read, json!({ "AliasId": id }));
    world.ok("DeleteConnectionAlias", only).await;
    world.stop().await;
}

#[tokio::test]
async fn names_are_domains_and_twenty_are_enough() {
    let world = World::of(0).await;
    for bad in ["desktop", "10.0.0.1", "a..example.org", "-a.example.org", "x.amazonaws.com"] {
        let (code, _) = world.fails("CreateConnectionAlias", json!({ "ConnectionString": bad })).await;
        assert_eq!(code, "InvalidParameterValuesException", "{bad}");
    }
    assert_eq!(world.ok("DescribeConnectionAliases", json!({})).await, json!({}));
    for n in 0..20 {
        let name = format!("desk{n}.example.org");
        world.ok("CreateConnectionAlias", json!({ "ConnectionString": name })).await;
    }
    let again =
        world.fails("CreateConnectionAlias", json!({ "ConnectionString": "desk7.example.org" })).await;
    assert_eq!(again.0, "ResourceAlreadyExistsException");
    let more = world.fails("CreateConnectionAlias", json!({ "ConnectionString": "more.example.org" })).await;
    assert_eq!(more.0, "ResourceLimitExceededException");
    let first = world.ok("DescribeConnectionAliases", json!({ "Limit": 12 })).await;
    let rest = json!({ "Limit": 12, "NextToken": first["NextToken"] });
    let rest = world.ok("DescribeConnectionAliases", rest).await;
    assert_eq!(rest["ConnectionAliases"].as_array().unwrap().len(), 8);
    assert!(rest["NextToken"].is_null());
    world.stop().await;
}

#[tokio::test]
async fn an_association_ends_with_its_directory() {
    let world = World::of(0).await;
    let directory = "d-90670a1b2c";
    world.ok("RegisterWorkspaceDirectory", json!({ "DirectoryId": directory })).await;
    let id = created(&world, "desk.example.org").await;
    world.minutes(3);
    world.ok("AssociateConnectionAlias", json!({ "AliasId": id, "ResourceId": directory })).await;
    world.minutes(1);
    world.ok("DeregisterWorkspaceDirectory", json!({ "DirectoryId": directory })).await;
    world.minutes(3);
    let item = alias(&world, &id).await.unwrap();
    assert_eq!(item["Associations"], json!([{ "AssociationStatus": "NOT_ASSOCIATED" }]));
    world.stop().await;
}
