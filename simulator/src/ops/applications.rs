//! Which applications are there, and how does a WorkSpace come to have one?

use serde_json::{Value, json};

use super::application_rules::{busy, compatible, desktop};
use super::{Answer, Call, pages, text, texts};
use crate::estate::applications::{association, catalogue, delivered};
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::resource::{Kind, Resource};

/// DescribeApplications: all filters must fit; of a list any word.
pub fn describe(world: &mut World, call: &Call<'_>) -> Answer {
    let input = call.input;
    let all = catalogue(&world.scope(call.scope).account);
    let ids = texts(input, "ApplicationIds");
    for id in &ids {
        find(&all, id)?;
    }
    let one = |filter: &str, member: &str, item: &Value| {
        text(input, filter).is_none_or(|wanted| item[member].as_str() == Some(wanted))
    };
    let any = |filter: &str, member: &str, item: &Value| {
        let wanted = texts(input, filter);
        wanted.is_empty() || texts(item, member).iter().any(|word| wanted.contains(word))
    };
    let found = all
        .iter()
        .map(|item| (text(item, "ApplicationId").unwrap_or_default().to_owned(), item))
        .filter(|(id, _)| ids.is_empty() || ids.contains(&id.as_str()))
        .filter(|(_, item)| one("Owner", "Owner", item) && one("LicenseType", "LicenseType", item))
        .filter(|(_, item)| any("ComputeTypeNames", "SupportedComputeTypeNames", item))
        .filter(|(_, item)| any("OperatingSystemNames", "SupportedOperatingSystemNames", item))
        .map(|(id, item)| (id, item.clone()));
    pages::answer(call, "DescribeApplications", "Applications", found)
}

/// AssociateWorkspaceApplication: PENDING_INSTALL until it is deployed.
pub fn associate(world: &mut World, call: &Call<'_>) -> Answer {
    let (workspace, application, id) = names(call.input);
    let desktop = desktop(world, call)?;
    let all = catalogue(&world.scope(call.scope).account);
    let wanted = find(&all, application)?;
    let there: Vec<&Resource> = world.scope(call.scope).installed(workspace).collect();
    if there.iter().any(|one| one.id == id && one.state() != "REMOVED") {
        return Err(ServiceError::new(
            "ResourceAlreadyExistsException",
            "The application is already associated with the WorkSpace.",
        ));
    }
    busy(&there)?;
    compatible(desktop, wanted, &there, &all)?;
    let made = association(workspace, application, "PENDING_INSTALL", world.now());
    let item = made.item.clone();
    world.keep(call.scope, made);
    Ok(json!({ "Association": item }))
}

/// DisassociateWorkspaceApplication: what was never installed is gone at once, the rest waits to be deployed.
pub fn disassociate(world: &mut World, call: &Call<'_>) -> Answer {
    let (workspace, _, id) = names(call.input);
    desktop(world, call)?;
    let there: Vec<&Resource> = world.scope(call.scope).installed(workspace).collect();
    let known = there.iter().find(|one| one.id == id && one.state() != "REMOVED");
    let Some(known) = known else {
        return Err(ServiceError::not_found("The application is not associated with the WorkSpace."));
    };
    busy(&there)?;
    if known.state() == "COMPLETED" {
        world.move_on(call.scope, &id, "PENDING_UNINSTALL", None);
    } else if known.state() != "PENDING_UNINSTALL" {
        world.move_on(call.scope, &id, "REMOVED", None);
    }
    let item = world.scope(call.scope).resource(Kind::Application, &id).map(|one| one.item.clone());
    if item.as_ref().is_some_and(|item| item["State"] == "REMOVED") {
        world.discard(call.scope, Kind::Application, &id);
    }
    Ok(json!({ "Association": item }))
}

/// DeployWorkspaceApplications: all that waits; with Force, also what failed.
pub fn deploy(world: &mut World, call: &Call<'_>) -> Answer {
    let workspace = text(call.input, "WorkspaceId").unwrap_or_default();
    desktop(world, call)?;
    let there: Vec<&Resource> = world.scope(call.scope).installed(workspace).collect();
    busy(&there)?;
    let force = call.input["Force"] == true;
    let waiting = there.iter().filter(|one| {
        ["PENDING_INSTALL", "PENDING_UNINSTALL"].contains(&one.state()) || (force && one.state() == "ERROR")
    });
    let waiting: Vec<String> = waiting.map(|one| one.id.clone()).collect();
    waiting.iter().for_each(|id| world.deploy(call.scope, id));
    let scope = world.scope(call.scope);
    let items = waiting.iter().filter_map(|id| scope.resource(Kind::Application, id));
    let items: Vec<Value> = items.map(|one| one.item.clone()).collect();
    Ok(json!({ "Deployment": { "Associations": items } }))
}

/// A new WorkSpace has what its bundle's image has.
pub fn deliver(world: &mut World, scope: usize, workspace: &str) {
    let now = world.now();
    let place = world.scope(scope);
    let all = place.get(workspace).map(|desktop| delivered(place, desktop, now));
    all.into_iter().flatten().for_each(|one| world.keep(scope, one));
}

/// One of the catalogue.
pub fn find<'a>(catalogue: &'a [Value], id: &str) -> Result<&'a Value, ServiceError> {
    catalogue
        .iter()
        .find(|item| item["ApplicationId"] == id)
        .ok_or_else(|| ServiceError::not_found("The specified application could not be found."))
}

/// The WorkSpace, the application, and the id of the two together.
fn names(input: &Value) -> (&str, &str, String) {
    let workspace = text(input, "WorkspaceId").unwrap_or_default();
    let application = text(input, "ApplicationId").unwrap_or_default();
    (workspace, application, format!("{workspace}/{application}"))
}
