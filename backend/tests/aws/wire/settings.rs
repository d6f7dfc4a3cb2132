//! What a person sets a directory to: each setting is turned from what it is, and read back.

use std::collections::BTreeSet;

use backend::{directories, resource};
use domain::directories::{Directory, Form, SETTINGS};
use domain::resource::{Resource, ResourceKind};
use serde_json::{Value, json};

use super::body;
use crate::world::{World, owner};

/// A group, its operation, what is typed, and what AWS is to be sent besides the directory's id.
type Round = (&'static str, &'static str, &'static [(&'static str, &'static str)], Value);

const AUTHORITY: &str = "arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/a";

async fn directory(world: &World, of_pools: bool) -> Resource<Directory> {
    let all = resource::list::<Directory>(&world.backend, &owner(), ResourceKind::Directory).await.unwrap();
    all.found.into_iter().find(|one| one.item.is_of_pools() == of_pools).expect("the estate has one")
}

/// Sets a directory to each round; the slugs of what was set.
async fn turn(world: &mut World, of_pools: bool, rounds: &[Round]) -> BTreeSet<&'static str> {
    for (group, operation, typed, wire) in rounds {
        let before = directory(world, of_pools).await;
        for (slug, value) in *typed {
            assert_ne!(before.item.setting(slug), *value, "{slug} would stay as it is");
        }
        let settings = typed.iter().map(|(slug, value)| ((*slug).to_owned(), (*value).to_owned()));
        let form = Form { group: (*group).to_owned(), settings: settings.collect() };
        let plan = directories::plan_settings(&world.backend, &owner(), &before.key, &form).await.unwrap();
        let by = if *group == "encryption" { "DirectoryId" } else { "ResourceId" };
        let mut expected = wire.clone();
        expected[by] = json!(before.key.id);
        assert_eq!(body(world, plan, operation).await, expected);
        let now = directory(world, of_pools).await;
        for (slug, value) in *typed {
            assert_eq!(now.item.setting(slug), *value, "{slug} is read back");
        }
    }
    rounds.iter().flat_map(|(_, _, typed, _)| typed.iter().map(|(slug, _)| *slug)).collect()
}

