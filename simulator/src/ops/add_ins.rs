//! Amazon Connect add-ins: which does a directory's clients have?

use serde_json::json;

use super::{Answer, Call, directories, ids, pages, text};
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::resource::{Kind, Resource};

/// CreateConnectClientAddIn. The model's documentation lets a directory have one.
pub fn create(world: &mut World, call: &Call<'_>) -> Answer {
    let directory = text(call.input, "ResourceId").unwrap_or_default();
    directories::known(world, call.scope, directory)?;
    let there = |add_in: &Resource| add_in.text("ResourceId") == directory;
    if world.scope(call.scope).resources(Kind::AddIn).any(there) {
        return Err(ServiceError::new(
            "ResourceAlreadyExistsException",
            "The specified directory already has an Amazon Connect client add-in.",
        ));
    }
    let id = ids::uuid(world, call.scope);
    let item = json!({
        "AddInId": id,
        "ResourceId": directory,
        "Name": call.input["Name"],
        "URL": call.input["URL"],
    });
    let add_in = Resource::new(Kind::AddIn, &id, item, world.now());
    world.keep(call.scope, add_in);
    Ok(json!({ "AddInId": id }))
}

/// DescribeConnectClientAddIns
pub fn describe(world: &World, call: &Call<'_>) -> Answer {
    let directory = text(call.input, "ResourceId").unwrap_or_default();
    directories::known(world, call.scope, directory)?;
    let found = world
        .scope(call.scope)
        .resources(Kind::AddIn)
        .filter(|add_in| add_in.text("ResourceId") == directory)
        .map(|add_in| (add_in.id.clone(), add_in.item.clone()));
    pages::answer(call, "DescribeConnectClientAddIns", "AddIns", found)
}

/// UpdateConnectClientAddIn
pub fn update(world: &mut World, call: &Call<'_>) -> Answer {
    let id = find(world, call)?;
    let changes = json!({ "Name": call.input["Name"], "URL": call.input["URL"] });
    if changes["Name"].is_null() && changes["URL"].is_null() {
        return Err(ServiceError::invalid("Name or URL is required."));
    }
    if let Some(add_in) = world.revise(call.scope, Kind::AddIn, &id) {
        add_in.lay_over(&changes);
    }
    Ok(json!({}))
}

/// DeleteConnectClientAddIn
pub fn delete(world: &mut World, call: &Call<'_>) -> Answer {
    let id = find(world, call)?;
    world.discard(call.scope, Kind::AddIn, &id);
    Ok(json!({}))
}

fn find(world: &World, call: &Call<'_>) -> Result<String, ServiceError> {
    let directory = text(call.input, "ResourceId").unwrap_or_default();
    directories::known(world, call.scope, directory)?;
    let id = text(call.input, "AddInId").unwrap_or_default();
    world
        .scope(call.scope)
        .resource(Kind::AddIn, id)
        .filter(|add_in| add_in.text("ResourceId") == directory)
        .map(|add_in| add_in.id.clone())
        .ok_or_else(|| ServiceError::not_found("The specified client add-in could not be found."))
}
