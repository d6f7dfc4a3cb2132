//! CreateWorkspaceBundle, UpdateWorkspaceBundle, DeleteWorkspaceBundle: may it be so?

use serde_json::json;

use super::bundle_rules::{fits, storage};
use super::making_rules::{BUNDLES, new_id, room, tags_of};
use super::{Answer, Call, images, moment, text};
use crate::seeded::Dice;
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::desktop::state;
use crate::world::resource::{Kind, Resource};
use crate::world::scope::{Filter, Scope};

/// CreateWorkspaceBundle: PENDING for one to two minutes (invented), then AVAILABLE.
pub fn create(world: &mut World, call: &Call<'_>) -> Answer {
    let input = call.input;
    let scope = world.scope(call.scope);
    let account = scope.account.clone();
    let name = text(input, "BundleName").unwrap_or_default();
    let image = images::own(scope, text(input, "ImageId"))?;
    if image.state() != "AVAILABLE" {
        return Err(images::unavailable());
    }
    let compute = text(&input["ComputeType"], "Name")
        .ok_or_else(|| ServiceError::invalid("The compute type of the bundle must be specified."))?;
    fits(image, compute)?;
    let (root, user) = storage(image, compute, &input["RootStorage"], &input["UserStorage"])?;
    let tags = tags_of(input)?;
    room(scope, BUNDLES, name)?;
    let (image_id, mut hidden) = (image.id.clone(), json!({}));
    for member in ["Protocol", "System"] {
        hidden[member] = json!(image.hidden_text(member));
    }
    let now = world.now();
    let id = new_id(world, call.scope, Kind::Bundle, "wsb-");
    let item = json!({
        "BundleId": id,
        "Name": name,
        "Owner": account,
        "Description": text(input, "BundleDescription"),
        "ImageId": image_id,
        "RootStorage": { "Capacity": root.to_string() },
        "UserStorage": { "Capacity": user.to_string() },
        "ComputeType": { "Name": compute },
        "CreationTime": moment(now),
        "LastUpdatedTime": moment(now),
        "State": "PENDING",
        "BundleType": "REGULAR",
    });
    let mut bundle = Resource::new(Kind::Bundle, &id, item.clone(), now);
    bundle.hidden = hidden;
    bundle.tags = tags;
    world.keep(call.scope, bundle);
    let ms = Dice::new(world.seed, &[&id, "bundle"]).between(60_000, 120_000);
    world.turn(call.scope, Kind::Bundle, &id, "PENDING", Some((ms, Some("AVAILABLE"))));
    Ok(json!({ "WorkspaceBundle": item }))
}

/// UpdateWorkspaceBundle: another image. WorkSpaces that are there stay as they are.
pub fn update(world: &mut World, call: &Call<'_>) -> Answer {
    let scope = world.scope(call.scope);
    let bundle = own(scope, text(call.input, "BundleId"))?;
    if text(call.input, "ImageId").is_none() {
        return Err(ServiceError::invalid("ImageId must be specified."));
    }
    let image = images::own(scope, text(call.input, "ImageId"))?;
    if image.state() != "AVAILABLE" || bundle.state() != "AVAILABLE" {
        return Err(ServiceError::new(
            "ResourceUnavailableException",
            "The specified bundle or image is not available.",
        ));
    }
    let before = scope.resource(Kind::Image, bundle.text("ImageId"));
    if before.is_some_and(|before| before.item["OperatingSystem"] != image.item["OperatingSystem"]) {
        return Err(ServiceError::new(
            "OperationNotSupportedException",
            "The operating system type of the image differs from that of the bundle.",
        ));
    }
    let compute = bundle.item["ComputeType"]["Name"].as_str().unwrap_or_default();
    fits(image, compute)?;
    storage(image, compute, &bundle.item["RootStorage"], &bundle.item["UserStorage"])?;
    let (id, image, now) = (bundle.id.clone(), image.clone(), world.now());
    if let Some(bundle) = world.revise(call.scope, Kind::Bundle, &id) {
        bundle.item["ImageId"] = json!(image.id);
        bundle.item["LastUpdatedTime"] = moment(now);
        for member in ["Protocol", "System"] {
            bundle.hidden[member] = json!(image.hidden_text(member));
        }
    }
    Ok(json!({}))
}

/// DeleteWorkspaceBundle: not while a WorkSpace or a pool is based on it.
pub fn delete(world: &mut World, call: &Call<'_>) -> Answer {
    let scope = world.scope(call.scope);
    let bundle = own(scope, text(call.input, "BundleId"))?;
    let used = scope.after(Filter::Bundle(&bundle.id), "").any(|one| one.state != state::TERMINATED)
        || scope.resources(Kind::Pool).any(|pool| pool.text("BundleId") == bundle.id);
    if used {
        return Err(ServiceError::new(
            "ResourceAssociatedException",
            "One or more WorkSpaces are based on the bundle. Delete the WorkSpaces, and try again.",
        ));
    }
    let id = bundle.id.clone();
    world.discard(call.scope, Kind::Bundle, &id);
    Ok(json!({}))
}

/// One's own bundle; Amazon's can't be changed.
fn own<'a>(scope: &'a Scope, id: Option<&str>) -> Result<&'a Resource, ServiceError> {
    let id = id.ok_or_else(|| ServiceError::invalid("BundleId must be specified."))?;
    let bundle = scope.resource(Kind::Bundle, id).ok_or_else(|| {
        ServiceError::not_found("The specified bundle could not be found in the specified region.")
    })?;
    if bundle.text("Owner") == "AMAZON" {
        return Err(ServiceError::new(
            "AccessDeniedException",
            "Bundles that are provided by Amazon cannot be changed or deleted.",
        ));
    }
    Ok(bundle)
}
