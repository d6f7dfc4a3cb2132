//! Where does a sign-in begin? With a state, a nonce and a proof key, and a cookie that ties them to this browser.

use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::fault::Fault;
use openidconnect::core::CoreAuthenticationFlow;
use openidconnect::{CsrfToken, Nonce, PkceCodeChallenge, Scope};
use rand::Rng as _;
use serde::Deserialize;

use super::{BACK, Oidc, pending};
use crate::local_path::local_path;
use crate::notice;
use crate::sign_in::SignIn;
use crate::site::Site;

/// What the sign-in page's link carries.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    back: String,
}

/// `GET /sign-in/oidc`: to the provider.
pub async fn begin(State(site): State<Site>, Query(asked): Query<Asked>) -> Response {
    let SignIn::Oidc(oidc) = &site.sign_in else {
        return notice::of(&Fault::not_found("This console has no identity provider."));
    };
    match oidc.begin(&site, local_path(&asked.back)).await {
        Ok((url, cookie)) => ([(header::SET_COOKIE, cookie)], Redirect::to(&url)).into_response(),
        Err(fault) => notice::of(&fault),
    }
}

impl Oidc {
    /// Where to send the browser, and the cookie that it must bring back.
    async fn begin(&self, site: &Site, back: &str) -> Result<(String, String), Fault> {
        let now = site.backend.clock().now();
        let known = self.provider.known(now, false).await?;
        let client = self.provider.client(&known, site.front.address(BACK))?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let mut request = client.authorize_url(flow, CsrfToken::new_random, Nonce::new_random);
        for scope in self.config.scopes.iter().filter(|scope| *scope != "openid") {
            request = request.add_scope(Scope::new(scope.clone()));
        }
        let (url, state, nonce) = request.set_pkce_challenge(challenge).url();
        let browser = hex::encode(rand::rng().random::<[u8; 32]>());
        self.pending.begin(state.secret(), &browser, nonce, verifier, back, now);
        Ok((url.to_string(), cookie(site, &browser, pending::LASTS_MS / 1_000)))
    }
}

/// The name of the cookie that ties a sign-in to its browser.
pub fn name(site: &Site) -> &'static str {
    if site.front.is_secure() { "__Host-deskwarden-begun" } else { "deskwarden-begun" }
}

/// That cookie, for so many seconds. `Lax`, because it has to come along when the provider sends the browser back.
pub fn cookie(site: &Site, value: &str, seconds: i64) -> String {
    let secure = if site.front.is_secure() { "; Secure" } else { "" };
    format!("{}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}", name(site))
}
