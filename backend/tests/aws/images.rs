//! Are images imported, copied, shared and deleted as wished, over hours and restarts, and do they say why they fail?

use backend::{images, resource};
use domain::fault::FaultKind;
use domain::ids::JobId;
use domain::images::{CustomForm, Image, ImportForm, MakeForm, ShareForm};
use domain::jobs::{JobPage, StepState};
use domain::resource::{Resource, ResourceKey, ResourceKind};
use simulator::FaultKind as Trouble;

use crate::world::{HERE, World, fault, owner};

const US: &str = "111122223333/us-east-1";
const WEST: &str = "111122223333/us-west-2";

async fn listed(world: &World) -> Vec<Resource<Image>> {
    images::list(&world.backend, &owner()).await.unwrap().images.found
}

/// One of the account's own that is ready.
async fn ready(world: &World) -> Resource<Image> {
    let here: domain::ids::ScopeKey = HERE.parse().unwrap();
    let is_own = |image: &Resource<Image>| image.item.owner == "111122223333" && image.key.scope == here;
    listed(world).await.into_iter().find(|image| is_own(image) && image.state == "AVAILABLE").unwrap()
}

fn import(name: &str) -> ImportForm {
    ImportForm {
        scope: HERE.into(),
        name: name.into(),
        description: "Windows 11 (November)".into(),
        ami: "ami-0123456789abcdef0".into(),
        process: "BYOL_REGULAR_WSP".into(),
        windows: String::new(),
        application: "Microsoft_Office_2019".into(),
        tags: "team = it".into(),
    }
}

pub fn custom(name: &str) -> CustomForm {
    CustomForm {
        scope: HERE.into(),
        name: name.into(),
        description: "Windows 11".into(),
        os: "Windows_11".into(),
        protocol: "DCV".into(),
        compute: "GRAPHICS_G6".into(),
        source_kind: "import-task".into(),
        source: "import-ami-0123456789abcdef0".into(),
        infrastructure: "arn:aws:imagebuilder:eu-west-1:111122223333:infrastructure-configuration/plain"
            .into(),
        validation: "SERVICE_MANAGED".into(),
        tags: String::new(),
    }
}

/// An import takes longer than [`World::ended`] waits: by half minutes, for ten hours.
pub async fn imported(world: &mut World, job: JobId) -> JobPage {
    for _ in 0..1_200 {
        let page = world.job(job).await;
        if page.job.state == domain::jobs::JobState::Ended {
            return page;
        }
        world.second().await;
        world.backend.clock().sleep(std::time::Duration::from_secs(29)).await;
    }
    panic!("the job did not end: {:?}", world.job(job).await);
}

#[tokio::test]
async fn an_import_settles_over_hours_and_a_restart_and_each_field_reaches_the_wire() {
    let mut world = World::swept(10).await;
    let plan = images::plan_import(&world.backend, &owner(), &import("win11")).await.unwrap();
    let job = world.confirm(plan).await;
    world.minutes(2).await;
    let sent = world.requests("ImportWorkspaceImage");
    let body = &sent[0].body;
    assert_eq!(body["Ec2ImageId"], "ami-0123456789abcdef0");
    assert_eq!(body["IngestionProcess"], "BYOL_REGULAR_WSP");
    assert_eq!(
        (&body["ImageName"], &body["ImageDescription"]),
        (&"win11".into(), &"Windows 11 (November)".into())
    );
    assert_eq!(body["Applications"], serde_json::json!(["Microsoft_Office_2019"]));
    assert_eq!(body["Tags"][1], serde_json::json!({ "Key": "team", "Value": "it" }));
    let outcome = world.job(job).await.rows[0].outcome.clone().unwrap();
    assert!(outcome.starts_with("Pending, for "), "{outcome}");

    world.restart().await;
    let before = world.simulator.now_ms();
    let page = imported(&mut world, job).await;
    assert_eq!(page.job.counts, [(StepState::Done, 1)], "{:?}", page.rows);
    assert!(world.simulator.now_ms() - before > 2 * 3_600_000, "an import takes hours");
    assert_eq!(world.requests("ImportWorkspaceImage").len(), 1, "a restart sends nothing twice");
    let key = page.rows[0].resource.clone().unwrap();
    let image: Resource<Image> = resource::one(&world.backend, &owner(), &key).await.unwrap();
    assert_eq!((image.state.as_str(), image.item.system.as_str()), ("AVAILABLE", "WINDOWS"));
    world.over().await;
}

