//! Applications: the catalogue, and how they come onto desktops and off them.

use crate::common::{ACCOUNT, REGION, World};
use serde_json::{Value, json};
use simulator::ClockMode;

const OFFICE: &str = "Microsoft Office LTSC Professional Plus 2021";

async fn id(world: &World, name: &str) -> String {
    let all = world.ok("DescribeApplications", json!({})).await;
    let found = all["Applications"].as_array().unwrap().iter().find(|item| item["Name"] == name).unwrap();
    found["ApplicationId"].as_str().unwrap().to_owned()
}

/// A desktop of Windows 11 for this user, AVAILABLE.
async fn desktop(world: &World, user: &str) -> String {
    let bundles = world.ok("DescribeWorkspaceBundles", json!({})).await;
    let bundles = bundles["Bundles"].as_array().unwrap();
    let bundle = bundles.iter().find(|bundle| bundle["Name"] == "Office 2026.2").unwrap();
    let id = world.created(user, json!({ "BundleId": bundle["BundleId"] })).await;
    world.minutes(20);
    id
}

async fn states(world: &World, desktop: &str) -> Vec<String> {
    let input = json!({ "WorkspaceId": desktop, "AssociatedResourceTypes": ["APPLICATION"] });
    let answer = world.ok("DescribeWorkspaceAssociations", input).await;
    let all = answer["Associations"].as_array().unwrap();
    all.iter().map(|one| one["State"].as_str().unwrap().to_owned()).collect()
}

fn pair(desktop: &str, application: &str) -> Value {
    json!({ "WorkspaceId": desktop, "ApplicationId": application })
}

async fn deploy(world: &World, desktop: &str, force: bool) -> usize {
    let input = json!({ "WorkspaceId": desktop, "Force": force });
    let answer = world.ok("DeployWorkspaceApplications", input).await;
    answer["Deployment"]["Associations"].as_array().unwrap().len()
}

#[tokio::test]
async fn the_catalogue_is_filtered_and_comes_in_pages() {
    let world = World::of(1).await;
    let count = async |input: Value| {
        world.ok("DescribeApplications", input).await["Applications"].as_array().unwrap().len()
    };
    assert_eq!(count(json!({})).await, 12);
    assert_eq!(count(json!({ "Owner": "AMAZON" })).await, 10);
    assert_eq!(count(json!({ "Owner": ACCOUNT })).await, 2);
    assert_eq!(count(json!({ "LicenseType": "UNLICENSED" })).await, 2);
    assert_eq!(count(json!({ "ComputeTypeNames": ["VALUE"], "Owner": "AMAZON" })).await, 8);
    assert_eq!(count(json!({ "OperatingSystemNames": ["UBUNTU_22_04"] })).await, 0);
    assert_eq!(count(json!({ "OperatingSystemNames": ["UBUNTU_22_04", "WINDOWS_11"] })).await, 12);
    let unknown = json!({ "ApplicationIds": ["wsa-unknown00"] });
    assert_eq!(world.fails("DescribeApplications", unknown).await.0, "ResourceNotFoundException");
    let page = world.ok("DescribeApplications", json!({ "MaxResults": 7 })).await;
    assert_eq!(page["Applications"].as_array().unwrap().len(), 7);
    assert_eq!(count(json!({ "MaxResults": 7, "NextToken": page["NextToken"] })).await, 5);
    let stranger = world.call_as("999988887777", REGION, "DescribeApplications", json!({})).await.json();
    assert_eq!(stranger["Applications"].as_array().unwrap().len(), 10);
    world.stop().await;
}

#[tokio::test]
async fn an_application_is_associated_deployed_and_removed_again() {
    let world = World::of(60).await;
    let (desktop, office) = (desktop(&world, "writer").await, id(&world, OFFICE).await);
    let made = world.ok("AssociateWorkspaceApplication", pair(&desktop, &office)).await;
    let association = &made["Association"];
    assert_eq!(
        (&association["State"], &association["WorkspaceId"]),
        (&json!("PENDING_INSTALL"), &json!(desktop))
    );
    let (code, _) = world.fails("AssociateWorkspaceApplication", pair(&desktop, &office)).await;
    assert_eq!(code, "ResourceAlreadyExistsException");
    assert_eq!(deploy(&world, &desktop, false).await, 1);
    assert_eq!(states(&world, &desktop).await, ["PENDING_INSTALL_DEPLOYMENT"]);
    let busy = "ResourceInUseException";
    assert_eq!(world.fails("DeployWorkspaceApplications", json!({ "WorkspaceId": desktop })).await.0, busy);
    assert_eq!(world.fails("DisassociateWorkspaceApplication", pair(&desktop, &office)).await.0, busy);
    world.minutes(3);
    assert_eq!(states(&world, &desktop).await, ["INSTALLING"]);
    world.minutes(20);
    assert_eq!(states(&world, &desktop).await, ["COMPLETED"]);
    assert_eq!(deploy(&world, &desktop, false).await, 0, "nothing waits");
    let gone = world.ok("DisassociateWorkspaceApplication", pair(&desktop, &office)).await;
    assert_eq!(gone["Association"]["State"], "PENDING_UNINSTALL");
    assert_eq!(deploy(&world, &desktop, false).await, 1);
    assert_eq!(states(&world, &desktop).await, ["PENDING_UNINSTALL_DEPLOYMENT"]);
    world.minutes(3);
    assert_eq!(states(&world, &desktop).await, ["UNINSTALLING"]);
    world.minutes(10);
    assert_eq!(states(&world, &desktop).await, ["REMOVED"]);
    world.minutes(5);
    assert!(states(&world, &desktop).await.is_empty());
    let (code, _) = world.fails("DisassociateWorkspaceApplication", pair(&desktop, &office)).await;
    assert_eq!(code, "ResourceNotFoundException");
    world.stop().await;
}