fn of_people() -> Vec<Round> {
    vec![
        (
            "creation",
            "ModifyWorkspaceCreationProperties",
            &[
                ("maintenance", "false"),
                ("internet_access", "true"),
                ("local_administrator", "true"),
                ("default_ou", "OU=Desks,DC=corp,DC=example"),
                ("custom_security_group", "sg-0123456789abcdef0"),
                ("instance_role", "arn:aws:iam::111122223333:role/desk"),
            ],
            json!({ "WorkspaceCreationProperties": {
                "EnableMaintenanceMode": false,
                "EnableInternetAccess": true,
                "UserEnabledAsLocalAdministrator": true,
                "DefaultOu": "OU=Desks,DC=corp,DC=example",
                "CustomSecurityGroupId": "sg-0123456789abcdef0",
                "InstanceIamRoleArn": "arn:aws:iam::111122223333:role/desk",
            } }),
        ),
        (
            "access",
            "ModifyWorkspaceAccessProperties",
            &[
                ("windows", "DENY"),
                ("osx", "DENY"),
                ("linux", "ALLOW"),
                ("web", "ALLOW"),
                ("ios", "DENY"),
                ("android", "DENY"),
                ("chrome_os", "DENY"),
                ("zero_client", "DENY"),
                ("thin_client", "DENY"),
                ("vpc_endpoint", "vpce-0a1b2c3d"),
                ("internet_fallback", "PCOIP"),
            ],
            json!({ "WorkspaceAccessProperties": {
                "DeviceTypeWindows": "DENY",
                "DeviceTypeOsx": "DENY",
                "DeviceTypeLinux": "ALLOW",
                "DeviceTypeWeb": "ALLOW",
                "DeviceTypeIos": "DENY",
                "DeviceTypeAndroid": "DENY",
                "DeviceTypeChromeOs": "DENY",
                "DeviceTypeZeroClient": "DENY",
                "DeviceTypeWorkSpacesThinClient": "DENY",
                "AccessEndpointConfig": {
                    "AccessEndpoints":
                        [{ "AccessEndpointType": "STREAMING_WSP", "VpcEndpointId": "vpce-0a1b2c3d" }],
                    "InternetFallbackProtocols": ["PCOIP"],
                },
            } }),
        ),
        (
            "self-service",
            "ModifySelfservicePermissions",
            &[
                ("restart", "DISABLED"),
                ("increase_volume", "ENABLED"),
                ("change_compute", "ENABLED"),
                ("switch_mode", "ENABLED"),
                ("rebuild", "ENABLED"),
                ("nested_virtualization", "ENABLED"),
                ("end_user_advisor", "DISABLED"),
            ],
            json!({ "SelfservicePermissions": {
                "NestedVirtualization": "ENABLED",
                "EnableEndUserAdvisor": "DISABLED",
                "RestartWorkspace": "DISABLED",
                "IncreaseVolumeSize": "ENABLED",
                "ChangeComputeType": "ENABLED",
                "SwitchRunningMode": "ENABLED",
                "RebuildWorkspace": "ENABLED",
            } }),
        ),
        (
            "streaming",
            "ModifyStreamingProperties",
            &[
                ("streaming_protocol", "UDP"),
                ("clipboard_in", "ENABLED"),
                ("clipboard_in_length", "7"),
                ("clipboard_out", "ENABLED"),
                ("clipboard_out_length", "0"),
                ("printing", "DISABLED"),
                ("smart_card", "ENABLED"),
                ("accelerator", "ENABLED_AUTO"),
                ("accelerator_protocol", "TCP"),
            ],
            json!({ "StreamingProperties": {
                "StreamingExperiencePreferredProtocol": "UDP",
                "UserSettings": [
                    { "Action": "CLIPBOARD_COPY_FROM_LOCAL_DEVICE", "Permission": "ENABLED", "MaximumLength": 7 },
                    { "Action": "CLIPBOARD_COPY_TO_LOCAL_DEVICE", "Permission": "ENABLED", "MaximumLength": 0 },
                    { "Action": "PRINTING_TO_LOCAL_DEVICE", "Permission": "DISABLED" },
                    { "Action": "SMART_CARD", "Permission": "ENABLED" },
                ],
                "GlobalAccelerator": { "Mode": "ENABLED_AUTO", "PreferredProtocol": "TCP" },
            } }),
        ),
        (
            "saml",
            "ModifySamlProperties",
            &[("saml", "ENABLED"), ("saml_url", "https://sso.example.com/x"), ("saml_relay", "State")],
            json!({ "SamlProperties": {
                "Status": "ENABLED",
                "UserAccessUrl": "https://sso.example.com/x",
                "RelayStateParameterName": "State",
            } }),
        ),
        (
            "certificates",
            "ModifyCertificateBasedAuthProperties",
            &[("certificates", "ENABLED"), ("certificate_authority", AUTHORITY)],
            json!({ "CertificateBasedAuthProperties":
                { "Status": "ENABLED", "CertificateAuthorityArn": AUTHORITY } }),
        ),
        (
            "encryption",
            "ModifyEndpointEncryptionMode",
            &[("encryption", "FIPS_VALIDATED")],
            json!({ "EndpointEncryptionMode": "FIPS_VALIDATED" }),
        ),
    ]
}