#[tokio::test]
async fn a_custom_import_says_how_far_it_is_and_what_is_wrong_with_it() {
    let mut world = World::swept(10).await;
    let plan = images::plan_import_custom(&world.backend, &owner(), &custom("fail-import-DomainJoined"))
        .await
        .unwrap();
    let job = world.confirm(plan).await;
    world.minutes(45).await;
    let body = &world.requests("ImportCustomWorkspaceImage")[0].body;
    assert_eq!(body["ImageSource"], serde_json::json!({ "Ec2ImportTaskId": "import-ami-0123456789abcdef0" }));
    assert_eq!((&body["ComputeType"], &body["Protocol"]), (&"GRAPHICS_G6".into(), &"DCV".into()));
    assert_eq!((&body["Platform"], &body["OsVersion"]), (&"WINDOWS".into(), &"Windows_11".into()));
    assert_eq!(body["ImageValidationMode"], "SERVICE_MANAGED");
    assert!(body["InfrastructureConfigurationArn"].as_str().unwrap().ends_with("/plain"));
    let outcome = world.job(job).await.rows[0].outcome.clone().unwrap();
    assert!(outcome.contains(" %, for "), "{outcome}");

    let page = imported(&mut world, job).await;
    let row = &page.rows[0];
    assert_eq!(row.state, StepState::Failed, "{row:?}");
    let aws = row.aws.clone().unwrap();
    assert_eq!(aws.code, "DomainJoined");
    assert!(aws.message.contains("must not be joined to a domain"), "{}", aws.message);
    assert_eq!(row.outcome, None, "how far it was is no outcome");
    let image = listed(&world).await.into_iter().find(|image| image.name.starts_with("fail-")).unwrap();
    assert_eq!((image.state.as_str(), image.item.details.len()), ("ERROR", 1));
    world.over().await;
}

#[tokio::test]
async fn an_import_without_an_answer_is_found_by_its_name_and_our_tag() {
    for (kind, calls) in [(Trouble::DropAfter, 1), (Trouble::DropBefore, 2)] {
        let mut world = World::swept(10).await;
        world.simulator.fault(fault("ImportWorkspaceImage", kind, 1));
        let plan = images::plan_import(&world.backend, &owner(), &import("lost")).await.unwrap();
        let job = world.confirm(plan).await;
        let page = imported(&mut world, job).await;
        assert_eq!(page.job.counts, [(StepState::Done, 1)], "{:?}", page.rows);
        assert_eq!(world.requests("ImportWorkspaceImage").len(), calls);
        assert_eq!(listed(&world).await.iter().filter(|image| image.name == "lost").count(), 1);
        assert!(page.rows[0].resource.is_some());
        world.over().await;
    }
}

#[tokio::test]
async fn copies_are_asked_for_where_they_shall_be() {
    let mut world = World::watching(10, &[HERE, US, WEST]).await;
    world.sweep().await;
    let image = ready(&world).await;
    let to: Vec<String> = vec![US.into(), WEST.into()];
    let form = MakeForm { name: "copied".into(), tags: "team = it".into(), to, ..MakeForm::default() };
    let plan = images::plan_copy(&world.backend, &owner(), &image.key, &form).await.unwrap();
    let job = world.confirm(plan).await;
    let page = world.ended(job).await;
    assert_eq!(page.job.counts, [(StepState::Done, 2)], "{:?}", page.rows);
    let sent = world.requests("CopyWorkspaceImage");
    assert_eq!(sent.len(), 2);
    for request in &sent {
        assert_eq!(request.body["SourceImageId"], image.key.id.as_str());
        assert_eq!(request.body["SourceRegion"], "eu-west-1");
        assert_eq!(request.body["Name"], "copied");
        assert_eq!(request.body["Description"], serde_json::Value::Null, "as the source says");
    }
    let copies = listed(&world).await.into_iter().filter(|one| one.name == "copied");
    let regions: Vec<_> = copies.map(|one| one.key.scope.region.to_string()).collect();
    assert_eq!(regions, ["us-east-1", "us-west-2"]);
    let elsewhere = MakeForm { to: vec!["444455556666/us-east-1".into()], ..form };
    let refused = images::plan_copy(&world.backend, &owner(), &image.key, &elsewhere).await.unwrap_err();
    assert_eq!(refused.fields[0].field, "to");
    world.over().await;
}

