//! What went wrong, in words for the person who asked?

use serde::{Deserialize, Serialize};

use crate::fleet::NotAnAction;

/// What kind of refusal it is; decides the HTTP status and what the page does with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FaultKind {
    /// Nobody is signed in (401).
    Stranger,
    /// The person lacks the right (403).
    Forbidden,
    /// It is not there, or not for this person to see: the two read alike (404).
    NotFound,
    /// What was typed cannot be used (422); `fields` say where.
    Invalid,
    /// The world changed meanwhile: look again and confirm (409).
    Conflict,
    /// AWS refused or could not be reached (502).
    Aws,
    /// Ours to mend (500).
    Internal,
    /// Another server that is needed, such as the identity provider, does not answer (503).
    Unavailable,
}

impl FaultKind {
    /// The HTTP status that says the same.
    #[must_use]
    pub fn status(self) -> u16 {
        match self {
            Self::Stranger => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Conflict => 409,
            Self::Invalid => 422,
            Self::Internal => 500,
            Self::Aws => 502,
            Self::Unavailable => 503,
        }
    }
}

/// AWS's own answer, unchanged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AwsWords {
    /// AWS's code, such as `ResourceExists.WorkSpace`.
    pub code: String,
    /// AWS's message.
    pub message: String,
    /// The request id that AWS support asks for.
    pub request_id: Option<String>,
}

/// An error at a field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The `name` of the form's field.
    pub field: String,
    /// One sentence: what is wrong and what would be right.
    pub message: String,
}

impl FieldError {
    /// An error at the field of this name.
    pub fn at(field: &str, message: impl Into<String>) -> Self {
        Self { field: field.to_owned(), message: message.into() }
    }
}

/// What a person is told when something fails: what, what to do next, and the reference that the log has too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
pub struct Fault {
    /// What kind of refusal.
    pub kind: FaultKind,
    /// One sentence: what failed.
    pub message: String,
    /// One sentence: what to do next.
    pub next: Option<String>,
    /// AWS's own words, where it was AWS.
    pub aws: Option<AwsWords>,
    /// Joins this message and the log's.
    pub reference: Option<String>,
    /// Where in the form, for `Invalid`.
    pub fields: Vec<FieldError>,
}

impl Fault {
    /// A fault of this kind with its sentence.
    pub fn new(kind: FaultKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), next: None, aws: None, reference: None, fields: Vec::new() }
    }

    /// Nobody is signed in.
    #[must_use]
    pub fn stranger() -> Self {
        Self::new(FaultKind::Stranger, "You are not signed in.").next("Sign in and try again.")
    }

    /// Not there, or not for this person to see.
    pub fn not_found(what: impl Into<String>) -> Self {
        Self::new(FaultKind::NotFound, what)
    }

    /// Adds what to do next.
    #[must_use]
    pub fn next(mut self, next: impl Into<String>) -> Self {
        self.next = Some(next.into());
        self
    }

    /// What was typed cannot be used.
    #[must_use]
    pub fn invalid(fields: Vec<FieldError>) -> Self {
        let message = match &fields[..] {
            [one] => one.message.clone(),
            many => format!("{} fields need another look.", many.len()),
        };
        Self { fields, ..Self::new(FaultKind::Invalid, message) }
    }

    /// What a refused form shows: the errors at its fields, or, when it was not a field, one about the whole.
    #[must_use]
    pub fn into_field_errors(self) -> Vec<FieldError> {
        if !self.fields.is_empty() {
            return self.fields;
        }
        let aws = self.aws.map(|aws| format!("{}: {}", aws.code, aws.message));
        let words: Vec<String> = [Some(self.message), aws, self.next].into_iter().flatten().collect();
        vec![FieldError { field: String::new(), message: words.join(" ") }]
    }

    /// The messages at this field.
    pub fn at<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |error| error.field == field).map(|error| error.message.as_str())
    }
}

impl From<NotAnAction> for Fault {
    fn from(error: NotAnAction) -> Self {
        Self::new(FaultKind::Invalid, format!("{error}."))
    }
}
