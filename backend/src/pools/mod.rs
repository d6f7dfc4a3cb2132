//! Pools: desktops that nobody owns, for as many people as work at once.

pub(crate) mod aws;
mod csv;
mod sessions;

use domain::access::{NO_TAGS, Person, Place, Right};
use domain::estate::{Catalog, Directory};
use domain::fault::{Fault, FieldError};
use domain::ids::{DirectoryId, DirectoryKey, ScopeKey};
use domain::pools::{Changes, Form, Order, Pool};
use domain::resource::{Diff, Order as AnyOrder, Request, Resource, ResourceKey, ResourceKind, Target, Verb};
use serde_json::Value;

use crate::{Backend, create, resource};

pub use csv::csv_sessions;
pub use sessions::sessions;

/// Directories of pools and bundles from which this person may make pools, or change those that are there.
///
/// # Errors
/// When the database fails.
pub async fn choices(backend: &Backend, person: &Person) -> Result<Catalog, Fault> {
    let found = resource::list::<Value>(backend, person, ResourceKind::Directory).await?.found;
    let of_pools = found.into_iter().filter(|one| one.item["workspace_type"] == "POOLS");
    let theirs = of_pools.filter(|one| may(person, Right::Modify, &one.key.scope, &one.key.id));
    let directories = theirs.map(|one| Directory {
        key: DirectoryKey { scope: one.key.scope, id: DirectoryId::new(one.key.id) },
        account_name: one.account_name,
        name: one.name,
        state: one.state,
        kind: one.item["kind"].as_str().unwrap_or_default().to_owned(),
        workspaces: 0,
        // What a directory decides for WorkSpaces of people decides nothing for pools.
        settings: Default::default(),
    });
    let directories = directories.collect();
    Ok(Catalog { directories, bundles: create::bundles(backend, person, Right::Modify).await? })
}

fn may(person: &Person, right: Right, scope: &ScopeKey, directory: &str) -> bool {
    let directory = DirectoryId::new(directory);
    let place =
        Place { account: &scope.account, region: &scope.region, directory: &directory, tags: NO_TAGS };
    person.may(right, place)
}

/// Plans a new pool; says the plan's number. Nothing is sent.
///
/// # Errors
/// `Invalid`, with an error at each field.
pub async fn plan_create(backend: &Backend, person: &Person, form: &Form) -> Result<i64, Fault> {
    let right = Verb::CreatePool.right();
    person.permit(right)?;
    let (scope, new) = form.create().map_err(Fault::invalid)?;
    let directory = new.settings.directory.clone().unwrap_or_default();
    stands(backend, person, right, &scope, &new.settings).await?;
    let diff = new.settings.diff(None);
    let target = Target { scope, kind: ResourceKind::Pool, id: None, name: new.name.clone(), directory };
    plan(backend, person, target, Order::Create(Box::new(new)), diff).await
}

/// Plans what of a pool is to be other than it is; says the plan's number.
///
/// # Errors
/// `Invalid`, with an error at each field; `NotFound`.
pub async fn plan_update(
    backend: &Backend,
    person: &Person,
    key: &ResourceKey,
    form: &Form,
) -> Result<i64, Fault> {
    let right = Verb::UpdatePool.right();
    person.permit(right)?;
    let pool = resource::one::<Pool>(backend, person, key).await?;
    let mut changes = form.update(&pool).map_err(Fault::invalid)?;
    stands(backend, person, right, &key.scope, &changes).await?;
    let diff = changes.diff(Some((&pool.directory, &pool.item)));
    let is_other = changes != Changes::default();
    if changes.disconnect.or(changes.idle).or(changes.longest).is_some() {
        // Timeouts are one member on the wire: whether AWS keeps those that are left out is not documented.
        let known = pool.item.timeouts;
        changes.disconnect = changes.disconnect.or(known.disconnect);
        changes.idle = changes.idle.or(known.idle);
        changes.longest = changes.longest.or(known.longest);
    }
    let order = AnyOrder::Pool(Order::Update(Box::new(changes)));
    let mut request = Request::one(resource::target(&pool), order, diff);
    if !is_other {
        request.tasks.clear();
    }
    resource::plan(backend, person, vec![request]).await
}

