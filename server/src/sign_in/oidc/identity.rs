//! Whom do tokens name? Held against all that was asked for, before anything in them is believed.

use std::time::{Duration, UNIX_EPOCH};

use domain::at::At;
use domain::fault::Fault;
use openidconnect::core::{CoreGenderClaim, CoreJsonWebKey, CoreJwsSigningAlgorithm as Alg};
use openidconnect::{
    AccessTokenHash, ClaimsVerificationError, IdTokenVerifier, Nonce, OAuth2TokenResponse as _,
    SignatureVerificationError, TokenResponse as _, UserInfoClaims,
};
use serde_json::{Map, Value};

use super::provider::{Client, Others, Tokens};
use super::{Oidc, ask, refused, unreachable};
use crate::sign_in::roles::{self, Claimed};
use crate::sign_in::token::{LEEWAY, begun};

/// Signatures by key pairs alone: with HS256 a public key, or a secret that leaked, would be enough to sign.
const ALLOWED: [Alg; 9] = [
    Alg::RsaSsaPkcs1V15Sha256,
    Alg::RsaSsaPkcs1V15Sha384,
    Alg::RsaSsaPkcs1V15Sha512,
    Alg::RsaSsaPssSha256,
    Alg::RsaSsaPssSha384,
    Alg::RsaSsaPssSha512,
    Alg::EcdsaP256Sha256,
    Alg::EcdsaP384Sha384,
    Alg::EdDsa,
];

/// Who came in, and their session at the provider.
pub struct Identity {
    /// Who.
    pub claimed: Claimed,
    /// The provider's name of the session, for when it ends there.
    pub sid: Option<String>,
}

/// Why tokens name nobody.
pub enum Doubt {
    /// The key that signed is not among those that are known.
    NewKey,
    /// For the person.
    Fault(Fault),
}

impl Oidc {
    /// Whom the tokens name. Without a nonce they come from a refresh, whose tokens need not repeat it.
    pub(super) async fn identity(
        &self,
        client: &Client,
        tokens: &Tokens,
        nonce: Option<&Nonce>,
        now: At,
    ) -> Result<Identity, Doubt> {
        let id_token = tokens.id_token().ok_or_else(|| doubt("there is no ID token"))?;
        let verifier = verifier(client, now);
        let claims = match nonce {
            Some(nonce) => id_token.claims(&verifier, nonce),
            None => id_token.claims(&verifier, |_: Option<&Nonce>| Ok(())),
        };
        let claims = claims.map_err(|error| match error {
            ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey) => {
                Doubt::NewKey
            }
            error => doubt(&error.to_string()),
        })?;
        if let Some(hash) = claims.access_token_hash() {
            let of = id_token.signing_alg().and_then(|alg| {
                AccessTokenHash::from_token(tokens.access_token(), alg, id_token.signing_key(&verifier)?)
                    .map_err(|error| SignatureVerificationError::Other(error.to_string()))
            });
            if !of.is_ok_and(|of| of == *hash) {
                return Err(doubt("its access token is another's"));
            }
        }
        let subject = claims.subject().as_str().to_owned();
        let all = object(claims);
        self.meant_for_us(&all, now).map_err(doubt)?;
        let sid = all.get("sid").and_then(Value::as_str).map(str::to_owned);
        let groups = match roles::strings(&all, &self.config.groups_claim) {
            Some(groups) => groups,
            None => self.groups_of_userinfo(client, tokens, &subject).await.map_err(Doubt::Fault)?,
        };
        let name = roles::name(&all, &self.config.name_claim, &subject);
        Ok(Identity { claimed: Claimed { id: self.person(&subject), name, groups }, sid })
    }

    /// What the library leaves to us: the authorised party, and from when on.
    fn meant_for_us(&self, claims: &Map<String, Value>, now: At) -> Result<(), &'static str> {
        let party = claims.get("azp").filter(|party| !party.is_null());
        if party.is_some_and(|party| party.as_str() != Some(self.config.client_id.as_str())) {
            return Err("it was made for another client");
        }
        if claims.get("sub").and_then(Value::as_str).is_none_or(str::is_empty) {
            return Err("it names nobody");
        }
        begun(claims, now.0 / 1_000)
    }

    /// Groups that the ID token does not hold, where the provider has an endpoint that does.
    async fn groups_of_userinfo(
        &self,
        client: &Client,
        tokens: &Tokens,
        subject: &str,
    ) -> Result<Vec<String>, Fault> {
        let subject = openidconnect::SubjectIdentifier::new(subject.to_owned());
        let Ok(request) = client.user_info(tokens.access_token().clone(), Some(subject)) else {
            return Ok(Vec::new());
        };
        let told: Result<UserInfoClaims<Others, CoreGenderClaim>, _> = request.request_async(&ask).await;
        match told {
            Ok(claims) => Ok(roles::strings(&claims.additional_claims().all, &self.config.groups_claim)
                .unwrap_or_default()),
            Err(openidconnect::UserInfoError::Request(error)) => Err(unreachable(&error.to_string())),
            Err(error) => Err(refused(&format!("userinfo: {error}"))),
        }
    }
}

fn verifier(client: &Client, now: At) -> IdTokenVerifier<'_, CoreJsonWebKey> {
    let moment = |ms: i64| UNIX_EPOCH + Duration::from_millis(u64::try_from(ms).unwrap_or_default());
    let leeway = LEEWAY * 1_000;
    let latest = now.0 / 1_000 + LEEWAY;
    client
        .id_token_verifier()
        .set_allowed_algs(ALLOWED)
        .set_time_fn(move || moment(now.0 - leeway).into())
        .set_issue_time_verifier_fn(move |at| {
            if at.timestamp() <= latest { Ok(()) } else { Err("it was issued in the future".to_owned()) }
        })
}

fn object(claims: &impl serde::Serialize) -> Map<String, Value> {
    match serde_json::to_value(claims) {
        Ok(Value::Object(all)) => all,
        _ => Map::new(),
    }
}

fn doubt(why: &str) -> Doubt {
    Doubt::Fault(refused(why))
}