#[tokio::test]
async fn what_was_never_deployed_is_gone_at_once() {
    let world = World::of(60).await;
    let (desktop, office) = (desktop(&world, "writer").await, id(&world, OFFICE).await);
    world.ok("AssociateWorkspaceApplication", pair(&desktop, &office)).await;
    let gone = world.ok("DisassociateWorkspaceApplication", pair(&desktop, &office)).await;
    assert_eq!(gone["Association"]["State"], "REMOVED");
    assert!(states(&world, &desktop).await.is_empty());
    world.stop().await;
}

#[tokio::test]
async fn what_does_not_fit_is_refused() {
    let world = World::of(2400).await;
    let (desktop, office) = (desktop(&world, "writer").await, id(&world, OFFICE).await);
    let linux = world.find(|item| {
        item["State"] == "AVAILABLE" && item["WorkspaceProperties"]["OperatingSystemName"] == "ROCKY_8"
    });
    let small = world.find(|item| {
        item["State"] == "AVAILABLE"
            && item["WorkspaceProperties"]["ComputeTypeName"] == "VALUE"
            && item["WorkspaceProperties"]["OperatingSystemName"] == "WINDOWS_SERVER_2022"
    });
    let broken = world.find(|item| item["State"] == "ERROR");
    let (linux, small, broken) = (linux.await, small.await, broken.await);
    world.ok("AssociateWorkspaceApplication", pair(&desktop, &office)).await;
    let studio = id(&world, "Microsoft Visual Studio Enterprise 2022").await;
    let standard = id(&world, "Microsoft Office LTSC Standard 2021").await;
    let old = id(&world, "Microsoft Office Professional Plus 2016").await;
    let vpn = id(&world, "VPN client").await;
    for (desktop, application, code) in [
        ("ws-unknown00", office.as_str(), "ResourceNotFoundException"),
        (&desktop, "wsa-unknown00", "ResourceNotFoundException"),
        (&broken, &office, "OperationNotSupportedException"),
        (&linux, &office, "OperatingSystemNotCompatibleException"),
        (&small, &studio, "ComputeNotCompatibleException"),
        (&desktop, &old, "ApplicationNotSupportedException"),
        (&desktop, &vpn, "ApplicationNotSupportedException"),
        (&desktop, &standard, "IncompatibleApplicationsException"),
    ] {
        let refused = world.fails("AssociateWorkspaceApplication", pair(desktop, application)).await;
        assert_eq!(refused.0, code, "{desktop} {application}");
    }
    for operation in ["DeployWorkspaceApplications", "DisassociateWorkspaceApplication"] {
        let (code, _) = world.fails(operation, pair(&broken, &office)).await;
        assert_eq!(code, "OperationNotSupportedException");
    }
    world.stop().await;
}

#[tokio::test]
async fn a_deployment_that_failed_is_tried_again_with_force() {
    let world = World::of(60).await;
    let office = id(&world, OFFICE).await;
    for (user, code) in [
        ("fail-install.one", "DeploymentError.WorkspaceUnreachable"),
        ("fail-install-disk", "ValidationError.InsufficientDiskSpace"),
    ] {
        let desktop = desktop(&world, user).await;
        world.ok("AssociateWorkspaceApplication", pair(&desktop, &office)).await;
        deploy(&world, &desktop, false).await;
        world.minutes(23);
        let input = json!({ "WorkspaceId": desktop, "AssociatedResourceTypes": ["APPLICATION"] });
        let failed =
            world.ok("DescribeWorkspaceAssociations", input.clone()).await["Associations"][0].clone();
        assert_eq!((&failed["State"], &failed["StateReason"]["ErrorCode"]), (&json!("ERROR"), &json!(code)));
        assert_eq!(deploy(&world, &desktop, false).await, 0);
        assert_eq!(deploy(&world, &desktop, true).await, 1);
        world.minutes(23);
        let done = world.ok("DescribeWorkspaceAssociations", input).await["Associations"][0].clone();
        assert_eq!((&done["State"], &done["StateReason"]), (&json!("COMPLETED"), &Value::Null));
    }
    world.stop().await;
}

