//! How does the console fare? `GET /metrics`, for Prometheus and what reads the same.

mod scraped;

use std::time::Duration;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::fault::Fault;
use prometheus_client::encoding::text::{encode_eof, encode_registry};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};

use crate::faults::fault_page;
use crate::front::is_address;
use crate::peers::{Net, is_handed_on};
use crate::sign_in::peer;
use crate::site::Site;

/// What Prometheus asks for; it reads the older text form by the same.
const KIND: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

type Labels = Vec<(&'static str, String)>;

/// What is counted as it happens, and who may read it.
pub struct Metrics {
    registry: Registry,
    requests: Family<Labels, Counter>,
    took: Family<Labels, Histogram>,
    peers: Vec<Net>,
}

impl Metrics {
    /// Nothing has been counted yet.
    #[must_use]
    pub fn new(peers: Vec<Net>) -> Self {
        let mut registry = Registry::with_prefix("deskwarden");
        let requests = Family::<Labels, Counter>::default();
        registry.register("requests", "Requests by class of route and status", requests.clone());
        // 1 ms to 16 s.
        let took: Family<Labels, Histogram> =
            Family::new_with_constructor(|| Histogram::new(exponential_buckets(0.001, 2.0, 15)));
        let help = "Time until the answer begins, by class of route";
        registry.register_with_unit("request_duration", help, Unit::Seconds, took.clone());
        Self { registry, requests, took, peers }
    }

    /// A request was answered.
    pub fn answered(&self, class: &'static str, status: StatusCode, took: Duration) {
        let class = ("class", class.to_owned());
        self.took.get_or_create(&vec![class.clone()]).observe(took.as_secs_f64());
        self.requests.get_or_create(&vec![class, ("status", status.as_u16().to_string())]).inc();
    }
}

/// The class of a route. What is nowhere has one class, whatever it is called: names come from outside.
#[must_use]
pub fn class(request: &Request) -> &'static str {
    match request.extensions().get::<MatchedPath>().map(MatchedPath::as_str) {
        None => "nowhere",
        Some(path) if path.starts_with("/api/") => "door",
        Some(path) if path == app::paths::EVENTS => "stream",
        Some(path) if path.starts_with("/sign-in") || path.starts_with("/sign-out") => "sign_in",
        Some(path) if path.ends_with(".csv") || path.ends_with(".sh") => "download",
        Some(path) if path.starts_with("/pkg/") || path.ends_with(".js") || path.ends_with(".svg") => "file",
        Some("/healthz" | "/readyz" | "/metrics") => "process",
        Some(_) => "page",
    }
}

/// `GET /metrics`: for the addresses that the config names. For all others, and for what a proxy hands on, there is no
/// such page. A proxy that says nothing of itself hands on the console's name, by which figures are not answered either.
pub async fn metrics(State(site): State<Site>, request: Request) -> Response {
    let known =
        peer(request.extensions()).is_some_and(|peer| site.metrics.peers.iter().any(|net| net.holds(peer)));
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    if !known || !host.is_some_and(is_address) || is_handed_on(&request) {
        return fault_page(&Fault::not_found("There is no such page."));
    }
    let figures = match backend::figures::figures(&site.backend).await {
        Ok(figures) => figures,
        Err(fault) => return fault_page(&fault),
    };
    let mut text = String::new();
    let scraped = scraped::registry(&figures, site.places.open());
    let written = encode_registry(&mut text, &site.metrics.registry)
        .and_then(|()| encode_registry(&mut text, &scraped))
        .and_then(|()| encode_eof(&mut text));
    match written {
        Ok(()) => ([(header::CONTENT_TYPE, KIND)], text).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
