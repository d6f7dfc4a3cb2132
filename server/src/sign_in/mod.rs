//! How do people come in, and how do they leave?
//!
//! The ways in are the arms of one enum. Those of a person lead to a session of ours; a proxy has its own, and vouches
//! for each request.

pub mod cookies;
pub mod demo;
pub mod keys;
pub mod local;
pub mod oidc;
pub mod proxy;
pub mod roles;
pub mod session;
mod store;
pub mod token;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use app::access::SignInMode;
use axum::Form;
use axum::extract::{ConnectInfo, State};
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::access::Person;
use domain::at::At;
use domain::fault::{Fault, FaultKind};
use serde::Deserialize;
use tower_sessions::Session;

pub use store::{Store, key};

use crate::config::{Auth, Mode};
use crate::faults::fault_page;
use crate::local_path::local_path;
use crate::notice::Notice;
use crate::refusal::Refusal;
use crate::site::Site;

/// The way in that this console offers.
#[derive(Clone)]
pub enum SignIn {
    /// One of four sample identities.
    Demo,
    /// Whoever holds the link that was printed at start.
    Local(Arc<local::Link>),
    /// Whom an OpenID Connect provider names.
    Oidc(Arc<oidc::Oidc>),
    /// Whom a proxy names in what it signs.
    ProxyJwt(Arc<proxy::jwt::Assertions>),
    /// Whom a proxy names in headers.
    ProxyHeader(Arc<proxy::header::Headers>),
}

/// Who asks, and for how long a stream may go on without asking again.
#[derive(Clone, Debug)]
pub struct Came {
    /// Who.
    pub person: Person,
    /// The end of what a proxy vouched for; a session is looked up instead.
    pub until: Option<At>,
}

/// How long a stream goes on that a proxy vouched for once; its browser comes again by itself.
const VOUCHED_MS: i64 = 5 * 60_000;

impl SignIn {
    /// Which of the config's modes it is. A session is good in the mode that it was opened in only.
    #[must_use]
    pub fn mode(&self) -> Mode {
        match self {
            Self::Demo => Mode::Demo,
            Self::Local(_) => Mode::Local,
            Self::Oidc(_) => Mode::Oidc,
            Self::ProxyJwt(_) => Mode::ProxyJwt,
            Self::ProxyHeader(_) => Mode::ProxyHeader,
        }
    }

    /// What the page that a stranger sees offers.
    #[must_use]
    pub fn offer(&self) -> SignInMode {
        match self {
            Self::Demo => SignInMode::Demo(demo::offer()),
            Self::Oidc(_) => SignInMode::Provider,
            // Behind a proxy nobody sees that page: the guard has one of its own.
            Self::Local(_) | Self::ProxyJwt(_) | Self::ProxyHeader(_) => SignInMode::Local,
        }
    }

    /// Where a proxy ends its own session.
    fn proxy_sign_out(&self) -> Option<&str> {
        match self {
            Self::ProxyJwt(proxy) => proxy.sign_out_url.as_deref(),
            Self::ProxyHeader(proxy) => proxy.sign_out_url.as_deref(),
            _ => None,
        }
    }
}

/// Who asks; nobody, when it is a stranger.
///
/// # Errors
/// Why somebody is not let in: the proxy does not vouch for them, they have no role, something does not answer.
pub async fn who(
    site: &Site,
    session: &Session,
    peer: Option<IpAddr>,
    headers: &HeaderMap,
) -> Result<Option<Came>, Fault> {
    let now = site.backend.clock().now();
    let proven = match &site.sign_in {
        SignIn::ProxyHeader(proxy) => proxy.read(peer, headers),
        SignIn::ProxyJwt(proxy) => proxy.read(peer, headers, now).await,
        SignIn::Demo | SignIn::Local(_) | SignIn::Oidc(_) => {
            let person = session::person(site, session).await?;
            return Ok(person.map(|person| Came { person, until: None }));
        }
    };
    let proven = proven.map_err(|why| proxy::fault(&why))?;
    let person = site.roles.admit(site, &proven.claimed).await?;
    let soon = now.plus_ms(VOUCHED_MS);
    Ok(Some(Came { person, until: Some(proven.end.map_or(soon, |end| end.min(soon))) }))
}

