//! Which OpenID Connect provider says who people are?

use std::path::PathBuf;

use secrecy::SecretString;
use serde::Deserialize;

use super::check::is_safe_url;
use crate::config::Faulty;

/// Single sign-on by OpenID Connect: authorization code with PKCE.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Oidc {
    /// The provider's address, exactly as its tokens name it; `/.well-known/openid-configuration` is below.
    pub issuer: String,
    /// What the provider knows this console as.
    pub client_id: String,
    /// What the console proves that with.
    pub client_secret: Option<SecretString>,
    /// The file that holds `client_secret`.
    pub client_secret_file: Option<PathBuf>,
    /// What is asked for.
    pub scopes: Vec<String>,
    /// The claim that lists a person's groups, in the ID token or at the userinfo endpoint; dots lead into it.
    pub groups_claim: String,
    /// The claim that people read as a person's name.
    pub name_claim: String,
    /// Minutes after which the provider is asked again what a person holds, where it gave a refresh token.
    pub refresh_minutes: u32,
    /// Where the provider ends its own session; left out, where it says itself.
    pub sign_out_url: Option<String>,
}

impl Default for Oidc {
    fn default() -> Self {
        Self {
            issuer: String::new(),
            client_id: String::new(),
            client_secret: None,
            client_secret_file: None,
            scopes: ["openid", "profile", "email"].map(str::to_owned).to_vec(),
            groups_claim: "groups".to_owned(),
            name_claim: "name".to_owned(),
            refresh_minutes: 10,
            sign_out_url: None,
        }
    }
}

impl Oidc {
    /// What speaks against it.
    pub(super) fn faults(&self) -> Faulty {
        let found = [
            (!is_safe_url(&self.issuer), "issuer must be an address that begins with https://"),
            (self.client_id.is_empty(), "client_id is missing"),
            (self.client_secret.is_none(), "client_secret (or client_secret_file) is missing"),
            (!self.scopes.iter().any(|scope| scope == "openid"), "scopes must hold \"openid\""),
            (self.groups_claim.is_empty(), "groups_claim is empty"),
            (self.refresh_minutes == 0, "refresh_minutes must be at least 1"),
            (
                self.sign_out_url.as_deref().is_some_and(|url| !is_safe_url(url)),
                "sign_out_url must begin with https://",
            ),
        ];
        found.into_iter().filter(|(wrong, _)| *wrong).map(|(_, fault)| fault.to_owned()).collect()
    }
}
