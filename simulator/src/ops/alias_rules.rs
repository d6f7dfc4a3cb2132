//! Who may do what with a connection alias?
//!
//! Rules are those of Amazon's pages on cross-Region redirection; codes are modelled ones, and words are invented.

use super::text;
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::resource::{Kind, Resource};

/// Aliases of an account's region, at most (facts.md 27).
const MOST: usize = 20;

/// Domains that nobody but Amazon can own (invented).
const RESERVED: &[&str] = &["amazonaws.com", "amazon.com", "awsapps.com", "amazonworkspaces.com", "aws"];

/// The scope that holds the alias, which is the caller's or that of an account that shares it, in the same region.
pub fn owner(world: &World, scope: usize, id: &str) -> Result<usize, ServiceError> {
    let here = world.scope(scope);
    let visible = |place: &usize| {
        let there = world.scope(*place);
        there.region == here.region
            && there
                .resource(Kind::ConnectionAlias, id)
                .is_some_and(|alias| *place == scope || alias.hidden_text("SharedAccountId") == here.account)
    };
    (0..world.scopes().len())
        .find(visible)
        .ok_or_else(|| ServiceError::not_found("The specified connection alias could not be found."))
}

/// An alias that the caller owns.
pub fn owned<'a>(world: &'a World, scope: usize, id: &str) -> Result<&'a Resource, ServiceError> {
    let place = owner(world, scope, id)?;
    if place != scope {
        return Err(denied("Only the account that owns a connection alias can do this."));
    }
    settled(world, place, id)
}

/// An alias that is CREATED, and of which nothing is pending.
pub fn settled<'a>(world: &'a World, place: usize, id: &str) -> Result<&'a Resource, ServiceError> {
    let alias = world.scope(place).resource(Kind::ConnectionAlias, id);
    let alias = alias.ok_or_else(|| ServiceError::not_found("The specified connection alias is gone."))?;
    if alias.state() != "CREATED" || association(alias).starts_with("PENDING") {
        return Err(ServiceError::new(
            "InvalidResourceStateException",
            "The specified connection alias is not in a valid state. Confirm that it has a state of CREATED, \
             and try again.",
        ));
    }
    Ok(alias)
}

/// How an alias is associated.
pub fn association(alias: &Resource) -> &str {
    text(&alias.item["Associations"][0], "AssociationStatus").unwrap_or("NOT_ASSOCIATED")
}

/// Refuses an alias that is associated.
pub fn free(alias: &Resource) -> Result<(), ServiceError> {
    if association(alias) != "NOT_ASSOCIATED" {
        return Err(associated(
            "The connection alias is associated with a directory. Disassociate it first.",
        ));
    }
    Ok(())
}

/// May this account have this name here? A name is for ever that of the account that first had it.
pub fn nameable(world: &World, scope: usize, name: &str) -> Result<(), ServiceError> {
    let folded = name.to_lowercase();
    let labels: Vec<&str> = folded.split('.').collect();
    let sound = |label: &&str| {
        !label.is_empty() && label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-')
    };
    let numeric = labels.last().is_none_or(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
    if labels.len() < 2 || !labels.iter().all(sound) || numeric {
        return Err(ServiceError::invalid("The connection string must be a fully qualified domain name."));
    }
    if RESERVED.iter().any(|domain| folded == *domain || folded.ends_with(&format!(".{domain}"))) {
        return Err(ServiceError::invalid("The connection string is in a reserved domain."));
    }
    let here = world.scope(scope);
    let taken = |other: &&crate::world::scope::Scope| {
        other.account != here.account && other.resource(Kind::ConnectionString, &folded).is_some()
    };
    if world.scopes().iter().find(taken).is_some() {
        return Err(exists("The specified connection string is reserved for another account."));
    }
    let mut aliases = here.resources(Kind::ConnectionAlias);
    if aliases.any(|alias| alias.text("ConnectionString").eq_ignore_ascii_case(name)) {
        return Err(exists("A connection alias with the specified connection string already exists."));
    }
    if here.resources(Kind::ConnectionAlias).count() >= MOST {
        return Err(ServiceError::new(
            "ResourceLimitExceededException",
            format!("You can have at most {MOST} connection aliases in a region."),
        ));
    }
    Ok(())
}

/// ResourceAssociatedException
pub fn associated(words: &str) -> ServiceError {
    ServiceError::new("ResourceAssociatedException", words)
}

/// AccessDeniedException
pub fn denied(words: &str) -> ServiceError {
    ServiceError::new("AccessDeniedException", words)
}

fn exists(words: &str) -> ServiceError {
    ServiceError::new("ResourceAlreadyExistsException", words)
}
