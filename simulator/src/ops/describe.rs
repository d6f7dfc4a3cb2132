//! DescribeWorkspaces: which WorkSpaces are there?

use serde_json::{Value, json};

use super::item::item;
use super::pages::Pages;
use super::{Answer, Call, text, texts};
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::scope::Filter;

/// The size of a page, at most and when not asked (facts.md 9).
const PAGE: usize = 25;

/// By ids, or a page of all, of a directory, of a user, of a bundle or of a name.
pub fn describe(world: &World, call: &Call<'_>) -> Answer {
    let input = call.input;
    let scope = world.scope(call.scope);
    let filter = filter(input)?;
    let ids = texts(input, "WorkspaceIds");
    let pages = Pages::of("DescribeWorkspaces", call.scope, input)?;
    if !ids.is_empty() {
        let items: Vec<Value> = ids
            .iter()
            .filter_map(|id| world.visible(call.scope, id))
            .map(|desktop| item(world, scope, desktop))
            .collect();
        return Ok(json!({ "Workspaces": items }));
    }
    let limit = input.get("Limit").and_then(Value::as_u64);
    let size = limit.map_or(PAGE, |limit| limit as usize);
    let visible = scope
        .after(filter, &pages.after)
        .filter(|desktop| desktop.visible(world.now()))
        .map(|desktop| (desktop.id.clone(), desktop));
    let (page, token) = pages.cut(size, visible);
    let items: Vec<Value> = page.into_iter().map(|desktop| item(world, scope, desktop)).collect();
    let mut answer = json!({ "Workspaces": items });
    if let Some(token) = token {
        answer["NextToken"] = token;
    }
    Ok(answer)
}

/// At most one kind of filter, and a user only with a directory.
fn filter(input: &Value) -> Result<Filter<'_>, ServiceError> {
    let directory = text(input, "DirectoryId");
    let bundle = text(input, "BundleId");
    let name = text(input, "WorkspaceName");
    let kinds =
        [!texts(input, "WorkspaceIds").is_empty(), directory.is_some(), bundle.is_some(), name.is_some()];
    if kinds.iter().filter(|given| **given).count() > 1 {
        return Err(ServiceError::invalid(
            "An invalid number of parameters provided with DescribeWorkspaces. Only one of the \
             following are allowed to be specified: BundleId, DirectoryId, WorkSpaceIds, \
             WorkspaceName.",
        ));
    }
    match (text(input, "UserName"), directory, bundle, name) {
        (Some(user), Some(directory), ..) => Ok(Filter::User(directory, user)),
        (Some(_), None, ..) => {
            Err(ServiceError::invalid("UserName can only be specified together with DirectoryId."))
        }
        (None, Some(directory), ..) => Ok(Filter::Directory(directory)),
        (None, None, Some(bundle), _) => Ok(Filter::Bundle(bundle)),
        (None, None, None, Some(name)) => Ok(Filter::Name(name)),
        (None, None, None, None) => Ok(Filter::All),
    }
}
