//! Directories come and go.

use crate::common::{OTHER, REGION, World};
use serde_json::{Value, json};

const NEW: &str = "d-90670a1b2c";

pub async fn directory(world: &World, id: &str) -> Option<Value> {
    let found = world.ok("DescribeWorkspaceDirectories", json!({ "DirectoryIds": [id] })).await;
    found["Directories"].as_array().unwrap().first().cloned()
}

async fn state(world: &World, id: &str) -> Value {
    directory(world, id).await.map_or(Value::Null, |item| item["State"].clone())
}

#[tokio::test]
async fn a_directory_is_registered_and_deregistered_in_its_time() {
    let world = World::of(1).await;
    let subnets = json!(["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]);
    let input = json!({ "DirectoryId": NEW, "SubnetIds": subnets, "EnableSelfService": true });
    let answer = world.ok("RegisterWorkspaceDirectory", input.clone()).await;
    assert_eq!(answer, json!({ "DirectoryId": NEW, "State": "REGISTERING" }));
    assert_eq!(state(&world, NEW).await, "REGISTERING");
    let id = json!({ "DirectoryId": NEW });
    for operation in ["RegisterWorkspaceDirectory", "DeregisterWorkspaceDirectory"] {
        let (code, words) = world.fails(operation, id.clone()).await;
        assert_eq!(code, "InvalidResourceStateException");
        assert!(words.starts_with("The specified directory is not in a valid state. Confirm"), "{words}");
    }
    world.minutes(3);
    let item = directory(&world, NEW).await.unwrap();
    assert_eq!(item["State"], "REGISTERED");
    assert_eq!(item["SubnetIds"], subnets);
    assert_eq!(item["Tenancy"], "SHARED");
    assert_eq!(item["SelfservicePermissions"]["RebuildWorkspace"], "ENABLED");
    assert_eq!(item["WorkspaceCreationProperties"]["UserEnabledAsLocalAdministrator"], true);
    let (code, _) = world.fails("RegisterWorkspaceDirectory", input).await;
    assert_eq!(code, "ResourceAlreadyExistsException");
    world.ok("DeregisterWorkspaceDirectory", id.clone()).await;
    assert_eq!(state(&world, NEW).await, "DEREGISTERING");
    world.minutes(2);
    assert_eq!(state(&world, NEW).await, "DEREGISTERED");
    world.minutes(1);
    assert_eq!(state(&world, NEW).await, Value::Null);
    let (code, words) = world.fails("DeregisterWorkspaceDirectory", id).await;
    assert_eq!(code, "ResourceNotFoundException");
    assert!(words.ends_with("exists in your AWS account and that you own the directory."), "{words}");
    world.stop().await;
}

#[tokio::test]
async fn a_directory_with_desktops_stays() {
    let world = World::of(60).await;
    let (id, _) = world.place().await;
    let (code, words) = world.fails("DeregisterWorkspaceDirectory", json!({ "DirectoryId": id })).await;
    assert_eq!(code, "OperationNotSupportedException");
    assert!(words.starts_with("There are WorkSpaces assigned to this directory."), "{words}");
    let other =
        world.call_as(OTHER, REGION, "RegisterWorkspaceDirectory", json!({ "DirectoryId": id })).await;
    assert_eq!(other.json()["__type"], "ResourceNotFoundException", "it is not theirs");
    world.stop().await;
}

#[tokio::test]
async fn what_cannot_be_registered_is_refused() {
    let world = World::of(0).await;
    let name = json!({ "WorkspaceDirectoryName": "pool", "WorkspaceDirectoryDescription": "pool desktops" });
    let subnets = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"];
    for (input, code) in [
        (json!({ "DirectoryId": "d-bad0100000" }), "WorkspacesDefaultRoleNotFoundException"),
        (json!({ "DirectoryId": "d-bad0200000" }), "UnsupportedNetworkConfigurationException"),
        (json!({ "DirectoryId": "d-bad0300000" }), "InvalidResourceStateException"),
        (json!({ "DirectoryId": "d-bad0400000" }), "ResourceNotFoundException"),
        (json!({ "DirectoryId": NEW, "SubnetIds": [subnets[0]] }), "InvalidParameterValuesException"),
        (
            json!({ "DirectoryId": NEW, "SubnetIds": [subnets[0], subnets[0]] }),
            "OperationNotSupportedException",
        ),
        (json!({ "DirectoryId": NEW, "Tenancy": "DEDICATED" }), "InvalidParameterValuesException"),
        (json!({}), "InvalidParameterValuesException"),
        (json!({ "WorkspaceType": "POOLS", "SubnetIds": subnets }), "InvalidParameterValuesException"),
        (
            json!({ "WorkspaceType": "POOLS", "DirectoryId": NEW, "UserIdentityType": "CUSTOMER_MANAGED" }),
            "InvalidParameterValuesException",
        ),
        (
            json!({ "UserIdentityType": "AWS_IAM_IDENTITY_CENTER", "SubnetIds": subnets,
            "WorkspaceDirectoryName": name["WorkspaceDirectoryName"],
            "WorkspaceDirectoryDescription": name["WorkspaceDirectoryDescription"] }),
            "InvalidParameterValuesException",
        ),
    ] {
        assert_eq!(world.fails("RegisterWorkspaceDirectory", input.clone()).await.0, code, "{input}");
    }
    world.ok("RegisterWorkspaceDirectory", json!({ "DirectoryId": "d-bad0500000" })).await;
    world.minutes(3);
    let item = directory(&world, "d-bad0500000").await.unwrap();
    assert_eq!((&item["State"], item["ErrorMessage"].is_string()), (&json!("ERROR"), true));
    world.ok("DeregisterWorkspaceDirectory", json!({ "DirectoryId": "d-bad0500000" })).await;
    world.stop().await;
}

#[tokio::test]
async fn fifty_directories_are_enough() {
    let world = World::of(0).await;
    for n in 0..50 {
        let id = format!("d-00000000{n:02}");
        world.ok("RegisterWorkspaceDirectory", json!({ "DirectoryId": id })).await;
    }
    let (code, _) = world.fails("RegisterWorkspaceDirectory", json!({ "DirectoryId": NEW })).await;
    assert_eq!(code, "ResourceLimitExceededException");
    let first = world.ok("DescribeWorkspaceDirectories", json!({ "Limit": 20 })).await;
    assert_eq!(first["Directories"].as_array().unwrap().len(), 20);
    let next = json!({ "Limit": 20, "NextToken": first["NextToken"] });
    let second = world.ok("DescribeWorkspaceDirectories", next).await;
    assert_eq!(second["Directories"][0]["DirectoryId"], "d-0000000020");
    world.stop().await;
}

#[tokio::test]
async fn directories_of_pools_and_of_identity_center_get_an_id_and_a_name() {
    let world = World::of(0).await;
    let subnets = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"];
    let secret = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:joiner-AbCdEf";
    let pool = json!({ "WorkspaceType": "POOLS", "UserIdentityType": "CUSTOMER_MANAGED", "SubnetIds": subnets,
        "WorkspaceDirectoryName": "pool", "WorkspaceDirectoryDescription": "pool desktops",
        "ActiveDirectoryConfig": { "DomainName": "corp.example.com", "ServiceAccountSecretArn": secret } });
    let answer = world.ok("RegisterWorkspaceDirectory", pool.clone()).await;
    let id = answer["DirectoryId"].as_str().unwrap();
    assert!(id.starts_with("wsd-"), "{id}");
    let center = json!({ "UserIdentityType": "AWS_IAM_IDENTITY_CENTER", "SubnetIds": subnets,
        "WorkspaceDirectoryName": "entra", "WorkspaceDirectoryDescription": "entra desktops",
        "IdcInstanceArn": "arn:aws:sso:::instance/ssoins-1234567890abcdef", "WorkspaceOsUserMode": "ENTRA_JOIN",
        "MicrosoftEntraConfig": { "TenantId": "t-1", "ApplicationConfigSecretArn": secret } });
    world.ok("RegisterWorkspaceDirectory", center.clone()).await;
    world.minutes(3);
    let item = directory(&world, id).await.unwrap();
    for member in ["WorkspaceType", "UserIdentityType", "WorkspaceDirectoryName", "ActiveDirectoryConfig"] {
        assert_eq!(item[member], pool[member], "{member}");
    }
    assert!(item["SelfservicePermissions"].is_null());
    assert!(item["StreamingProperties"]["UserSettings"].is_array());
    let (code, _) = world.fails("RegisterWorkspaceDirectory", pool).await;
    assert_eq!(code, "ResourceAlreadyExistsException");
    let only = json!({ "Filters": [{ "Name": "WORKSPACE_TYPE", "Values": ["POOLS"] }] });
    let only = world.ok("DescribeWorkspaceDirectories", only).await;
    assert_eq!(only["Directories"].as_array().unwrap().len(), 1);
    let named = json!({ "WorkspaceDirectoryNames": ["entra"] });
    let named = world.ok("DescribeWorkspaceDirectories", named).await;
    let entra = &named["Directories"][0];
    assert_eq!(entra["DirectoryType"], "AWS_IAM_IDENTITY_CENTER");
    assert_eq!(entra["IDCConfig"]["InstanceArn"], center["IdcInstanceArn"]);
    assert_eq!(entra["MicrosoftEntraConfig"], center["MicrosoftEntraConfig"]);
    assert_eq!(entra["WorkspaceOsUserMode"], "ENTRA_JOIN");
    world.stop().await;
}

#[tokio::test]
async fn a_restart_in_the_middle_of_a_registration_goes_on() {
    let path = std::env::temp_dir().join(format!("simulator-directories-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    let start = async || {
        World::with(|settings| {
            settings.fleet = 0;
            settings.data = Some(path.clone());
        })
        .await
    };
    let world = start().await;
    world.ok("RegisterWorkspaceDirectory", json!({ "DirectoryId": NEW })).await;
    world.minutes(1);
    world.stop().await;
    let world = start().await;
    assert_eq!(state(&world, NEW).await, "REGISTERING");
    world.minutes(2);
    assert_eq!(state(&world, NEW).await, "REGISTERED");
    let policy = json!({ "ResourceId": NEW, "ClientProperties": { "LogUploadEnabled": "DISABLED" } });
    world.ok("ModifyClientProperties", policy).await;
    world.stop().await;
    let world = start().await;
    let read = world.ok("DescribeClientProperties", json!({ "ResourceIds": [NEW] })).await;
    assert_eq!(read["ClientPropertiesList"][0]["ClientProperties"]["LogUploadEnabled"], "DISABLED");
    world.stop().await;
    let _ = std::fs::remove_dir_all(&path);
}
