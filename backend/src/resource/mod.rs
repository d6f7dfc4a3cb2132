//! What does the service know besides WorkSpaces, and how is it changed?

mod csv;
mod judge;
pub(crate) mod kinds;
mod look;
mod store;

use std::collections::BTreeSet;

use domain::access::{NO_TAGS, Permit, Person, Place, Right};
use domain::fault::{Fault, FaultKind, FieldError};
use domain::history::Change;
use domain::ids::{DirectoryId, ScopeKey};
use domain::resource::{
    Draft, Request, Resource, ResourceKey, ResourceKind, Resources, TagForm, Target, Verb,
};
use domain::tags;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Backend, drafts, jobs};

pub use csv::csv;
pub(crate) use judge::judge;
pub(crate) use look::{About, Looked, look};

/// Tag keys that are suggested.
const MOST_KEYS: i64 = 50;

/// What AWS says of one resource.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fact {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) state: String,
    /// The directory that it is, or belongs to; empty for what belongs to the account and region as a whole.
    pub(crate) directory: String,
    /// What is its kind's own. What lies under `now` changes all the time: it is no history.
    pub(crate) item: serde_json::Value,
}

/// The token of the next page; an empty one is none.
pub(crate) fn next(token: Option<&str>) -> Option<String> {
    token.filter(|token| !token.is_empty()).map(str::to_owned)
}

/// All resources of a kind that this person may see.
///
/// # Errors
/// When the database fails.
pub async fn list<T: DeserializeOwned>(
    backend: &Backend,
    person: &Person,
    kind: ResourceKind,
) -> Result<Resources<T>, Fault> {
    let reach = person.reach(Right::Read);
    let found = store::list(backend.db(), &reach, kind, None).await?;
    Ok(Resources { found, unread: store::unread(backend.db(), &reach, kind).await? })
}

/// One resource.
///
/// # Errors
/// `NotFound`, also when this person may not see it.
pub async fn one<T: DeserializeOwned>(
    backend: &Backend,
    person: &Person,
    key: &ResourceKey,
) -> Result<Resource<T>, Fault> {
    let found = store::list(backend.db(), &person.reach(Right::Read), key.kind, Some(key)).await?.pop();
    let word = key.kind.word();
    found.ok_or_else(|| Fault::not_found(format!("There is no such {word}, or none that you may see.")))
}

/// Changes of a resource, newest first; at most 100, older than line `before` when it is given.
///
/// # Errors
/// `NotFound`, also when this person may not see it. One that has gone keeps its history.
pub async fn history(
    backend: &Backend,
    person: &Person,
    key: &ResourceKey,
    before: Option<i64>,
) -> Result<Vec<Change>, Fault> {
    let lines = crate::history::of_resource(backend, person, key, before).await?;
    if lines.is_empty() {
        one::<serde_json::Value>(backend, person, key).await?;
    }
    Ok(lines)
}

/// Plans what is asked of resources, all of one verb, and keeps the plan; says its number. Nothing is sent.
///
/// # Errors
/// `Invalid`, when nothing is asked; `Forbidden`, when the right is held nowhere.
pub async fn plan(backend: &Backend, person: &Person, requests: Vec<Request>) -> Result<i64, Fault> {
    let Some(first) = requests.first() else {
        return Err(Fault::new(FaultKind::Invalid, "Nothing is selected: choose what to change first."));
    };
    let permit = person.permit(first.verb.right())?;
    jobs::plan_orders(backend, &permit, requests).await
}

/// Plans, and says where that leads; a form that is refused is kept, so that nothing typed is lost.
///
/// # Errors
/// What is no matter of the form: `Forbidden`, `NotFound`, and what is ours to mend.
pub async fn plan_or_keep<F: Serialize>(
    backend: &Backend,
    person: &Person,
    planned: Result<i64, Fault>,
    form: F,
) -> Result<Led, Fault> {
    let form_fault = |fault: &Fault| matches!(fault.kind, FaultKind::Invalid | FaultKind::Conflict);
    let (plan, errors) = match planned {
        Ok(plan) => (Some(plan), Vec::new()),
        Err(fault) if form_fault(&fault) => (None, fault.into_field_errors()),
        Err(fault) => return Err(fault),
    };
    let draft = drafts::keep(backend, person, &Draft { form, errors }).await?;
    Ok(plan.map_or(Led::Back(draft), |plan| Led::Plan(plan, draft)))
}