/// Who asks in a stream that is open, asked again.
///
/// # Errors
/// As [`who`].
pub async fn who_again(site: &Site, session: &Session, came: &Came) -> Result<Option<Person>, Fault> {
    match came.until {
        Some(until) => Ok((site.backend.clock().now() < until).then(|| came.person.clone())),
        None => session::person_again(site, session).await,
    }
}

/// The address at the other end of the connection.
#[must_use]
pub fn peer(extensions: &Extensions) -> Option<IpAddr> {
    extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip())
}

/// What the demo's form posts.
#[derive(Debug, Deserialize)]
pub struct Chosen {
    identity: String,
    #[serde(default)]
    back: String,
}

/// `POST /sign-in`: one of the sample identities comes in.
pub async fn sign_in(State(site): State<Site>, session: Session, Form(chosen): Form<Chosen>) -> Response {
    let person = match site.sign_in {
        SignIn::Demo => demo::person(&chosen.identity),
        _ => None,
    };
    let Some(person) = person else {
        let fault = Fault::new(FaultKind::Forbidden, "Nobody of that name may sign in here.");
        return fault_page(&fault.next("Choose one of the identities of the sign-in page."));
    };
    match session::open(&site, &session, &person, session::Given::default()).await {
        Ok(()) => Redirect::to(local_path(&chosen.back)).into_response(),
        Err(fault) => fault_page(&fault),
    }
}

/// `POST /sign-out`: the session ends, and its streams with it; then the one of the provider or the proxy, if there is one.
pub async fn sign_out(State(site): State<Site>, session: Session) -> Response {
    if let Err(fault) = session::close(&site, &session).await {
        return fault_page(&fault);
    }
    let further = match &site.sign_in {
        SignIn::Demo | SignIn::Local(_) => return Redirect::to(app::paths::SIGN_IN).into_response(),
        SignIn::Oidc(oidc) => oidc.sign_out_url(&site).await,
        proxy => proxy.proxy_sign_out().map(str::to_owned),
    };
    let is_proxied = !matches!(site.sign_in, SignIn::Oidc(_));
    let (line, words) = match (&further, is_proxied) {
        (Some(_), true) => {
            ("You are being signed out of the proxy in front of this console.", "Sign out of the proxy")
        }
        (None, true) => (
            "The proxy in front of this console signs you in. Sign out there, or close the browser.",
            "Sign in again",
        ),
        (Some(_), false) => (
            "You are signed out of this console, and are being signed out of your organisation.",
            "Sign out of your organisation",
        ),
        (None, false) => {
            ("You are signed out of this console, but not of your organisation.", "Sign in again")
        }
    };
    let link = (further.as_deref().unwrap_or("/"), words);
    let leads = further.is_some();
    Notice { title: "Signed out", lines: vec![line], link: Some(link), leads }.page(StatusCode::OK)
}

impl TryFrom<&Auth> for SignIn {
    type Error = Refusal;

    /// The way in of a config without faults: never the demo's, which only `demo` itself opens.
    fn try_from(auth: &Auth) -> Result<Self, Refusal> {
        let lacks =
            || Refusal::new(format!("auth.mode “{0}” needs a whole table [auth.{0}]", auth.mode.word()));
        match auth.mode {
            Mode::Local => Ok(Self::Local(Arc::default())),
            Mode::Demo => Err(Refusal::new("auth.mode “demo” works by `deskwarden demo` only")),
            Mode::Oidc => {
                let config = auth.oidc.clone().ok_or_else(lacks)?;
                Ok(Self::Oidc(Arc::new(oidc::Oidc::new(config))))
            }
            Mode::ProxyJwt => {
                let proxy = auth.proxy_jwt.as_ref().and_then(proxy::jwt::Assertions::new);
                proxy.map(|proxy| Self::ProxyJwt(Arc::new(proxy))).ok_or_else(lacks)
            }
            Mode::ProxyHeader => {
                let proxy = auth.proxy_header.as_ref().and_then(proxy::header::Headers::new);
                proxy.map(|proxy| Self::ProxyHeader(Arc::new(proxy))).ok_or_else(lacks)
            }
        }
    }
}
