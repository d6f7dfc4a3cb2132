//! What does the provider say of itself? Asked when it is needed, kept for an hour, and again for keys that are new.

use std::sync::Arc;

use domain::at::At;
use domain::fault::Fault;
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreClientAuthMethod, CoreErrorResponseType, CoreGenderClaim,
    CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreRevocableToken,
    CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AdditionalClaims, AuthType, ClientId, ClientSecret, EmptyExtraTokenFields, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, IdTokenFields, IssuerUrl, ProviderMetadataWithLogout, RedirectUrl,
    StandardErrorResponse, StandardTokenResponse,
};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tokio::sync::Mutex;

use super::{ask, unreachable};
use crate::config;
use crate::sign_in::keys::{Keys, Source};

/// How long what the provider said is taken as it was, and when it cannot be asked again.
const FRESH_MS: i64 = 3_600_000;
const STALE_MS: i64 = 24 * FRESH_MS;
/// How soon it is asked again for a key that is not known, or after it did not answer.
const AGAIN_MS: i64 = 20_000;

/// Every claim that the standard does not name: groups among them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Others {
    /// By name.
    #[serde(flatten)]
    pub all: Map<String, Value>,
}

impl AdditionalClaims for Others {}

type Fields = IdTokenFields<
    Others,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;
/// What the token endpoint answers.
pub type Tokens = StandardTokenResponse<Fields, CoreTokenType>;
/// The console as a client of the provider.
pub type Client = openidconnect::Client<
    Others,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// What the provider says of itself.
#[derive(Clone)]
pub struct Known {
    metadata: ProviderMetadataWithLogout,
    /// The same keys once more, for tokens of which the client library knows nothing.
    pub keys: Arc<Keys>,
}

/// The provider, and what it said last.
pub struct Provider {
    issuer: String,
    client_id: ClientId,
    secret: Option<SecretString>,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    known: Option<Known>,
    at: At,
    tried: At,
}

impl Provider {
    /// One that was not asked yet.
    pub fn new(config: &config::Oidc) -> Self {
        Self {
            issuer: config.issuer.clone(),
            client_id: ClientId::new(config.client_id.clone()),
            secret: config.client_secret.clone(),
            kept: Mutex::default(),
        }
    }

    /// What the provider says of itself; `anew` when a key was not found in what it said.
    ///
    /// # Errors
    /// `Unavailable`, when it has to be asked and does not answer.
    pub async fn known(&self, now: At, anew: bool) -> Result<Known, Fault> {
        let mut kept = self.kept.lock().await;
        let (age, rest) = (now.ms_since(kept.at), now.ms_since(kept.tried));
        if let Some(known) = &kept.known
            && ((age < FRESH_MS && !anew) || (rest < AGAIN_MS && age < STALE_MS))
        {
            return Ok(known.clone());
        }
        if rest < AGAIN_MS {
            return Err(unreachable("it did not answer a moment ago"));
        }
        kept.tried = now;
        match (self.asked(kept.known.as_ref()).await, kept.known.clone()) {
            (Ok(known), _) => {
                (kept.known, kept.at) = (Some(known.clone()), now);
                Ok(known)
            }
            (Err(why), Some(known)) if age < STALE_MS => {
                tracing::warn!(why, "the identity provider cannot be asked; what it said before is taken");
                Ok(known)
            }
            (Err(why), _) => Err(unreachable(&why)),
        }
    }

    async fn asked(&self, before: Option<&Known>) -> Result<Known, String> {
        let issuer = IssuerUrl::new(self.issuer.clone()).map_err(|error| error.to_string())?;
        let asked = ProviderMetadataWithLogout::discover_async(issuer, &ask).await;
        let metadata = asked.map_err(|error| match std::error::Error::source(&error) {
            Some(cause) => format!("{error}: {cause}"),
            None => error.to_string(),
        })?;
        let url = metadata.jwks_uri().url().to_string();
        let urls = [
            Some(url.clone()),
            Some(metadata.authorization_endpoint().url().to_string()),
            metadata.additional_metadata().end_session_endpoint.as_ref().map(|at| at.url().to_string()),
            metadata.token_endpoint().map(|at| at.url().to_string()),
            metadata.userinfo_endpoint().map(|at| at.url().to_string()),
        ];
        if urls.iter().flatten().any(|url| !config::is_safe_url(url)) {
            return Err("it names an address that does not begin with https://".to_owned());
        }
        let same = before.filter(|known| known.metadata.jwks_uri() == metadata.jwks_uri());
        let keys =
            same.map_or_else(|| Arc::new(Keys::new(Source::Set(url))), |known| Arc::clone(&known.keys));
        Ok(Known { metadata, keys })
    }

    /// The console as a client of it, to which browsers come back at this address.
    ///
    /// # Errors
    /// When the address is none.
    pub fn client(&self, known: &Known, back: String) -> Result<Client, Fault> {
        use CoreClientAuthMethod::{ClientSecretBasic, ClientSecretPost};
        let secret = self.secret.as_ref().map(|secret| ClientSecret::new(secret.expose_secret().to_owned()));
        let back = RedirectUrl::new(back).map_err(|error| unreachable(&error.to_string()))?;
        let by_form = known.metadata.token_endpoint_auth_methods_supported().is_some_and(|methods| {
            methods.contains(&ClientSecretPost) && !methods.contains(&ClientSecretBasic)
        });
        let how = if by_form { AuthType::RequestBody } else { AuthType::BasicAuth };
        let client = Client::from_provider_metadata(known.metadata.clone(), self.client_id.clone(), secret);
        Ok(client.set_redirect_uri(back).set_auth_type(how))
    }
}

impl Known {
    /// Where a person signs out of the provider itself, to come back to an address of ours.
    #[must_use]
    pub fn sign_out_url(&self, client_id: &str, back: String) -> Option<String> {
        use openidconnect::{LogoutRequest, PostLogoutRedirectUrl};
        let at = self.metadata.additional_metadata().end_session_endpoint.clone()?;
        // Without the ID token as a hint: no token reaches the browser, and the client's id says whose address it is.
        let request = LogoutRequest::from(at).set_client_id(ClientId::new(client_id.to_owned()));
        let request = request.set_post_logout_redirect_uri(PostLogoutRedirectUrl::new(back).ok()?);
        Some(request.http_get_url().to_string())
    }
}
