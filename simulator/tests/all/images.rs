//! Images: made from a desktop, updated, copied, shared and deleted.

use crate::common::{ACCOUNT, OTHER, REGION, World};
use serde_json::{Value, json};

/// The first image for which this holds, as the owner sees it.
async fn image(world: &World, wanted: impl Fn(&Value) -> bool) -> Value {
    let all = world.ok("DescribeWorkspaceImages", json!({})).await;
    all["Images"].as_array().unwrap().iter().find(|image| wanted(image)).unwrap().clone()
}

pub async fn described(world: &World, id: &Value) -> Value {
    let found = world.ok("DescribeWorkspaceImages", json!({ "ImageIds": [id] })).await;
    found["Images"][0].clone()
}

async fn plain_desktop(world: &World) -> String {
    let plain = |item: &Value| {
        item["State"] == "AVAILABLE"
            && item["RootVolumeEncryptionEnabled"].is_null()
            && item["WorkspaceProperties"]["OperatingSystemName"] == "WINDOWS_11"
    };
    world.find(plain).await
}

fn named(name: &str, workspace: &str) -> Value {
    json!({ "Name": name, "Description": "As of today", "WorkspaceId": workspace })
}

#[tokio::test]
async fn an_image_takes_up_to_45_minutes_and_its_desktop_is_suspended_meanwhile() {
    let world = World::of(300).await;
    let desktop = plain_desktop(&world).await;
    let mut input = named("golden", &desktop);
    input["Tags"] = json!([{ "Key": "owner", "Value": "it" }]);
    let made = world.ok("CreateWorkspaceImage", input).await;
    assert_eq!((&made["State"], &made["Name"]), (&json!("PENDING"), &json!("golden")));
    assert_eq!(made["OperatingSystem"], json!({ "Type": "WINDOWS" }));
    assert_eq!((&made["RequiredTenancy"], &made["OwnerAccountId"]), (&json!("DEDICATED"), &json!(ACCOUNT)));
    world.minutes(29);
    assert_eq!(world.describe(&desktop).await.unwrap()["State"], "SUSPENDED");
    let (code, _) = world.fails("CreateWorkspaceImage", named("twice", &desktop)).await;
    assert_eq!(code, "InvalidResourceStateException");
    assert_eq!(described(&world, &made["ImageId"]).await["State"], "PENDING");
    world.minutes(16);
    assert_eq!(world.describe(&desktop).await.unwrap()["State"], "AVAILABLE");
    let image = described(&world, &made["ImageId"]).await;
    assert_eq!((&image["State"], &image["Description"]), (&json!("AVAILABLE"), &json!("As of today")));
    let tags = world.ok("DescribeTags", json!({ "ResourceId": made["ImageId"] })).await;
    assert_eq!(tags["TagList"], json!([{ "Key": "owner", "Value": "it" }]));
    world.stop().await;
}

#[tokio::test]
async fn an_image_that_fails_says_why_and_gives_its_desktop_back() {
    let world = World::of(300).await;
    let desktop = plain_desktop(&world).await;
    let made = world.ok("CreateWorkspaceImage", named("fail-image-pending-reboot", &desktop)).await;
    world.minutes(45);
    let image = described(&world, &made["ImageId"]).await;
    assert_eq!((&image["State"], &image["ErrorCode"]), (&json!("ERROR"), &json!("PendingReboot")));
    assert_eq!(world.describe(&desktop).await.unwrap()["State"], "AVAILABLE");
    world.ok("DeleteWorkspaceImage", json!({ "ImageId": made["ImageId"] })).await;
    world.stop().await;
}

#[tokio::test]
async fn an_image_is_only_made_of_a_desktop_that_lets_it_be_and_under_a_free_name() {
    let world = World::of(2400).await;
    let desktop = plain_desktop(&world).await;
    let stopped = world.find(|item| item["State"] == "STOPPED").await;
    let encrypted =
        world.find(|item| item["State"] == "AVAILABLE" && item["RootVolumeEncryptionEnabled"] == true).await;
    let taken = image(&world, |_| true).await["Name"].as_str().unwrap().to_owned();
    let mut reserved = named("reserved", &desktop);
    reserved["Tags"] = json!([{ "Key": "aws:x", "Value": "y" }]);
    for (input, code) in [
        (named("gone", "ws-unknown00"), "ResourceNotFoundException"),
        (named("stopped", &stopped), "InvalidResourceStateException"),
        (named("encrypted", &encrypted), "OperationNotSupportedException"),
        (named(&taken, &desktop), "ResourceAlreadyExistsException"),
        (reserved, "InvalidParameterValuesException"),
    ] {
        assert_eq!(world.fails("CreateWorkspaceImage", input.clone()).await.0, code, "{input}");
    }
    world.stop().await;
}

