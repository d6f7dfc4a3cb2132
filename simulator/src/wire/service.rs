//! What happens to one request, from its headers to its answer?

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::Value;

use super::auth::{Caller, caller};
use super::door::{self, Protocol};
use super::error::ServiceError;
use super::fault_kinds::FaultKind;
use super::faults::Faults;
use super::half::halve;
use super::log::{Log, LoggedRequest};
use super::rate::{Limits, Service};
use super::sigv4::{self, Signed};
use super::{cbor, json, spoil, sts};
use crate::clock::Clock;
use crate::seeded::{Dice, HEX};
use crate::settings::Signatures;
use crate::world::World;
use crate::world::journal::{Journal, Line};

/// The one state behind the port.
pub struct Shared {
    /// Where time comes from.
    pub clock: Arc<Clock>,
    /// Whether the control door is open.
    pub control: bool,
    /// How closely signatures are looked at.
    pub signatures: Signatures,
    inner: Mutex<Inner>,
}

/// What a request may look at and change, one at a time.
pub struct Inner {
    /// The pretended service.
    pub world: World,
    /// Its memory on disk, if it has one.
    pub journal: Option<Journal>,
    /// The rate limits.
    pub limits: Limits,
    /// What shall go wrong.
    pub faults: Faults,
    /// What came in.
    pub log: Log,
    /// Answers that broke the model, in debug builds; a test fails when there are any.
    pub model_faults: Vec<String>,
    /// Makes request ids.
    pub ids: Dice,
}

/// Marks an answer that must not be sent: the connection closes instead.
#[derive(Debug, Clone, Copy)]
pub struct Close;

/// A request that has been read: for which service and operation, with what.
pub struct Read {
    /// What it is written in, and what the answer will be.
    pub protocol: Protocol,
    /// The service that is meant.
    pub service: Service,
    /// Its operation.
    pub operation: String,
    /// The input, or why it makes no sense.
    pub input: Result<Value, ServiceError>,
}

/// An answer before it is written down in its protocol.
pub type Outcome = Result<Value, ServiceError>;

impl Shared {
    /// A shared state.
    pub fn new(clock: Arc<Clock>, control: bool, signatures: Signatures, inner: Inner) -> Self {
        Self { clock, control, signatures, inner: Mutex::new(inner) }
    }

    /// The state, to oneself. A panic elsewhere does not lock everybody out.
    pub fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    /// Lets happen what is due, does something, and writes down what changed.
    pub fn act<T>(&mut self, act: impl FnOnce(&mut World) -> T) -> T {
        self.world.settle();
        let result = act(&mut self.world);
        let changes = self.world.take_changes();
        self.write(&changes);
        result
    }

    /// Writes lines down, where there is a disk to write to.
    pub fn write(&mut self, lines: &[Line]) {
        if let Some(journal) = &mut self.journal
            && !lines.is_empty()
            && let Err(error) = journal.append(lines)
        {
            tracing::error!(%error, "the simulated estate can't be written down");
        }
    }

    /// A UUID of version 4.
    fn request_id(&mut self) -> String {
        let [first, second, third, fourth, last] =
            [8, 4, 3, 3, 12].map(|length| self.ids.letters(HEX, length));
        let variant = self.ids.letters(b"89ab", 1);
        format!("{first}-{second}-4{third}-{variant}{fourth}-{last}")
    }
}

/// The service's only door, for whatever comes that is not for the control door.
pub async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let (read, body) = door::read(&parts, body).await;
    let who = caller(&parts.headers);
    let text = read.text();
    let (account, region) = who.as_ref().map_or(("", ""), |who| (&who.account, &who.region));
    let fault = {
        let faults = &mut shared.lock().faults;
        faults.meet(&read.operation, account, region, &text)
    };
    let kind = fault.as_ref().map(|(kind, _)| kind.clone());
    if let Some(FaultKind::Delay { ms }) = kind {
        shared.clock.sleep(ms).await;
    }
    let signed = Signed { parts: &parts, body: &body, service: read.service };
    let (outcome, request_id) = carry_out(&shared, &signed, &read, who.as_ref(), fault.as_ref());
    if let Some(FaultKind::Slow { ms }) = kind {
        shared.clock.sleep(ms).await;
    }
    if kind.as_ref().is_some_and(FaultKind::drops) {
        let mut response = Response::new(Body::empty());
        response.extensions_mut().insert(Close);
        return response;
    }
    respond(&read, outcome, &request_id, kind == Some(FaultKind::HalfAnswer))
}

