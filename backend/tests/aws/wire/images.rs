//! What a person asks for of images and bundles.

use backend::{bundles, images, jobs};
use domain::bundles::Form;
use domain::ids::JobId;
use domain::images::{CustomForm, Image, ImportForm, MakeForm, ShareForm};
use domain::jobs::{JobPage, JobState};
use domain::resource::{Resource, ResourceKey};
use serde_json::{Value, json};

use super::{Call, body, calls, is_as_shown};
use crate::world::{HERE, World, owner};

const FAR: &str = "111122223333/us-east-1";
const BUILDER: &str = "arn:aws:imagebuilder:eu-west-1:111122223333";

/// What is typed as tags, and what AWS is to be sent of them.
fn tags() -> (String, Value) {
    let wire = json!([{ "Key": "Cost Centre", "Value": "A=b, \"c\"" }, { "Key": "team", "Value": "日本" }]);
    ("Cost Centre = A=b, \"c\"\nteam = 日本".into(), wire)
}

/// The account's own that are ready, here.
async fn ready(world: &World) -> Vec<Resource<Image>> {
    let all = images::list(&world.backend, &owner()).await.unwrap().images.found;
    let own = |image: &Resource<Image>| {
        image.item.owner == "111122223333" && image.state == "AVAILABLE" && image.key.scope == *world.here()
    };
    all.into_iter().filter(own).collect()
}

/// Images take hours, longer than [`World::ended`] waits: by half minutes, for ten hours.
async fn ended(world: &mut World, job: JobId) -> JobPage {
    for _ in 0..1_200 {
        let page = world.job(job).await;
        if page.job.state == JobState::Ended {
            return page;
        }
        world.second().await;
        world.backend.clock().sleep(std::time::Duration::from_secs(29)).await;
    }
    panic!("the job did not end: {:?}", world.job(job).await);
}

/// Has an image made: the call, and which came about.
async fn made(world: &mut World, plan: i64) -> (Call, ResourceKey) {
    let shown = jobs::read_plan(&world.backend, &owner(), plan).await.unwrap();
    let before = calls(world).len();
    let job = world.confirm(plan).await;
    let page = ended(world, job).await;
    let mut sent = is_as_shown(world, before, &shown, &page);
    assert_eq!(sent.len(), 1);
    (sent.remove(0), page.rows[0].resource.clone().unwrap())
}

fn import(name: &str) -> ImportForm {
    ImportForm {
        scope: HERE.into(),
        name: name.into(),
        description: "Windows 10 (November)".into(),
        ami: "ami-0123456789abcdef0".into(),
        process: "BYOL_REGULAR_WSP".into(),
        ..ImportForm::default()
    }
}

#[tokio::test]
async fn each_field_of_an_import_is_sent_as_it_was_typed() {
    let mut world = World::swept(10).await;
    let (typed, wire) = tags();
    let form = ImportForm { application: "Microsoft_Office_2019".into(), tags: typed, ..import("win11") };
    let plan = images::plan_import(&world.backend, &owner(), &form).await.unwrap();
    let expected = json!({
        "ImageName": "win11",
        "ImageDescription": "Windows 10 (November)",
        "Ec2ImageId": "ami-0123456789abcdef0",
        "IngestionProcess": "BYOL_REGULAR_WSP",
        "Applications": ["Microsoft_Office_2019"],
        "Tags": wire,
    });
    assert_eq!(made(&mut world, plan).await.0, ("ImportWorkspaceImage".to_owned(), expected));
    world.over().await;
}

#[tokio::test]
async fn each_field_of_a_custom_import_is_sent_as_it_was_typed_with_each_source() {
    let mut world = World::swept(10).await;
    let build = format!("{BUILDER}:image/win11/1.2.3/4");
    for (name, kind, source, member, validation) in [
        ("ami", "ec2-image", "ami-0123456789abcdef0", "Ec2ImageId", "SERVICE_MANAGED"),
        ("task", "import-task", "import-ami-0123456789abcdef0", "Ec2ImportTaskId", "CUSTOMER_MANAGED"),
        ("build", "build-version", &build, "ImageBuildVersionArn", ""),
    ] {
        let (typed, wire) = tags();
        let form = CustomForm {
            scope: HERE.into(),
            name: name.into(),
            description: "Windows 11 (November)".into(),
            os: "Windows_11".into(),
            protocol: "DCV".into(),
            compute: "GRAPHICS_G6".into(),
            source_kind: kind.into(),
            source: source.into(),
            infrastructure: format!("{BUILDER}:infrastructure-configuration/plain"),
            validation: validation.into(),
            tags: typed,
        };
        let plan = images::plan_import_custom(&world.backend, &owner(), &form).await.unwrap();
        let mut expected = json!({
            "ImageName": name,
            "ImageDescription": "Windows 11 (November)",
            "Platform": "WINDOWS",
            "OsVersion": "Windows_11",
            "Protocol": "DCV",
            "ComputeType": "GRAPHICS_G6",
            "ImageSource": { member: source },
            "InfrastructureConfigurationArn": format!("{BUILDER}:infrastructure-configuration/plain"),
            "Tags": wire,
        });
        if !validation.is_empty() {
            expected["ImageValidationMode"] = validation.into();
        }
        let (call, _) = made(&mut world, plan).await;
        assert_eq!(call, ("ImportCustomWorkspaceImage".to_owned(), expected));
    }
    world.over().await;
}