/// Where a form has led.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Led {
    /// To a plan with this number, made from a form with the other.
    Plan(i64, i64),
    /// Back to the form, kept under this number.
    Back(i64),
}

/// A form of this person's that was kept.
///
/// # Errors
/// `NotFound`.
pub async fn draft<F: DeserializeOwned>(
    backend: &Backend,
    person: &Person,
    id: i64,
) -> Result<Draft<F>, Fault> {
    drafts::read(backend, person, id).await
}

/// Plans tags to be there and keys to be gone, of resources of one kind; says the plan's number. Nothing is sent.
///
/// # Errors
/// `Invalid`, with an error at each field; `NotFound`.
pub async fn plan_tags(
    backend: &Backend,
    person: &Person,
    keys: &[ResourceKey],
    form: &TagForm,
) -> Result<i64, Fault> {
    let Some(first) = keys.first() else {
        let message = "Nothing is selected: choose what to tag first.";
        return Err(Fault::invalid(vec![FieldError::at("selected", message)]));
    };
    person.permit(Verb::Tag(first.kind).right())?;
    let (put, drop) = form.check().map_err(Fault::invalid)?;
    let mut requests = Vec::with_capacity(keys.len());
    let mut seen = BTreeSet::new();
    for key in keys.iter().filter(|key| key.kind == first.kind && seen.insert(*key)) {
        let resource = one::<serde_json::Value>(backend, person, key).await?;
        requests.push(Request::tagged(target(&resource), resource.tags.as_deref(), &put, &drop));
    }
    plan(backend, person, requests).await
}

/// Tag keys that this person can suggest to themselves: those in use on what they may see, the commonest first.
///
/// # Errors
/// When the database fails.
pub async fn tag_keys(backend: &Backend, person: &Person) -> Result<Vec<String>, Fault> {
    store::tag_keys(backend.db(), &person.reach(Right::Read), MOST_KEYS).await
}

/// The place of a resource that is there, to be named in a request.
#[must_use]
pub fn target<T>(resource: &Resource<T>) -> Target {
    Target {
        scope: resource.key.scope.clone(),
        kind: resource.key.kind,
        id: Some(resource.key.id.clone()),
        name: resource.name.clone(),
        directory: resource.directory.clone(),
    }
}

/// Whether the permit covers where a target is; what belongs to an account and region as a whole takes a right there.
pub(crate) fn covers(permit: &Permit, target: &Target) -> bool {
    let directory = DirectoryId::new(&target.directory);
    let (account, region) = (&target.scope.account, &target.scope.region);
    permit.covers(Place { account, region, directory: &directory, tags: NO_TAGS })
}

/// Whether our own tag is on it, with this value.
pub(crate) fn is_ours(read: &[(String, String)], mark: &str) -> bool {
    read.iter().any(|(key, value)| key == tags::ROW && value == mark)
}

/// An account and region in which this person holds a right as a whole.
///
/// # Errors
/// `Invalid` at `scope`, when the text names none; `Forbidden`, when the right is not held there.
pub(crate) fn scope_of(
    backend: &Backend,
    person: &Person,
    right: Right,
    text: &str,
) -> Result<ScopeKey, Fault> {
    let found = text.parse::<ScopeKey>().ok().filter(|scope| backend.gateway(scope).is_some());
    let scope = found
        .ok_or_else(|| Fault::invalid(vec![FieldError::at("scope", "Choose an account and a region.")]))?;
    let nowhere = DirectoryId::new("");
    let place = Place { account: &scope.account, region: &scope.region, directory: &nowhere, tags: NO_TAGS };
    if person.may(right, place) {
        return Ok(scope);
    }
    Err(Fault::new(FaultKind::Forbidden, format!("You may not {} in {}.", right.words(), scope.region)))
}
