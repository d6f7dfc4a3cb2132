//! Has an order come about? AWS is asked, and what it says goes into the inventory.

use domain::resource::{After, Order};

use super::kinds::{self, Met};
use super::{Fact, is_ours};
use crate::Backend;
use crate::gateway::{AwsFault, Gateway, Priority};
use crate::sync::aws::tags_of;
use crate::sync::{Batch, took_resources};

/// What was found of an order.
pub(crate) enum Looked {
    /// How it stands, and the id of what it is about.
    Known(Met, Option<String>),
    /// One of that name is there, which is not ours.
    Foreign,
}

/// What an order is about: an id that is known, or a name and our mark.
pub(crate) struct About<'a> {
    pub(crate) id: Option<&'a str>,
    pub(crate) name: &'a str,
    pub(crate) mark: &'a str,
}

/// Looks for what an order has brought about.
pub(crate) async fn look(
    backend: &Backend,
    gateway: &Gateway,
    batch: Batch<'_>,
    order: &Order,
    about: About<'_>,
) -> Result<Looked, AwsFault> {
    let kind = order.verb().kind();
    let found = kinds::fetch(gateway, &batch.scope.account, kind, about.id).await?;
    // As of the answer: what has gone then is not brought back by a list that was asked for meanwhile.
    let batch = Batch { now: backend.clock().now(), ..batch };
    if let Err(fault) = took_resources(backend, batch, kind, about.id, &found).await {
        tracing::warn!(error = %fault, "what was found could not be put into the inventory");
    }
    // What Amazon offers and what others share may have the same name.
    let account = batch.scope.account.as_str();
    let is_own =
        |fact: &Fact| fact.item["owner"].as_str().is_none_or(|owner| owner.is_empty() || owner == account);
    let named = |fact: &&Fact| match about.id {
        Some(id) => fact.id == id,
        None => fact.name == about.name && is_own(fact),
    };
    let now = found.iter().find(named);
    if let (None, After::ByName, Some(now)) = (about.id, order.verb().after(), now) {
        // Found by its name after an answer that was lost: ours carries our tag.
        let tags = tags_of(gateway, &now.id, Priority::Person).await?;
        if !is_ours(&tags, about.mark) {
            return Ok(Looked::Foreign);
        }
    }
    Ok(Looked::Known(kinds::met(gateway, order, now).await?, now.map(|now| now.id.clone())))
}
