//! Has it come about? Asked of AWS where the inventory does not tell: tags that were written, images that are made.

use domain::change::{Image, Property, Task};
use domain::fault::{AwsWords, Fault};
use domain::jobs::Wish;
use domain::resource::Order;

use super::Turn;
use super::store::{Now, Step};
use crate::gateway::{AwsFault, Priority};
use crate::jobs::aws_one::{self, ImageNow};
use crate::resource::kinds::Met;
use crate::resource::{About, Looked, look};
use crate::sync::aws::tags_of;
use crate::sync::{took_resource_tags, took_tags};

/// What AWS shows of a step's wish.
pub(super) enum Shown {
    /// It is so; the id of what came about, where there is one.
    So(Option<String>),
    /// It is on its way: the id of what comes about, where there is one, and how far it is, in words.
    Coming(Option<String>, Option<String>),
    /// It is not so.
    Not,
    /// It has failed, in AWS's words.
    Failed(AwsWords),
    /// One of that name is there, which is not ours.
    Foreign,
}

/// Whether a step of this kind is asked for here.
pub(super) fn is_asked(task: &Task) -> bool {
    matches!(task, Task::Put(_) | Task::Drop(_) | Task::Image(_) | Task::Order(_))
}

/// Asks AWS about a step's tags or image.
pub(super) async fn ask(at: &Turn<'_>, step: &Step, task: &Task) -> Result<Shown, AwsFault> {
    let id = step.workspace_id.as_deref().unwrap_or_default();
    match task {
        Task::Image(image) => image_now(at, step, image).await,
        Task::Order(order) => order_now(at, step, order).await,
        _ => {
            let read = tags_of(at.gateway, id, Priority::Person).await?;
            if let Err(fault) = took(at, step, id, &read).await {
                tracing::warn!(error = %fault, "tags that were read could not be put into the inventory");
            }
            let has =
                |key: &str| read.iter().find(|(other, _)| other == key).map(|(_, value)| value.as_str());
            let so = match task {
                Task::Put(tags) => tags.iter().all(|tag| has(&tag.key) == Some(tag.value.as_str())),
                Task::Drop(keys) => keys.iter().all(|key| has(key).is_none()),
                _ => false,
            };
            Ok(if so { Shown::So(None) } else { Shown::Not })
        }
    }
}

/// Puts tags that were read into the inventory.
async fn took(at: &Turn<'_>, step: &Step, id: &str, read: &[(String, String)]) -> Result<(), Fault> {
    match step.wish() {
        Some(Wish::Resource(target)) => {
            took_resource_tags(at.backend, at.batch(), target.kind, id, read).await
        }
        _ => took_tags(at.backend, at.batch(), id, read).await,
    }
}

async fn order_now(at: &Turn<'_>, step: &Step, order: &Order) -> Result<Shown, AwsFault> {
    let mark = step.mark();
    let id = step.made.as_deref().or(step.workspace_id.as_deref());
    let about = About { id, name: &step.label, mark: &mark };
    Ok(match look(at.backend, at.gateway, at.batch(), order, about).await? {
        Looked::Known(Met::Yes, id) => Shown::So(id),
        Looked::Known(Met::Coming(words), id) => Shown::Coming(id, words),
        Looked::Known(Met::No, _) => Shown::Not,
        Looked::Known(Met::Failed(words), _) => Shown::Failed(words),
        Looked::Foreign => Shown::Foreign,
    })
}

async fn image_now(at: &Turn<'_>, step: &Step, wish: &Image) -> Result<Shown, AwsFault> {
    let Some(found) = aws_one::image(at.gateway, step.made.as_deref(), &wish.name).await? else {
        return Ok(Shown::Not);
    };
    if step.made.is_none() {
        // Found by its name after an answer that was lost: ours carries our tag.
        let tags = tags_of(at.gateway, &found.id, Priority::Person).await?;
        if !tags.iter().any(|(key, value)| key == domain::tags::ROW && *value == step.mark()) {
            return Ok(Shown::Foreign);
        }
    }
    let ImageNow { id, state, error } = found;
    Ok(match (state.as_str(), error) {
        ("AVAILABLE", _) => Shown::So(Some(id)),
        ("PENDING", _) => Shown::Coming(Some(id), None),
        (_, error) => {
            let (code, message) = error.unwrap_or((state, "AWS gave no reason.".to_owned()));
            Shown::Failed(AwsWords { code, message, request_id: None })
        }
    })
}

/// Whether the inventory shows the property as it is wished for.
pub(super) fn is_set(now: &Now, property: &Property) -> bool {
    match property {
        Property::Mode(mode, minutes) => {
            now.mode.as_deref() == Some(mode.wire()) && (minutes.is_none() || now.auto_stop == *minutes)
        }
        Property::Compute(compute) => now.compute.as_deref() == Some(compute.wire()),
        Property::Root(gib) => now.root_gib == Some(*gib),
        Property::User(gib) => now.user_gib == Some(*gib),
        Property::Protocol(protocol) => now.protocol.as_deref() == Some(protocol.wire()),
        Property::Replication(on) => {
            now.replication.as_deref() == Some(if *on { "PRIMARY_AS_SOURCE" } else { "NO_REPLICATION" })
        }
        // What AWS does not show is as it is without anybody's wish.
        Property::Accelerator(mode, preferred) => {
            now.accelerator.as_deref().unwrap_or("INHERITED") == mode
                && (preferred.is_none() || now.accelerator_protocol == *preferred)
        }
        Property::Nested(on) => now.nested_virtualization.unwrap_or(false) == *on,
    }
}

/// Whether AWS is at work on a change: UPDATE_INITIATED or UPDATE_IN_PROGRESS, of whatever resource.
pub(super) fn is_modifying(now: &Now) -> bool {
    now.modifying
        .as_deref()
        .is_some_and(|words| words.contains("_IN_PROGRESS") || words.contains("_INITIATED"))
}
