//! Does this value keep to the model, and if not, in which words would the service say so?
//!
//! The words for a broken limit are invented in the manner of other AWS services: no capture of
//! WorkSpaces shows them. Lengths of texts are counted in Unicode scalar values, as Smithy's `length` trait says; those of
//! blobs in bytes, once the base64 is off. A null member is an absent one, and a member that the model lacks is ignored.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use super::{Kind, MODEL, Model, Reference, Shape};

/// One thing about a value that the model does not allow.
#[derive(Debug, Clone, PartialEq)]
pub enum Complaint {
    /// The JSON is of another type than the model says.
    Type(String),
    /// A limit is broken: the words of one constraint.
    Constraint(String),
    /// A word that the enumeration does not have.
    Word(String),
}

/// What is wrong with the input of an operation.
pub fn input(operation: &str, value: &Value) -> Vec<Complaint> {
    MODEL.input(operation).map(|shape| complaints(shape, value)).unwrap_or_default()
}

/// What is wrong with the output of an operation.
pub fn output(operation: &str, value: &Value) -> Vec<Complaint> {
    MODEL.output(operation).map(|shape| complaints(shape, value)).unwrap_or_default()
}

fn complaints(shape: &Shape, value: &Value) -> Vec<Complaint> {
    let mut walk = Walk { model: &MODEL, found: Vec::new() };
    walk.visit(shape, value, "");
    walk.found
}

struct Walk<'a> {
    model: &'a Model,
    found: Vec<Complaint>,
}

