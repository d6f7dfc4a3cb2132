//! Connection aliases: under which name do people find their directory?
//!
//! How long anything takes, and the form of identifiers, are invented.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::alias_rules::{associated, association, denied, free, nameable, owned, owner, settled};
use super::{Answer, Call, directories, ids, pages, tags, text, texts};
use crate::seeded::BASE36;
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::resource::{Kind, Resource};

/// An alias is created, deleted, associated or disassociated within this time.
const MOMENT_MS: i64 = 10_000;

/// CreateConnectionAlias
pub fn create(world: &mut World, call: &Call<'_>) -> Answer {
    let name = text(call.input, "ConnectionString").unwrap_or_default();
    nameable(world, call.scope, name)?;
    let tags = tags::given(&call.input["Tags"])?;
    let id = ids::new(world, call.scope, Kind::ConnectionAlias, "wsca-");
    let item = json!({
        "ConnectionString": name,
        "AliasId": id,
        "OwnerAccountId": world.scope(call.scope).account,
        "Associations": [{ "AssociationStatus": "NOT_ASSOCIATED" }],
    });
    let mut alias = Resource::new(Kind::ConnectionAlias, &id, item, world.now());
    alias.tags = tags;
    world.keep(call.scope, alias);
    let reserved = Resource::new(Kind::ConnectionString, name.to_lowercase(), json!({}), world.now());
    world.keep(call.scope, reserved);
    let then = Some((MOMENT_MS, Some("CREATED")));
    world.turn(call.scope, Kind::ConnectionAlias, &id, "CREATING", then);
    Ok(json!({ "AliasId": id }))
}

/// DescribeConnectionAliases: the account's own, and those that others share with it in this region. No member when
/// there are none: the model has no empty list.
pub fn describe(world: &World, call: &Call<'_>) -> Answer {
    let here = world.scope(call.scope);
    let ids = texts(call.input, "AliasIds");
    let directory = text(call.input, "ResourceId");
    let mut found = BTreeMap::new();
    for (place, there) in world.scopes().iter().enumerate() {
        for alias in there.resources(Kind::ConnectionAlias) {
            let shared = there.region == here.region && alias.hidden_text("SharedAccountId") == here.account;
            let asked = ids.is_empty() || ids.contains(&alias.id.as_str());
            let there = directory.is_none_or(|id| alias.item["Associations"][0]["ResourceId"] == id);
            if (place == call.scope || shared) && asked && there {
                found.insert(alias.id.clone(), alias.item.clone());
            }
        }
    }
    let answer = pages::answer(call, "DescribeConnectionAliases", "ConnectionAliases", found.into_iter())?;
    Ok(without_empty(answer, "ConnectionAliases"))
}

/// DeleteConnectionAlias
pub fn delete(world: &mut World, call: &Call<'_>) -> Answer {
    let id = text(call.input, "AliasId").unwrap_or_default();
    let alias = owned(world, call.scope, id)?;
    free(alias)?;
    if !alias.hidden_text("SharedAccountId").is_empty() {
        return Err(associated("The connection alias is shared with another account. Unshare it first."));
    }
    world.turn(call.scope, Kind::ConnectionAlias, id, "DELETING", Some((MOMENT_MS, None)));
    Ok(json!({}))
}

/// AssociateConnectionAlias: with one directory of a region, be it the owner's or that of the account it is shared with.
pub fn associate(world: &mut World, call: &Call<'_>) -> Answer {
    let id = text(call.input, "AliasId").unwrap_or_default();
    let directory = text(call.input, "ResourceId").unwrap_or_default();
    let place = owner(world, call.scope, id)?;
    free(settled(world, place, id)?)?;
    directories::ready(world, call.scope, directory)?;
    let identifier = ids::dice(world, call.scope, "connection").letters(BASE36, 9);
    let pending = json!([{
        "AssociationStatus": "PENDING_ASSOCIATION",
        "AssociatedAccountId": world.scope(call.scope).account,
        "ResourceId": directory,
        "ConnectionIdentifier": identifier,
    }]);
    pend(world, place, id, pending);
    Ok(json!({ "ConnectionIdentifier": identifier }))
}

