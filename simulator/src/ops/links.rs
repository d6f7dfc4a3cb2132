//! Links between accounts: who invites whom, and what does the other one say?
//!
//! A link is kept in the region of the account that invites; both accounts see it there. Amazon says: only within a
//! region, and a link that was accepted can't be undone.

use serde_json::{Value, json};

use super::{Answer, Call, pages, text, texts};
use crate::seeded::{BASE36, Dice};
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::resource::{Kind, Resource};

const PENDING: &str = "PENDING_ACCEPTANCE_BY_TARGET_ACCOUNT";
const LINKED: &str = "LINKED";
/// What a deleted link says of itself (invented), and one that is kept for its token's sake alone.
const GONE: &str = "LINK_NOT_FOUND";

/// CreateAccountLinkInvitation; again with the same token, the same answer.
pub fn invite(world: &mut World, call: &Call<'_>) -> Answer {
    let me = world.scope(call.scope).account.clone();
    let target = text(call.input, "TargetAccountId").unwrap_or_default();
    if target == me {
        return Err(validation("You are using the same value for TargetAccountId and SourceAccountId."));
    }
    let token = text(call.input, "ClientToken");
    let invited = |link: &Resource| link.text("SourceAccountId") == me;
    if let Some((_, before)) =
        all(world, call.scope).find(|(_, link)| invited(link) && token_is(link, "invite", token))
    {
        return if before.text("TargetAccountId") == target {
            Ok(json!({ "AccountLink": before.item }))
        } else {
            Err(conflict("The ClientToken was used for another TargetAccountId."))
        };
    }
    let pairs = [(me.as_str(), target), (target, me.as_str())];
    let taken = in_region(world, call.scope).any(|(_, link)| {
        let (source, other) = (link.text("SourceAccountId"), link.text("TargetAccountId"));
        let open = [PENDING, LINKED].contains(&status(link));
        open && (other == target || pairs.contains(&(source, other)))
    });
    if taken {
        return Err(conflict("The TargetAccountId is already linked or invited."));
    }
    let mut dice: Dice = world.dice(call.scope, "link");
    let id = format!("link-{}", dice.letters(BASE36, 16));
    let item = json!({
        "AccountLinkId": id,
        "AccountLinkStatus": PENDING,
        "SourceAccountId": me,
        "TargetAccountId": target,
    });
    let mut link = Resource::new(Kind::AccountLink, &id, item.clone(), world.now());
    link.hidden["invite"] = json!(token);
    world.keep(call.scope, link);
    Ok(json!({ "AccountLink": item }))
}

/// AcceptAccountLinkInvitation: LINKED at once (invented); with a target whose number begins with 9999 it fails.
pub fn accept(world: &mut World, call: &Call<'_>) -> Answer {
    let lucky = !world.scope(call.scope).account.starts_with("9999");
    decide(world, call, "accept", if lucky { LINKED } else { "LINKING_FAILED" })
}

/// RejectAccountLinkInvitation
pub fn reject(world: &mut World, call: &Call<'_>) -> Answer {
    decide(world, call, "reject", "REJECTED")
}

/// DeleteAccountLinkInvitation: by the account that invited, and never a link that was accepted.
pub fn delete(world: &mut World, call: &Call<'_>) -> Answer {
    let token = text(call.input, "ClientToken");
    let (place, link) = mine(world, call)?;
    if token_is(&link, "delete", token) {
        return Ok(json!({ "AccountLink": link.item }));
    }
    let link = there(link)?;
    if link.text("SourceAccountId") != world.scope(call.scope).account {
        return Err(denied("Only the source account can delete an account link invitation."));
    }
    if status(&link) == LINKED {
        return Err(conflict("The account link is already established and cannot be deleted."));
    }
    let answer = settle(world, place, &link.id, "delete", token, GONE);
    if token.is_none() {
        world.discard(place, Kind::AccountLink, &link.id);
    }
    answer
}

/// GetAccountLink: by its id, or by the account at its other end.
pub fn get(world: &mut World, call: &Call<'_>) -> Answer {
    let link = match (text(call.input, "LinkId"), text(call.input, "LinkedAccountId")) {
        (Some(_), None) => there(mine(world, call)?.1)?,
        (None, Some(other)) => {
            let me = &world.scope(call.scope).account;
            let ends = |link: &Resource| {
                let ends = [link.text("SourceAccountId"), link.text("TargetAccountId")];
                ends.contains(&other) && ends.contains(&me.as_str()) && status(link) != GONE
            };
            // The newest: an older one that was rejected is of no interest.
            let links = all(world, call.scope).filter(|(_, link)| ends(link));
            links.max_by_key(|(_, link)| link.created).map(|(_, link)| link.clone()).ok_or_else(not_found)?
        }
        _ => return Err(validation("Specify either LinkId or LinkedAccountId.")),
    };
    Ok(json!({ "AccountLink": link.item }))
}

