//! How does an image of one's own licences come in, and how far is it?

use serde_json::json;

use super::import_stages::progress_of;
use super::{Answer, Call, image_failures, image_making, images, text, texts};
use crate::estate::applications::office_of;
use crate::estate::images::Image;
use crate::wire::error::ServiceError;
use crate::world::World;

/// The volumes of an imported image in GiB: the smallest pair that there is (invented).
const VOLUMES: (i64, i64) = (80, 10);

/// ImportWorkspaceImage: PENDING for 3 to 5 hours (invented), then AVAILABLE or ERROR.
pub fn import(world: &mut World, call: &Call<'_>) -> Answer {
    let input = call.input;
    let process = text(input, "IngestionProcess").unwrap_or_default();
    let name = text(input, "ImageName").unwrap_or_default();
    let gpu = process.contains("GRAPHICS");
    let system = system(process, name);
    let office = texts(input, "Applications");
    office_fits(&office, process, system)?;
    exists(text(input, "Ec2ImageId"))?;
    let mut image = Image {
        id: String::new(),
        name: String::new(),
        description: None,
        owner: world.scope(call.scope).account.clone(),
        system: system.to_owned(),
        // WorkspaceProperties have no word for one's own protocol.
        protocol: if pcoip(process) { "PCOIP" } else { "WSP" }.to_owned(),
        root_gib: VOLUMES.0,
        user_gib: VOLUMES.1,
        gpu: Some(gpu),
        applications: office.iter().filter_map(|word| office_of(word)).collect(),
        created: world.now(),
    };
    let mut failure = image_failures::of(image_failures::IMPORT, name);
    if failure.is_none() && pcoip(process) && system == "WINDOWS_11" {
        failure = image_failures::named("ProtocolOSIncompatibility");
    }
    let fails = failure.is_some();
    image_making::add(world, call, &mut image, &json!({ "Failure": failure }))?;
    let (least, most) = if fails { (30, 60) } else { (3 * 60, 5 * 60) };
    world.develop(call.scope, &image.id, least, most);
    Ok(json!({ "ImageId": image.id }))
}

/// ImportCustomWorkspaceImage: by EC2 Image Builder, 3 to 5 hours (invented).
pub fn import_custom(world: &mut World, call: &Call<'_>) -> Answer {
    let input = call.input;
    let source = &input["ImageSource"];
    let system = match text(input, "OsVersion") {
        Some("Windows_10") => "WINDOWS_10",
        _ => "WINDOWS_11",
    };
    let protocol = text(input, "Protocol").unwrap_or_default();
    if protocol == "PCOIP" && system == "WINDOWS_11" {
        return Err(ServiceError::invalid("Windows 11 does not support PCOIP protocol."));
    }
    exists(text(source, "Ec2ImageId").or(text(source, "Ec2ImportTaskId")))?;
    let arn = text(input, "InfrastructureConfigurationArn").unwrap_or_default();
    if arn.rsplit('/').next().is_some_and(|name| name.starts_with("missing")) {
        return Err(ServiceError::not_found(
            "The specified infrastructure configuration could not be found.",
        ));
    }
    let mut image = Image {
        id: String::new(),
        name: String::new(),
        description: None,
        owner: world.scope(call.scope).account.clone(),
        system: system.to_owned(),
        protocol: if protocol == "PCOIP" { "PCOIP" } else { "WSP" }.to_owned(),
        root_gib: VOLUMES.0,
        user_gib: VOLUMES.1,
        gpu: Some(text(input, "ComputeType") != Some("BASE")),
        applications: Vec::new(),
        created: world.now(),
    };
    let failure = image_failures::of(image_failures::IMPORT, text(input, "ImageName").unwrap_or_default());
    let (least, most) = if failure.is_some() { (90, 150) } else { (3 * 60, 5 * 60) };
    let custom = json!({ "ImageSource": source, "InfrastructureConfigurationArn": arn });
    image_making::add(world, call, &mut image, &json!({ "Failure": failure, "Import": custom }))?;
    world.develop(call.scope, &image.id, least, most);
    Ok(json!({ "ImageId": image.id, "State": "PENDING" }))
}

/// DescribeCustomWorkspaceImageImport: of such an import alone.
pub fn progress(world: &mut World, call: &Call<'_>) -> Answer {
    let id = text(call.input, "ImageId");
    let image = images::own(world.scope(call.scope), id)?;
    if image.hidden["Import"].is_null() {
        return Err(ServiceError::not_found("The specified image was not imported as a custom image."));
    }
    Ok(progress_of(image, world.now(), world.seed))
}

/// One subscribes to one Office at most; DCV with Windows 11 takes only that of 2019, and none with a GPU.
fn office_fits(office: &[&str], process: &str, system: &str) -> Result<(), ServiceError> {
    if office.is_empty() {
        return Ok(());
    }
    if office.len() > 1 {
        return Err(ServiceError::invalid("Only one application is allowed at this time."));
    }
    let dcv = process.ends_with("_WSP") && system == "WINDOWS_11";
    if dcv && process.contains("GRAPHICS") {
        return Err(ServiceError::new(
            "OperationNotSupportedException",
            "GPU DCV WorkSpaces with Windows 11 do not support Office installation.",
        ));
    }
    if dcv && office[0] != "Microsoft_Office_2019" {
        return Err(ServiceError::new(
            "OperationNotSupportedException",
            "DCV WorkSpaces with Windows 11 support only Microsoft_Office_2019.",
        ));
    }
    Ok(())
}

/// Every EC2 image exists and is the account's, but for those whose id is all zeros.
fn exists(id: Option<&str>) -> Result<(), ServiceError> {
    let number = id.and_then(|id| id.rsplit('-').next()).unwrap_or_default();
    if !number.is_empty() && number.bytes().all(|digit| digit == b'0') {
        return Err(ServiceError::not_found("The specified EC2 image or import task could not be found."));
    }
    Ok(())
}

fn pcoip(process: &str) -> bool {
    !process.ends_with("_WSP") && !process.ends_with("_BYOP")
}

/// What is on the EC2 image can't be known here: its name says it, or else the protocol (invented).
fn system(process: &str, name: &str) -> &'static str {
    let name = name.to_lowercase();
    let says =
        |number: &str| name.contains(&format!("windows-{number}")) || name.contains(&format!("win{number}"));
    if says("11") || (!says("10") && !pcoip(process)) { "WINDOWS_11" } else { "WINDOWS_10" }
}