#[tokio::test]
async fn forty_images_are_the_most_and_come_in_pages() {
    let world = World::of(60).await;
    let source = image(&world, |_| true).await["ImageId"].clone();
    let copy =
        |n: usize| json!({ "Name": format!("copy-{n}"), "SourceImageId": source, "SourceRegion": REGION });
    for n in 3..40 {
        world.ok("CopyWorkspaceImage", copy(n)).await;
    }
    let (code, words) = world.fails("CopyWorkspaceImage", copy(40)).await;
    assert_eq!(code, "ResourceLimitExceededException");
    assert!(words.contains("40 images"), "{words}");
    let mut input = json!({ "MaxResults": 15 });
    let mut pages = Vec::new();
    loop {
        let page = world.ok("DescribeWorkspaceImages", input).await;
        pages.push(page["Images"].as_array().unwrap().len());
        if page["NextToken"].is_null() {
            break;
        }
        input = json!({ "MaxResults": 15, "NextToken": page["NextToken"] });
    }
    assert_eq!(pages, [15, 15, 10]);
    world.stop().await;
}

#[tokio::test]
async fn an_old_image_is_updated_into_a_new_one() {
    let world = World::of(60).await;
    let old = image(&world, |image| image["Updates"]["UpdateAvailable"] == true).await;
    let update =
        |source: &Value, name: &str| json!({ "Name": name, "Description": "Fresh", "SourceImageId": source });
    let new = world.ok("CreateUpdatedWorkspaceImage", update(&old["ImageId"], "fresh")).await;
    let (code, _) = world.fails("CreateUpdatedWorkspaceImage", update(&new["ImageId"], "too-soon")).await;
    assert_eq!(code, "InvalidResourceStateException");
    let (code, _) = world.fails("CreateUpdatedWorkspaceImage", update(&old["ImageId"], "fresh")).await;
    assert_eq!(code, "ResourceAlreadyExistsException");
    let (code, _) = world.fails("CreateUpdatedWorkspaceImage", update(&json!("wsi-unknown00"), "x")).await;
    assert_eq!(code, "ResourceNotFoundException");
    let eleven = image(&world, |image| image["Name"] == "Developer-2026.1").await;
    let (code, _) = world.fails("CreateUpdatedWorkspaceImage", update(&eleven["ImageId"], "x")).await;
    assert_eq!(code, "OperationNotSupportedException");
    world.minutes(40);
    let fresh = described(&world, &new["ImageId"]).await;
    assert_eq!(
        (&fresh["State"], &fresh["Updates"]),
        (&json!("AVAILABLE"), &json!({ "UpdateAvailable": false }))
    );
    assert_eq!(described(&world, &old["ImageId"]).await["State"], "AVAILABLE");
    world.stop().await;
}

#[tokio::test]
async fn an_image_is_copied_from_another_region() {
    let world = World::of(60).await;
    let source = image(&world, |_| true).await;
    let copy = |id: &Value, from: &str| json!({ "Name": "copy", "SourceImageId": id, "SourceRegion": from });
    let call = |input: Value| world.call_as(ACCOUNT, "us-west-2", "CopyWorkspaceImage", input);
    let wrong = call(copy(&source["ImageId"], "us-east-1")).await.json();
    assert_eq!(wrong["__type"], "ResourceNotFoundException");
    let new = call(copy(&source["ImageId"], REGION)).await.json();
    let there = async || {
        let input = json!({ "ImageIds": [new["ImageId"]] });
        let answer = world.call_as(ACCOUNT, "us-west-2", "DescribeWorkspaceImages", input).await;
        answer.json()["Images"][0].clone()
    };
    assert_eq!((&there().await["State"], &there().await["Name"]), (&json!("PENDING"), &json!("copy")));
    let pending = world.call_as(
        ACCOUNT,
        REGION,
        "CopyWorkspaceImage",
        json!({ "Name": "back", "SourceImageId": new["ImageId"], "SourceRegion": "us-west-2" }),
    );
    assert_eq!(pending.await.json()["__type"], "ResourceUnavailableException");
    world.minutes(40);
    let arrived = there().await;
    assert_eq!(arrived["State"], "AVAILABLE");
    assert_eq!(arrived["Description"], source["Description"]);
    assert_eq!(described(&world, &new["ImageId"]).await, Value::Null, "not in the region it came from");
    world.stop().await;
}

