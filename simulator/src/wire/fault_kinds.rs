//! What can go wrong?

use serde::Deserialize;

use super::error::ServiceError;
use super::rate::Service;
use super::spoil::batch;
use super::sts;

/// What goes wrong.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FaultKind {
    /// ThrottlingException; not executed. With `times` it is a burst.
    Throttle,
    /// AccessDeniedException; not executed.
    Deny,
    /// ExpiredTokenException, as when the session of the credentials is over; not executed.
    Expired,
    /// HTTP 500, InternalServerException; not executed.
    Error500,
    /// The connection closes without an answer; not executed.
    DropBefore,
    /// Executed; then the connection closes without an answer.
    DropAfter,
    /// Executed; then half of the answer's body comes, its headers promise all of it, and the connection closes.
    HalfAnswer,
    /// Executed, but this many milliseconds late (by the simulator's clock).
    Delay {
        /// Milliseconds.
        ms: u64,
    },
    /// Executed at once; the answer comes this many milliseconds late (by the simulator's clock).
    Slow {
        /// Milliseconds.
        ms: u64,
    },
    /// CreateWorkspaces is executed; what it made can't be described for this many milliseconds (by the simulator's
    /// clock).
    Lag {
        /// Milliseconds.
        ms: u64,
    },
    /// Some items of a batch fail, the others are executed.
    FailItems {
        /// WorkSpaces, or the users of a creation.
        #[serde(default)]
        ids: Vec<String>,
        /// A share of the items, from 0 to 1; besides `ids`, or without any.
        #[serde(default)]
        of_items: f64,
        /// Such as `InternalFailure`.
        #[serde(default = "internal_failure")]
        code: String,
        /// For people.
        #[serde(default = "failed")]
        message: String,
    },
    /// Executed; a member of the answer holds another word, one that no model has.
    UnknownWord {
        /// The end of a path, such as `State` or `WorkspaceProperties.RunningMode`: everywhere where it fits.
        member: String,
        /// The word.
        word: String,
    },
    /// Any other error; not executed.
    Error {
        /// Such as `ResourceUnavailableException`.
        code: String,
        /// For people.
        message: String,
        /// The HTTP status.
        status: u16,
    },
    /// Several of these, each with its share.
    Preset {
        /// Which.
        name: Preset,
    },
}

/// Faults that come together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Preset {
    /// A tenth of the calls is throttled, of the others two in a hundred are executed and not answered.
    BadDay,
    /// Connections break before, during and after, each for three calls in a hundred.
    BadNetwork,
    /// Half of the calls are InternalServerException.
    Brownout,
}

impl Preset {
    /// What it stands for, and each one's share.
    pub(super) fn faults(self) -> Vec<(FaultKind, f64)> {
        match self {
            Self::BadDay => vec![(FaultKind::Throttle, 0.1), (FaultKind::DropAfter, 0.02)],
            Self::BadNetwork => vec![
                (FaultKind::DropBefore, 0.03),
                (FaultKind::DropAfter, 0.03),
                (FaultKind::HalfAnswer, 0.03),
            ],
            Self::Brownout => vec![(FaultKind::Error500, 0.5)],
        }
    }
}

impl FaultKind {
    /// Whether it can happen to this operation at all. `named` says whether the input names something.
    pub(super) fn concerns(&self, operation: &str, named: impl Fn(&str) -> bool) -> bool {
        match self {
            Self::Lag { .. } => operation == "CreateWorkspaces",
            Self::FailItems { ids, of_items, .. } => {
                batch(operation).is_some() && (*of_items > 0.0 || ids.iter().any(|id| named(id)))
            }
            _ => true,
        }
    }

    /// The error that a call meets instead of being executed, if it is such a fault.
    pub(super) fn refusal(&self, service: Service, operation: &str, account: &str) -> Option<ServiceError> {
        Some(match self {
            Self::DropBefore => ServiceError::new("dropped_before", ""),
            Self::Throttle => ServiceError::throttled(),
            Self::Deny => denied(service, operation, account),
            Self::Expired => expired(service),
            Self::Error500 => ServiceError::internal(),
            Self::Error { code, message, status } => {
                ServiceError { code: code.clone().into(), message: message.clone(), status: *status }
            }
            _ => return None,
        })
    }

    /// Whether the connection closes without an answer.
    pub(super) fn drops(&self) -> bool {
        matches!(self, Self::DropBefore | Self::DropAfter)
    }

    /// What the log says of a call that was executed and whose answer did not come whole.
    pub(super) fn cut_short(&self) -> Option<&'static str> {
        match self {
            Self::DropAfter => Some("dropped_after"),
            Self::HalfAnswer => Some("half_answer"),
            _ => None,
        }
    }
}

/// WorkSpaces has a word of its own for what a policy forbids; STS answers 403.
fn denied(service: Service, operation: &str, account: &str) -> ServiceError {
    match service {
        Service::Workspaces => ServiceError::denied(&format!("workspaces:{operation}"), account),
        Service::Tagging => ServiceError::denied(&format!("tag:{operation}"), account),
        Service::Kms => ServiceError::denied(&format!("kms:{operation}"), account),
        Service::Sts => sts::denied(operation),
    }
}

/// What all services say, in two spellings.
fn expired(service: Service) -> ServiceError {
    let words = "The security token included in the request is expired";
    match service {
        Service::Sts => ServiceError { code: "ExpiredToken".into(), message: words.into(), status: 403 },
        Service::Workspaces | Service::Tagging | Service::Kms => {
            ServiceError::new("ExpiredTokenException", words)
        }
    }
}

fn internal_failure() -> String {
    "InternalFailure".to_owned()
}

fn failed() -> String {
    "The request could not be processed.".to_owned()
}
