//! IP access control groups: from which addresses may people connect?

use serde_json::{Value, json};

use super::ip_rules::{rules, within};
use super::{Answer, Call, directories, ids, pages, tags, text, texts};
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::resource::{Kind, Resource};

/// Groups of an account's region, at most (facts.md 27).
const MOST: usize = 100;
/// Groups of a directory, at most (facts.md 27).
const MOST_OF_A_DIRECTORY: usize = 25;

/// CreateIpGroup
pub fn create(world: &mut World, call: &Call<'_>) -> Answer {
    let name = text(call.input, "GroupName").unwrap_or_default();
    if name.trim().is_empty() {
        return Err(ServiceError::invalid("GroupName must not be empty."));
    }
    let rules = within(rules(&call.input["UserRules"])?)?;
    let tags = tags::given(&call.input["Tags"])?;
    let scope = world.scope(call.scope);
    if scope.resources(Kind::IpGroup).any(|group| group.text("groupName") == name) {
        return Err(ServiceError::new(
            "ResourceAlreadyExistsException",
            "An IP access control group with the specified name already exists.",
        ));
    }
    if scope.resources(Kind::IpGroup).count() >= MOST {
        return Err(limit(format!("You can have at most {MOST} IP access control groups in a region.")));
    }
    let id = ids::new(world, call.scope, Kind::IpGroup, "wsipg-");
    let mut item = json!({ "groupId": id, "groupName": name, "userRules": rules });
    if let Some(description) = text(call.input, "GroupDesc") {
        item["groupDesc"] = json!(description);
    }
    let mut group = Resource::new(Kind::IpGroup, &id, item, world.now());
    group.tags = tags;
    world.keep(call.scope, group);
    Ok(json!({ "GroupId": id }))
}

/// DescribeIpGroups: by ids, or all. One that is not there is left out: no error is modelled for it.
pub fn describe(world: &World, call: &Call<'_>) -> Answer {
    let ids = texts(call.input, "GroupIds");
    let found = world
        .scope(call.scope)
        .resources(Kind::IpGroup)
        .filter(|group| ids.is_empty() || ids.contains(&group.id.as_str()))
        .map(|group| (group.id.clone(), group.item.clone()));
    pages::answer(call, "DescribeIpGroups", "Result", found)
}

/// DeleteIpGroup
pub fn delete(world: &mut World, call: &Call<'_>) -> Answer {
    let id = group(world, call)?;
    let holds = |directory: &Resource| texts(&directory.item, "ipGroupIds").contains(&id.as_str());
    if world.scope(call.scope).resources(Kind::Directory).any(holds) {
        return Err(ServiceError::new(
            "ResourceAssociatedException",
            "The IP access control group is associated with a directory. Disassociate it, and try again.",
        ));
    }
    world.discard(call.scope, Kind::IpGroup, &id);
    Ok(json!({}))
}

/// AuthorizeIpRules: adds rules; one for the same range replaces the old one (invented).
pub fn authorize(world: &mut World, call: &Call<'_>) -> Answer {
    let id = group(world, call)?;
    let new = rules(&call.input["UserRules"])?;
    let mut all = current(world, call.scope, &id);
    all.retain(|old| !new.iter().any(|new| new["ipRule"] == old["ipRule"]));
    all.extend(new);
    write(world, call, &id, within(all)?)
}

/// RevokeIpRules: a range that has no rule is no fault (invented).
pub fn revoke(world: &mut World, call: &Call<'_>) -> Answer {
    let id = group(world, call)?;
    let gone = texts(call.input, "UserRules");
    let mut all = current(world, call.scope, &id);
    all.retain(|rule| !gone.contains(&text(rule, "ipRule").unwrap_or_default()));
    write(world, call, &id, all)
}

/// UpdateRulesOfIpGroup: these rules instead of those.
pub fn update(world: &mut World, call: &Call<'_>) -> Answer {
    let id = group(world, call)?;
    let all = within(rules(&call.input["UserRules"])?)?;
    write(world, call, &id, all)
}

/// AssociateIpGroups: a group that is there already is no fault (invented).
pub fn associate(world: &mut World, call: &Call<'_>) -> Answer {
    let (directory, mut groups, asked) = both(world, call)?;
    for id in asked {
        if !groups.contains(&id) {
            groups.push(id);
        }
    }
    if groups.len() > MOST_OF_A_DIRECTORY {
        return Err(limit(format!(
            "You can associate at most {MOST_OF_A_DIRECTORY} IP access control groups with a directory."
        )));
    }
    put(world, call.scope, &directory, &groups)
}

/// DisassociateIpGroups: a group that is not there is no fault (invented).
pub fn disassociate(world: &mut World, call: &Call<'_>) -> Answer {
    let (directory, mut groups, asked) = both(world, call)?;
    groups.retain(|id| !asked.contains(id));
    put(world, call.scope, &directory, &groups)
}

/// The directory, its groups, and the groups that are meant.
fn both(world: &World, call: &Call<'_>) -> Result<(String, Vec<String>, Vec<String>), ServiceError> {
    let id = text(call.input, "DirectoryId").unwrap_or_default();
    let directory = directories::ready(world, call.scope, id)?;
    let asked: Vec<String> = texts(call.input, "GroupIds").into_iter().map(str::to_owned).collect();
    if asked.is_empty() {
        return Err(ServiceError::invalid("GroupIds must hold at least one IP access control group."));
    }
    if asked.iter().any(|id| world.scope(call.scope).resource(Kind::IpGroup, id).is_none()) {
        return Err(missing());
    }
    let groups = texts(&directory.item, "ipGroupIds").into_iter().map(str::to_owned).collect();
    Ok((id.to_owned(), groups, asked))
}

fn put(world: &mut World, scope: usize, directory: &str, groups: &[String]) -> Answer {
    if let Some(directory) = world.revise(scope, Kind::Directory, directory) {
        directory.item["ipGroupIds"] = json!(groups);
    }
    Ok(json!({}))
}

fn group(world: &World, call: &Call<'_>) -> Result<String, ServiceError> {
    let id = text(call.input, "GroupId").unwrap_or_default();
    let group = world.scope(call.scope).resource(Kind::IpGroup, id).ok_or_else(missing)?;
    Ok(group.id.clone())
}

fn current(world: &World, scope: usize, id: &str) -> Vec<Value> {
    let group = world.scope(scope).resource(Kind::IpGroup, id);
    group.and_then(|group| group.item["userRules"].as_array().cloned()).unwrap_or_default()
}

fn write(world: &mut World, call: &Call<'_>, id: &str, rules: Vec<Value>) -> Answer {
    if let Some(group) = world.revise(call.scope, Kind::IpGroup, id) {
        group.item["userRules"] = Value::Array(rules);
    }
    Ok(json!({}))
}

fn missing() -> ServiceError {
    ServiceError::not_found("The specified IP access control group could not be found.")
}

fn limit(words: String) -> ServiceError {
    ServiceError::new("ResourceLimitExceededException", words)
}
