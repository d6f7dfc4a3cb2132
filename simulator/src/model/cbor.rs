//! How does a value of the model look in CBOR?
//!
//! Smithy's RPC v2 CBOR keeps apart what JSON does not: a timestamp is a number with the tag 1, a blob is a byte string.
//! So the shapes of the model lead the way in both directions. Inside, the simulator holds all values as JSON.

use std::collections::HashSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ciborium::Value as Cbor;
use serde_json::{Map, Number, Value};

use super::check::{join, not_of_the_type};
use super::{Kind, MODEL, Reference, Shape};

/// The tag of a moment, in seconds since 1970.
const MOMENT: u64 = 1;
/// Nothing in the model is nested deeper than ten; a bomb is.
const DEPTH: usize = 128;

/// The input of an operation, as JSON. No body is an input without members.
///
/// # Errors
/// In which place the body is not what the model says, or that it is not CBOR.
pub fn decode(operation: &str, body: &[u8]) -> Result<Value, String> {
    if body.is_empty() {
        return Ok(Value::Object(Map::new()));
    }
    let broken = || "The body of the request is not one CBOR map.".to_owned();
    let mut rest = body;
    let value: Cbor =
        ciborium::de::from_reader_with_recursion_limit(&mut rest, DEPTH).map_err(|_| broken())?;
    if !rest.is_empty() || !value.is_map() {
        return Err(broken());
    }
    match MODEL.input(operation) {
        Some(shape) => from_cbor(shape, value, ""),
        None => Err(broken()),
    }
}

/// The output of an operation, in CBOR.
pub fn encode(operation: &str, output: &Value) -> Vec<u8> {
    write(&to_cbor(MODEL.output(operation), output))
}

/// A map of texts, in CBOR: an error.
pub fn encode_plain(value: &Value) -> Vec<u8> {
    write(&to_cbor(None, value))
}

fn write(value: &Cbor) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing to memory can't fail; an empty body would be a client's puzzle rather than a panic here.
    if let Err(error) = ciborium::into_writer(value, &mut bytes) {
        tracing::error!(%error, "an answer could not be written in CBOR");
    }
    bytes
}

fn of(reference: Option<&Reference>) -> Option<&'static Shape> {
    reference.and_then(|reference| MODEL.shape(reference))
}

fn from_cbor(shape: &Shape, value: Cbor, path: &str) -> Result<Value, String> {
    Ok(match (shape.kind, value) {
        (_, Cbor::Null) => Value::Null,
        (Kind::Structure, Cbor::Map(entries)) => {
            let mut map = Map::new();
            for (name, inner) in named(entries, path)? {
                // A member that the model lacks is ignored.
                if let Some(shape) = of(shape.members.get(&name)) {
                    let inner = from_cbor(shape, inner, &join(path, &name))?;
                    map.insert(name, inner);
                }
            }
            Value::Object(map)
        }
        (Kind::Map, Cbor::Map(entries)) => {
            let mut map = Map::new();
            for (name, inner) in named(entries, path)? {
                if let Some(shape) = of(shape.value.as_ref()) {
                    let inner = from_cbor(shape, inner, &format!("{path}.{name}"))?;
                    map.insert(name, inner);
                }
            }
            Value::Object(map)
        }
        (Kind::List, Cbor::Array(items)) => {
            let Some(shape) = of(shape.member.as_ref()) else {
                return Err(not_of_the_type(path, Kind::List));
            };
            let each = items.into_iter().enumerate();
            each.map(|(at, item)| from_cbor(shape, item, &format!("{path}.{}.member", at + 1)))
                .collect::<Result<_, _>>()?
        }
        (Kind::String, Cbor::Text(text)) => Value::from(text),
        (Kind::Boolean, Cbor::Bool(truth)) => Value::from(truth),
        (Kind::Blob, Cbor::Bytes(bytes)) => Value::from(STANDARD.encode(bytes)),
        (Kind::Integer, Cbor::Integer(number)) => {
            i64::try_from(number).map(Value::from).map_err(|_| not_of_the_type(path, Kind::Integer))?
        }
        (Kind::Timestamp, Cbor::Tag(MOMENT, seconds)) => {
            seconds_of(&seconds).ok_or_else(|| not_of_the_type(path, Kind::Timestamp))?
        }
        (kind, _) => return Err(not_of_the_type(path, kind)),
    })
}

/// The entries of a map, which all have texts as keys, each but once.
fn named(entries: Vec<(Cbor, Cbor)>, path: &str) -> Result<Vec<(String, Cbor)>, String> {
    let mut seen = HashSet::new();
    let mut named = Vec::with_capacity(entries.len());
    for (name, inner) in entries {
        match name {
            Cbor::Text(name) if seen.insert(name.clone()) => named.push((name, inner)),
            _ => return Err(not_of_the_type(path, Kind::Structure)),
        }
    }
    Ok(named)
}

fn seconds_of(seconds: &Cbor) -> Option<Value> {
    match seconds {
        Cbor::Integer(whole) => i64::try_from(*whole).ok().map(Value::from),
        Cbor::Float(broken) => Number::from_f64(*broken).map(Value::Number),
        _ => None,
    }
}

/// Without a shape, or where a made-up field does not fit it, a value goes as it is.
fn to_cbor(shape: Option<&Shape>, value: &Value) -> Cbor {
    match (shape.map(|shape| shape.kind), value) {
        (Some(Kind::Timestamp), Value::Number(_)) => Cbor::Tag(MOMENT, Box::new(to_cbor(None, value))),
        (Some(Kind::Blob), Value::String(text)) => {
            STANDARD.decode(text).map_or_else(|_| Cbor::Text(text.clone()), Cbor::Bytes)
        }
        (_, Value::Null) => Cbor::Null,
        (_, Value::Bool(truth)) => Cbor::Bool(*truth),
        (_, Value::String(text)) => Cbor::Text(text.clone()),
        (_, Value::Number(number)) => {
            number.as_i64().map_or_else(|| Cbor::Float(number.as_f64().unwrap_or_default()), Cbor::from)
        }
        (_, Value::Array(items)) => {
            let inner = shape.and_then(|shape| of(shape.member.as_ref()));
            Cbor::Array(items.iter().map(|item| to_cbor(inner, item)).collect())
        }
        (_, Value::Object(map)) => {
            let inner =
                |name: &str| shape.and_then(|shape| of(shape.members.get(name).or(shape.value.as_ref())));
            let entry =
                |(name, item): (&String, &Value)| (Cbor::Text(name.clone()), to_cbor(inner(name), item));
            Cbor::Map(map.iter().map(entry).collect())
        }
    }
}
