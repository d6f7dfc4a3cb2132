//! The settings of a directory: what is written is read back.

use crate::common::World;
use crate::directories::directory;
use serde_json::json;

const AUTHORITY: &str =
    "arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/12345678-1234-1234-1234-123456789012";

#[tokio::test]
async fn every_setting_is_read_back_and_the_others_stay() {
    let world = World::of(1).await;
    let (id, _) = world.place().await;
    for (operation, member, asked, shown, value) in [
        (
            "ModifySelfservicePermissions",
            "SelfservicePermissions",
            json!({ "RebuildWorkspace": "ENABLED" }),
            "/SelfservicePermissions/RebuildWorkspace",
            json!("ENABLED"),
        ),
        (
            "ModifyWorkspaceAccessProperties",
            "WorkspaceAccessProperties",
            json!({ "DeviceTypeLinux": "ALLOW" }),
            "/WorkspaceAccessProperties/DeviceTypeLinux",
            json!("ALLOW"),
        ),
        (
            "ModifyWorkspaceCreationProperties",
            "WorkspaceCreationProperties",
            json!({ "DefaultOu": "OU=Desks,DC=example,DC=com", "EnableInternetAccess": true }),
            "/WorkspaceCreationProperties/DefaultOu",
            json!("OU=Desks,DC=example,DC=com"),
        ),
        (
            "ModifyStreamingProperties",
            "StreamingProperties",
            json!({ "GlobalAccelerator": { "Mode": "ENABLED_AUTO", "PreferredProtocol": "TCP" } }),
            "/StreamingProperties/GlobalAccelerator/Mode",
            json!("ENABLED_AUTO"),
        ),
        (
            "ModifySamlProperties",
            "SamlProperties",
            json!({ "Status": "ENABLED", "UserAccessUrl": "https://sso.example.com/", "RelayStateParameterName": "R" }),
            "/SamlProperties/RelayStateParameterName",
            json!("R"),
        ),
        (
            "ModifyCertificateBasedAuthProperties",
            "CertificateBasedAuthProperties",
            json!({ "Status": "ENABLED", "CertificateAuthorityArn": AUTHORITY }),
            "/CertificateBasedAuthProperties/CertificateAuthorityArn",
            json!(AUTHORITY),
        ),
    ] {
        world.ok(operation, json!({ "ResourceId": id, member: asked })).await;
        let item = directory(&world, &id).await.unwrap();
        assert_eq!(item.pointer(shown), Some(&value), "{operation}");
    }
    let mode = json!({ "DirectoryId": id, "EndpointEncryptionMode": "FIPS_VALIDATED" });
    world.ok("ModifyEndpointEncryptionMode", mode).await;
    let item = directory(&world, &id).await.unwrap();
    assert_eq!(item["EndpointEncryptionMode"], "FIPS_VALIDATED");
    assert_eq!(item["WorkspaceAccessProperties"]["DeviceTypeWindows"], "ALLOW");
    assert_eq!(item["WorkspaceCreationProperties"]["EnableMaintenanceMode"], true);
    world.stop().await;
}

#[tokio::test]
async fn certificates_need_saml_and_saml_needs_an_address() {
    let world = World::of(1).await;
    let (id, _) = world.place().await;
    let saml = |input| json!({ "ResourceId": id, "SamlProperties": input });
    let certificates = |input| json!({ "ResourceId": id, "CertificateBasedAuthProperties": input });
    let on = certificates(json!({ "Status": "ENABLED", "CertificateAuthorityArn": AUTHORITY }));
    let (code, _) = world.fails("ModifyCertificateBasedAuthProperties", on.clone()).await;
    assert_eq!(code, "OperationNotSupportedException");
    let (code, _) = world.fails("ModifySamlProperties", saml(json!({ "Status": "ENABLED" }))).await;
    assert_eq!(code, "InvalidParameterValuesException");
    let url = json!({ "Status": "ENABLED", "UserAccessUrl": "https://sso.example.com/", "RelayStateParameterName": "R" });
    world.ok("ModifySamlProperties", saml(url)).await;
    let none = certificates(json!({ "Status": "ENABLED" }));
    let (code, _) = world.fails("ModifyCertificateBasedAuthProperties", none).await;
    assert_eq!(code, "InvalidParameterValuesException");
    world.ok("ModifyCertificateBasedAuthProperties", on).await;
    let (code, _) = world.fails("ModifySamlProperties", saml(json!({ "Status": "DISABLED" }))).await;
    assert_eq!(code, "OperationNotSupportedException");
    let arn = json!(["CERTIFICATE_BASED_AUTH_PROPERTIES_CERTIFICATE_AUTHORITY_ARN"]);
    let gone = json!({ "ResourceId": id, "PropertiesToDelete": arn });
    let (code, _) = world.fails("ModifyCertificateBasedAuthProperties", gone.clone()).await;
    assert_eq!(code, "InvalidParameterValuesException", "while it is enabled");
    let mut off = gone;
    off["CertificateBasedAuthProperties"] = json!({ "Status": "DISABLED" });
    world.ok("ModifyCertificateBasedAuthProperties", off).await;
    let both = json!(["SAML_PROPERTIES_USER_ACCESS_URL", "SAML_PROPERTIES_RELAY_STATE_PARAMETER_NAME"]);
    let off =
        json!({ "ResourceId": id, "SamlProperties": { "Status": "DISABLED" }, "PropertiesToDelete": both });
    world.ok("ModifySamlProperties", off).await;
    let item = directory(&world, &id).await.unwrap();
    assert_eq!(item["CertificateBasedAuthProperties"], json!({ "Status": "DISABLED" }));
    let default = json!({ "Status": "DISABLED", "RelayStateParameterName": "RelayState" });
    assert_eq!(item["SamlProperties"], default);
    world.stop().await;
}

