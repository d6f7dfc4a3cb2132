//! Bundles of the account's own: made from an image, given another one, deleted.

use crate::common::World;
use serde_json::{Value, json};

async fn own(world: &World, name: &str) -> Value {
    let all = world.ok("DescribeWorkspaceBundles", json!({})).await;
    all["Bundles"].as_array().unwrap().iter().find(|bundle| bundle["Name"] == name).unwrap().clone()
}

fn bundle(name: &str, image: &Value, compute: &str, root: &str, user: &str) -> Value {
    json!({
        "BundleName": name,
        "BundleDescription": "For all",
        "ImageId": image,
        "ComputeType": { "Name": compute },
        "RootStorage": { "Capacity": root },
        "UserStorage": { "Capacity": user },
    })
}

async fn described(world: &World, id: &Value) -> Value {
    world.ok("DescribeWorkspaceBundles", json!({ "BundleIds": [id] })).await["Bundles"][0].clone()
}

async fn import(world: &World, name: &str, process: &str) -> Value {
    let input = json!({ "Ec2ImageId": "ami-01234567", "IngestionProcess": process, "ImageName": name,
        "ImageDescription": "Ours" });
    world.ok("ImportWorkspaceImage", input).await["ImageId"].clone()
}

#[tokio::test]
async fn a_bundle_is_made_from_an_image_and_desktops_from_it() {
    let world = World::of(60).await;
    let image = own(&world, "Office 2026.2").await["ImageId"].clone();
    let mut input = bundle("Everybody", &image, "POWER", "175", "100");
    input["Tags"] = json!([{ "Key": "owner", "Value": "it" }]);
    let made = world.ok("CreateWorkspaceBundle", input).await["WorkspaceBundle"].clone();
    assert_eq!((&made["State"], &made["BundleType"]), (&json!("PENDING"), &json!("REGULAR")));
    assert_eq!((&made["Owner"], &made["ImageId"]), (&json!("111122223333"), &image));
    let early = world.create("early", json!({ "BundleId": made["BundleId"] })).await;
    assert_eq!(early["FailedRequests"][0]["ErrorCode"], "ResourceUnavailable.Bundle");
    world.minutes(2);
    let there = described(&world, &made["BundleId"]).await;
    assert_eq!(
        (&there["State"], &there["RootStorage"]),
        (&json!("AVAILABLE"), &json!({ "Capacity": "175" }))
    );
    let desktop = world.created("somebody", json!({ "BundleId": made["BundleId"] })).await;
    world.minutes(20);
    let properties = world.describe(&desktop).await.unwrap()["WorkspaceProperties"].clone();
    assert_eq!(
        (&properties["ComputeTypeName"], &properties["UserVolumeSizeGib"]),
        (&json!("POWER"), &json!(100))
    );
    assert_eq!(properties["OperatingSystemName"], "WINDOWS_11");
    let tags = world.ok("DescribeTags", json!({ "ResourceId": made["BundleId"] })).await;
    assert_eq!(tags["TagList"][0]["Value"], "it");
    world.stop().await;
}

#[tokio::test]
async fn a_bundle_that_cannot_be_is_refused() {
    let world = World::of(60).await;
    let image = own(&world, "Office 2026.2").await["ImageId"].clone();
    let large = own(&world, "Developer 2026.1").await["ImageId"].clone();
    let pending = import(&world, "pending", "BYOL_REGULAR_WSP").await;
    let mut aimless = bundle("x", &image, "POWER", "175", "100");
    aimless["ComputeType"] = json!({});
    let invalid = "InvalidParameterValuesException";
    for (input, code) in [
        (bundle("Office/2026", &json!("wsi-unknown00"), "STANDARD", "80", "50"), "ResourceNotFoundException"),
        (bundle("x", &pending, "STANDARD", "80", "50"), "ResourceUnavailableException"),
        (bundle("x", &image, "STANDARD", "80", "60"), invalid),
        (bundle("x", &image, "STANDARD", "eighty", "50"), invalid),
        (bundle("x", &image, "STANDARD", "80", "10"), invalid),
        (bundle("x", &large, "STANDARD", "80", "100"), invalid),
        (bundle("x", &image, "GENERALPURPOSE_4XLARGE", "80", "50"), invalid),
        (bundle("x", &image, "GRAPHICS", "100", "100"), invalid),
        (aimless, invalid),
    ] {
        assert_eq!(world.fails("CreateWorkspaceBundle", input.clone()).await.0, code, "{input}");
    }
    let gpu = import(&world, "gpu", "BYOL_GRAPHICS_G4DN_WSP").await;
    world.minutes(300);
    let (code, _) = world.fails("CreateWorkspaceBundle", bundle("x", &gpu, "POWER", "175", "100")).await;
    assert_eq!(code, invalid);
    world.ok("CreateWorkspaceBundle", bundle("x", &gpu, "GRAPHICS_G4DN", "100", "100")).await;
    let (code, _) = world.fails("CreateWorkspaceBundle", bundle("x", &image, "STANDARD", "80", "50")).await;
    assert_eq!(code, "ResourceAlreadyExistsException");
    let mut rootless = bundle("rootless", &image, "STANDARD", "", "50");
    rootless.as_object_mut().unwrap().remove("RootStorage");
    let made = world.ok("CreateWorkspaceBundle", rootless).await;
    assert_eq!(made["WorkspaceBundle"]["RootStorage"]["Capacity"], "80");
    world.stop().await;
}

