//! DescribeWorkspaceDirectories: where do the users come from?

use serde_json::Value;

use super::{Answer, Call, pages, texts};
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::resource::{Kind, Resource};

/// By ids, by names, or all that are registered. One that is not there is left out.
pub fn describe(world: &World, call: &Call<'_>) -> Answer {
    let scope = world.scope(call.scope);
    let ids = texts(call.input, "DirectoryIds");
    let names = texts(call.input, "WorkspaceDirectoryNames");
    let types = wanted(call.input, "WORKSPACE_TYPE");
    let identities = wanted(call.input, "USER_IDENTITY_TYPE");
    let kept = |given: &[&str], text: &str| given.is_empty() || given.contains(&text);
    let found = scope
        .resources(Kind::Directory)
        .filter(|directory| kept(&ids, &directory.id))
        .filter(|directory| kept(&names, directory.text("WorkspaceDirectoryName")))
        .filter(|directory| kept(&types, directory.text("WorkspaceType")))
        .filter(|directory| kept(&identities, directory.text("UserIdentityType")))
        .map(|directory| (directory.id.clone(), directory.item.clone()));
    pages::answer(call, "DescribeWorkspaceDirectories", "Directories", found)
}

/// A directory in whatever state, or the words of facts.md 20.
pub fn known<'a>(world: &'a World, scope: usize, id: &str) -> Result<&'a Resource, ServiceError> {
    world.scope(scope).resource(Kind::Directory, id).ok_or_else(unknown)
}

/// A directory that is neither being registered nor deregistered, or why not.
pub fn ready<'a>(world: &'a World, scope: usize, id: &str) -> Result<&'a Resource, ServiceError> {
    known(world, scope, id).and_then(|directory| match directory.state() {
        "REGISTERED" => Ok(directory),
        _ => Err(busy()),
    })
}

/// The words of facts.md 20.
pub fn unknown() -> ServiceError {
    ServiceError::not_found(
        "The specified directory could not be found. Confirm that the directory exists in your AWS account \
         and that you own the directory.",
    )
}

/// The words of facts.md 18.
pub fn busy() -> ServiceError {
    ServiceError::new(
        "InvalidResourceStateException",
        "The specified directory is not in a valid state. Confirm that the directory has a status of Active, \
         and try again.",
    )
}

fn wanted<'a>(input: &'a Value, name: &str) -> Vec<&'a str> {
    input["Filters"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|filter| filter["Name"] == name)
        .flat_map(|filter| texts(filter, "Values"))
        .collect()
}