#[tokio::test]
async fn settings_that_do_not_fit_are_refused() {
    let world = World::of(1).await;
    let (id, _) = world.place().await;
    let endpoint = |id: &str| json!({ "AccessEndpointType": "STREAMING_WSP", "VpcEndpointId": id });
    let access = |config| json!({ "AccessEndpointConfig": config });
    for (operation, member, asked, code) in [
        (
            "ModifyWorkspaceCreationProperties",
            "WorkspaceCreationProperties",
            json!({ "DefaultOu": "OU=a,DC=b" }),
            "InvalidParameterValuesException",
        ),
        (
            "ModifyWorkspaceAccessProperties",
            "WorkspaceAccessProperties",
            access(json!({ "AccessEndpoints": [], "InternetFallbackProtocols": ["PCOIP"] })),
            "InvalidParameterCombinationException",
        ),
        (
            "ModifyWorkspaceAccessProperties",
            "WorkspaceAccessProperties",
            access(json!({ "AccessEndpoints": [endpoint("vpce-1"), endpoint("vpce-1")] })),
            "InvalidParameterCombinationException",
        ),
        (
            "ModifyWorkspaceAccessProperties",
            "WorkspaceAccessProperties",
            access(json!({ "AccessEndpoints": [endpoint("eni-1")] })),
            "InvalidParameterValuesException",
        ),
        (
            "ModifyStreamingProperties",
            "StreamingProperties",
            json!({ "UserSettings": [{ "Action": "SMART_CARD", "Permission": "ENABLED", "MaximumLength": 5 }] }),
            "InvalidParameterValuesException",
        ),
    ] {
        let (refused, words) = world.fails(operation, json!({ "ResourceId": id, member: asked })).await;
        assert_eq!(refused, code, "{operation}: {words}");
    }
    let both = json!([endpoint("vpce-1"), endpoint("vpce-2")]);
    let good = access(json!({ "AccessEndpoints": both, "InternetFallbackProtocols": ["PCOIP"] }));
    let input = |asked| json!({ "ResourceId": id, "WorkspaceAccessProperties": asked });
    world.ok("ModifyWorkspaceAccessProperties", input(good)).await;
    let item = directory(&world, &id).await.unwrap();
    assert_eq!(item["WorkspaceAccessProperties"]["AccessEndpointConfig"]["AccessEndpoints"], both);
    let none = access(json!({ "AccessEndpoints": [] }));
    world.ok("ModifyWorkspaceAccessProperties", input(none)).await;
    let item = directory(&world, &id).await.unwrap();
    assert!(item["WorkspaceAccessProperties"]["AccessEndpointConfig"].is_null());
    let unknown = json!({ "ResourceId": "d-0000000000", "SamlProperties": {} });
    assert_eq!(world.fails("ModifySamlProperties", unknown).await.0, "ResourceNotFoundException");
    world.ok("RegisterWorkspaceDirectory", json!({ "DirectoryId": "d-90670a1b2c" })).await;
    let busy = json!({ "ResourceId": "d-90670a1b2c", "SelfservicePermissions": {} });
    let (code, _) = world.fails("ModifySelfservicePermissions", busy).await;
    assert_eq!(code, "OperationNotSupportedException");
    world.stop().await;
}

#[tokio::test]
async fn directories_of_pools_have_no_personal_settings() {
    let world = World::of(0).await;
    let pool = json!({ "WorkspaceType": "POOLS", "UserIdentityType": "CUSTOMER_MANAGED",
        "SubnetIds": ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
        "WorkspaceDirectoryName": "pool", "WorkspaceDirectoryDescription": "pool desktops" });
    let answer = world.ok("RegisterWorkspaceDirectory", pool).await;
    let id = answer["DirectoryId"].as_str().unwrap();
    world.minutes(3);
    for (operation, member, asked) in [
        ("ModifySelfservicePermissions", "SelfservicePermissions", json!({ "RestartWorkspace": "ENABLED" })),
        (
            "ModifyWorkspaceCreationProperties",
            "WorkspaceCreationProperties",
            json!({ "EnableMaintenanceMode": true }),
        ),
    ] {
        let (code, _) = world.fails(operation, json!({ "ResourceId": id, member: asked })).await;
        assert_eq!(code, "OperationNotSupportedException", "{operation}");
    }
    let settings = json!([{ "Action": "SMART_CARD", "Permission": "ENABLED" }]);
    let streaming = json!({ "ResourceId": id, "StreamingProperties": { "UserSettings": settings } });
    world.ok("ModifyStreamingProperties", streaming).await;
    let item = directory(&world, id).await.unwrap();
    assert_eq!(item["StreamingProperties"]["UserSettings"], settings);
    assert_eq!(item["StreamingProperties"]["StorageConnectors"][0]["ConnectorType"], "HOME_FOLDER");
    world.stop().await;
}
