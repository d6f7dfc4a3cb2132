//! What does an answer from AWS mean? The one place where an `SdkError` becomes words.

use aws_sdk_workspaces::error::{ProvideErrorMetadata, SdkError};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use domain::advice;
use domain::credentials::Lack;
use domain::fault::{AwsWords, Fault, FaultKind};

use super::credentials::{EXPIRED, lacking};

/// What is known of a call that did not go well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// AWS has too many calls from us: not executed, may go again.
    Throttled,
    /// AWS does not let us: permissions, or credentials that it does not know. Not executed.
    Denied,
    /// There is nothing to sign with, or AWS says that its time is over. Not executed.
    Lacking(Lack),
    /// AWS said no, and why. Not executed.
    Refused,
    /// It never left the house. Not executed.
    NotSent,
    /// No answer, or one that does not tell (timeout, connection lost, 5xx): whether AWS did it is open.
    Unknown,
}

/// A call that did not go well.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{} {}", words.code, words.message)]
pub struct AwsFault {
    /// What it means.
    pub meaning: Meaning,
    /// AWS's own words, or ours where AWS said nothing.
    pub words: AwsWords,
}

/// Codes with which AWS services say that there were too many calls (facts.md 10: modelled on no operation).
/// Resource Groups Tagging has a word of its own.
const THROTTLES: &[&str] = &[
    "Throttling",
    "ThrottlingException",
    "ThrottledException",
    "TooManyRequestsException",
    "RequestLimitExceeded",
    "SlowDown",
];

/// Codes with which AWS says that we are not let in.
const DENIALS: &[&str] = &[
    "AccessDenied",
    "AccessDeniedException",
    "UnrecognizedClientException",
    "InvalidSignatureException",
    "InvalidClientTokenId",
    "MissingAuthenticationTokenException",
    "OptInRequired",
    "SignatureDoesNotMatch",
];

impl AwsFault {
    /// Whether AWS says that there is nothing of that name, or no more.
    pub(crate) fn is_gone(&self) -> bool {
        self.meaning == Meaning::Refused && self.words.code.starts_with("ResourceNotFound")
    }

    /// Reads the SDK's error.
    pub(crate) fn read<E>(error: &SdkError<E, HttpResponse>) -> Self
    where
        E: ProvideErrorMetadata + std::error::Error + 'static,
    {
        if let SdkError::DispatchFailure(_) | SdkError::ConstructionFailure(_) = error
            && let Some(fault) = lacking(error)
        {
            return fault;
        }
        let request_id = error.raw_response().and_then(|raw| {
            let headers = raw.headers();
            headers.get("x-amzn-requestid").or_else(|| headers.get("x-amz-request-id")).map(str::to_owned)
        });
        let status = error.raw_response().map(|raw| raw.status().as_u16());
        let own = |code: &str, message: String| AwsWords {
            code: code.to_owned(),
            message,
            request_id: request_id.clone(),
        };
        let (meaning, words) = match error {
            SdkError::ConstructionFailure(_) => (Meaning::NotSent, own("NotSent", root_cause(error))),
            SdkError::TimeoutError(_) => {
                (Meaning::Unknown, own("Timeout", "AWS did not answer in time.".to_owned()))
            }
            SdkError::DispatchFailure(failure) if failure.is_user() => {
                (Meaning::NotSent, own("NotSent", root_cause(error)))
            }
            SdkError::DispatchFailure(_) => (Meaning::Unknown, own("Unreachable", root_cause(error))),
            SdkError::ResponseError(_) => {
                (Meaning::Unknown, own("BadAnswer", "AWS's answer could not be read.".to_owned()))
            }
            SdkError::ServiceError(service) => {
                let code = service.err().code().unwrap_or("UnknownError").to_owned();
                let message = service.err().message().unwrap_or_default().to_owned();
                let meaning = match status {
                    _ if THROTTLES.contains(&code.as_str()) => Meaning::Throttled,
                    _ if EXPIRED.contains(&code.as_str()) => Meaning::Lacking(Lack::Expired),
                    _ if DENIALS.contains(&code.as_str()) => Meaning::Denied,
                    Some(500..) => Meaning::Unknown,
                    _ => Meaning::Refused,
                };
                (meaning, AwsWords { code, message, request_id: request_id.clone() })
            }
            _ => (Meaning::Unknown, own("Unknown", root_cause(error))),
        };
        Self { meaning, words }
    }
}

/// The innermost cause: the outer ones of the SDK say no more than "dispatch failure".
fn root_cause(error: &(dyn std::error::Error + 'static)) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.last().map(ToString::to_string).unwrap_or_default()
}

impl From<AwsFault> for Fault {
    fn from(fault: AwsFault) -> Self {
        let (message, next) = match fault.meaning {
            Meaning::Lacking(lack) => {
                let mut told = Self::new(FaultKind::Aws, format!("{}.", lack.words())).next(lack.next());
                told.aws = Some(fault.words);
                return told;
            }
            Meaning::Throttled => (
                "AWS throttles this account and region.",
                "Other tools spend the same rate. Try again in a minute.",
            ),
            Meaning::Denied => (
                "AWS does not let Deskwarden in.",
                "Check the credentials and the permissions with `deskwarden check`.",
            ),
            Meaning::Refused => {
                let advice = advice::after(&fault.words, None).map(|(next, _)| next);
                ("AWS refused.", advice.unwrap_or("AWS's own words say why."))
            }
            Meaning::NotSent => ("The request was not sent.", "Check the configuration of this account."),
            Meaning::Unknown => (
                "AWS gave no answer.",
                "Check the network; Deskwarden finds out what has happened before it sends again.",
            ),
        };
        let mut told = Self::new(FaultKind::Aws, message).next(next);
        told.aws = Some(fault.words);
        told
    }
}
