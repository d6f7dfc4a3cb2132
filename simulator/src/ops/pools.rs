//! Pools: which desktops are there that nobody owns, and how many are wanted?

use serde_json::{Value, json};

use super::pool_item::{application_settings, shown};
use super::{Answer, Call, moment, pages, pool_rules, tags, text, texts};
use crate::estate::pools::{arn, timeouts};
use crate::seeded::BASE36;
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::resource::{Kind, Resource};

/// CreateWorkspacesPool
pub fn create(world: &mut World, call: &Call<'_>) -> Answer {
    let (input, scope) = (call.input, world.scope(call.scope));
    pool_rules::open(world, &scope.account)?;
    pool_rules::made_of(scope, input)?;
    pool_rules::new(scope, input)?;
    pool_rules::capacity(scope, "", input)?;
    let id = format!("wspool-{}", world.dice(call.scope, "pool").letters(BASE36, 9));
    let scope = world.scope(call.scope);
    let name = text(input, "PoolName").unwrap_or_default();
    let item = json!({
        "PoolId": id,
        "PoolArn": arn(&scope.account, &scope.region, &id),
        "PoolName": name,
        "Description": input["Description"],
        "CreatedAt": moment(world.now()),
        "BundleId": input["BundleId"],
        "DirectoryId": input["DirectoryId"],
        "ApplicationSettings": application_settings(scope, name, &input["ApplicationSettings"]),
        "TimeoutSettings": timeouts(&input["TimeoutSettings"]),
        // Invented: the only mode that pools had at first.
        "RunningMode": text(input, "RunningMode").unwrap_or("AUTO_STOP"),
    });
    let mut pool = Resource::new(Kind::Pool, &id, item, world.now());
    pool.hidden["desired"] = input["Capacity"]["DesiredUserSessions"].clone();
    pool.tags = tags::read(&input["Tags"]);
    world.keep(call.scope, pool);
    world.create_pool(call.scope, &id);
    answer(world, call, &id)
}

/// DescribeWorkspacesPools: by ids, of which each must be there (as Terraform expects), and by names.
pub fn describe(world: &mut World, call: &Call<'_>) -> Answer {
    let scope = world.scope(call.scope);
    let ids = texts(call.input, "PoolIds");
    for id in &ids {
        found(world, call, id)?;
    }
    let filters = call.input["Filters"].as_array();
    let pools = scope
        .resources(Kind::Pool)
        .filter(|pool| ids.is_empty() || ids.contains(&pool.id.as_str()))
        .filter(|pool| filters.into_iter().flatten().all(|filter| fits(pool.text("PoolName"), filter)))
        .map(|pool| (pool.id.clone(), shown(world, call.scope, pool)));
    pages::answer(call, "DescribeWorkspacesPools", "WorkspacesPools", pools)
}

/// UpdateWorkspacesPool
pub fn update(world: &mut World, call: &Call<'_>) -> Answer {
    let input = call.input;
    let id = text(input, "PoolId").unwrap_or_default();
    let pool = found(world, call, id)?;
    pool_rules::settled(pool)?;
    let stopped = pool.state() == "STOPPED";
    if let Some(name) = ONLY_STOPPED.iter().find(|name| !stopped && changes(pool, input, name)) {
        return Err(pool_rules::state(&format!(
            "{name} can only be updated while the WorkSpaces Pool is in the STOPPED state."
        )));
    }
    let scope = world.scope(call.scope);
    pool_rules::made_of(scope, input)?;
    pool_rules::capacity(scope, id, input)?;
    let settings = input
        .get("ApplicationSettings")
        .map(|asked| application_settings(scope, pool.text("PoolName"), asked));
    if let Some(pool) = world.revise(call.scope, Kind::Pool, id) {
        for name in ["Description", "BundleId", "DirectoryId", "RunningMode"] {
            pool.lay_over(&json!({ name: input[name] }));
        }
        if let Some(settings) = settings {
            pool.item["ApplicationSettings"] = settings;
        }
        for (name, value) in input["TimeoutSettings"].as_object().into_iter().flatten() {
            if pool.item["TimeoutSettings"].get(name).is_some() && !value.is_null() {
                pool.item["TimeoutSettings"][name] = value.clone();
            }
        }
        if let Some(desired) = input["Capacity"].get("DesiredUserSessions") {
            pool.hidden["desired"] = desired.clone();
        }
    }
    world.update_pool(call.scope, id, !stopped);
    answer(world, call, id)
}

/// The running mode by Amazon's word; the others because Terraform stops a pool before it changes them.
const ONLY_STOPPED: [&str; 3] = ["RunningMode", "BundleId", "DirectoryId"];

fn changes(pool: &Resource, input: &Value, name: &str) -> bool {
    text(input, name).is_some_and(|asked| asked != pool.text(name))
}

/// The pool of that id.
///
/// # Errors
/// ResourceNotFoundException
pub fn found<'a>(world: &'a World, call: &Call<'_>, id: &str) -> Result<&'a Resource, ServiceError> {
    let pool = world.scope(call.scope).resource(Kind::Pool, id);
    pool.ok_or_else(|| {
        ServiceError::not_found(format!("The specified WorkSpaces Pool {id} could not be found."))
    })
}

fn answer(world: &World, call: &Call<'_>, id: &str) -> Answer {
    let pool = found(world, call, id)?;
    Ok(json!({ "WorkspacesPool": shown(world, call.scope, pool) }))
}

/// Any of the values will do; none of them, where the operator says not.
fn fits(name: &str, filter: &Value) -> bool {
    let values = texts(filter, "Values");
    match text(filter, "Operator").unwrap_or_default() {
        "EQUALS" => values.contains(&name),
        "NOTEQUALS" => !values.contains(&name),
        "CONTAINS" => values.iter().any(|value| name.contains(value)),
        _ => !values.iter().any(|value| name.contains(value)),
    }
}
