//! What may the clients of a directory do, and how do they look?

use serde_json::{Map, Value, json};

use super::branding::{self, PLATFORMS};
use super::{Answer, Call, directories, text, texts};
use crate::world::World;
use crate::world::resource::{Kind, Resource};

/// DescribeClientProperties: all that are asked for, or the error of the first that is not there.
pub fn properties(world: &World, call: &Call<'_>) -> Answer {
    let mut found = Vec::new();
    for id in texts(call.input, "ResourceIds") {
        directories::known(world, call.scope, id)?;
        let item = stored(world, call.scope, Kind::ClientProperties, id, defaults());
        found.push(json!({ "ResourceId": id, "ClientProperties": item }));
    }
    Ok(json!({ "ClientPropertiesList": found }))
}

/// ModifyClientProperties: members that are not given stay as they are.
pub fn modify(world: &mut World, call: &Call<'_>) -> Answer {
    let id = text(call.input, "ResourceId").unwrap_or_default();
    directories::known(world, call.scope, id)?;
    let item = stored(world, call.scope, Kind::ClientProperties, id, defaults());
    let mut resource = Resource::new(Kind::ClientProperties, id, item, world.now());
    resource.lay_over(&call.input["ClientProperties"]);
    world.keep(call.scope, resource);
    Ok(json!({}))
}

/// DescribeClientBranding: only platforms that have any.
pub fn branding(world: &World, call: &Call<'_>) -> Answer {
    let id = text(call.input, "ResourceId").unwrap_or_default();
    directories::known(world, call.scope, id)?;
    Ok(stored(world, call.scope, Kind::ClientBranding, id, json!({})))
}

/// ImportClientBranding: what a platform had is replaced as a whole.
pub fn import(world: &mut World, call: &Call<'_>) -> Answer {
    let id = text(call.input, "ResourceId").unwrap_or_default();
    directories::known(world, call.scope, id)?;
    branding::judge(call.input)?;
    let mut item = stored(world, call.scope, Kind::ClientBranding, id, json!({}));
    let region = world.scope(call.scope).region.clone();
    for platform in PLATFORMS {
        if !call.input[*platform].is_null() {
            item[*platform] = branding::shown(&call.input[*platform], &region, id, platform);
        }
    }
    world.keep(call.scope, Resource::new(Kind::ClientBranding, id, item.clone(), world.now()));
    Ok(item)
}

/// DeleteClientBranding: a platform without any is no fault (invented).
pub fn delete(world: &mut World, call: &Call<'_>) -> Answer {
    let id = text(call.input, "ResourceId").unwrap_or_default();
    directories::known(world, call.scope, id)?;
    let item = stored(world, call.scope, Kind::ClientBranding, id, json!({}));
    let gone = texts(call.input, "Platforms");
    let left: Map<String, Value> = item
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(platform, _)| !gone.contains(&platform.as_str()))
        .map(|(platform, attributes)| (platform.clone(), attributes.clone()))
        .collect();
    if left.is_empty() {
        world.discard(call.scope, Kind::ClientBranding, id);
    } else {
        let left = Resource::new(Kind::ClientBranding, id, Value::Object(left), world.now());
        world.keep(call.scope, left);
    }
    Ok(json!({}))
}

/// What the clients of a directory may do when nobody has said otherwise (invented).
fn defaults() -> Value {
    json!({ "ReconnectEnabled": "ENABLED", "LogUploadEnabled": "ENABLED" })
}

fn stored(world: &World, scope: usize, kind: Kind, id: &str, or: Value) -> Value {
    world.scope(scope).resource(kind, id).map_or(or, |resource| resource.item.clone())
}