#[tokio::test]
async fn a_shared_image_can_be_seen_and_copied_by_the_other_account_until_it_is_unshared() {
    let world = World::of(60).await;
    let mine = image(&world, |image| image["Name"] == "Developer-2026.1").await;
    let id = &mine["ImageId"];
    let permit = |allow: bool, account: &str| {
        let input = json!({ "ImageId": id, "AllowCopyImage": allow, "SharedAccountId": account });
        world.call("UpdateWorkspaceImagePermission", input)
    };
    let theirs = async |input: Value| {
        let answer = world.call_as(OTHER, REGION, "DescribeWorkspaceImages", input).await.json();
        let images = answer["Images"].as_array().unwrap().clone();
        images.iter().filter(|image| image["ImageId"] == *id).count()
    };
    let copy = json!({ "Name": "theirs", "SourceImageId": id, "SourceRegion": REGION });
    let early = world.call_as(OTHER, REGION, "CopyWorkspaceImage", copy.clone()).await.json();
    assert_eq!(early["__type"], "ResourceNotFoundException");
    let never = permit(false, OTHER).await.json();
    assert_eq!(never["__type"], "OperationNotSupportedException");
    assert_eq!(permit(true, ACCOUNT).await.json()["__type"], "InvalidParameterValuesException");
    for account in [OTHER, "999988887777", OTHER] {
        assert_eq!(permit(true, account).await.status, 200);
    }
    assert_eq!(theirs(json!({ "ImageType": "SHARED" })).await, 1);
    assert_eq!(theirs(json!({ "ImageIds": [id] })).await, 1);
    assert_eq!(theirs(json!({ "ImageType": "OWNED" })).await, 0);
    assert_eq!(theirs(json!({})).await, 0);
    let page = world.ok("DescribeWorkspaceImagePermissions", json!({ "ImageId": id, "MaxResults": 1 })).await;
    assert_eq!(page["ImagePermissions"], json!([{ "SharedAccountId": OTHER }]));
    assert_eq!(page["ImageId"], *id);
    let input = json!({ "ImageId": id, "MaxResults": 1, "NextToken": page["NextToken"] });
    let page = world.ok("DescribeWorkspaceImagePermissions", input).await;
    assert_eq!(page["ImagePermissions"], json!([{ "SharedAccountId": "999988887777" }]));
    let copied = world.call_as(OTHER, REGION, "CopyWorkspaceImage", copy).await;
    assert_eq!(copied.status, 200, "{}", copied.text);
    let of_others =
        world.call_as(OTHER, REGION, "DescribeWorkspaceImagePermissions", json!({ "ImageId": id }));
    assert_eq!(of_others.await.json()["__type"], "ResourceNotFoundException");
    assert_eq!(permit(false, OTHER).await.status, 200);
    assert_eq!(theirs(json!({ "ImageType": "SHARED" })).await, 0);
    world.stop().await;
}

#[tokio::test]
async fn an_image_is_deleted_when_nobody_needs_it_any_more() {
    let world = World::of(60).await;
    let delete = |id: &Value| world.fails("DeleteWorkspaceImage", json!({ "ImageId": id }));
    let used = image(&world, |_| true).await;
    let (code, words) = delete(&used["ImageId"]).await;
    assert_eq!(code, "ResourceAssociatedException");
    assert_eq!(
        words,
        "One or more bundles are associated with the Image. Delete bundles associated with Image, and try again."
    );
    assert_eq!(delete(&json!("wsi-unknown00")).await.0, "AccessDeniedException");
    let copy = json!({ "Name": "spare", "SourceImageId": used["ImageId"], "SourceRegion": REGION });
    let spare = world.ok("CopyWorkspaceImage", copy).await["ImageId"].clone();
    assert_eq!(delete(&spare).await.0, "InvalidResourceStateException");
    let share = |allow: bool| json!({ "ImageId": spare, "AllowCopyImage": allow, "SharedAccountId": OTHER });
    let (code, _) = world.fails("UpdateWorkspaceImagePermission", share(true)).await;
    assert_eq!(code, "ResourceUnavailableException");
    world.minutes(40);
    world.ok("UpdateWorkspaceImagePermission", share(true)).await;
    assert_eq!(delete(&spare).await.0, "ResourceAssociatedException");
    world.ok("UpdateWorkspaceImagePermission", share(false)).await;
    world.ok("DeleteWorkspaceImage", json!({ "ImageId": spare })).await;
    assert_eq!(described(&world, &spare).await, Value::Null);
    world.stop().await;
}
