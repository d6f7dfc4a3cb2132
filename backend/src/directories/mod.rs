//! Which directories are registered with WorkSpaces, how are they set, and how is that changed?

pub(crate) mod aws;
mod send;
mod store;

use std::collections::BTreeMap;

use domain::access::{Person, Right};
use domain::directories::{Directory, Form, Group, GroupsForm, Order};
use domain::fault::Fault;
use domain::ids::DirectoryKey;
use domain::ip_groups::IpGroup;
use domain::resource::{Diff, Order as AnyOrder, Request, ResourceKey, ResourceKind, Verb};

use crate::{Backend, resource};

/// How many WorkSpaces each directory has that this person may see.
///
/// # Errors
/// When the database fails.
pub async fn uses(backend: &Backend, person: &Person) -> Result<BTreeMap<DirectoryKey, i64>, Fault> {
    store::uses(backend.db(), &person.reach(Right::Read)).await
}

/// The IP access control groups that a directory can use: by id, its name, and whether it uses it.
///
/// # Errors
/// `NotFound`, also when this person may not see the directory.
pub async fn groups(
    backend: &Backend,
    person: &Person,
    key: &ResourceKey,
) -> Result<Vec<(String, String, bool)>, Fault> {
    let directory = resource::one::<Directory>(backend, person, key).await?;
    let all = resource::list::<IpGroup>(backend, person, ResourceKind::IpGroup).await?;
    let here = all.found.into_iter().filter(|group| group.key.scope == key.scope);
    let used = |id: &str| directory.item.ip_groups.iter().any(|other| other == id);
    Ok(here.map(|group| (group.key.id.clone(), group.name, used(&group.key.id))).collect())
}

/// Plans other settings for a directory; says the plan's number. Nothing is sent.
///
/// # Errors
/// `Invalid`, with an error at each field; `NotFound`.
pub async fn plan_settings(
    backend: &Backend,
    person: &Person,
    key: &ResourceKey,
    form: &Form,
) -> Result<i64, Fault> {
    person.permit(Group::Creation.verb().right())?;
    let directory = resource::one::<Directory>(backend, person, key).await?;
    let (order, diff) = form.check(&directory.item).map_err(Fault::invalid)?;
    let group = Group::from_slug(&form.group).unwrap_or(Group::Creation);
    plan(backend, person, &directory, group.verb(), Vec::from_iter(order), diff).await
}

/// Plans which IP access control groups a directory shall use; says the plan's number. Nothing is sent.
///
/// # Errors
/// As [`plan_settings`].
pub async fn plan_groups(
    backend: &Backend,
    person: &Person,
    key: &ResourceKey,
    form: &GroupsForm,
) -> Result<i64, Fault> {
    person.permit(Verb::SetDirectoryGroups.right())?;
    let directory = resource::one::<Directory>(backend, person, key).await?;
    let orders = form.check(&directory.item).map_err(Fault::invalid)?;
    let names: BTreeMap<_, _> =
        groups(backend, person, key).await?.into_iter().map(|(id, name, _)| (id, name)).collect();
    let words = |ids: &[String]| {
        let words: Vec<_> = ids.iter().map(|id| names.get(id).unwrap_or(id).as_str()).collect();
        Some(words.join("\n")).filter(|words| !words.is_empty())
    };
    let diff = Diff::of("IP groups", words(&directory.item.ip_groups), words(&form.groups));
    plan(backend, person, &directory, Verb::SetDirectoryGroups, orders, Vec::from_iter(diff)).await
}

async fn plan(
    backend: &Backend,
    person: &Person,
    directory: &domain::resource::Resource<Directory>,
    verb: Verb,
    orders: Vec<Order>,
    diff: Vec<Diff>,
) -> Result<i64, Fault> {
    let request =
        Request::all(resource::target(directory), verb, orders.into_iter().map(AnyOrder::Directory), diff);
    resource::plan(backend, person, vec![request]).await
}
