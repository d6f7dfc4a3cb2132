//! What does Amazon know of the account: dedicated tenancy and its network?

use serde_json::{Value, json};

use super::{Answer, Call, links, management, pages, text};
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::resource::{Kind, Resource};

/// DescribeAccount: dedicated tenancy is DISABLED until it was asked for.
pub fn describe(world: &mut World, call: &Call<'_>) -> Answer {
    let scope = world.scope(call.scope);
    let account = scope.resource(Kind::Account, "account");
    let mut answer =
        account.map_or_else(|| json!({ "DedicatedTenancySupport": "DISABLED" }), |known| known.item.clone());
    if let Some(side) = links::side(world, call.scope) {
        answer["DedicatedTenancyAccountType"] = json!(side);
    }
    if pending(world, call).is_some() {
        answer["Message"] = json!("Dedicated tenancy is being enabled for your account.");
    }
    Ok(answer)
}

/// DescribeAccountModifications: the oldest first.
pub fn modifications(world: &mut World, call: &Call<'_>) -> Answer {
    let changes = world.scope(call.scope).resources(Kind::AccountModification).map(|change| {
        let mut item = change.item.clone();
        item["ModificationState"] = item["State"].take();
        if let Some(item) = item.as_object_mut() {
            item.remove("State");
        }
        (change.id.clone(), item)
    });
    pages::answer(call, "DescribeAccountModifications", "AccountModifications", changes)
}

/// ModifyAccount: dedicated tenancy is switched on once, with a management range that is available; the model has no
/// word to switch it off. Words are invented.
pub fn modify(world: &mut World, call: &Call<'_>) -> Answer {
    let range = text(call.input, "DedicatedTenancyManagementCidrRange");
    if text(call.input, "DedicatedTenancySupport").is_none() {
        return Err(ServiceError::invalid("DedicatedTenancySupport must be specified."));
    }
    let Some(range) = range else {
        return Err(ServiceError::invalid("DedicatedTenancyManagementCidrRange must be specified."));
    };
    if world.scope(call.scope).resource(Kind::Account, "account").is_some() {
        return Err(state("Dedicated tenancy is already enabled for your account, and cannot be changed."));
    }
    if pending(world, call).is_some() {
        return Err(state("Another modification of your account is in progress."));
    }
    if !management::available(world.scope(call.scope), range) {
        return Err(ServiceError::invalid(format!("The management CIDR range {range} is not available.")));
    }
    let wanted =
        json!({ "DedicatedTenancySupport": "ENABLED", "DedicatedTenancyManagementCidrRange": range });
    world.modify_account(call.scope, wanted);
    Ok(json!({ "Message": "The modification of your account has begun." }))
}

/// ListAvailableManagementCidrRanges: those within the constraint, five at a time.
pub fn ranges(world: &mut World, call: &Call<'_>) -> Answer {
    let constraint = text(call.input, "ManagementCidrRangeConstraint").unwrap_or_default();
    let ranges = management::within(world.scope(call.scope), constraint).ok_or_else(|| {
        ServiceError::invalid("ManagementCidrRangeConstraint must be a CIDR block of size /16 or larger.")
    })?;
    let mut input: Value = call.input.clone();
    if input["MaxResults"].is_null() {
        input["MaxResults"] = json!(5);
    }
    let call = Call { scope: call.scope, input: &input };
    let ranges = ranges.map(|(key, range)| (key, json!(range)));
    pages::answer(&call, "ListAvailableManagementCidrRanges", "ManagementCidrRanges", ranges)
}

fn pending<'a>(world: &'a World, call: &Call<'_>) -> Option<&'a Resource> {
    world.scope(call.scope).resources(Kind::AccountModification).find(|change| change.state() == "PENDING")
}

fn state(message: &str) -> ServiceError {
    ServiceError::new("InvalidResourceStateException", message)
}
