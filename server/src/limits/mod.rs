//! How much may one ask for? Changes by person, sign-ins by address, and the size and time of what is sent.

mod bodies;
mod buckets;

use std::net::IpAddr;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use domain::access::Person;
use domain::at::At;
use domain::fault::{Fault, FaultKind};
use domain::ids::PersonId;

pub use bodies::whole;
use buckets::Buckets;

use crate::config::LimitsConfig;
use crate::faults::{fault_json, fault_page};
use crate::guard::navigates;
use crate::peers::{Net, counted};
use crate::routes::FROM_ELSEWHERE;
use crate::sign_in::oidc::BACK;
use crate::site::Site;

/// What is counted, and how much of it is allowed.
pub struct Limits {
    changes: Buckets<PersonId>,
    sign_ins: Buckets<Option<IpAddr>>,
    proxies: Vec<Net>,
    body: Duration,
}

impl Limits {
    /// Nothing has been asked for yet.
    #[must_use]
    pub fn new(config: &LimitsConfig) -> Self {
        Self {
            changes: Buckets::a_minute(config.changes_per_minute),
            sign_ins: Buckets::a_minute(config.sign_ins_per_minute),
            proxies: config.proxies.clone(),
            body: Duration::from_secs(config.body_seconds),
        }
    }
}

/// Refuses a person's changes beyond the rate. Leaving is never refused.
pub async fn changes(State(site): State<Site>, request: Request, next: Next) -> Response {
    let leaves = request.uri().path() == app::paths::SIGN_OUT;
    let person = request.extensions().get::<Person>().filter(|_| !request.method().is_safe() && !leaves);
    let wait = person.and_then(|person| site.asked.changes.take(&person.id, now(&site)).err());
    match wait {
        None => next.run(request).await,
        Some(wait) => {
            let person = person.map_or("-", |person| person.id.as_str());
            tracing::warn!(person, "too many changes");
            refused(&request, "You ask for more changes than anybody can look at", wait)
        }
    }
}

/// Refuses sign-ins beyond the rate, by address: what guesses must not be quick.
pub async fn sign_ins(State(site): State<Site>, request: Request, next: Next) -> Response {
    if !is_sign_in(&request) {
        return next.run(request).await;
    }
    let address = counted(&request, &site.asked.proxies);
    match site.asked.sign_ins.take(&address, now(&site)) {
        Ok(()) => next.run(request).await,
        Err(wait) => {
            let address = address.map_or_else(|| "unknown".to_owned(), |address| address.to_string());
            tracing::warn!(address, "too many sign-ins");
            refused(&request, "Too many sign-ins come from your address", wait)
        }
    }
}

/// Whatever begins to prove who somebody is; not the page that offers the ways, nor the way back from the identity provider,
/// which only who began can take, nor what that provider tells by itself: it has one address for all of its people.
fn is_sign_in(request: &Request) -> bool {
    let path = request.uri().path();
    if path == BACK || FROM_ELSEWHERE.contains(&path) {
        return false;
    }
    let below = path.strip_prefix(app::paths::SIGN_IN).is_some_and(|rest| rest.starts_with('/'));
    below || (path == app::paths::SIGN_IN && request.method() == Method::POST)
}

fn now(site: &Site) -> At {
    site.backend.clock().now()
}

fn refused(request: &Request, what: &str, wait: Duration) -> Response {
    let seconds = wait.as_millis().div_ceil(1_000).max(1);
    let fault =
        Fault::new(FaultKind::Conflict, format!("{what}.")).next(format!("Try again in {seconds} s."));
    let mut response = if navigates(request.headers()) { fault_page(&fault) } else { fault_json(&fault) };
    *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    if let Ok(value) = seconds.to_string().parse() {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    response
}
