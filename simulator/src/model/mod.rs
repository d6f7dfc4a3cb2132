//! What does the service's own model say about a request or an answer?

pub mod cbor;
pub mod check;
mod pattern;

use std::collections::{BTreeMap, HashMap};
use std::sync::{LazyLock, OnceLock};

use regex::Regex;
use serde::Deserialize;

/// The model of Amazon WorkSpaces (names, types and limits), as data.
static TEXT: &str = include_str!("../../model/workspaces.json");

/// The model, parsed once.
pub static MODEL: LazyLock<Model> =
    LazyLock::new(|| serde_json::from_str(TEXT).expect("model/workspaces.json is valid"));

/// Operations and shapes, by name.
#[derive(Debug, Deserialize)]
pub struct Model {
    operations: HashMap<String, Operation>,
    shapes: HashMap<String, Shape>,
}

#[derive(Debug, Deserialize)]
struct Operation {
    input: Option<Reference>,
    output: Option<Reference>,
    #[serde(default)]
    errors: Vec<Reference>,
}

#[derive(Debug, Deserialize)]
struct Reference {
    shape: String,
}

/// One shape of the model; members that its type does not have are empty.
#[derive(Debug, Deserialize)]
pub struct Shape {
    #[serde(rename = "type")]
    kind: Kind,
    #[serde(default)]
    required: Vec<String>,
    #[serde(default)]
    members: BTreeMap<String, Reference>,
    member: Option<Reference>,
    key: Option<Reference>,
    value: Option<Reference>,
    #[serde(default)]
    union: bool,
    #[serde(default)]
    exception: bool,
    #[serde(rename = "enum", default)]
    words: Vec<String>,
    min: Option<f64>,
    max: Option<f64>,
    pattern: Option<String>,
    #[serde(skip)]
    compiled: OnceLock<Option<Regex>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Structure,
    List,
    Map,
    String,
    Integer,
    Boolean,
    Timestamp,
    Blob,
}

impl Model {
    /// Whether the model says that this operation may answer this error.
    pub fn models(&self, operation: &str, error: &str) -> bool {
        let known = self.operations.get(operation);
        known.is_some_and(|known| known.errors.iter().any(|modelled| modelled.shape == error))
    }

    /// Whether the model has such an error, of whatever operation.
    pub fn has_error(&self, code: &str) -> bool {
        self.shapes.get(code).is_some_and(|shape| shape.exception)
    }

    /// Whether the service has such an operation.
    pub fn has(&self, operation: &str) -> bool {
        self.operations.contains_key(operation)
    }

    fn input(&self, operation: &str) -> Option<&Shape> {
        self.shape(self.operations.get(operation)?.input.as_ref()?)
    }

    fn output(&self, operation: &str) -> Option<&Shape> {
        self.shape(self.operations.get(operation)?.output.as_ref()?)
    }

    fn shape(&self, reference: &Reference) -> Option<&Shape> {
        self.shapes.get(&reference.shape)
    }
}

impl Shape {
    /// The pattern, compiled at its first use. One that this engine can't read checks nothing; a
    /// test proves that there is none.
    fn regex(&self) -> Option<&Regex> {
        let pattern = self.pattern.as_ref()?;
        self.compiled.get_or_init(|| pattern::compile(pattern).ok()).as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_of_the_model_can_be_read() {
        for (name, shape) in &MODEL.shapes {
            assert_eq!(shape.regex().is_some(), shape.pattern.is_some(), "{name}");
        }
    }

    #[test]
    fn every_reference_of_the_model_leads_somewhere() {
        for shape in MODEL.shapes.values() {
            for to in shape.members.values().chain(&shape.member).chain(&shape.key).chain(&shape.value) {
                assert!(MODEL.shape(to).is_some(), "{}", to.shape);
            }
        }
    }

    #[test]
    fn every_error_of_an_operation_is_an_exception() {
        for (name, operation) in &MODEL.operations {
            for error in &operation.errors {
                assert!(MODEL.models(name, &error.shape) && MODEL.has_error(&error.shape), "{}", error.shape);
            }
        }
        assert!(!MODEL.models("StartWorkspaces", "ThrottlingException"));
        assert!(!MODEL.has_error("Workspace"));
    }
}