#[tokio::test]
async fn an_image_its_bundle_and_its_desktops_have_the_same_application() {
    let world = World::of(300).await;
    let old = id(&world, "Microsoft Office Professional Plus 2019").await;
    let all = ["WORKSPACE", "BUNDLE", "IMAGE"];
    let mut input = json!({ "ApplicationId": old, "AssociatedResourceTypes": all, "MaxResults": 5 });
    let mut found: Vec<Value> = Vec::new();
    loop {
        let page = world.ok("DescribeApplicationAssociations", input.clone()).await;
        found.extend(page["Associations"].as_array().unwrap().iter().cloned());
        if page["NextToken"].is_null() {
            break;
        }
        input["NextToken"] = page["NextToken"].clone();
    }
    let of =
        |kind: &str| found.iter().filter(|one| one["AssociatedResourceType"] == kind).collect::<Vec<_>>();
    assert_eq!((of("BUNDLE").len(), of("IMAGE").len()), (1, 1));
    assert!(of("WORKSPACE").len() > 5, "{}", of("WORKSPACE").len());
    let bundle = &of("BUNDLE")[0]["AssociatedResourceId"];
    for (operation, member, id) in [
        ("DescribeBundleAssociations", "BundleId", bundle),
        ("DescribeImageAssociations", "ImageId", &of("IMAGE")[0]["AssociatedResourceId"]),
        ("DescribeWorkspaceAssociations", "WorkspaceId", &of("WORKSPACE")[0]["AssociatedResourceId"]),
    ] {
        let input = json!({ member: id, "AssociatedResourceTypes": ["APPLICATION"] });
        let inside = world.ok(operation, input).await;
        let one = &inside["Associations"][0];
        assert_eq!((&one["AssociatedResourceId"], &one[member]), (&json!(old), id), "{operation}");
        assert_eq!(one["State"], "COMPLETED");
        let empty = json!({ member: id, "AssociatedResourceTypes": [] });
        assert_eq!(world.fails(operation, empty).await.0, "InvalidParameterValuesException");
        let prefix = id.as_str().unwrap().split('-').next().unwrap();
        let unknown =
            json!({ member: format!("{prefix}-unknown00"), "AssociatedResourceTypes": ["APPLICATION"] });
        assert_eq!(world.fails(operation, unknown).await.0, "ResourceNotFoundException");
    }
    let desktop = world.created("heir", json!({ "BundleId": bundle })).await;
    world.minutes(20);
    assert_eq!(states(&world, &desktop).await, ["COMPLETED"]);
    let gone = json!({ "TerminateWorkspaceRequests": [{ "WorkspaceId": desktop }] });
    world.ok("TerminateWorkspaces", gone).await;
    world.minutes(7);
    let input = json!({ "ApplicationId": old, "AssociatedResourceTypes": ["WORKSPACE"], "MaxResults": 25 });
    let left = world.ok("DescribeApplicationAssociations", input).await;
    let left = left["Associations"].as_array().unwrap();
    assert!(left.iter().all(|one| one["AssociatedResourceId"] != json!(desktop)));
    let unknown = json!({ "ApplicationId": "wsa-unknown00", "AssociatedResourceTypes": ["IMAGE"] });
    let (code, _) = world.fails("DescribeApplicationAssociations", unknown).await;
    assert_eq!(code, "ResourceNotFoundException");
    world.stop().await;
}

#[tokio::test]
async fn nothing_takes_time_when_the_clock_is_instant() {
    let world = World::with(|settings| settings.clock = ClockMode::Instant).await;
    let (desktop, office) = (desktop(&world, "writer").await, id(&world, OFFICE).await);
    world.ok("AssociateWorkspaceApplication", pair(&desktop, &office)).await;
    deploy(&world, &desktop, false).await;
    assert_eq!(states(&world, &desktop).await, ["COMPLETED"]);
    let photo = json!({ "Name": "photo", "Description": "Now", "WorkspaceId": desktop });
    let image = world.ok("CreateWorkspaceImage", photo).await["ImageId"].clone();
    let inside = json!({ "ImageId": image, "AssociatedResourceTypes": ["APPLICATION"] });
    let inside = world.ok("DescribeImageAssociations", inside).await;
    assert_eq!(inside["Associations"][0]["AssociatedResourceId"], office);
    assert_eq!(world.describe(&desktop).await.unwrap()["State"], "AVAILABLE");
    world.ok("DisassociateWorkspaceApplication", pair(&desktop, &office)).await;
    deploy(&world, &desktop, false).await;
    assert!(states(&world, &desktop).await.is_empty());
    world.stop().await;
}
