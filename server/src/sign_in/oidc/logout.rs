//! Which sessions have ended at the provider? It tells us itself, by a token that it signs (back-channel logout).

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use backend::access;
use domain::at::At;
use domain::fault::Fault;
use jsonwebtoken::Algorithm;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::Oidc;
use crate::sign_in::keys::NoKey;
use crate::sign_in::token::{LEEWAY, Token, begun, in_time, is_for, second};
use crate::sign_in::{SignIn, session};
use crate::site::Site;

/// The event that a logout token tells of.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// Seconds after which a logout token is no news any more.
const NEWS: i64 = 300;
const ALLOWED: [Algorithm; 9] = [
    Algorithm::RS256,
    Algorithm::RS384,
    Algorithm::RS512,
    Algorithm::PS256,
    Algorithm::PS384,
    Algorithm::PS512,
    Algorithm::ES256,
    Algorithm::ES384,
    Algorithm::EdDSA,
];

/// What the provider posts.
#[derive(Deserialize)]
pub struct Told {
    logout_token: String,
}

/// `POST /sign-in/oidc/logged-out`: asked by the provider, not by a page of ours; the token is what vouches for it.
pub async fn told(State(site): State<Site>, Form(told): Form<Told>) -> Response {
    let SignIn::Oidc(oidc) = &site.sign_in else { return StatusCode::NOT_FOUND.into_response() };
    match oidc.ended(&site, &told.logout_token).await {
        Ok(count) => {
            tracing::info!(count, "sessions ended at the identity provider");
            StatusCode::OK.into_response()
        }
        Err(Untold::Refused(why)) => {
            tracing::warn!(why, "a logout token was refused");
            (StatusCode::BAD_REQUEST, "This logout token proves nothing.").into_response()
        }
        Err(Untold::Later) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

enum Untold {
    Refused(&'static str),
    /// The provider or the database does not answer.
    Later,
}

impl From<&'static str> for Untold {
    fn from(why: &'static str) -> Self {
        Self::Refused(why)
    }
}

impl From<Fault> for Untold {
    fn from(_: Fault) -> Self {
        Self::Later
    }
}

impl Oidc {
    async fn ended(&self, site: &Site, text: &str) -> Result<u64, Untold> {
        let now = site.backend.clock().now();
        let token = Token::read(text)?;
        let algorithm = token.algorithm(&ALLOWED)?;
        let kinds = ["logout+jwt", "application/logout+jwt", "jwt"];
        if token.head("typ").is_some_and(|kind| !kinds.contains(&kind.to_ascii_lowercase().as_str())) {
            return Err("it is a token of another kind".into());
        }
        let id = token.head("kid").ok_or("it names no key")?.to_owned();
        let known = self.provider.known(now, false).await?;
        let key = known.keys.find(&id, now).await.map_err(|none| match none {
            NoKey::Unknown => Untold::Refused("its key is not known"),
            NoKey::Unreachable(_) => Untold::Later,
        })?;
        let claims = token.proven(&key, algorithm)?;
        let issued = self.is_news(&claims, now)?;
        let of = |name: &str| claims.get(name).and_then(Value::as_str);
        let (subject, sid) = (of("sub").map(|subject| self.person(subject)), of("sid"));
        // Repeated later, it ends none that was opened since.
        let by = At((issued + LEEWAY).saturating_mul(1_000));
        let count = access::end_elsewhere(&site.backend, subject.as_ref(), sid, by).await?;
        session::ended(site);
        Ok(count)
    }

    /// When it was issued: lately, by the provider, for us, about an end, and of somebody.
    fn is_news(&self, claims: &Map<String, Value>, now: At) -> Result<i64, &'static str> {
        let seconds = now.0 / 1_000;
        if claims.get("iss").and_then(Value::as_str) != Some(self.config.issuer.as_str()) {
            return Err("another provider has issued it");
        }
        if !is_for(claims, &self.config.client_id) {
            return Err("it is for another client");
        }
        let issued = second(claims, "iat")?.ok_or("it does not say when it was issued")?;
        if issued < seconds - NEWS {
            return Err("it is too old");
        }
        if claims.contains_key("exp") {
            in_time(claims, now)?;
        } else {
            begun(claims, seconds)?;
        }
        let tells = claims.get("events").and_then(|events| events.get(EVENT)).is_some_and(Value::is_object);
        if !tells || claims.contains_key("nonce") {
            return Err("it tells of no logout");
        }
        let names = ["sub", "sid"].iter().any(|name| claims.get(*name).is_some_and(Value::is_string));
        if names { Ok(issued) } else { Err("it names neither a person nor a session") }
    }
}