#[tokio::test]
async fn each_field_of_a_copy_is_sent_as_it_was_typed_and_what_is_not_typed_is_not() {
    let mut world = World::watching(10, &[HERE, FAR]).await;
    world.sweep().await;
    let source = ready(&world).await.remove(0).key;
    let (typed, wire) = tags();
    for (name, description, tags) in [("copied", "From (Dublin)", typed), ("bare", "", String::new())] {
        let form =
            MakeForm { name: name.into(), description: description.into(), tags, to: vec![FAR.into()] };
        let plan = images::plan_copy(&world.backend, &owner(), &source, &form).await.unwrap();
        let (sent, _) = made(&mut world, plan).await;
        let mut expected = json!({ "Name": name, "SourceImageId": source.id, "SourceRegion": "eu-west-1" });
        if !description.is_empty() {
            expected["Description"] = description.into();
            expected["Tags"] = wire.clone();
        }
        assert_eq!(sent, ("CopyWorkspaceImage".to_owned(), expected));
        let request = world.requests("CopyWorkspaceImage").pop().unwrap();
        assert_eq!(request.region, "us-east-1", "it is asked for where the copy shall be");
    }
    world.over().await;
}

#[tokio::test]
async fn an_update_sharing_and_the_end_of_an_image_say_all_that_was_typed() {
    let mut world = World::swept(10).await;
    // Only older systems can be updated; the name tells the simulator which one it is.
    let plan = images::plan_import(&world.backend, &owner(), &import("windows-10")).await.unwrap();
    let (_, source) = made(&mut world, plan).await;
    let (typed, wire) = tags();
    let form = MakeForm {
        name: "newer".into(),
        description: "With (all) updates".into(),
        tags: typed,
        ..MakeForm::default()
    };
    let plan = images::plan_update(&world.backend, &owner(), &source, &form).await.unwrap();
    let (sent, _) = made(&mut world, plan).await;
    let expected = json!({
        "Name": "newer",
        "Description": "With (all) updates",
        "SourceImageId": source.id,
        "Tags": wire,
    });
    assert_eq!(sent, ("CreateUpdatedWorkspaceImage".to_owned(), expected));

    for (share, may) in [("on", true), ("off", false)] {
        let form = ShareForm { account: "9999-8888-7777".into(), share: share.into() };
        let plan = images::plan_share(&world.backend, &owner(), &source, &form).await.unwrap();
        let sent = body(&mut world, plan, "UpdateWorkspaceImagePermission").await;
        let expected =
            json!({ "ImageId": source.id, "SharedAccountId": "999988887777", "AllowCopyImage": may });
        assert_eq!(sent, expected);
    }
    let plan = images::plan_delete(&world.backend, &owner(), &source).await.unwrap();
    assert_eq!(body(&mut world, plan, "DeleteWorkspaceImage").await, json!({ "ImageId": source.id }));
    world.over().await;
}

#[tokio::test]
async fn a_bundle_its_other_image_and_its_end_say_all_that_was_typed() {
    let mut world = World::swept(10).await;
    let image = ready(&world).await.into_iter().find(|image| image.name.contains("Office")).unwrap().key;
    let (typed, wire) = tags();
    let form = Form {
        name: "office".into(),
        description: "For (the) office".into(),
        compute: "POWER".into(),
        root_gib: "175".into(),
        user_gib: "100".into(),
        tags: typed,
    };
    let plan = bundles::plan_create(&world.backend, &owner(), &image, &form).await.unwrap();
    let sent = body(&mut world, plan, "CreateWorkspaceBundle").await;
    let expected = json!({
        "BundleName": "office",
        "BundleDescription": "For (the) office",
        "ImageId": image.id,
        "ComputeType": { "Name": "POWER" },
        "RootStorage": { "Capacity": "175" },
        "UserStorage": { "Capacity": "100" },
        "Tags": wire,
    });
    assert_eq!(sent, expected);
    let all = bundles::list(&world.backend, &owner()).await.unwrap().bundles.found;
    let bundle = all.into_iter().find(|one| one.name == "office").unwrap().key;

    // A copy is of the same system, as UpdateWorkspaceBundle wants it.
    let copy = MakeForm { name: "same".into(), to: vec![HERE.into()], ..MakeForm::default() };
    let plan = images::plan_copy(&world.backend, &owner(), &image, &copy).await.unwrap();
    let copy = made(&mut world, plan).await.1.id;
    let plan = bundles::plan_image(&world.backend, &owner(), &bundle, &copy).await.unwrap();
    let sent = body(&mut world, plan, "UpdateWorkspaceBundle").await;
    assert_eq!(sent, json!({ "BundleId": bundle.id, "ImageId": copy }));
    let plan = bundles::plan_delete(&world.backend, &owner(), &bundle).await.unwrap();
    assert_eq!(body(&mut world, plan, "DeleteWorkspaceBundle").await, json!({ "BundleId": bundle.id }));
    world.over().await;
}