#[tokio::test]
async fn fifty_bundles_are_the_most() {
    let world = World::of(60).await;
    let image = own(&world, "Office 2026.2").await["ImageId"].clone();
    let make = |n: usize| bundle(&format!("bundle-{n}"), &image, "STANDARD", "80", "50");
    for n in 3..50 {
        world.ok("CreateWorkspaceBundle", make(n)).await;
    }
    let (code, _) = world.fails("CreateWorkspaceBundle", make(50)).await;
    assert_eq!(code, "ResourceLimitExceededException");
    let first = world.ok("DescribeWorkspaceBundles", json!({})).await;
    assert_eq!(first["Bundles"].as_array().unwrap().len(), 25);
    let second = world.ok("DescribeWorkspaceBundles", json!({ "NextToken": first["NextToken"] })).await;
    assert_eq!(second["Bundles"].as_array().unwrap().len(), 25);
    assert!(second["NextToken"].is_null());
    world.stop().await;
}

#[tokio::test]
async fn a_bundle_is_given_another_image_and_frees_the_first() {
    let world = World::of(60).await;
    let bundle = own(&world, "Office 2021 (legacy)").await;
    let other = own(&world, "Office 2026.2").await;
    let (_, amazons) = world.place().await;
    let update = |bundle: &Value, image: &Value| json!({ "BundleId": bundle, "ImageId": image });
    let pending = import(&world, "pending", "BYOL_REGULAR_WSP").await;
    let image = &other["ImageId"];
    for (input, code) in [
        (update(&json!(amazons), image), "AccessDeniedException"),
        (update(&json!("wsb-unknown00"), image), "ResourceNotFoundException"),
        (update(&bundle["BundleId"], &json!("wsi-unknown00")), "ResourceNotFoundException"),
        (update(&bundle["BundleId"], &pending), "ResourceUnavailableException"),
        (json!({ "ImageId": image }), "InvalidParameterValuesException"),
        (json!({ "BundleId": bundle["BundleId"] }), "InvalidParameterValuesException"),
    ] {
        assert_eq!(world.fails("UpdateWorkspaceBundle", input.clone()).await.0, code, "{input}");
    }
    world.minutes(1);
    world.ok("UpdateWorkspaceBundle", update(&bundle["BundleId"], image)).await;
    let now = described(&world, &bundle["BundleId"]).await;
    assert_eq!(now["ImageId"], *image);
    assert_eq!(now["CreationTime"], bundle["CreationTime"]);
    assert!(now["LastUpdatedTime"].as_f64() > bundle["LastUpdatedTime"].as_f64());
    world.ok("DeleteWorkspaceImage", json!({ "ImageId": bundle["ImageId"] })).await;
    world.stop().await;
}

#[tokio::test]
async fn a_bundle_is_deleted_when_no_desktop_is_based_on_it() {
    let world = World::of(300).await;
    let used = own(&world, "Office 2026.2").await;
    let (_, amazons) = world.place().await;
    for (input, code) in [
        (json!({ "BundleId": used["BundleId"] }), "ResourceAssociatedException"),
        (json!({ "BundleId": amazons }), "AccessDeniedException"),
        (json!({ "BundleId": "wsb-unknown00" }), "ResourceNotFoundException"),
        (json!({}), "InvalidParameterValuesException"),
    ] {
        assert_eq!(world.fails("DeleteWorkspaceBundle", input.clone()).await.0, code, "{input}");
    }
    let input = bundle("spare", &used["ImageId"], "STANDARD", "80", "50");
    let spare = world.ok("CreateWorkspaceBundle", input.clone()).await["WorkspaceBundle"]["BundleId"].clone();
    world.ok("DeleteWorkspaceBundle", json!({ "BundleId": spare })).await;
    assert_eq!(described(&world, &spare).await, Value::Null);
    world.ok("CreateWorkspaceBundle", input).await;
    world.stop().await;
}
