//! Smithy's RPC v2 CBOR protocol: the operation in the path, input and output as CBOR.

use axum::body::Bytes;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use serde_json::json;

use super::door::{Protocol, kind};
use super::error::ServiceError;
use super::rate::Service;
use super::service::{Outcome, Read};
use crate::model::{MODEL, cbor};

/// What the header `smithy-protocol` says, on both sides.
pub const NAME: &str = "rpc-v2-cbor";

/// Reads `POST /service/WorkspacesService/operation/DescribeWorkspaces`; `None` when it is no request of this protocol.
pub fn read(parts: &Parts, body: &Bytes) -> Option<Read> {
    let (service, operation) = parts.uri.path().strip_prefix("/service/")?.split_once("/operation/")?;
    let says = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
    if parts.method != Method::POST || says("smithy-protocol") != Some(NAME) || !typed(&parts.headers, body) {
        return None;
    }
    let known = service == "WorkspacesService" && MODEL.has(operation);
    let input = if known {
        cbor::decode(operation, body).map_err(|why| ServiceError::new("SerializationException", why))
    } else {
        // The path leads nowhere, so the status is that of a path (invented).
        Err(ServiceError { status: 404, ..ServiceError::unknown_operation() })
    };
    Some(Read {
        protocol: Protocol::Cbor,
        service: Service::Workspaces,
        operation: operation.to_owned(),
        input,
    })
}

/// A request without a body needs no content type.
fn typed(headers: &HeaderMap, body: &Bytes) -> bool {
    match kind(headers) {
        Some(kind) => kind == "application/cbor",
        None => body.is_empty(),
    }
}

/// An answer in CBOR. An error is a map with the whole name of its shape; what the model does not have gets the namespace of
/// Amazon's own server.
pub fn write(operation: &str, outcome: &Outcome) -> Vec<u8> {
    match outcome {
        Ok(output) => cbor::encode(operation, output),
        Err(error) => {
            let namespace = if MODEL.has_error(&error.code) {
                "com.amazonaws.workspaces"
            } else {
                "com.amazon.coral.service"
            };
            let code = format!("{namespace}#{}", error.code);
            cbor::encode_plain(&json!({ "__type": code, "message": error.message }))
        }
    }
}
