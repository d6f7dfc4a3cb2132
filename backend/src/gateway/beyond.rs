//! How do members pass that the service has and the SDK does not know?
//!
//! The service's model is ahead of the SDK in use: of the self-service permissions it has NestedVirtualization and
//! EnableEndUserAdvisor, which the SDK neither writes nor reads. They are added to the body before it is signed, and read
//! from the answer beside the SDK. A member that a later SDK knows is taken from here into the SDK's own types.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_workspaces::config::interceptors::AfterDeserializationInterceptorContextRef;
use aws_sdk_workspaces::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_workspaces::error::BoxError;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use serde_json::{Map, Value, json};

/// The request with members added to one structure of its body.
///
/// # Errors
/// When the body is no JSON: an SDK that speaks otherwise must not leave them out in silence.
pub(crate) fn with(
    mut request: HttpRequest,
    structure: &str,
    members: &BTreeMap<&str, String>,
) -> Result<HttpRequest, serde_json::Error> {
    let mut body: Map<String, Value> = serde_json::from_slice(request.body().bytes().unwrap_or_default())?;
    if let Value::Object(known) = body.entry(structure).or_insert_with(|| json!({})) {
        known.extend(members.iter().map(|(name, value)| ((*name).to_owned(), json!(value))));
    }
    let body = serde_json::to_vec(&body)?;
    request.headers_mut().insert("content-length", body.len().to_string());
    *request.body_mut() = SdkBody::from(body);
    Ok(request)
}

/// Keeps the answer of a call as it came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Raw(Arc<Mutex<Value>>);

impl Raw {
    /// The answer; null when none came, or none that is JSON.
    pub(crate) fn take(&self) -> Value {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Intercept for Raw {
    fn name(&self) -> &'static str {
        "Raw"
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let body = context.response().body().bytes().unwrap_or_default();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) =
            serde_json::from_slice(body).unwrap_or_default();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_added_to_what_the_sdk_wrote_and_never_dropped_in_silence() {
        let members = BTreeMap::from([("EnableEndUserAdvisor", "DISABLED".to_owned())]);
        let sent = |body: &'static str| with(HttpRequest::new(SdkBody::from(body)), "Permissions", &members);
        let request = sent(r#"{"ResourceId":"d-1","Permissions":{"Restart":"ENABLED"}}"#).unwrap();
        let body = request.body().bytes().unwrap();
        let expected = json!({ "ResourceId": "d-1",
            "Permissions": { "Restart": "ENABLED", "EnableEndUserAdvisor": "DISABLED" } });
        assert_eq!(serde_json::from_slice::<Value>(body).unwrap(), expected);
        assert_eq!(request.headers().get("content-length"), Some(body.len().to_string().as_str()));
        assert!(sent("{}").is_ok() && sent("not JSON").is_err());
    }
}
