//! May this item of CreateWorkspaces be launched?
//!
//! Codes and words are Amazon's where facts.md knows them (12 to 15), and otherwise invented in the
//! same manner; each invented one is listed in the README.

use std::borrow::Cow;

use serde_json::Value;

use super::property_rules::{properties, volumes};
use super::tags::{self, MOST};
use super::text;
use crate::world::desktop::{Properties, state};
use crate::world::resource::{Kind, Resource};
use crate::world::scope::{Filter, Scope};

/// Why an item is refused: code and message.
pub type Refusal = (&'static str, Cow<'static, str>);

/// A user that the directory does not know (facts.md 14; the words are invented).
pub const NO_SUCH_USER: Refusal =
    ("ResourceNotFound.User", Cow::Borrowed("The specified user could not be found in the directory."));

/// The user of a WorkSpace that nobody is assigned to.
pub const UNDEFINED: &str = "[UNDEFINED]";

/// The bundle and the properties that an item gets, or its refusal.
pub fn judge<'a>(scope: &'a Scope, item: &Value) -> Result<(&'a Resource, Properties), Refusal> {
    let directory = text(item, "DirectoryId").unwrap_or_default();
    let user = text(item, "UserName").unwrap_or_default();
    let folded = user.to_lowercase();
    registered(scope, directory)?;
    if folded.starts_with("missing.") {
        return Err(NO_SUCH_USER);
    }
    let bundle = text(item, "BundleId").and_then(|id| scope.resource(Kind::Bundle, id));
    let Some(bundle) = bundle else {
        return Err((
            "ResourceNotFound.Bundle",
            "The specified bundle could not be found in the specified region.".into(),
        ));
    };
    if bundle.state() != "AVAILABLE" {
        return Err(("ResourceUnavailable.Bundle", "The specified bundle is not available.".into()));
    }
    named(item, user)?;
    let properties = properties(scope, &item["WorkspaceProperties"], bundle)?;
    volumes(&properties)?;
    tagged(item)?;
    if user != UNDEFINED && taken(scope, directory, user) {
        return Err((
            "ResourceExists.WorkSpace",
            "A WorkSpace already exists for the specified user.".into(),
        ));
    }
    if folded.starts_with("over-quota") || scope.desktops().len() >= scope.quota {
        return Err((
            "ResourceLimitExceeded.WorkSpace",
            "You have reached the limit of WorkSpaces in this region.".into(),
        ));
    }
    Ok((bundle, properties))
}

/// A directory that WorkSpaces can be launched in (facts.md 13), and not one of pools (invented).
pub fn registered(scope: &Scope, directory: &str) -> Result<(), Refusal> {
    match scope.directory(directory).map(|directory| directory.text("WorkspaceType")) {
        Some("POOLS") => Err((
            "OperationNotSupported.Directory",
            "The specified directory is for WorkSpaces Pools only.".into(),
        )),
        Some(_) => Ok(()),
        None => Err((
            "ResourceNotFound.Directory",
            "The specified directory could not be found in the specified region.".into(),
        )),
    }
}

/// One per user and directory (facts.md 12), until the old one is gone.
pub fn taken(scope: &Scope, directory: &str, user: &str) -> bool {
    scope.after(Filter::User(directory, user), "").any(|desktop| desktop.state != state::TERMINATED)
}

fn named(item: &Value, user: &str) -> Result<(), Refusal> {
    match (user == UNDEFINED, text(item, "WorkspaceName").is_some()) {
        (true, false) => Err((
            "InvalidParameterValues.WorkspaceName",
            "WorkspaceName is required when UserName is [UNDEFINED].".into(),
        )),
        (false, true) => Err((
            "InvalidParameterValues.WorkspaceName",
            "WorkspaceName is not applicable when UserName is specified.".into(),
        )),
        _ => Ok(()),
    }
}

pub fn tagged(item: &Value) -> Result<(), Refusal> {
    let tags = tags::read(&item["Tags"]);
    if tags.len() > MOST {
        return Err((
            "ResourceLimitExceeded.Tags",
            format!("A resource can have at most {MOST} tags.").into(),
        ));
    }
    if tags.iter().any(|(key, _)| tags::reserved(key)) {
        return Err((
            "InvalidParameterValues.Tags",
            "Tag keys cannot start with the reserved prefix aws:.".into(),
        ));
    }
    Ok(())
}