/// Executes a call, unless its fault refuses it, and logs it. What it comes to, and the request's id.
fn carry_out(
    shared: &Shared,
    signed: &Signed<'_>,
    read: &Read,
    who: Option<&Caller>,
    fault: Option<&(FaultKind, Dice)>,
) -> (Outcome, String) {
    let (account, region) = who.map_or(("", ""), |who| (&who.account, &who.region));
    let kind = fault.map(|(kind, _)| kind);
    let mut inner = shared.lock();
    let refusal = kind.and_then(|kind| kind.refusal(read.service, &read.operation, account));
    let outcome = match refusal {
        Some(error) => Err(error),
        None => execute(shared, &mut inner, read, signed, who, fault),
    };
    let request_id = inner.request_id();
    let error_code = match kind.and_then(FaultKind::cut_short) {
        Some(code) => Some(code.to_owned()),
        None => outcome.as_ref().err().map(|error| error.code.to_string()),
    };
    let status = outcome.as_ref().map_or_else(|error| error.status, |_| 200);
    let entry = LoggedRequest {
        at: shared.clock.now_ms(),
        account: account.to_owned(),
        region: region.to_owned(),
        operation: read.operation.clone(),
        body: read.body(),
        status: if kind.is_some_and(FaultKind::drops) { 0 } else { status },
        error_code,
        request_id: request_id.clone(),
        user_agent: signed
            .parts
            .headers
            .get(header::USER_AGENT)
            .and_then(|agent| agent.to_str().ok())
            .unwrap_or_default()
            .to_owned(),
    };
    inner.log.push(entry);
    (outcome, request_id)
}

fn execute(
    shared: &Shared,
    inner: &mut Inner,
    read: &Read,
    signed: &Signed<'_>,
    who: Option<&Caller>,
    fault: Option<&(FaultKind, Dice)>,
) -> Outcome {
    // What is nobody's to answer, or too large to be read, is refused before anybody asks who sent it.
    if let Err(error) = &read.input
        && (read.protocol == Protocol::Nowhere || error.status == 413)
    {
        return Err(error.clone());
    }
    sigv4::check(signed, &shared.signatures)?;
    let Some(who) = who else {
        return Err(sigv4::missing(read.service));
    };
    let now = shared.clock.rate_ms();
    let allowed = inner.limits.allow(read.service, &who.account, &who.region, now);
    if !allowed {
        return Err(ServiceError::throttled());
    }
    let input = read.input.as_ref().map_err(Clone::clone)?;
    match read.service {
        Service::Sts => sts::execute(&read.operation, input, who),
        service => spoil::execute(inner, fault, &read.operation, input, who, |inner, input| {
            json::execute(inner, service, &read.operation, input, who)
        }),
    }
}

fn respond(read: &Read, outcome: Outcome, request_id: &str, half: bool) -> Response {
    let status = outcome.as_ref().map_or_else(|error| error.status, |_| 200);
    let code = outcome.as_ref().err().map(|error| error.code.to_string());
    let (kind, body) = match read.protocol {
        Protocol::Query => ("text/xml", sts::write(&read.operation, outcome, request_id).into_bytes()),
        Protocol::Json(kind) => {
            let body = outcome.unwrap_or_else(|error| error.body());
            (kind, body.to_string().into_bytes())
        }
        Protocol::Cbor => ("application/cbor", cbor::write(&read.operation, &outcome)),
        Protocol::Nowhere => ("text/xml", b"<UnknownOperationException/>\n".to_vec()),
    };
    let body = Bytes::from(body);
    let mut response = Response::new(Body::from(body.clone()));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if read.protocol == Protocol::Cbor {
        let name = HeaderName::from_static("smithy-protocol");
        headers.insert(name, HeaderValue::from_static(cbor::NAME));
    }
    if let Ok(id) = HeaderValue::from_str(request_id) {
        headers.insert(HeaderName::from_static("x-amzn-requestid"), id);
    }
    if let Some(code) = code.and_then(|code| HeaderValue::from_str(&code).ok()) {
        headers.insert(HeaderName::from_static("x-amzn-errortype"), code);
    }
    if half { halve(response, &body) } else { response }
}
