//! How is another server asked by HTTP? Once, within ten seconds, following nothing, reading no more than a limit.

use std::error::Error;
use std::time::Duration;

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Bytes;
use hyper::{Request, Response};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

/// How long a server may take, from the first byte of the connection to the last of the answer.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);
/// Bytes of an answer that are read: the keys and the description of an identity provider are far smaller.
const READ: usize = 1 << 20;

/// No answer came, or none that could be read. The words name no address.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unanswered(String);

/// Asks once, and reads the answer whole. A redirect is an answer like any other.
///
/// # Errors
/// When no answer comes in time, or it is too long.
pub async fn fetch(request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Unanswered> {
    let asked = tokio::time::timeout(PATIENCE, ask(request)).await;
    asked.map_err(|_| Unanswered(format!("no answer within {} s", PATIENCE.as_secs())))?
}

async fn ask(request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Unanswered> {
    let client = client().map_err(|error| Unanswered(cause(&error)))?;
    let answer = client.request(request.map(|body| Full::new(Bytes::from(body)))).await;
    let (parts, body) = answer.map_err(|error| Unanswered(cause(&error)))?.into_parts();
    let body = Limited::new(body, READ).collect().await.map_err(|error| Unanswered(cause(&*error)))?;
    Ok(Response::from_parts(parts, body.to_bytes().to_vec()))
}

/// What is asked is rare: a connection for each keeps none open, and takes up new root certificates.
pub(crate) fn client() -> std::io::Result<Client<HttpsConnector<HttpConnector>, Full<Bytes>>> {
    let provider = rustls::crypto::aws_lc_rs::default_provider();
    let https = HttpsConnectorBuilder::new().with_provider_and_native_roots(provider)?;
    Ok(Client::builder(TokioExecutor::new()).build(https.https_or_http().enable_http1().build()))
}

/// The cause that lies deepest says most, and names no address.
pub(crate) fn cause(error: &(dyn Error + 'static)) -> String {
    let mut cause = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    match cause.downcast_ref::<std::io::Error>() {
        Some(system) if system.raw_os_error().is_some() => system.kind().to_string(),
        _ => cause.to_string(),
    }
}
