//! What is an application associated with, and what with an application?

use serde_json::{Value, json};

use super::applications::find;
use super::{Answer, Call, images, moment, pages, text, texts};
use crate::estate::applications::catalogue;
use crate::estate::images::contents;
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::resource::{Kind, Resource};
use crate::world::scope::Scope;

/// DescribeApplicationAssociations: the WorkSpaces, bundles and images that have it.
pub fn of_application(world: &mut World, call: &Call<'_>) -> Answer {
    let scope = world.scope(call.scope);
    let application = text(call.input, "ApplicationId").unwrap_or_default();
    find(&catalogue(&scope.account), application)?;
    let types = types(call)?;
    let mut found: Vec<(String, Value)> = Vec::new();
    if types.contains(&"WORKSPACE") {
        let there = scope.resources(Kind::Application);
        let there = there.filter(|one| one.text("AssociatedResourceId") == application);
        for one in there.filter(|one| world.visible(call.scope, one.text("WorkspaceId")).is_some()) {
            let id = one.text("WorkspaceId").to_owned();
            let mut item = one.item.clone();
            if let Some(item) = item.as_object_mut() {
                item.remove("WorkspaceId");
            }
            found.push((id.clone(), seen(item, application, "WORKSPACE", &id)));
        }
    }
    for (kind, word) in [(Kind::Bundle, "BUNDLE"), (Kind::Image, "IMAGE")] {
        if types.contains(&word) {
            let with = scope.resources(kind).filter(|one| image_of(scope, one).any(|id| id == application));
            let items = with.map(|one| (one.id.clone(), seen(since(one), application, word, &one.id)));
            found.extend(items);
        }
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    pages::answer(call, "DescribeApplicationAssociations", "Associations", found.into_iter())
}

/// DescribeBundleAssociations: what is in the bundle's image.
pub fn of_bundle(world: &mut World, call: &Call<'_>) -> Answer {
    types(call)?;
    let scope = world.scope(call.scope);
    let id = text(call.input, "BundleId").unwrap_or_default();
    let bundle = scope.resource(Kind::Bundle, id).ok_or_else(|| {
        ServiceError::not_found("The specified bundle could not be found in the specified region.")
    })?;
    Ok(json!({ "Associations": within(scope, bundle, "BundleId") }))
}

/// DescribeImageAssociations: what is in the image.
pub fn of_image(world: &mut World, call: &Call<'_>) -> Answer {
    types(call)?;
    let scope = world.scope(call.scope);
    let image = images::own(scope, text(call.input, "ImageId"))?;
    Ok(json!({ "Associations": within(scope, image, "ImageId") }))
}

/// DescribeWorkspaceAssociations: what is on the WorkSpace, or is to be, or is to go.
pub fn of_workspace(world: &mut World, call: &Call<'_>) -> Answer {
    types(call)?;
    let id = text(call.input, "WorkspaceId").unwrap_or_default();
    if world.visible(call.scope, id).is_none() {
        return Err(ServiceError::not_found("The specified WorkSpace could not be found."));
    }
    let items: Vec<Value> = world.scope(call.scope).installed(id).map(|one| one.item.clone()).collect();
    Ok(json!({ "Associations": items }))
}

/// The model lets the list be empty; nothing can be meant by that (invented).
fn types<'a>(call: &Call<'a>) -> Result<Vec<&'a str>, ServiceError> {
    let types = texts(call.input, "AssociatedResourceTypes");
    if types.is_empty() {
        return Err(ServiceError::invalid("AssociatedResourceTypes must not be empty."));
    }
    Ok(types)
}

/// The applications in an image, or in the image of a bundle.
fn image_of(scope: &Scope, one: &Resource) -> impl Iterator<Item = String> {
    let image = match one.kind {
        Kind::Image => Some(one),
        _ => scope.resource(Kind::Image, one.text("ImageId")),
    };
    image.map(contents).unwrap_or_default().into_iter()
}

/// The associations of a bundle or an image.
fn within(scope: &Scope, one: &Resource, member: &str) -> Vec<Value> {
    let items = image_of(scope, one).map(|application| {
        let mut item = since(one);
        item["AssociatedResourceId"] = json!(application);
        item["AssociatedResourceType"] = json!("APPLICATION");
        item[member] = json!(one.id);
        item
    });
    items.collect()
}

/// What comes with an image has been there since it was made.
fn since(one: &Resource) -> Value {
    json!({ "Created": moment(one.created), "LastUpdatedTime": moment(one.created), "State": "COMPLETED" })
}

/// An association as its application sees it.
fn seen(mut item: Value, application: &str, kind: &str, id: &str) -> Value {
    item["ApplicationId"] = json!(application);
    item["AssociatedResourceId"] = json!(id);
    item["AssociatedResourceType"] = json!(kind);
    item
}
