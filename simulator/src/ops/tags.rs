//! CreateTags, DescribeTags and DeleteTags: what is written on a resource?

use serde_json::{Value, json};

use super::{Answer, Call, text, texts};
use crate::wire::error::ServiceError;
use crate::world::World;
use crate::world::desktop::Word;
use crate::world::resource::{Kind, Resource};

/// Tags of one resource, at most (facts.md 27).
pub const MOST: usize = 50;

/// What has tags besides WorkSpaces.
pub const TAGGED: &[Kind] =
    &[Kind::Directory, Kind::Bundle, Kind::Image, Kind::IpGroup, Kind::ConnectionAlias, Kind::Pool];

type Tags = Vec<(Word, Word)>;

/// CreateTags: adds tags, or gives them another value.
pub fn create(world: &mut World, call: &Call<'_>) -> Answer {
    let id = text(call.input, "ResourceId").unwrap_or_default();
    let tags = with(of(world, call.scope, id)?, &call.input["Tags"])?;
    put(world, call.scope, id, tags);
    Ok(json!({}))
}

/// The tags that a new resource is made with, or why it can't have them.
pub fn given(tags: &Value) -> Result<Tags, ServiceError> {
    with(Vec::new(), tags)
}

/// Tags with those of a request; the last value of a key counts.
fn with(mut tags: Tags, asked: &Value) -> Result<Tags, ServiceError> {
    for (key, value) in read(asked) {
        if reserved(&key) {
            return Err(ServiceError::invalid("Tag keys cannot start with the reserved prefix aws:."));
        }
        match tags.iter_mut().find(|(known, _)| *known == key) {
            Some(tag) => tag.1 = value,
            None => tags.push((key, value)),
        }
    }
    if tags.len() > MOST {
        return Err(ServiceError::new(
            "ResourceLimitExceededException",
            format!("A resource can have at most {MOST} tags."),
        ));
    }
    Ok(tags)
}

/// DescribeTags: all tags of one resource.
pub fn describe(world: &World, call: &Call<'_>) -> Answer {
    let id = text(call.input, "ResourceId").unwrap_or_default();
    let tags = of(world, call.scope, id)?;
    Ok(json!({ "TagList": list(&tags) }))
}

/// DeleteTags: a key that is not there is no fault.
pub fn delete(world: &mut World, call: &Call<'_>) -> Answer {
    let id = text(call.input, "ResourceId").unwrap_or_default();
    let mut tags = of(world, call.scope, id)?;
    let keys = texts(call.input, "TagKeys");
    if keys.iter().any(|key| reserved(key)) {
        return Err(ServiceError::invalid("Tag keys cannot start with the reserved prefix aws:."));
    }
    tags.retain(|(key, _)| !keys.contains(&key.as_ref()));
    put(world, call.scope, id, tags);
    Ok(json!({}))
}

/// Whether a key is Amazon's own.
pub fn reserved(key: &str) -> bool {
    key.to_lowercase().starts_with("aws:")
}

/// Tags of a request.
pub fn read(tags: &Value) -> Tags {
    tags.as_array()
        .into_iter()
        .flatten()
        .map(|tag| {
            let part = |name| text(tag, name).unwrap_or_default().to_owned();
            (part("Key").into(), part("Value").into())
        })
        .collect()
}

/// Tags of an answer.
pub fn list(tags: &[(Word, Word)]) -> Vec<Value> {
    tags.iter().map(|(key, value)| json!({ "Key": key, "Value": value })).collect()
}

fn of(world: &World, scope: usize, id: &str) -> Result<Tags, ServiceError> {
    if let Some(desktop) = world.visible(scope, id) {
        return Ok(desktop.tags.clone());
    }
    let resource = tagged(world, scope, id).map(|resource| resource.tags.clone());
    resource
        .ok_or_else(|| ServiceError::not_found(format!("The specified resource {id} could not be found.")))
}

/// A resource that can have tags: of bundles, only the account's own ("custom bundles", says the model).
fn tagged<'a>(world: &'a World, scope: usize, id: &str) -> Option<&'a Resource> {
    let found = TAGGED.iter().find_map(|kind| world.scope(scope).resource(*kind, id));
    found.filter(|resource| resource.text("Owner") != "AMAZON")
}

fn put(world: &mut World, scope: usize, id: &str, tags: Tags) {
    if let Some(desktop) = world.change(scope, id) {
        desktop.tags = tags;
    } else if let Some(kind) = tagged(world, scope, id).map(|resource| resource.kind)
        && let Some(resource) = world.revise(scope, kind, id)
    {
        resource.tags = tags;
    }
}