impl Walk<'_> {
    fn visit(&mut self, shape: &Shape, value: &Value, path: &str) {
        match (shape.kind, value) {
            (Kind::Structure, Value::Object(map)) => self.structure(shape, map, value, path),
            (Kind::List, Value::Array(items)) => {
                self.length(shape, value, items.len(), path);
                if let Some(inner) = shape.member.as_ref().and_then(|r| self.model.shape(r)) {
                    for (at, item) in items.iter().enumerate() {
                        self.element(inner, item, &format!("{path}.{}.member", at + 1));
                    }
                }
            }
            (Kind::Map, Value::Object(map)) => {
                self.length(shape, value, map.len(), path);
                let of = |r: &Option<Reference>| r.as_ref().and_then(|r| self.model.shape(r));
                let (keys, values) = (of(&shape.key), of(&shape.value));
                for (key, item) in map {
                    let at = format!("{path}.{key}");
                    if let Some(keys) = keys {
                        self.visit(keys, &Value::from(key.as_str()), &at);
                    }
                    if let Some(values) = values {
                        self.element(values, item, &at);
                    }
                }
            }
            (Kind::String, Value::String(text)) => self.text(shape, value, text, path),
            // An `integer` of Smithy has 32 bits.
            (Kind::Integer, Value::Number(number))
                if number.as_i64().is_some_and(|number| i32::try_from(number).is_ok()) =>
            {
                let number = number.as_i64().unwrap_or_default() as f64;
                if let Some(min) = shape.min.filter(|min| number < *min) {
                    let rule = format!("Member must have value greater than or equal to {min}");
                    self.constraint(value, path, &rule);
                }
                if let Some(max) = shape.max.filter(|max| number > *max) {
                    let rule = format!("Member must have value less than or equal to {max}");
                    self.constraint(value, path, &rule);
                }
            }
            (Kind::Blob, Value::String(text)) => self.blob(shape, text, path),
            (Kind::Boolean, Value::Bool(_)) | (Kind::Timestamp, Value::Number(_)) => {}
            (kind, _) => self.found.push(Complaint::Type(not_of_the_type(path, kind))),
        }
    }

    fn structure(&mut self, shape: &Shape, map: &Map<String, Value>, value: &Value, path: &str) {
        for name in &shape.required {
            if map.get(name).is_none_or(Value::is_null) {
                self.constraint(&Value::Null, &join(path, name), "Member must not be null");
            }
        }
        let mut given = 0;
        for (name, reference) in &shape.members {
            if let (Some(inner), Some(shape)) =
                (map.get(name).filter(|inner| !inner.is_null()), self.model.shape(reference))
            {
                given += 1;
                self.visit(shape, inner, &join(path, name));
            }
        }
        if shape.union && given != 1 {
            self.constraint(value, path, "Member must have exactly one of its members set");
        }
    }

    /// No list and no map of the model is sparse.
    fn element(&mut self, shape: &Shape, value: &Value, path: &str) {
        if value.is_null() {
            self.constraint(value, path, "Member must not be null");
        } else {
            self.visit(shape, value, path);
        }
    }

    /// A blob is named as Java does (as other AWS services are remembered to; invented here), and not by what is in it.
    fn blob(&mut self, shape: &Shape, text: &str, path: &str) {
        match STANDARD.decode(text) {
            Ok(bytes) => {
                let length = bytes.len();
                let shown = format!("java.nio.HeapByteBuffer[pos=0 lim={length} cap={length}]");
                self.length(shape, &Value::from(shown), length, path);
            }
            Err(_) => self.found.push(Complaint::Type(not_of_the_type(path, Kind::Blob))),
        }
    }

    fn text(&mut self, shape: &Shape, value: &Value, text: &str, path: &str) {
        self.length(shape, value, text.chars().count(), path);
        if let (Some(regex), Some(pattern)) = (shape.regex(), &shape.pattern)
            && !regex.is_match(text)
        {
            let rule = format!("Member must satisfy regular expression pattern: {pattern}");
            self.constraint(value, path, &rule);
        }
        if !shape.words.is_empty() && !shape.words.iter().any(|word| word == text) {
            let words = shape.words.join(", ");
            let rule = format!("Member must satisfy enum value set: [{words}]");
            self.found.push(Complaint::Word(sentence(value, path, &rule)));
        }
    }

    fn length(&mut self, shape: &Shape, value: &Value, length: usize, path: &str) {
        if let Some(min) = shape.min.filter(|min| (length as f64) < *min) {
            let rule = format!("Member must have length greater than or equal to {min}");
            self.constraint(value, path, &rule);
        }
        if let Some(max) = shape.max.filter(|max| (length as f64) > *max) {
            let rule = format!("Member must have length less than or equal to {max}");
            self.constraint(value, path, &rule);
        }
    }

    fn constraint(&mut self, value: &Value, path: &str, rule: &str) {
        self.found.push(Complaint::Constraint(sentence(value, path, rule)));
    }
}

/// The words for a value of another type than the model's.
pub(super) fn not_of_the_type(path: &str, kind: Kind) -> String {
    format!("Value at '{path}' is not of the type {kind:?}")
}

fn sentence(value: &Value, path: &str, rule: &str) -> String {
    match value {
        Value::Null => format!("Value null at '{path}' failed to satisfy constraint: {rule}"),
        Value::String(text) => {
            format!("Value '{text}' at '{path}' failed to satisfy constraint: {rule}")
        }
        other => format!("Value '{other}' at '{path}' failed to satisfy constraint: {rule}"),
    }
}

/// The service writes paths with a small first letter: `workspaces.1.member.userName`.
pub(super) fn join(path: &str, name: &str) -> String {
    let mut letters = name.chars();
    let name: String =
        letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default();
    if path.is_empty() { name } else { format!("{path}.{name}") }
}

/// Sentences of one text, at most (invented): a large body may be wrong in a million places.
const MOST: usize = 25;

/// All broken limits in one text, as AWS services count them.
pub fn text(found: &[Complaint]) -> String {
    let sentences: Vec<&str> = found
        .iter()
        .take(MOST)
        .map(|complaint| match complaint {
            Complaint::Type(text) | Complaint::Constraint(text) | Complaint::Word(text) => text.as_str(),
        })
        .collect();
    let plural = if found.len() == 1 { "error" } else { "errors" };
    format!("{} validation {plural} detected: {}", found.len(), sentences.join("; "))
}
