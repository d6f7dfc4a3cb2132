//! What may the service send that its model does not have?
//!
//! Everything else in an answer of the simulator must be in the model: debug builds remember what is not, and each test fails
//! when there is any.

use serde_json::Value;

use super::service::{Inner, Outcome};
use crate::model::MODEL;
use crate::model::check;

/// Words that an enumeration of the model lacks: a directory's type, seen in a capture (facts.md 28).
const WORDS: &[&str] = &["MicrosoftAD"];

/// Errors that any operation may answer, whatever it models. Those that come before an operation is carried out (of the
/// protocol, the signature, the rate) and those that faults set are sent by others; they stand here so that the list is whole.
const ERRORS: &[&str] = &[
    // What a policy forbids is forbidden for every operation.
    "AccessDeniedException",
    // Seen by users, modelled nowhere (facts.md 10).
    "ThrottlingException",
    // A limit of the model is broken; modelled by the account links alone.
    "ValidationException",
    // The body is not of the protocol.
    "SerializationException",
    "RequestEntityTooLargeException",
    // No such operation.
    "UnknownOperationException",
    // The signature.
    "MissingAuthenticationTokenException",
    "IncompleteSignatureException",
    "InvalidSignatureException",
    "UnrecognizedClientException",
    "ExpiredTokenException",
    // The service's own failure; modelled by the account links alone.
    "InternalServerException",
    "InternalFailure",
    "ServiceUnavailableException",
];

/// Remembers and logs what in an answer breaks the model, unless somebody asked for it.
pub fn witness(inner: &mut Inner, operation: &str, outcome: &Outcome) {
    if inner.world.edited {
        return;
    }
    let faults = match outcome {
        Ok(output) => of_output(operation, output),
        Err(error) if MODEL.models(operation, &error.code) || ERRORS.contains(&error.code.as_ref()) => {
            Vec::new()
        }
        Err(error) => vec![format!("the error {} is not modelled", error.code)],
    };
    for text in faults {
        tracing::error!(operation, text, "an answer breaks the service's model");
        inner.model_faults.push(format!("{operation}: {text}"));
    }
}

fn of_output(operation: &str, output: &Value) -> Vec<String> {
    check::output(operation, output)
        .into_iter()
        .map(|complaint| check::text(&[complaint]))
        .filter(|text| !WORDS.iter().any(|word| text.contains(&format!("'{word}'"))))
        .collect()
}