#[tokio::test]
async fn another_account_may_copy_it_until_it_may_not() {
    let mut world = World::swept(10).await;
    let image = ready(&world).await;
    let there = images::permissions(&world.backend, &owner(), &image.key).await.unwrap();
    for (share, may) in [("on", true), ("off", false)] {
        let form = ShareForm { account: "999988887777".into(), share: share.into() };
        let plan = images::plan_share(&world.backend, &owner(), &image.key, &form).await.unwrap();
        let job = world.confirm(plan).await;
        let page = world.ended(job).await;
        assert_eq!(page.job.counts, [(StepState::Done, 1)], "{:?}", page.rows);
        let now = images::permissions(&world.backend, &owner(), &image.key).await.unwrap();
        assert_eq!(now.contains(&"999988887777".to_owned()), may);
    }
    assert_eq!(images::permissions(&world.backend, &owner(), &image.key).await.unwrap(), there);
    world.over().await;
}

#[tokio::test]
async fn an_image_in_use_is_kept_with_the_names_of_its_bundles() {
    let mut world = World::swept(10).await;
    let image = ready(&world).await;
    let one = images::one(&world.backend, &owner(), &image.key).await.unwrap();
    let bundle = &one.used[0];
    let refused = images::plan_delete(&world.backend, &owner(), &image.key).await.unwrap_err();
    assert_eq!(refused.kind, FaultKind::Conflict);
    assert!(refused.message.contains(&bundle.name), "{}", refused.message);

    // What comes into use behind our back is refused in AWS's words.
    let plan = images::plan_import(&world.backend, &owner(), &import("used")).await.unwrap();
    let job = world.confirm(plan).await;
    let key: ResourceKey = imported(&mut world, job).await.rows[0].resource.clone().unwrap();
    let plan = images::plan_delete(&world.backend, &owner(), &key).await.unwrap();
    let storage = aws_sdk_workspaces::types::UserStorage::builder().capacity("50").build().unwrap();
    let compute = aws_sdk_workspaces::types::ComputeType::builder().name("STANDARD".into()).build();
    let other =
        world.aws().await.create_workspace_bundle().bundle_name("theirs").bundle_description("theirs");
    other.image_id(&key.id).compute_type(compute).user_storage(storage).send().await.unwrap();
    let job = world.confirm(plan).await;
    let page = world.ended(job).await;
    assert_eq!(page.rows[0].aws.as_ref().unwrap().code, "ResourceAssociatedException");
    assert_eq!(key.kind, ResourceKind::Image);
    world.over().await;
}

#[tokio::test]
async fn an_image_that_nothing_uses_is_updated_and_goes() {
    let mut world = World::swept(10).await;
    // Only older systems can be updated; the name tells the simulator which one it is.
    let old = ImportForm { application: String::new(), ..import("windows-10") };
    let plan = images::plan_import(&world.backend, &owner(), &old).await.unwrap();
    let job = world.confirm(plan).await;
    let key = imported(&mut world, job).await.rows[0].resource.clone().unwrap();
    let form = MakeForm { name: "newer".into(), description: "newer".into(), ..MakeForm::default() };
    let plan = images::plan_update(&world.backend, &owner(), &key, &form).await.unwrap();
    let job = world.confirm(plan).await;
    assert_eq!(world.ended(job).await.job.counts, [(StepState::Done, 1)]);
    assert_eq!(world.requests("CreateUpdatedWorkspaceImage")[0].body["SourceImageId"], key.id.as_str());
    let plan = images::plan_delete(&world.backend, &owner(), &key).await.unwrap();
    let job = world.confirm(plan).await;
    assert_eq!(world.ended(job).await.job.counts, [(StepState::Done, 1)]);
    assert!(listed(&world).await.iter().all(|image| image.key != key));
    world.over().await;
}
