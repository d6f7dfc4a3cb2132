//! Who comes back from the provider? Only who was sent there, once, and whom its tokens then name.

use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::fault::{Fault, FaultKind};
use openidconnect::core::CoreErrorResponseType;
use openidconnect::{AuthorizationCode, OAuth2TokenResponse as _, RequestTokenError, StandardErrorResponse};
use secrecy::SecretString;
use serde::Deserialize;
use tower_sessions::Session;

use super::begin::{cookie, name};
use super::identity::{Doubt, Identity};
use super::pending::Begun;
use super::provider::Tokens;
use super::{BACK, Oidc, Silent, ask, refused, unreachable};
use crate::notice;
use crate::sign_in::{SignIn, cookies, session};
use crate::site::Site;

/// What the provider sends the browser back with.
#[derive(Deserialize)]
pub struct Answer {
    #[serde(default)]
    state: String,
    code: Option<String>,
    error: Option<String>,
    iss: Option<String>,
}

/// Why the token endpoint gave nothing.
pub type Failed = RequestTokenError<Silent, StandardErrorResponse<CoreErrorResponseType>>;

/// `GET /sign-in/oidc/back`: in, and to the page that the person came from.
pub async fn back(
    State(site): State<Site>,
    session: Session,
    headers: HeaderMap,
    Query(answer): Query<Answer>,
) -> Response {
    let SignIn::Oidc(oidc) = &site.sign_in else {
        return notice::of(&Fault::not_found("This console has no identity provider."));
    };
    let mut response = match oidc.complete(&site, &session, &headers, &answer).await {
        Ok(path) => Redirect::to(&path).into_response(),
        Err(fault) => notice::of(&fault),
    };
    // Done with, whatever came of it.
    if let Ok(over) = cookie(&site, "", 0).parse() {
        response.headers_mut().append(header::SET_COOKIE, over);
    }
    response
}

impl Oidc {
    async fn complete(
        &self,
        site: &Site,
        session: &Session,
        headers: &HeaderMap,
        answer: &Answer,
    ) -> Result<String, Fault> {
        let now = site.backend.clock().now();
        let browser = cookies::one(headers, name(site));
        let begun = self.pending.take(&answer.state, browser, now).map_err(refused)?;
        if answer.iss.as_ref().is_some_and(|issuer| *issuer != self.config.issuer) {
            return Err(refused("another provider has answered"));
        }
        let code = match (&answer.code, &answer.error) {
            (Some(code), None) => code.clone(),
            (_, Some(error)) => return Err(not_let_in(error)),
            (None, None) => return Err(refused("there is no code")),
        };
        let (identity, tokens) = self.exchange(site, code, &begun).await?;
        let person = site.roles.held(site, &identity.claimed).await?;
        let refresh = tokens.refresh_token().map(|token| SecretString::from(token.secret().clone()));
        let tokens =
            refresh.map(|refresh| self.held.keep(refresh, self.interval_ms(), site.limits.max_ms(), now));
        session::open(site, session, &person, session::Given { sid: identity.sid, tokens }).await?;
        Ok(begun.back)
    }

    async fn exchange(&self, site: &Site, code: String, begun: &Begun) -> Result<(Identity, Tokens), Fault> {
        let now = site.backend.clock().now();
        let known = self.provider.known(now, false).await?;
        let client = self.provider.client(&known, site.front.address(BACK))?;
        let verifier = openidconnect::PkceCodeVerifier::new(begun.verifier.secret().clone());
        let request = client.exchange_code(AuthorizationCode::new(code));
        let request = request.map_err(|_| unreachable("it names no token endpoint"))?;
        let tokens = request.set_pkce_verifier(verifier).request_async(&ask).await;
        let tokens = tokens.map_err(|error| failed(&error))?;
        // A provider that takes its time issues them later than it was asked.
        let now = site.backend.clock().now();
        let mut found = self.identity(&client, &tokens, Some(&begun.nonce), now).await;
        if matches!(found, Err(Doubt::NewKey)) {
            let known = self.provider.known(now, true).await?;
            let client = self.provider.client(&known, site.front.address(BACK))?;
            found = self.identity(&client, &tokens, Some(&begun.nonce), now).await;
        }
        match found {
            Ok(identity) => Ok((identity, tokens)),
            Err(Doubt::NewKey) => Err(refused("its key is not known")),
            Err(Doubt::Fault(fault)) => Err(fault),
        }
    }
}

/// The fault of a token endpoint that gave nothing. Its answer is not repeated: it may hold tokens.
pub fn failed(error: &Failed) -> Fault {
    match error {
        RequestTokenError::ServerResponse(answer) => refused(&format!("token endpoint: {}", answer.error())),
        RequestTokenError::Request(error) => unreachable(&error.to_string()),
        RequestTokenError::Parse(..) => refused("the token endpoint's answer cannot be read"),
        RequestTokenError::Other(_) => unreachable("the token endpoint does not answer as one"),
    }
}

/// The provider let nobody in. Its word is shown when it is one.
fn not_let_in(error: &str) -> Fault {
    let is_word = error.len() <= 40 && error.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let word = if is_word { error } else { "an error" };
    tracing::info!(error = word, "the identity provider let nobody in");
    Fault::new(FaultKind::Conflict, format!("The identity provider did not sign you in: {word}."))
        .next("Try again; when it stays, ask whoever runs the identity provider.")
}
