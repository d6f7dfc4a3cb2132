//! How do people come in, and how do they leave?
//!
//! The ways in are the arms of one enum; single sign-on will be one more. All lead to the same session.

pub mod demo;
pub mod local;
pub mod session;
mod store;

use std::sync::Arc;

use app::access::SignInMode;
use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::fault::{Fault, FaultKind};
use serde::Deserialize;
use tower_sessions::Session;

pub use store::{Store, key};

use crate::config::Mode;
use crate::faults::fault_page;
use crate::local_path::local_path;
use crate::refusal::Refusal;
use crate::site::Site;

/// The way in that this console offers.
#[derive(Clone)]
pub enum SignIn {
    /// One of four sample identities.
    Demo,
    /// Whoever holds the link that was printed at start.
    Local(Arc<local::Link>),
}

impl SignIn {
    /// Which of the config's modes it is. A session is good in the mode that it was opened in only.
    #[must_use]
    pub fn mode(&self) -> Mode {
        match self {
            Self::Demo => Mode::Demo,
            Self::Local(_) => Mode::Local,
        }
    }

    /// What the page that a stranger sees offers.
    #[must_use]
    pub fn offer(&self) -> SignInMode {
        match self {
            Self::Demo => SignInMode::Demo(demo::offer()),
            Self::Local(_) => SignInMode::Local,
        }
    }
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
        SignIn::Local(_) => None,
    };
    let Some(person) = person else {
        let fault = Fault::new(FaultKind::Forbidden, "Nobody of that name may sign in here.");
        return fault_page(&fault.next("Choose one of the identities of the sign-in page."));
    };
    match session::open(&site, &session, &person).await {
        Ok(()) => Redirect::to(local_path(&chosen.back)).into_response(),
        Err(fault) => fault_page(&fault),
    }
}

/// `POST /sign-out`: the session ends, and its streams with it.
pub async fn sign_out(State(site): State<Site>, session: Session) -> Response {
    match session::close(&site, &session).await {
        Ok(()) => Redirect::to(app::paths::SIGN_IN).into_response(),
        Err(fault) => fault_page(&fault),
    }
}

impl TryFrom<Mode> for SignIn {
    type Error = Refusal;

    /// The way in of a config: never the demo's, which only `demo` itself opens.
    fn try_from(mode: Mode) -> Result<Self, Refusal> {
        match mode {
            Mode::Local => Ok(Self::Local(Arc::default())),
            Mode::Demo => Err(Refusal::new("auth.mode “demo” works by `deskwarden demo` only")),
        }
    }
}