/// What can be taken away is: certificates before the sign-in that they need, the way through the VPC, a clipboard's limit.
fn away() -> Vec<Round> {
    vec![
        (
            "certificates",
            "ModifyCertificateBasedAuthProperties",
            &[("certificates", "DISABLED"), ("certificate_authority", "")],
            json!({
                "CertificateBasedAuthProperties": { "Status": "DISABLED" },
                "PropertiesToDelete": ["CERTIFICATE_BASED_AUTH_PROPERTIES_CERTIFICATE_AUTHORITY_ARN"],
            }),
        ),
        (
            "saml",
            "ModifySamlProperties",
            &[("saml", "ENABLED_WITH_DIRECTORY_LOGIN_FALLBACK")],
            json!({ "SamlProperties": { "Status": "ENABLED_WITH_DIRECTORY_LOGIN_FALLBACK" } }),
        ),
        (
            "saml",
            "ModifySamlProperties",
            &[("saml", "DISABLED"), ("saml_url", "")],
            json!({
                "SamlProperties": { "Status": "DISABLED" },
                "PropertiesToDelete": ["SAML_PROPERTIES_USER_ACCESS_URL"],
            }),
        ),
        (
            "access",
            "ModifyWorkspaceAccessProperties",
            &[("vpc_endpoint", ""), ("internet_fallback", "")],
            json!({ "WorkspaceAccessProperties": { "AccessEndpointConfig": { "AccessEndpoints": [] } } }),
        ),
        (
            "streaming",
            "ModifyStreamingProperties",
            &[
                ("streaming_protocol", "TCP"),
                ("clipboard_out_length", ""),
                ("accelerator", "DISABLED"),
                ("accelerator_protocol", ""),
            ],
            json!({ "StreamingProperties": {
                "StreamingExperiencePreferredProtocol": "TCP",
                "UserSettings": [
                    { "Action": "CLIPBOARD_COPY_FROM_LOCAL_DEVICE", "Permission": "ENABLED", "MaximumLength": 7 },
                    { "Action": "CLIPBOARD_COPY_TO_LOCAL_DEVICE", "Permission": "ENABLED" },
                    { "Action": "PRINTING_TO_LOCAL_DEVICE", "Permission": "DISABLED" },
                    { "Action": "SMART_CARD", "Permission": "ENABLED" },
                ],
                "GlobalAccelerator": { "Mode": "DISABLED" },
            } }),
        ),
    ]
}

fn of_pools() -> Vec<Round> {
    vec![(
        "streaming",
        "ModifyStreamingProperties",
        &[
            ("streaming_protocol", "UDP"),
            ("clipboard_in", "ENABLED"),
            ("clipboard_in_length", "20"),
            ("clipboard_out", "DISABLED"),
            ("printing", "DISABLED"),
            ("smart_card", "ENABLED"),
            ("home_folder", "ENABLED"),
        ],
        json!({ "StreamingProperties": {
            "StreamingExperiencePreferredProtocol": "UDP",
            "UserSettings": [
                { "Action": "CLIPBOARD_COPY_FROM_LOCAL_DEVICE", "Permission": "ENABLED", "MaximumLength": 20 },
                { "Action": "CLIPBOARD_COPY_TO_LOCAL_DEVICE", "Permission": "DISABLED" },
                { "Action": "PRINTING_TO_LOCAL_DEVICE", "Permission": "DISABLED" },
                { "Action": "SMART_CARD", "Permission": "ENABLED" },
            ],
            "StorageConnectors": [{ "ConnectorType": "HOME_FOLDER", "Status": "ENABLED" }],
        } }),
    )]
}

#[tokio::test]
async fn each_setting_is_sent_as_it_was_typed_and_read_back() {
    let mut world = World::swept(50).await;
    let mut turned = turn(&mut world, false, &of_people()).await;
    turned.extend(turn(&mut world, true, &of_pools()).await);
    assert_eq!(turned, SETTINGS.iter().map(|setting| setting.slug).collect(), "every setting is turned");
    turn(&mut world, false, &away()).await;
    world.over().await;
}

#[tokio::test]
async fn a_relay_state_that_is_taken_away_is_deleted_by_its_name() {
    let mut world = World::swept(50).await;
    let named: Round = (
        "saml",
        "ModifySamlProperties",
        &[("saml_relay", "State")],
        json!({ "SamlProperties": { "RelayStateParameterName": "State" } }),
    );
    turn(&mut world, false, &[named]).await;
    let key = directory(&world, false).await.key;
    let form = Form { group: "saml".into(), settings: [("saml_relay".to_owned(), String::new())].into() };
    let plan = directories::plan_settings(&world.backend, &owner(), &key, &form).await.unwrap();
    let sent = body(&mut world, plan, "ModifySamlProperties").await;
    let gone = ["SAML_PROPERTIES_RELAY_STATE_PARAMETER_NAME"];
    assert_eq!(sent, json!({ "ResourceId": key.id, "PropertiesToDelete": gone }));
    assert_eq!(directory(&world, false).await.item.setting("saml_relay"), "RelayState", "AWS's own name");
    world.over().await;
}
