//! Images of one's own licences: both ways in, what goes wrong, and how far it is.

use crate::common::World;
use crate::images::described;
use crate::keeping::Scratch;
use serde_json::{Value, json};

const AMI: &str = "ami-0123456789abcdef0";

fn import(name: &str, process: &str) -> Value {
    json!({ "Ec2ImageId": AMI, "IngestionProcess": process, "ImageName": name, "ImageDescription": "Ours" })
}

fn custom(name: &str, more: &Value) -> Value {
    let mut input = json!({
        "ImageName": name,
        "ImageDescription": "Ours",
        "ComputeType": "BASE",
        "Protocol": "DCV",
        "ImageSource": { "Ec2ImageId": AMI },
        "InfrastructureConfigurationArn":
            "arn:aws:imagebuilder:eu-west-1:111122223333:infrastructure-configuration/workspaces",
        "Platform": "WINDOWS",
        "OsVersion": "Windows_11",
    });
    for (member, value) in more.as_object().unwrap() {
        input[member] = value.clone();
    }
    input
}

fn codes() -> Vec<String> {
    let model: Value = serde_json::from_str(include_str!("../../model/workspaces.json")).unwrap();
    let codes = model["shapes"]["WorkspaceImageErrorDetailCode"]["enum"].as_array().unwrap();
    codes.iter().map(|code| code.as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn every_ingestion_process_ends_in_an_available_dedicated_image_after_hours() {
    let world = World::of(1).await;
    let mut ids = Vec::new();
    for (n, process) in [
        "BYOL_REGULAR",
        "BYOL_GRAPHICS",
        "BYOL_GRAPHICSPRO",
        "BYOL_GRAPHICS_G4DN",
        "BYOL_REGULAR_WSP",
        "BYOL_GRAPHICS_G4DN_WSP",
        "BYOL_REGULAR_BYOP",
        "BYOL_GRAPHICS_G4DN_BYOP",
    ]
    .into_iter()
    .enumerate()
    {
        let made = world.ok("ImportWorkspaceImage", import(&format!("image-{n}"), process)).await;
        ids.push(made["ImageId"].clone());
    }
    world.minutes(179);
    assert_eq!(described(&world, &ids[0]).await["State"], "PENDING");
    world.minutes(121);
    for id in ids {
        let image = described(&world, &id).await;
        assert_eq!((&image["State"], &image["RequiredTenancy"]), (&json!("AVAILABLE"), &json!("DEDICATED")));
    }
    world.stop().await;
}

#[tokio::test]
async fn an_import_is_refused_for_its_name_its_source_or_its_office() {
    let world = World::of(1).await;
    let office = |process: &str, words: &[&str]| {
        let mut input = import("office", process);
        input["Applications"] = json!(words);
        input
    };
    let mut nothing = import("nothing", "BYOL_REGULAR_WSP");
    nothing["Ec2ImageId"] = json!("ami-00000000");
    world.ok("ImportWorkspaceImage", import("taken", "BYOL_REGULAR_WSP")).await;
    let (old, new) = ("Microsoft_Office_2016", "Microsoft_Office_2019");
    for (input, code) in [
        (nothing, "ResourceNotFoundException"),
        (import("taken", "BYOL_REGULAR_WSP"), "ResourceAlreadyExistsException"),
        (office("BYOL_REGULAR_WSP", &[new, old]), "InvalidParameterValuesException"),
        (office("BYOL_REGULAR_WSP", &[old]), "OperationNotSupportedException"),
        (office("BYOL_GRAPHICS_G4DN_WSP", &[new]), "OperationNotSupportedException"),
    ] {
        assert_eq!(world.fails("ImportWorkspaceImage", input.clone()).await.0, code, "{input}");
    }
    let made = world.ok("ImportWorkspaceImage", office("BYOL_REGULAR", &[old])).await;
    let input = json!({ "ImageId": made["ImageId"], "AssociatedResourceTypes": ["APPLICATION"] });
    let inside = world.ok("DescribeImageAssociations", input).await;
    let application = &inside["Associations"][0]["AssociatedResourceId"];
    let known = world.ok("DescribeApplications", json!({ "ApplicationIds": [application] })).await;
    assert_eq!(known["Applications"][0]["Name"], "Microsoft Office Professional Plus 2016");
    world.stop().await;
}

#[tokio::test]
async fn each_error_of_the_model_can_be_had_by_name() {
    let world = World::of(1).await;
    for some in codes().chunks(30) {
        let mut ids = Vec::new();
        for code in some {
            let name = format!("fail-import-{code}");
            ids.push(
                world.ok("ImportWorkspaceImage", import(&name, "BYOL_REGULAR_WSP")).await["ImageId"].clone(),
            );
        }
        world.minutes(60);
        for (code, id) in some.iter().zip(ids) {
            let image = described(&world, &id).await;
            assert_eq!((&image["State"], &image["ErrorCode"]), (&json!("ERROR"), &json!(code)));
            assert_eq!(image["ErrorDetails"][0]["ErrorCode"], *code);
            assert_eq!(image["ErrorDetails"][0]["ErrorMessage"], image["ErrorMessage"]);
            world.ok("DeleteWorkspaceImage", json!({ "ImageId": id })).await;
        }
    }
    let other = world.ok("ImportWorkspaceImage", import("fail-import", "BYOL_REGULAR_WSP")).await;
    let pcoip = world.ok("ImportWorkspaceImage", import("Windows-11-PCoIP", "BYOL_REGULAR")).await;
    world.minutes(60);
    assert_eq!(described(&world, &other["ImageId"]).await["ErrorCode"], "UnknownError");
    assert_eq!(described(&world, &pcoip["ImageId"]).await["ErrorCode"], "ProtocolOSIncompatibility");
    world.stop().await;
}

#[tokio::test]
async fn a_custom_import_tells_how_far_it_is_and_goes_on_after_a_restart() {
    let scratch = Scratch::new("import");
    let world = scratch.world().await;
    let made = world.ok("ImportCustomWorkspaceImage", custom("custom", &json!({}))).await;
    assert_eq!(made["State"], "PENDING");
    let input = json!({ "ImageId": made["ImageId"] });
    let first = world.ok("DescribeCustomWorkspaceImageImport", input.clone()).await;
    assert_eq!((&first["State"], &first["ProgressPercentage"]), (&json!("PENDING"), &json!(0)));
    assert_eq!(first["ImageSource"], json!({ "Ec2ImageId": AMI }));
    assert!(first["ImageBuilderInstanceId"].is_null());
    world.minutes(90);
    let half = world.ok("DescribeCustomWorkspaceImageImport", input.clone()).await;
    world.stop().await;
    let world = scratch.world().await;
    assert_eq!(world.ok("DescribeCustomWorkspaceImageImport", input.clone()).await, half);
    let percent = half["ProgressPercentage"].as_i64().unwrap();
    assert!((30..=50).contains(&percent), "{percent}");
    assert!(half["ImageBuilderInstanceId"].as_str().unwrap().starts_with("i-"));
    let (mut states, mut last) = (Vec::new(), 0);
    for _ in 0..45 {
        world.minutes(5);
        let now = world.ok("DescribeCustomWorkspaceImageImport", input.clone()).await;
        let percent = now["ProgressPercentage"].as_i64().unwrap();
        assert!(percent >= last, "{percent} after {last}");
        last = percent;
        states.push(now["State"].as_str().unwrap().to_owned());
    }
    states.dedup();
    assert!(states.len() >= 6, "{states:?}");
    assert_eq!((states.last().unwrap().as_str(), last), ("COMPLETED", 100));
    assert_eq!(described(&world, &made["ImageId"]).await["State"], "AVAILABLE");
    world.stop().await;
}

#[tokio::test]
async fn a_custom_import_that_fails_says_why() {
    let world = World::of(1).await;
    let made = world.ok("ImportCustomWorkspaceImage", custom("fail-import-domain-joined", &json!({}))).await;
    world.minutes(150);
    let input = json!({ "ImageId": made["ImageId"] });
    let failed = world.ok("DescribeCustomWorkspaceImageImport", input).await;
    assert_eq!((&failed["State"], &failed["ProgressPercentage"]), (&json!("ERROR"), &json!(50)));
    assert_eq!(failed["ErrorDetails"][0]["ErrorCode"], "DomainJoined");
    assert_eq!(described(&world, &made["ImageId"]).await["ErrorCode"], "DomainJoined");
    world.stop().await;
}

#[tokio::test]
async fn a_custom_import_is_refused_for_what_it_says() {
    let world = World::of(60).await;
    let missing = "arn:aws:imagebuilder:eu-west-1:111122223333:infrastructure-configuration/missing";
    let two = json!({ "Ec2ImageId": AMI, "Ec2ImportTaskId": "import-ami-0123456789abcdef0" });
    let nothing = json!({ "Ec2ImportTaskId": "import-ami-00000000" });
    for (more, code) in [
        (json!({ "Protocol": "PCOIP" }), "InvalidParameterValuesException"),
        (json!({ "ImageSource": {} }), "ValidationException"),
        (json!({ "ImageSource": two }), "ValidationException"),
        (json!({ "ImageSource": nothing }), "ResourceNotFoundException"),
        (json!({ "InfrastructureConfigurationArn": missing }), "ResourceNotFoundException"),
        (json!({ "ImageName": "Office-2026.2" }), "ResourceAlreadyExistsException"),
    ] {
        let refused = world.fails("ImportCustomWorkspaceImage", custom("custom", &more)).await;
        assert_eq!(refused.0, code, "{more}");
    }
    let plain = world.ok("DescribeWorkspaceImages", json!({})).await["Images"][0]["ImageId"].clone();
    for id in [plain, json!("wsi-unknown00")] {
        let (code, _) = world.fails("DescribeCustomWorkspaceImageImport", json!({ "ImageId": id })).await;
        assert_eq!(code, "ResourceNotFoundException");
    }
    world
        .ok(
            "ImportCustomWorkspaceImage",
            custom("ten", &json!({ "Protocol": "PCOIP", "OsVersion": "Windows_10" })),
        )
        .await;
    world.stop().await;
}
