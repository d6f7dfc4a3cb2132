//! Amazon's JSON 1.1 protocol: the operation in a header, input and output as JSON.

use axum::body::Bytes;
use axum::http::HeaderMap;
use serde_json::{Value, json};

use super::auth::Caller;
use super::door::Protocol;
use super::error::ServiceError;
use super::kms;
use super::outside;
use super::rate::Service;
use super::service::{Inner, Outcome, Read};
use crate::model::check::{self, Complaint};
use crate::ops::{self, Call};

/// Reads `X-Amz-Target: WorkspacesService.DescribeWorkspaces` and the body.
pub fn read(kind: &'static str, headers: &HeaderMap, body: &Bytes) -> Read {
    let target = headers.get("x-amz-target").and_then(|target| target.to_str().ok()).unwrap_or_default();
    let (prefix, operation) = target.split_once('.').unwrap_or((target, ""));
    let service = match prefix {
        "ResourceGroupsTaggingAPI_20170126" => Service::Tagging,
        kms::TARGET => Service::Kms,
        _ => Service::Workspaces,
    };
    let known = service != Service::Workspaces || prefix == "WorkspacesService";
    let input = match serde_json::from_slice(body) {
        _ if !known => Err(ServiceError::unknown_operation()),
        Ok(Value::Object(map)) => Ok(Value::Object(map)),
        Err(_) if body.is_empty() => Ok(json!({})),
        Ok(_) | Err(_) => {
            Err(ServiceError::new("SerializationException", "The body of the request is not a JSON object."))
        }
    };
    Read { protocol: Protocol::Json(kind), service, operation: operation.to_owned(), input }
}

/// Checks the input, carries the operation out, and (in debug builds) checks the answer. The input is JSON in either protocol.
pub fn execute(inner: &mut Inner, service: Service, operation: &str, input: &Value, who: &Caller) -> Outcome {
    if service == Service::Tagging {
        return inner.act(|world| {
            let scope = world.scope_of(&who.account, &who.region);
            ops::tagging(world, operation, &Call { scope, input })
        });
    }
    if service == Service::Kms {
        return inner.act(|world| kms::execute(world, operation, input, who));
    }
    let complaints = check::input(operation, input);
    if complaints.iter().any(|complaint| matches!(complaint, Complaint::Type(_))) {
        return Err(ServiceError::new("SerializationException", check::text(&complaints)));
    }
    if !complaints.is_empty() {
        return Err(ServiceError::new("ValidationException", check::text(&complaints)));
    }
    let outcome = inner.act(|world| {
        let scope = world.scope_of(&who.account, &who.region);
        ops::workspaces(world, operation, &Call { scope, input })
    });
    if cfg!(debug_assertions) {
        outside::witness(inner, operation, &outcome);
    }
    outcome
}