/// ListAccountLinks: those of both sides, by status where it is given.
pub fn list(world: &mut World, call: &Call<'_>) -> Answer {
    let wanted = texts(call.input, "LinkStatusFilter");
    let mut links: Vec<(String, Value)> = all(world, call.scope)
        .filter(|(_, link)| status(link) != GONE)
        .filter(|(_, link)| wanted.is_empty() || wanted.contains(&status(link)))
        .map(|(_, link)| (link.id.clone(), link.item.clone()))
        .collect();
    links.sort_by(|one, other| one.0.cmp(&other.0));
    pages::answer(call, "ListAccountLinks", "AccountLinks", links.into_iter()).map_err(|error| {
        // The model has no InvalidParameterValuesException here.
        validation(&error.message)
    })
}

/// At which end of an established link an account is, if at any.
pub fn side(world: &World, scope: usize) -> Option<&'static str> {
    let (_, link) = all(world, scope).find(|(_, link)| status(link) == LINKED)?;
    let source = link.text("SourceAccountId") == world.scope(scope).account;
    Some(if source { "SOURCE_ACCOUNT" } else { "TARGET_ACCOUNT" })
}

/// The target answers an invitation; again with the same token, the same answer.
fn decide(world: &mut World, call: &Call<'_>, verb: &str, status_now: &str) -> Answer {
    let token = text(call.input, "ClientToken");
    let (place, link) = mine(world, call)?;
    let link = there(link)?;
    if token_is(&link, verb, token) {
        return Ok(json!({ "AccountLink": link.item }));
    }
    if link.text("TargetAccountId") != world.scope(call.scope).account {
        return Err(denied(&format!("Only the target account can {verb} an account link invitation.")));
    }
    if status(&link) != PENDING {
        return Err(conflict("The account link invitation is not pending."));
    }
    settle(world, place, &link.id, verb, token, status_now)
}

fn settle(
    world: &mut World,
    place: usize,
    id: &str,
    verb: &str,
    token: Option<&str>,
    status: &str,
) -> Answer {
    let now = world.now();
    let link = world.revise(place, Kind::AccountLink, id).ok_or_else(not_found)?;
    link.item["AccountLinkStatus"] = json!(status);
    link.hidden[verb] = json!(token);
    link.since = now;
    Ok(json!({ "AccountLink": link.item }))
}

/// All links of a region, with the scope that keeps each.
fn in_region(world: &World, scope: usize) -> impl Iterator<Item = (usize, &Resource)> {
    let region = &world.scope(scope).region;
    let places = world.scopes().iter().enumerate().filter(move |(_, place)| place.region == *region);
    places.flat_map(|(at, place)| place.resources(Kind::AccountLink).map(move |link| (at, link)))
}

/// All links of an account in its region.
fn all(world: &World, scope: usize) -> impl Iterator<Item = (usize, &Resource)> {
    let me = world.scope(scope).account.as_str();
    in_region(world, scope)
        .filter(move |(_, link)| [link.text("SourceAccountId"), link.text("TargetAccountId")].contains(&me))
}

/// The link that a call names, if it is the caller's.
fn mine(world: &World, call: &Call<'_>) -> Result<(usize, Resource), ServiceError> {
    let id = text(call.input, "LinkId").unwrap_or_default();
    let found = all(world, call.scope).find(|(_, link)| link.id == id);
    found.map(|(at, link)| (at, link.clone())).ok_or_else(not_found)
}

fn there(link: Resource) -> Result<Resource, ServiceError> {
    if status(&link) == GONE { Err(not_found()) } else { Ok(link) }
}

fn status(link: &Resource) -> &str {
    link.text("AccountLinkStatus")
}

fn token_is(link: &Resource, verb: &str, token: Option<&str>) -> bool {
    token.is_some_and(|token| link.hidden_text(verb) == token)
}

fn not_found() -> ServiceError {
    ServiceError::not_found("The specified account link could not be found.")
}

fn conflict(message: &str) -> ServiceError {
    ServiceError::new("ConflictException", message)
}

fn denied(message: &str) -> ServiceError {
    ServiceError::new("AccessDeniedException", message)
}

fn validation(message: &str) -> ServiceError {
    ServiceError::new("ValidationException", message)
}
