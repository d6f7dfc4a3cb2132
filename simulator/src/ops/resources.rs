//! GetResources of Resource Groups Tagging: which resources of WorkSpaces have which tags?

use serde_json::{Value, json};

use super::pages::Pages;
use super::tags::{TAGGED, list};
use super::{Answer, Call, text, texts};
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::desktop::Word;
use crate::world::resource::Kind;
use crate::world::scope::{Filter, Scope};

/// Resources of a page, at most and (invented) when not asked.
const PAGE: usize = 100;

/// Where a list of ids leaves the WorkSpaces for what sorts behind them.
const BEHIND_DESKTOPS: &str = "~";

/// A resource that is found: what it sorts by, its type, its id and its tags.
type Found<'a> = (String, &'static str, &'a str, &'a [(Word, Word)]);

/// A page of tagged resources: WorkSpaces first, by id, then the others by kind. Those without any tag are never
/// listed, as in the real service.
pub fn get(world: &World, call: &Call<'_>) -> Answer {
    let input = call.input;
    let scope = world.scope(call.scope);
    let size = input.get("ResourcesPerPage").and_then(Value::as_u64).unwrap_or(PAGE as u64) as usize;
    if size == 0 || size > PAGE {
        return Err(refused("ResourcesPerPage must be between 1 and 100."));
    }
    let arns = texts(input, "ResourceARNList");
    let paged = ["ResourcesPerPage", "TagsPerPage", "PaginationToken"];
    if !arns.is_empty() && paged.iter().any(|name| !["", "null"].contains(&bare(&input[*name]).as_str())) {
        return Err(refused("ResourceARNList cannot be used together with pagination parameters."));
    }
    if arns.len() > PAGE {
        return Err(refused("ResourceARNList can hold at most 100 ARNs."));
    }
    let pages = Pages::of("GetResources", call.scope, input).map_err(|_| {
        ServiceError::new(
            "PaginationTokenExpiredException",
            "The pagination token is not valid. Request the first page again.",
        )
    })?;
    let types = texts(input, "ResourceTypeFilters");
    let wanted = |name: &str| {
        let full = format!("workspaces:{name}");
        types.is_empty() || types.iter().any(|asked| *asked == "workspaces" || *asked == full)
    };
    let now = world.now();
    let found: Box<dyn Iterator<Item = Found<'_>>> = if arns.is_empty() {
        Box::new(all(scope, &pages.after, &wanted, now))
    } else {
        Box::new(arns.iter().filter_map(|arn| one(scope, arn, now)).filter(|(_, name, ..)| wanted(name)))
    };
    let found = found.filter(|(.., tags)| !tags.is_empty() && matches(tags, &input["TagFilters"])).map(
        |(key, name, id, tags)| {
            let mapping = json!({ "ResourceARN": format!("{}{name}/{id}", stem(scope)), "Tags": list(tags) });
            (key, mapping)
        },
    );
    let (page, token) = pages.cut(size, found);
    Ok(json!({
        "ResourceTagMappingList": page,
        "PaginationToken": token.unwrap_or_else(|| json!("")),
    }))
}

/// Everything of the wanted types behind `after`. A page begins where it begins, without walking there.
fn all<'a>(
    scope: &'a Scope,
    after: &str,
    wanted: &dyn Fn(&str) -> bool,
    now: i64,
) -> impl Iterator<Item = Found<'a>> {
    let desktops = (wanted("workspace") && !after.starts_with(BEHIND_DESKTOPS)).then(|| {
        let visible = scope.after(Filter::All, after).filter(move |desktop| desktop.visible(now));
        visible.map(|desktop| (desktop.id.clone(), "workspace", desktop.id.as_str(), desktop.tags.as_slice()))
    });
    let mut others: Vec<Found<'a>> = TAGGED
        .iter()
        .filter(|kind| wanted(type_name(**kind)))
        .flat_map(|kind| scope.resources(*kind))
        .map(|one| {
            let name = type_name(one.kind);
            (format!("{BEHIND_DESKTOPS}{name}/{}", one.id), name, one.id.as_str(), one.tags.as_slice())
        })
        .filter(|(key, ..)| key.as_str() > after)
        .collect();
    others.sort_by(|one, other| one.0.cmp(&other.0));
    desktops.into_iter().flatten().chain(others)
}

/// The resource of an ARN; one that does not exist is left out.
fn one<'a>(scope: &'a Scope, arn: &str, now: i64) -> Option<Found<'a>> {
    let (name, id) = arn.strip_prefix(&stem(scope))?.split_once('/')?;
    if name == "workspace" {
        let desktop = scope.get(id).filter(|desktop| desktop.visible(now))?;
        return Some((arn.to_owned(), "workspace", &desktop.id, &desktop.tags));
    }
    let kind = TAGGED.iter().find(|kind| type_name(**kind) == name)?;
    let resource = scope.resource(*kind, id)?;
    Some((arn.to_owned(), type_name(*kind), &resource.id, &resource.tags))
}

fn stem(scope: &Scope) -> String {
    format!("arn:aws:workspaces:{}:{}:", scope.region, scope.account)
}

/// What a kind is called in ARNs.
fn type_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Directory => "directory",
        Kind::Bundle => "workspacebundle",
        Kind::Image => "workspaceimage",
        Kind::IpGroup => "workspaceipgroup",
        Kind::ConnectionAlias => "connectionalias",
        Kind::Pool => "workspacespool",
        _ => "",
    }
}

/// All filters must fit; any value of one filter will do, and no values mean any.
fn matches(tags: &[(Word, Word)], filters: &Value) -> bool {
    filters.as_array().into_iter().flatten().all(|filter| {
        let key = text(filter, "Key").unwrap_or_default();
        let values = texts(filter, "Values");
        tags.iter()
            .any(|(known, value)| known == key && (values.is_empty() || values.contains(&value.as_ref())))
    })
}

/// A member as a text; an empty one is as good as none.
fn bare(member: &Value) -> String {
    member.as_str().map_or_else(|| member.to_string(), str::to_owned)
}

fn refused(words: &str) -> ServiceError {
    ServiceError::new("InvalidParameterException", words)
}