/// DisassociateConnectionAlias: by the account that owns the directory.
pub fn disassociate(world: &mut World, call: &Call<'_>) -> Answer {
    let id = text(call.input, "AliasId").unwrap_or_default();
    let place = owner(world, call.scope, id)?;
    let alias = settled(world, place, id)?;
    if association(alias) == "NOT_ASSOCIATED" {
        return Err(ServiceError::new(
            "InvalidResourceStateException",
            "The specified connection alias is not associated with a directory.",
        ));
    }
    let mut pending = alias.item["Associations"].clone();
    if pending[0]["AssociatedAccountId"] != world.scope(call.scope).account.as_str() {
        return Err(denied(
            "Only the account that owns a directory can disassociate a connection alias from it.",
        ));
    }
    pending[0]["AssociationStatus"] = json!("PENDING_DISASSOCIATION");
    pend(world, place, id, pending);
    Ok(json!({}))
}

/// DescribeConnectionAliasPermissions. No member when there are none: the model has no empty list.
pub fn permissions(world: &World, call: &Call<'_>) -> Answer {
    let id = text(call.input, "AliasId").unwrap_or_default();
    let place = owner(world, call.scope, id)?;
    if place != call.scope {
        return Err(denied("Only the account that owns a connection alias can do this."));
    }
    let alias = world.scope(place).resource(Kind::ConnectionAlias, id);
    let shared = alias.map(|alias| alias.hidden_text("SharedAccountId")).filter(|shared| !shared.is_empty());
    let found = shared
        .map(|account| (account.to_owned(), json!({ "SharedAccountId": account, "AllowAssociation": true })));
    let mut answer = pages::answer(
        call,
        "DescribeConnectionAliasPermissions",
        "ConnectionAliasPermissions",
        found.into_iter(),
    )?;
    answer["AliasId"] = json!(id);
    Ok(without_empty(answer, "ConnectionAliasPermissions"))
}

/// UpdateConnectionAliasPermission: shared with one other account, or with none.
pub fn permit(world: &mut World, call: &Call<'_>) -> Answer {
    let id = text(call.input, "AliasId").unwrap_or_default();
    let permission = &call.input["ConnectionAliasPermission"];
    let account = text(permission, "SharedAccountId").unwrap_or_default();
    let alias = owned(world, call.scope, id)?;
    let shared = alias.hidden_text("SharedAccountId");
    if account == world.scope(call.scope).account {
        return Err(ServiceError::invalid("A connection alias cannot be shared with its owner."));
    }
    if permission["AllowAssociation"] == true {
        if !shared.is_empty() && shared != account {
            return Err(ServiceError::new(
                "ResourceLimitExceededException",
                "A connection alias can be shared with one account only.",
            ));
        }
    } else {
        if shared != account {
            return Err(ServiceError::invalid("The connection alias is not shared with this account."));
        }
        if alias.item["Associations"][0]["AssociatedAccountId"] == account {
            return Err(associated(
                "The shared account must disassociate the connection alias from its directory first.",
            ));
        }
    }
    let shared = if permission["AllowAssociation"] == true { account } else { "" };
    if let Some(alias) = world.revise(call.scope, Kind::ConnectionAlias, id) {
        alias.hidden["SharedAccountId"] = json!(shared);
    }
    Ok(json!({}))
}

/// The alias stays CREATED; what is pending about its association is done when that state comes again.
fn pend(world: &mut World, place: usize, id: &str, associations: Value) {
    if let Some(alias) = world.revise(place, Kind::ConnectionAlias, id) {
        alias.item["Associations"] = associations;
    }
    let then = Some((MOMENT_MS, Some("CREATED")));
    world.turn(place, Kind::ConnectionAlias, id, "CREATED", then);
}

fn without_empty(mut answer: Value, member: &str) -> Value {
    if answer[member].as_array().is_some_and(Vec::is_empty)
        && let Some(map) = answer.as_object_mut()
    {
        map.remove(member);
    }
    answer
}
