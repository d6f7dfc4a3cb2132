//! How does a shell's command ask the console that runs? One connection for each question.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderValue, Method, Request, StatusCode, header};
use domain::fault::Fault;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::net::UnixStream;

use crate::cli::named;
use crate::refusal::Refusal;

/// The console asks its database only; what takes longer has gone wrong.
const PATIENCE: Duration = Duration::from_secs(60);
/// Most bytes of an answer: the rows of the largest plan.
const ANSWER: usize = 256 << 20;

/// The console at the other end of a socket.
pub struct Client(PathBuf);

impl Client {
    /// The console that listens there, when one does; nothing is asked yet.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// Reads.
    ///
    /// # Errors
    /// The console's fault in words, or why it could not be asked.
    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, Refusal> {
        self.ask(Method::GET, path, Body::empty()).await
    }

    /// Changes something.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub async fn post<T: DeserializeOwned>(&self, path: &str, what: &impl Serialize) -> Result<T, Refusal> {
        let text =
            serde_json::to_string(what).map_err(|error| Refusal::new(format!("cannot be sent: {error}")))?;
        self.ask(Method::POST, path, Body::from(text)).await
    }

    async fn ask<T: DeserializeOwned>(&self, method: Method, path: &str, body: Body) -> Result<T, Refusal> {
        let asked = tokio::time::timeout(PATIENCE, self.exchange(method, path, body)).await;
        let silent = || self.broken(&format!("did not answer within {} s", PATIENCE.as_secs()));
        let (status, bytes) = asked.map_err(|_| silent())??;
        if status.is_success() {
            return serde_json::from_slice(&bytes)
                .map_err(|_| self.broken("answers in another version's words"));
        }
        match serde_json::from_slice::<Fault>(&bytes) {
            Ok(fault) => Err(Refusal::new(words(&fault))),
            Err(_) if status == StatusCode::PAYLOAD_TOO_LARGE => Err(Refusal::new("the list is too large")),
            Err(_) => Err(self.broken(&format!("answers {status}"))),
        }
    }

    async fn exchange(
        &self,
        method: Method,
        path: &str,
        body: Body,
    ) -> Result<(StatusCode, Vec<u8>), Refusal> {
        let broken = |error: &dyn std::fmt::Display| self.broken(&format!("does not answer: {error}"));
        let stream = UnixStream::connect(&self.0).await.map_err(|error| self.unreachable(&error))?;
        let (mut sender, connection) =
            http1::handshake(TokioIo::new(stream)).await.map_err(|error| broken(&error))?;
        let mut request = Request::new(body);
        *request.method_mut() = method;
        *request.uri_mut() = path.parse().map_err(|error| broken(&error))?;
        let headers = request.headers_mut();
        headers.insert(header::HOST, HeaderValue::from_static("deskwarden"));
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        let answer = async move {
            let (parts, body) = sender.send_request(request).await?.into_parts();
            Ok::<_, hyper::Error>((parts.status, to_bytes(Body::new(body), ANSWER).await))
        };
        // The connection moves only while it is waited for; how it ended shows in the answer.
        let (answer, _) = tokio::join!(answer, connection);
        let (status, bytes) = answer.map_err(|error| broken(&error))?;
        Ok((status, bytes.map_err(|error| broken(&error))?.into()))
    }

    fn broken(&self, how: &str) -> Refusal {
        Refusal::new(format!("the console on {} {how}", self.0.display()))
    }

    fn unreachable(&self, error: &std::io::Error) -> Refusal {
        let path = self.0.display();
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::ConnectionRefused => Refusal::new(format!(
                "no console listens on {path}: is `deskwarden serve` running, and does its config name a [[shell.user]]?"
            )),
            ErrorKind::PermissionDenied => Refusal::new(format!(
                "you may not open {path}: its group must be one of yours, and its folder one that you may enter"
            )),
            _ => Refusal::path("open the socket", &self.0, error),
        }
    }
}

/// A fault as a person at a shell reads it: what failed, AWS's own words, and what to do next.
fn words(fault: &Fault) -> String {
    let fields: Vec<_> = fault.fields.iter().map(named).collect();
    let mut lines = match &fault.fields[..] {
        // The sentence of a single field is the fault's own.
        [one] if one.message == fault.message => fields,
        _ => [vec![fault.message.clone()], fields].concat(),
    };
    lines.extend(fault.aws.as_ref().map(|aws| {
        let request = aws.request_id.as_ref().map(|id| format!(" (request {id})")).unwrap_or_default();
        format!("{}: {}{request}", aws.code, aws.message)
    }));
    lines.extend(fault.next.clone());
    lines.extend(fault.reference.as_ref().map(|reference| format!("Reference {reference}")));
    lines.join("\n  ")
}

#[cfg(test)]
mod tests {
    use domain::fault::{AwsWords, FaultKind};

    use super::*;

    #[test]
    fn a_fault_says_awss_words_and_what_to_do() {
        let aws =
            AwsWords { code: "AccessDenied".into(), message: "no".into(), request_id: Some("r-1".into()) };
        let fault = Fault { aws: Some(aws), ..Fault::new(FaultKind::Aws, "AWS refused.").next("Ask.") };
        assert_eq!(words(&fault), "AWS refused.\n  AccessDenied: no (request r-1)\n  Ask.");
        let list = domain::listed::at_list("The list is empty.".to_owned());
        assert_eq!(words(&list), "The list is empty.");
        let field = domain::fault::FieldError { field: "zone".into(), message: "No zone.".into() };
        assert_eq!(words(&Fault::invalid(vec![field.clone()])), "--zone: No zone.");
        let two = Fault::invalid(vec![field.clone(), field]);
        assert_eq!(words(&two), "2 fields need another look.\n  --zone: No zone.\n  --zone: No zone.");
    }
}