/// Plans that a pool run, stand still or be gone; says the plan's number.
///
/// # Errors
/// `Invalid`, when the verb is none of these; `NotFound`.
pub async fn plan_act(
    backend: &Backend,
    person: &Person,
    key: &ResourceKey,
    verb: &str,
) -> Result<i64, Fault> {
    let order = match Verb::from_slug(verb) {
        Some(Verb::StartPool) => Order::Start,
        Some(Verb::StopPool) => Order::Stop,
        Some(Verb::TerminatePool) => Order::Terminate,
        _ => {
            let message = "A pool can be started, stopped or terminated.";
            return Err(Fault::invalid(vec![FieldError::at("verb", message)]));
        }
    };
    person.permit(order.verb().right())?;
    let pool = resource::one::<Pool>(backend, person, key).await?;
    plan(backend, person, resource::target(&pool), order.clone(), losses(&order, &pool)).await
}

/// Plans that somebody's session be over; says the plan's number.
///
/// # Errors
/// `NotFound`, when it is over already; what AWS says, which is asked whose it is.
pub async fn plan_end_session(
    backend: &Backend,
    person: &Person,
    key: &ResourceKey,
    session: &str,
) -> Result<i64, Fault> {
    person.permit(Verb::EndPoolSession.right())?;
    let pool = resource::one::<Pool>(backend, person, key).await?;
    let found = sessions::one(backend, person, key, session).await?;
    let state = if found.is_connected() { "connected" } else { "not connected" };
    let diff = Diff::of("session", Some(format!("{}, {state}", found.user)), None);
    let order = Order::EndSession { session: found.id, user: found.user };
    plan(backend, person, resource::target(&pool), order, Vec::from_iter(diff)).await
}

/// What people lose where a pool stops or goes.
fn losses(order: &Order, pool: &Resource<Pool>) -> Vec<Diff> {
    let active = pool.item.now.active;
    match order {
        Order::Stop | Order::Terminate if active > 0 => {
            let before = Some(format!("{active} active"));
            let after = Some("none: they end, and what was not saved is lost".to_owned());
            Vec::from_iter(Diff::of("sessions", before, after))
        }
        _ => Vec::new(),
    }
}

/// Whether the directory and the bundle that are wished for can be had here.
async fn stands(
    backend: &Backend,
    person: &Person,
    right: Right,
    scope: &ScopeKey,
    wish: &Changes,
) -> Result<(), Fault> {
    let mut wrong = Vec::new();
    if let Some(id) = &wish.directory {
        let all = resource::list::<Value>(backend, person, ResourceKind::Directory).await?.found;
        let found = all.iter().find(|one| one.key.scope == *scope && one.key.id == *id);
        match found {
            None => wrong.push("There is no such directory, or none that you may see.".to_owned()),
            Some(one) if one.item["workspace_type"] != "POOLS" => {
                wrong.push(format!("{} is for WorkSpaces of people, not for pools.", one.name));
            }
            // Where a pool comes to stand takes the right as well as where it stood.
            Some(one) if !may(person, right, scope, id) => {
                wrong.push(format!("You may not {} in {}.", right.words(), one.name));
            }
            Some(_) => {}
        }
    }
    let mut wrong: Vec<_> = wrong.into_iter().map(|why| FieldError::at("directory", why)).collect();
    if let Some(id) = &wish.bundle {
        let all = resource::list::<Value>(backend, person, ResourceKind::Bundle).await?.found;
        if !all.iter().any(|one| one.key.scope == *scope && one.key.id == *id) {
            wrong.push(FieldError::at("bundle", "There is no such bundle in this account and region."));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Fault::invalid(wrong)) }
}

async fn plan(
    backend: &Backend,
    person: &Person,
    target: Target,
    order: Order,
    diff: Vec<Diff>,
) -> Result<i64, Fault> {
    resource::plan(backend, person, vec![Request::one(target, AnyOrder::Pool(order), diff)]).await
}
