//! How do people come in by OpenID Connect? By authorization code, with PKCE, a nonce, and a state that only the browser
//! that began can bring back.

pub mod back;
pub mod begin;
mod identity;
pub mod logout;
mod pending;
mod provider;
mod renew;

use axum::http::StatusCode;
use backend::fetch::fetch;
use domain::fault::{Fault, FaultKind};
use domain::ids::PersonId;
use openidconnect::{HttpRequest, HttpResponse};

use crate::config;
use crate::site::Site;

/// Where a sign-in begins.
pub const BEGIN: &str = app::paths::SIGN_IN_OIDC;
/// Where the provider sends the browser back to.
pub const BACK: &str = "/sign-in/oidc/back";
/// Where the provider tells of sessions that ended there; no page of ours asks for it.
pub const TOLD: &str = "/sign-in/oidc/logged-out";

/// One provider, with the sign-ins that are under way there.
pub struct Oidc {
    config: config::Oidc,
    provider: provider::Provider,
    pending: pending::Pending,
    held: renew::AllHeld,
}

impl Oidc {
    /// The provider of a config without faults. It is asked when the first person comes.
    #[must_use]
    pub fn new(config: config::Oidc) -> Self {
        Self {
            provider: provider::Provider::new(&config),
            pending: pending::Pending::default(),
            held: renew::AllHeld::default(),
            config,
        }
    }

    /// Where a person signs out of the provider itself; nowhere, when it has no such place or does not answer.
    pub async fn sign_out_url(&self, site: &Site) -> Option<String> {
        if let Some(url) = &self.config.sign_out_url {
            return Some(url.clone());
        }
        let known = self.provider.known(site.backend.clock().now(), false).await.ok()?;
        known.sign_out_url(&self.config.client_id, site.front.address(app::paths::SIGN_IN))
    }

    /// Who a subject of this provider is to us.
    fn person(&self, subject: &str) -> PersonId {
        PersonId::new(format!("oidc:{}#{subject}", self.config.issuer))
    }
}

/// No answer that the provider itself gave.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Silent(String);

/// Asks the provider once. That something in front of it is broken, or that it has enough to do, is no answer of its own.
async fn ask(request: HttpRequest) -> Result<HttpResponse, Silent> {
    if !config::is_safe_url(&request.uri().to_string()) {
        return Err(Silent("it names an address that does not begin with https://".to_owned()));
    }
    let answer = fetch(request).await.map_err(|error| Silent(error.to_string()))?;
    let status = answer.status();
    if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
        return Err(Silent(format!("it answered {}", status.as_u16())));
    }
    Ok(answer)
}

/// The provider does not answer; why is the log's alone.
fn unreachable(why: &str) -> Fault {
    tracing::error!(why, "the identity provider cannot be reached");
    Fault::new(FaultKind::Unavailable, "The identity provider cannot be reached, so nobody can be signed in.")
        .next("Try again in a minute; when it stays, tell whoever runs this console.")
}

/// What came back is not what was asked for; why is the log's alone.
fn refused(why: &str) -> Fault {
    tracing::warn!(why, "a sign-in was refused");
    Fault::new(FaultKind::Conflict, "This sign-in could not be completed.")
        .next("Sign in again, in this browser and without waiting long.")
}
