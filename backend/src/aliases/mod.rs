//! Connection aliases: under which names do people find their directory, and what does DNS answer?

pub(crate) mod aws;
mod resolve;

use domain::access::Person;
use domain::aliases::{Alias, AssociateForm, Form, Order, Resolved, ShareForm};
use domain::directories::Directory;
use domain::fault::{Fault, FaultKind};
use domain::resource::{Diff, Order as AnyOrder, Request, Resource, ResourceKey, ResourceKind, Target, Verb};

use crate::{Backend, resource};

pub use resolve::resolve;

/// Plans a new alias; says the plan's number. Nothing is sent.
///
/// # Errors
/// `Invalid`, with an error at each field.
pub async fn plan_create(backend: &Backend, person: &Person, form: &Form) -> Result<i64, Fault> {
    person.permit(Verb::CreateAlias.right())?;
    let order = form.check().map_err(Fault::invalid)?;
    let scope = resource::scope_of(backend, person, Verb::CreateAlias.right(), &form.scope)?;
    let name = form.name.trim().to_lowercase();
    let target = Target { scope, kind: ResourceKind::Alias, id: None, name, directory: String::new() };
    resource::plan(backend, person, vec![Request::one(target, AnyOrder::Alias(order), Vec::new())]).await
}

/// Plans to which directory an alias shall lead; one that leads elsewhere is let go first. Says the plan's number.
///
/// # Errors
/// `Invalid`, with an error at each field; `NotFound`.
pub async fn plan_associate(
    backend: &Backend,
    person: &Person,
    key: &ResourceKey,
    form: &AssociateForm,
) -> Result<i64, Fault> {
    person.permit(Verb::AssociateAlias.right())?;
    let order = form.check().map_err(Fault::invalid)?;
    let alias = known(backend, person, key, Verb::AssociateAlias).await?;
    let old = alias.item.association.as_ref().map(|there| there.directory.clone());
    let diff = Diff::of("leads to", old.clone(), Some(form.directory.trim().to_owned()));
    let is_so = diff.is_none();
    let free = old.filter(|_| !is_so).map(|_| Order::Disassociate);
    let orders = free.into_iter().chain((!is_so).then_some(order)).map(AnyOrder::Alias);
    let request = Request::all(resource::target(&alias), Verb::AssociateAlias, orders, Vec::from_iter(diff));
    resource::plan(backend, person, vec![request]).await
}

/// Plans that an alias lead nowhere; says the plan's number.
///
/// # Errors
/// `NotFound`.
pub async fn plan_disassociate(backend: &Backend, person: &Person, key: &ResourceKey) -> Result<i64, Fault> {
    let alias = known(backend, person, key, Verb::DisassociateAlias).await?;
    let old = alias.item.association.as_ref().map(|there| there.directory.clone());
    one(backend, person, &alias, Order::Disassociate, Diff::of("leads to", old, None)).await
}

/// Plans whether another account may associate an alias; says the plan's number.
///
/// # Errors
/// `Invalid`, with an error at each field; `NotFound`.
pub async fn plan_share(
    backend: &Backend,
    person: &Person,
    key: &ResourceKey,
    form: &ShareForm,
) -> Result<i64, Fault> {
    person.permit(Verb::ShareAlias.right())?;
    let order = form.check().map_err(Fault::invalid)?;
    let alias = known(backend, person, key, Verb::ShareAlias).await?;
    let words = |accounts: &[String]| Some(accounts.join(", ")).filter(|words| !words.is_empty());
    let mut after = alias.item.shared_with.clone();
    if let Order::Share { account, allow } = &order {
        after.retain(|other| other != account);
        after.extend(allow.then(|| account.clone()));
    }
    let diff = Diff::of("shared with", words(&alias.item.shared_with), words(&after));
    one(backend, person, &alias, order, diff).await
}

/// Plans that an alias be gone; says the plan's number.
///
/// # Errors
/// `NotFound`.
pub async fn plan_delete(backend: &Backend, person: &Person, key: &ResourceKey) -> Result<i64, Fault> {
    let alias = known(backend, person, key, Verb::DeleteAlias).await?;
    one(backend, person, &alias, Order::Delete, None).await
}

/// What DNS answers now for the name of an alias.
///
/// # Errors
/// `NotFound`, also when this person may not see it.
pub async fn answered(backend: &Backend, person: &Person, key: &ResourceKey) -> Result<Resolved, Fault> {
    let alias = resource::one::<Alias>(backend, person, key).await?;
    Ok(resolve(&alias.name, None).await)
}

/// Directories that an alias can lead to: those of its account and region, by id and name.
///
/// # Errors
/// When the database fails.
pub async fn directories(
    backend: &Backend,
    person: &Person,
    key: &ResourceKey,
) -> Result<Vec<(String, String)>, Fault> {
    let all = resource::list::<Directory>(backend, person, ResourceKind::Directory).await?;
    let here = all.found.into_iter().filter(|directory| directory.key.scope == key.scope);
    Ok(here.map(|directory| (directory.key.id, directory.name)).collect())
}

async fn known(
    backend: &Backend,
    person: &Person,
    key: &ResourceKey,
    verb: Verb,
) -> Result<Resource<Alias>, Fault> {
    person.permit(verb.right())?;
    if key.kind != ResourceKind::Alias {
        return Err(Fault::new(FaultKind::NotFound, "The form names no connection alias."));
    }
    resource::one(backend, person, key).await
}

async fn one(
    backend: &Backend,
    person: &Person,
    alias: &Resource<Alias>,
    order: Order,
    diff: Option<Diff>,
) -> Result<i64, Fault> {
    let is_so = order.standing(Some((&alias.state, &alias.item))) == domain::aliases::Standing::Met;
    let orders = (!is_so).then_some(AnyOrder::Alias(order.clone())).into_iter();
    let request = Request::all(resource::target(alias), order.verb(), orders, Vec::from_iter(diff));
    resource::plan(backend, person, vec![request]).await
}
