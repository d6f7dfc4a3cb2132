//! Is a signed token (JWT) genuine? Which algorithms are taken is ours to say, never the token's.

use base64::Engine as _;
use base64::alphabet::URL_SAFE;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use domain::at::At;
use jsonwebtoken::{Algorithm, DecodingKey};
use serde_json::{Map, Value};

/// Letters of a token that are read at most.
const LONGEST: usize = 16 << 10;
/// Seconds by which two clocks may differ.
pub const LEEWAY: i64 = 30;
/// AWS's load balancers pad their base64, which the standard forbids; the signature is over what was sent.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A token that was taken apart; nothing of it is proven.
pub struct Token<'t> {
    /// What its head says.
    pub header: Map<String, Value>,
    claims: Map<String, Value>,
    signed: &'t str,
    signature: &'t str,
}

impl<'t> Token<'t> {
    /// Takes a token apart.
    ///
    /// # Errors
    /// Why it is none.
    pub fn read(text: &'t str) -> Result<Self, &'static str> {
        if text.len() > LONGEST {
            return Err("it is too long");
        }
        let (signed, signature) = text.rsplit_once('.').ok_or("it has no signature")?;
        let (header, claims) = signed.split_once('.').ok_or("it has no claims")?;
        let (header, claims) = (object(header)?, object(claims)?);
        Ok(Self { header, claims, signed, signature: signature.trim_end_matches('=') })
    }

    /// A string of its head.
    #[must_use]
    pub fn head(&self, name: &str) -> Option<&str> {
        self.header.get(name).and_then(Value::as_str)
    }

    /// The algorithm, when it is one of these.
    ///
    /// # Errors
    /// When it is none of them.
    pub fn algorithm(&self, allowed: &[Algorithm]) -> Result<Algorithm, &'static str> {
        // What is critical to its author and not known to us makes it unreadable.
        if self.header.contains_key("crit") {
            return Err("its head demands what is not known here");
        }
        let named = self.head("alg").and_then(|alg| alg.parse().ok());
        named.filter(|alg| allowed.contains(alg)).ok_or("its algorithm is not allowed")
    }

    /// The claims, once the key proves them; whether they hold now is still to be asked.
    ///
    /// # Errors
    /// Why they prove nothing.
    pub fn proven(self, key: &DecodingKey, algorithm: Algorithm) -> Result<Map<String, Value>, &'static str> {
        // A public RSA key is no secret for an HMAC.
        if key.family() != algorithm.family() {
            return Err("its algorithm does not fit its key");
        }
        let is_proven = jsonwebtoken::crypto::verify(self.signature, self.signed.as_bytes(), key, algorithm);
        if !is_proven.unwrap_or(false) {
            return Err("its signature is wrong");
        }
        Ok(self.claims)
    }
}

/// Whether the claims hold now: they must end, and must have begun.
///
/// # Errors
/// Why they do not.
pub fn in_time(claims: &Map<String, Value>, now: At) -> Result<(), &'static str> {
    let now = now.0 / 1_000;
    if second(claims, "exp")?.ok_or("it has no end")? <= now - LEEWAY {
        return Err("it has expired");
    }
    begun(claims, now)
}

/// Whether the claims hold already.
///
/// # Errors
/// When they are for later.
pub fn begun(claims: &Map<String, Value>, now: i64) -> Result<(), &'static str> {
    for name in ["nbf", "iat"] {
        if second(claims, name)?.is_some_and(|at| at > now + LEEWAY) {
            return Err("it is not valid yet");
        }
    }
    Ok(())
}

/// A time of the claims, in seconds since 1970.
///
/// # Errors
/// When it is no number.
pub fn second(claims: &Map<String, Value>, name: &str) -> Result<Option<i64>, &'static str> {
    match claims.get(name) {
        None => Ok(None),
        Some(value) => value.as_f64().map(|at| Some(at as i64)).ok_or("its times cannot be read"),
    }
}

/// Whether the claims are for this audience.
#[must_use]
pub fn is_for(claims: &Map<String, Value>, audience: &str) -> bool {
    match claims.get("aud") {
        Some(Value::String(one)) => one == audience,
        Some(Value::Array(many)) => many.iter().any(|one| one.as_str() == Some(audience)),
        _ => false,
    }
}

fn object(part: &str) -> Result<Map<String, Value>, &'static str> {
    let bytes = BASE64.decode(part).map_err(|_| "it is no base64")?;
    serde_json::from_slice(&bytes).map_err(|_| "it is no JSON object")
}
