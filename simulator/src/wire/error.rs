//! In which words does the service refuse a whole call?

use std::borrow::Cow;

use serde_json::{Value, json};

/// An error of the whole call: code, words and HTTP status.
#[derive(Debug, Clone)]
pub struct ServiceError {
    /// Such as `InvalidParameterValuesException`.
    pub code: Cow<'static, str>,
    /// For people.
    pub message: String,
    /// 400 for nearly all.
    pub status: u16,
}

impl ServiceError {
    /// An error with status 400.
    pub fn new(code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into(), status: 400 }
    }

    /// InvalidParameterValuesException
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new("InvalidParameterValuesException", message)
    }

    /// ResourceNotFoundException
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new("ResourceNotFoundException", message)
    }

    /// An operation that the service does not have. CloudWatch Logs answered this code with 400 and no message
    /// (aws/aws-sdk-net#1536); the words are invented.
    pub fn unknown_operation() -> Self {
        Self::new("UnknownOperationException", "The requested operation is not recognized by the service.")
    }

    /// A body that nobody would send (code and status as remembered from AWS's common errors, the words invented).
    pub fn too_large() -> Self {
        let message = "The request is larger than the service accepts.".to_owned();
        Self { code: "RequestEntityTooLargeException".into(), message, status: 413 }
    }

    /// What users see, though no operation models it (facts.md 10).
    pub fn throttled() -> Self {
        Self::new("ThrottlingException", "Rate exceeded")
    }

    /// A fault of the service's own; the call was not executed.
    pub fn internal() -> Self {
        Self {
            code: "InternalServerException".into(),
            message: "The service could not process the request.".into(),
            status: 500,
        }
    }

    /// The caller may not do this.
    pub fn denied(operation: &str, account: &str) -> Self {
        Self::new(
            "AccessDeniedException",
            format!(
                "User: arn:aws:iam::{account}:user/deskwarden is not authorized to perform: \
                 {operation} because no identity-based policy allows it"
            ),
        )
    }

    /// The body in the JSON protocol.
    pub fn body(&self) -> Value {
        json!({ "__type": self.code, "message": self.message })
    }
}
