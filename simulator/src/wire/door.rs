//! Which protocol does a request speak, and what does it ask for?

use axum::body::{Body, Bytes, to_bytes};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use serde_json::{Value, json};

use super::error::ServiceError;
use super::rate::Service;
use super::service::Read;
use super::{cbor, json, sts};

/// Bytes of a body, at most (invented): an ImportClientBranding with every logo at its limit, in base64, is under 10 MB.
const MOST: usize = 16 * 1024 * 1024;

/// What a request is written in, and its answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Protocol {
    /// JSON 1.1, or 1.0 for those who ask so; with the content type.
    Json(&'static str),
    /// RPC v2 CBOR.
    Cbor,
    /// Forms and XML: the token service.
    Query,
    /// None that there is: the answer is the bare element, with 404, that Amazon SES gave for a path that leads nowhere
    /// (soto-project/soto#580). That WorkSpaces does so too, and for wrong content types, is supposed.
    Nowhere,
}

/// Reads a whole request.
pub async fn read(parts: &Parts, body: Body) -> (Read, Bytes) {
    match to_bytes(body, MOST).await {
        Ok(body) => (understand(parts, &body), body),
        Err(_) => {
            let none = Bytes::new();
            let mut read = understand(parts, &none);
            if read.protocol != Protocol::Nowhere {
                read.input = Err(ServiceError::too_large());
            }
            (read, none)
        }
    }
}

fn understand(parts: &Parts, body: &Bytes) -> Read {
    if parts.uri.path() != "/" {
        return cbor::read(parts, body).unwrap_or_else(nowhere);
    }
    let post = parts.method == Method::POST;
    let kind = kind(&parts.headers);
    if parts.headers.contains_key("x-amz-target") {
        return match kind.as_deref() {
            _ if !post => nowhere(),
            None | Some("application/x-amz-json-1.1") => {
                json::read("application/x-amz-json-1.1", &parts.headers, body)
            }
            Some("application/x-amz-json-1.0") => {
                json::read("application/x-amz-json-1.0", &parts.headers, body)
            }
            Some(_) => nowhere(),
        };
    }
    let query = parts.uri.query().unwrap_or_default();
    if post && kind.as_deref() == Some("application/x-www-form-urlencoded") {
        sts::read(body)
    } else if parts.method == Method::GET && query.contains("Action=") {
        sts::read(query.as_bytes())
    } else {
        nowhere()
    }
}

/// The content type without its parameters, in small letters.
pub fn kind(headers: &HeaderMap) -> Option<String> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    Some(kind.split(';').next().unwrap_or_default().trim().to_lowercase())
}

fn nowhere() -> Read {
    Read {
        protocol: Protocol::Nowhere,
        service: Service::Workspaces,
        operation: String::new(),
        input: Err(ServiceError { status: 404, ..ServiceError::unknown_operation() }),
    }
}

impl Read {
    /// What a fault that waits for a WorkSpace looks for its id in.
    pub fn text(&self) -> String {
        self.input.as_ref().unwrap_or(&json!({})).to_string()
    }

    /// The input for the log.
    pub fn body(&self) -> Value {
        self.input.clone().unwrap_or(Value::Null)
    }
}
