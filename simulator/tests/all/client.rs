//! What the clients of a directory may do, how they look, and their add-ins.

use crate::common::World;
use serde_json::json;

/// The beginning of each PNG.
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ";

#[tokio::test]
async fn client_properties_have_defaults_and_are_read_back() {
    let world = World::of(1).await;
    let (id, _) = world.place().await;
    let read = async || {
        let list = world.ok("DescribeClientProperties", json!({ "ResourceIds": [id] })).await;
        list["ClientPropertiesList"][0]["ClientProperties"].clone()
    };
    assert_eq!(read().await, json!({ "ReconnectEnabled": "ENABLED", "LogUploadEnabled": "ENABLED" }));
    let properties = json!({ "ReconnectEnabled": "DISABLED", "ClientExperiencePolicy": "FORCE_UI_2026" });
    world.ok("ModifyClientProperties", json!({ "ResourceId": id, "ClientProperties": properties })).await;
    let all = json!({ "ReconnectEnabled": "DISABLED", "LogUploadEnabled": "ENABLED",
        "ClientExperiencePolicy": "FORCE_UI_2026" });
    assert_eq!(read().await, all);
    let unknown = json!({ "ResourceIds": [id, "d-0000000000"] });
    assert_eq!(world.fails("DescribeClientProperties", unknown).await.0, "ResourceNotFoundException");
    world.stop().await;
}

#[tokio::test]
async fn branding_goes_in_as_a_picture_and_comes_out_as_an_address() {
    let world = World::of(1).await;
    let (id, _) = world.place().await;
    let only = json!({ "ResourceId": id });
    assert_eq!(world.ok("DescribeClientBranding", only.clone()).await, json!({}));
    let windows = json!({ "Logo": PNG, "SupportEmail": "help@example.com",
        "LoginMessage": { "en_US": "<p>Welcome</p>" } });
    let ios = json!({ "Logo": PNG, "Logo2x": PNG, "Logo3x": PNG, "SupportLink": "https://help.example.com" });
    let input = json!({ "ResourceId": id, "DeviceTypeWindows": windows, "DeviceTypeIos": ios });
    let answer = world.ok("ImportClientBranding", input).await;
    assert!(answer["DeviceTypeWindows"]["LogoUrl"].as_str().unwrap().starts_with("https://"));
    assert_eq!(answer["DeviceTypeWindows"]["SupportEmail"], "help@example.com");
    assert!(answer["DeviceTypeIos"]["Logo3xUrl"].is_string());
    assert_eq!(world.ok("DescribeClientBranding", only.clone()).await, answer);
    world.ok("DeleteClientBranding", json!({ "ResourceId": id, "Platforms": ["DeviceTypeIos"] })).await;
    let left = world.ok("DescribeClientBranding", only.clone()).await;
    assert_eq!(left, json!({ "DeviceTypeWindows": answer["DeviceTypeWindows"] }));
    world.ok("DeleteClientBranding", json!({ "ResourceId": id, "Platforms": ["DeviceTypeWindows"] })).await;
    assert_eq!(world.ok("DescribeClientBranding", only).await, json!({}));
    world.stop().await;
}

#[tokio::test]
async fn branding_that_breaks_the_rules_is_refused() {
    let world = World::of(1).await;
    let (id, _) = world.place().await;
    let large = |letters: usize| format!("{PNG}{}", "A".repeat(letters));
    for bad in [
        json!({}),
        json!({ "DeviceTypeWeb": { "Logo": "R0lGODlhAQABAAAAACw=" } }),
        json!({ "DeviceTypeWeb": { "SupportEmail": "a@example.com", "SupportLink": "https://example.com" } }),
        json!({ "DeviceTypeWeb": { "LoginMessage": { "de_DE": "Hallo" } } }),
        json!({ "DeviceTypeWeb": { "LoginMessage": { "en_US": "<script>1</script>" } } }),
    ] {
        let mut input = bad;
        input["ResourceId"] = json!(id);
        let (code, words) = world.fails("ImportClientBranding", input).await;
        assert_eq!(code, "InvalidParameterValuesException", "{words}");
    }
    let logo = json!({ "Logo": large(1_990_000) });
    let five = json!({ "ResourceId": id, "DeviceTypeWindows": logo, "DeviceTypeOsx": logo,
        "DeviceTypeAndroid": logo, "DeviceTypeLinux": logo, "DeviceTypeWeb": logo });
    assert_eq!(world.fails("ImportClientBranding", five).await.0, "ResourceLimitExceededException");
    world.stop().await;
}

#[tokio::test]
async fn a_directory_has_one_add_in_and_takes_it_along_when_it_goes() {
    let world = World::of(0).await;
    let id = "d-90670a1b2c";
    world.ok("RegisterWorkspaceDirectory", json!({ "DirectoryId": id })).await;
    world.minutes(3);
    let new = json!({ "ResourceId": id, "Name": "Calls", "URL": "https://calls.example.com" });
    let made = world.ok("CreateConnectClientAddIn", new.clone()).await;
    let second = world.fails("CreateConnectClientAddIn", new.clone()).await;
    assert_eq!(second.0, "ResourceAlreadyExistsException");
    let one = json!({ "ResourceId": id, "AddInId": made["AddInId"] });
    let update = json!({ "ResourceId": id, "AddInId": made["AddInId"], "Name": "Phone" });
    world.ok("UpdateConnectClientAddIn", update).await;
    assert_eq!(
        world.fails("UpdateConnectClientAddIn", one.clone()).await.0,
        "InvalidParameterValuesException"
    );
    let read = world.ok("DescribeConnectClientAddIns", json!({ "ResourceId": id, "MaxResults": 1 })).await;
    let item = json!({ "AddInId": made["AddInId"], "ResourceId": id, "Name": "Phone",
        "URL": "https://calls.example.com" });
    assert_eq!(read, json!({ "AddIns": [item] }));
    world.ok("DeleteConnectClientAddIn", one.clone()).await;
    assert_eq!(world.fails("DeleteConnectClientAddIn", one).await.0, "ResourceNotFoundException");
    world.ok("CreateConnectClientAddIn", new).await;
    world.ok("DeregisterWorkspaceDirectory", json!({ "DirectoryId": id })).await;
    world.minutes(3);
    world.ok("RegisterWorkspaceDirectory", json!({ "DirectoryId": id })).await;
    world.minutes(3);
    let read = world.ok("DescribeConnectClientAddIns", json!({ "ResourceId": id })).await;
    assert_eq!(read, json!({ "AddIns": [] }));
    world.stop().await;
}
