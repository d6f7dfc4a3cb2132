//! Who sits at a pool's desktops now? AWS alone knows, and is asked each time.

use aws_sdk_workspaces::types;
use domain::access::Person;
use domain::fault::{Fault, FieldError};
use domain::pools::{Pool, Session, Sessions};
use domain::resource::ResourceKey;

use super::aws::at;
use crate::gateway::{AwsFault, Gateway, Priority};
use crate::resource::next;
use crate::{Backend, resource};

/// Sessions of a page, at most (constraints.md).
const PAGE: i32 = 50;

/// A page of a pool's sessions; of one user, where one is named.
///
/// # Errors
/// `Invalid`, when nobody can be called so; `NotFound`; what AWS says.
pub async fn sessions(
    backend: &Backend,
    person: &Person,
    key: &ResourceKey,
    user: Option<&str>,
    after: Option<&str>,
) -> Result<Sessions, Fault> {
    let user = user.map(str::trim).filter(|user| !user.is_empty());
    if user.is_some_and(|user| !(2..=128).contains(&user.chars().count())) {
        let message = "A user's name has 2 to 128 characters.";
        return Err(Fault::invalid(vec![FieldError::at("user", message)]));
    }
    let gateway = gateway(backend, person, key).await?;
    Ok(page(gateway, &key.id, user, after.map(str::to_owned)).await?)
}

/// One session of a pool, as it is now.
///
/// # Errors
/// `NotFound`, when it is over; what AWS says.
pub(super) async fn one(
    backend: &Backend,
    person: &Person,
    key: &ResourceKey,
    session: &str,
) -> Result<Session, Fault> {
    let gateway = gateway(backend, person, key).await?;
    let found = find(gateway, &key.id, session, None).await?;
    found.ok_or_else(|| Fault::not_found("That session is over already."))
}

/// Whether a session is over: AWS does not show it any more.
pub(crate) async fn has_ended(
    gateway: &Gateway,
    pool: &str,
    session: &str,
    user: &str,
) -> Result<bool, AwsFault> {
    Ok(find(gateway, pool, session, Some(user)).await?.is_none())
}

/// The way to AWS for a pool that this person may see.
async fn gateway<'a>(backend: &'a Backend, person: &Person, key: &ResourceKey) -> Result<&'a Gateway, Fault> {
    resource::one::<Pool>(backend, person, key).await?;
    backend.gateway(&key.scope).ok_or_else(|| Fault::not_found("That account and region is not watched."))
}

async fn find(
    gateway: &Gateway,
    pool: &str,
    session: &str,
    user: Option<&str>,
) -> Result<Option<Session>, AwsFault> {
    let mut token = None;
    loop {
        let Sessions { found, next } = page(gateway, pool, user, token).await?;
        if let Some(found) = found.into_iter().find(|one| one.id == session) {
            return Ok(Some(found));
        }
        token = next;
        if token.is_none() {
            return Ok(None);
        }
    }
}

async fn page(
    gateway: &Gateway,
    pool: &str,
    user: Option<&str>,
    token: Option<String>,
) -> Result<Sessions, AwsFault> {
    let ask = |client: &aws_sdk_workspaces::Client| {
        let ask = client.describe_workspaces_pool_sessions().pool_id(pool).limit(PAGE);
        ask.set_user_id(user.map(str::to_owned)).set_next_token(token.clone()).send()
    };
    let answer = gateway.read(Priority::Person, ask).await?;
    Ok(Sessions { found: answer.sessions().iter().map(shown).collect(), next: next(answer.next_token()) })
}

fn shown(item: &types::WorkspacesPoolSession) -> Session {
    let network = item.network_access_configuration();
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    Session {
        id: item.session_id().to_owned(),
        user: item.user_id().to_owned(),
        state: item.connection_state().map_or("", |state| state.as_str()).to_owned(),
        authentication: item.authentication_type().map_or("", |kind| kind.as_str()).to_owned(),
        since: item.start_time().and_then(at),
        until: item.expiration_time().and_then(at),
        instance: text(item.instance_id()),
        address: text(network.and_then(|network| network.eni_private_ip_address())),
        interface: text(network.and_then(|network| network.eni_id())),
    }
}
