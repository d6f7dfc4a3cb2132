//! Which images are there, who may copy them, and may one be deleted?

use serde_json::{Value, json};

use super::{Answer, Call, pages, text, texts};
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::resource::{Kind, Resource};
use crate::world::scope::Scope;

/// DescribeWorkspaceImages: the account's own; those that others share with it when it asks for them, by type or by id.
pub fn describe(world: &mut World, call: &Call<'_>) -> Answer {
    let scope = world.scope(call.scope);
    let ids = texts(call.input, "ImageIds");
    let (own, theirs) = match text(call.input, "ImageType") {
        Some("OWNED") => (true, false),
        Some(_) => (false, true),
        None => (true, !ids.is_empty()),
    };
    let own = scope.resources(Kind::Image).filter(|_| own);
    let theirs = shared(world, &scope.account, &scope.region).filter(|_| theirs);
    let mut found: Vec<(String, Value)> = own
        .chain(theirs)
        .filter(|image| ids.is_empty() || ids.contains(&image.id.as_str()))
        .map(|image| (image.id.clone(), image.item.clone()))
        .collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    // No error but AccessDenied is modelled here; a wrong token gets the usual one all the same.
    pages::answer(call, "DescribeWorkspaceImages", "Images", found.into_iter())
}

/// DeleteWorkspaceImage: not while it is being made, used by a bundle (facts.md 21) or shared.
pub fn delete(world: &mut World, call: &Call<'_>) -> Answer {
    let id = text(call.input, "ImageId").unwrap_or_default();
    let scope = world.scope(call.scope);
    let Some(image) = scope.resource(Kind::Image, id) else {
        // The operation models no ResourceNotFoundException.
        return Err(ServiceError::new(
            "AccessDeniedException",
            "The image could not be found, or you are not authorized to delete it.",
        ));
    };
    if scope.resources(Kind::Bundle).any(|bundle| bundle.text("ImageId") == id) {
        return Err(ServiceError::new(
            "ResourceAssociatedException",
            "One or more bundles are associated with the Image. Delete bundles associated with Image, and try \
             again.",
        ));
    }
    if !shared_with(image).is_empty() {
        return Err(ServiceError::new(
            "ResourceAssociatedException",
            "The image is shared with one or more accounts. Unshare the image, and try again.",
        ));
    }
    if image.state() == "PENDING" {
        return Err(ServiceError::new(
            "InvalidResourceStateException",
            "The image cannot be deleted while it is in the state PENDING.",
        ));
    }
    world.discard(call.scope, Kind::Image, id);
    Ok(json!({}))
}

/// DescribeWorkspaceImagePermissions: of one's own image.
pub fn permissions(world: &mut World, call: &Call<'_>) -> Answer {
    let image = own(world.scope(call.scope), text(call.input, "ImageId"))?;
    let accounts = shared_with(image).into_iter();
    let accounts = accounts.map(|account| (account.to_owned(), json!({ "SharedAccountId": account })));
    let mut answer = pages::answer(call, "DescribeWorkspaceImagePermissions", "ImagePermissions", accounts)?;
    answer["ImageId"] = json!(image.id);
    Ok(answer)
}

/// UpdateWorkspaceImagePermission: shares with one account of the region, or unshares. Sharing twice is no fault.
pub fn permit(world: &mut World, call: &Call<'_>) -> Answer {
    let account = text(call.input, "SharedAccountId").unwrap_or_default();
    let scope = world.scope(call.scope);
    let image = own(scope, text(call.input, "ImageId"))?;
    if account == scope.account {
        return Err(ServiceError::invalid("An image cannot be shared with the account that owns it."));
    }
    if image.state() != "AVAILABLE" {
        return Err(unavailable());
    }
    let mut with: Vec<String> = shared_with(image).into_iter().map(str::to_owned).collect();
    if call.input["AllowCopyImage"] == true {
        with.push(account.to_owned());
        with.sort();
        with.dedup();
    } else if with.iter().any(|known| known == account) {
        with.retain(|known| known != account);
    } else {
        return Err(ServiceError::new(
            "OperationNotSupportedException",
            "The permission can be revoked only after the image has been shared with the account.",
        ));
    }
    let id = image.id.clone();
    if let Some(image) = world.revise(call.scope, Kind::Image, &id) {
        image.hidden["SharedWith"] = json!(with);
    }
    Ok(json!({}))
}

/// One's own image.
pub fn own<'a>(scope: &'a Scope, id: Option<&str>) -> Result<&'a Resource, ServiceError> {
    id.and_then(|id| scope.resource(Kind::Image, id)).ok_or_else(|| {
        ServiceError::not_found("The specified image could not be found in the specified region.")
    })
}

/// The images of a region that others share with this account.
pub fn shared<'a>(world: &'a World, account: &str, region: &str) -> impl Iterator<Item = &'a Resource> {
    let others =
        world.scopes().iter().filter(move |scope| scope.region == region && scope.account != account);
    others
        .flat_map(|scope| scope.resources(Kind::Image))
        .filter(move |image| shared_with(image).contains(&account))
}

/// An image that is not ready.
pub fn unavailable() -> ServiceError {
    ServiceError::new("ResourceUnavailableException", "The specified image is not available.")
}

fn shared_with(image: &Resource) -> Vec<&str> {
    texts(&image.hidden, "SharedWith")
}
