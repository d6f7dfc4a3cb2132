//! How does an image come to be: from a WorkSpace, from another image, from another region?

use serde_json::{Value, json};

use super::making_rules::{IMAGES, new_id, room, tags_of};
use super::power_rules::CHANGING;
use super::{Answer, Call, image_failures, images, text};
use crate::estate::images::Image;
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::desktop::{Desktop, state};
use crate::world::resource::{Kind, Resource};

/// What CreateUpdatedWorkspaceImage can update, by the words of its own page.
const UPDATED: &[&str] = &["WINDOWS_10", "WINDOWS_SERVER_2016", "WINDOWS_SERVER_2019"];

/// CreateWorkspaceImage: the WorkSpace is SUSPENDED until the image is there.
pub fn create(world: &mut World, call: &Call<'_>) -> Answer {
    let workspace = text(call.input, "WorkspaceId").unwrap_or_default().to_owned();
    let Some(desktop) = world.visible(call.scope, &workspace) else {
        return Err(ServiceError::not_found("The specified WorkSpace could not be found."));
    };
    ready(desktop)?;
    let scope = world.scope(call.scope);
    let installed = scope.installed(&workspace).filter(|one| one.state() == "COMPLETED");
    let mut image = Image {
        id: String::new(),
        name: String::new(),
        description: None,
        owner: scope.account.clone(),
        system: desktop.properties.system.to_string(),
        protocol: desktop.properties.protocol.to_string(),
        root_gib: desktop.properties.root_gib,
        user_gib: desktop.properties.user_gib,
        gpu: None,
        applications: installed.map(|one| one.text("AssociatedResourceId").to_owned()).collect(),
        created: world.now(),
    };
    let failure = image_failures::of(image_failures::IMAGE, text(call.input, "Name").unwrap_or_default());
    add(world, call, &mut image, &json!({ "Failure": failure }))?;
    world.photograph(call.scope, &workspace, &image.id);
    let mut answer = world.scope(call.scope).resource(Kind::Image, &image.id).map(|image| image.item.clone());
    if let Some(item) = answer.as_mut().and_then(Value::as_object_mut) {
        item.remove("Updates");
    }
    Ok(answer.unwrap_or_default())
}

/// AVAILABLE, nothing pending and not encrypted.
fn ready(desktop: &Desktop) -> Result<(), ServiceError> {
    if desktop.state != state::AVAILABLE {
        return Err(ServiceError::new(
            "InvalidResourceStateException",
            format!(
                "An image can only be created of a WorkSpace in the state AVAILABLE, not {}.",
                desktop.state
            ),
        ));
    }
    if desktop.changes.pending.is_some() {
        return Err(ServiceError::new("InvalidResourceStateException", CHANGING));
    }
    if desktop.encrypted() {
        return Err(ServiceError::new(
            "OperationNotSupportedException",
            "Creating a custom image from an encrypted WorkSpace is not supported.",
        ));
    }
    Ok(())
}

/// CreateUpdatedWorkspaceImage: the source stays.
pub fn update(world: &mut World, call: &Call<'_>) -> Answer {
    let source = images::own(world.scope(call.scope), text(call.input, "SourceImageId"))?.clone();
    if source.state() != "AVAILABLE" {
        return Err(ServiceError::new(
            "InvalidResourceStateException",
            format!("The source image is in the state {}. It must be AVAILABLE.", source.state()),
        ));
    }
    if !UPDATED.contains(&source.hidden_text("System")) {
        return Err(ServiceError::new(
            "OperationNotSupportedException",
            "Only Windows 10, Windows Server 2016, and Windows Server 2019 images can be updated.",
        ));
    }
    again(world, call, &source)
}

/// CopyWorkspaceImage: one's own of any region, or one that the owner shares; into this region.
pub fn copy(world: &mut World, call: &Call<'_>) -> Answer {
    let id = text(call.input, "SourceImageId").unwrap_or_default();
    let region = text(call.input, "SourceRegion").unwrap_or_default();
    let account = &world.scope(call.scope).account;
    let own = world.scopes().iter().filter(|scope| scope.account == *account && scope.region == region);
    let own = own.flat_map(|scope| scope.resource(Kind::Image, id));
    let source = own.chain(images::shared(world, account, region)).find(|image| image.id == id).cloned();
    let Some(source) = source else {
        return Err(ServiceError::not_found("The specified image could not be found in the source region."));
    };
    if source.state() != "AVAILABLE" {
        return Err(images::unavailable());
    }
    again(world, call, &source)
}

/// The same content under another id: 20 to 40 minutes (invented).
fn again(world: &mut World, call: &Call<'_>, source: &Resource) -> Answer {
    let account = world.scope(call.scope).account.clone();
    let mut image = Image::like(source, String::new(), String::new(), &account, world.now());
    add(world, call, &mut image, &Value::Null)?;
    world.develop(call.scope, &image.id, 20, 40);
    Ok(json!({ "ImageId": image.id }))
}

/// Adds an image under the name, the description and with the tags of the call, if there is room; what is hidden besides
/// is laid over.
pub fn add(
    world: &mut World,
    call: &Call<'_>,
    image: &mut Image,
    hidden: &Value,
) -> Result<(), ServiceError> {
    let any = |names: [&str; 2]| names.iter().find_map(|name| text(call.input, name)).map(str::to_owned);
    image.name = any(["Name", "ImageName"]).unwrap_or_default();
    image.description = any(["Description", "ImageDescription"]).or(image.description.take());
    let tags = tags_of(call.input)?;
    room(world.scope(call.scope), IMAGES, &image.name)?;
    image.id = new_id(world, call.scope, Kind::Image, "wsi-");
    let mut resource = image.resource("PENDING");
    resource.tags = tags;
    for (name, value) in hidden.as_object().into_iter().flatten() {
        resource.hidden[name] = value.clone();
    }
    world.keep(call.scope, resource);
    Ok(())
}
