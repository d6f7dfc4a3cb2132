//! With which keys is signed? Fetched when they are needed, and for a key that is not known only so often.

use std::collections::BTreeMap;

use axum::http::{Request, StatusCode};
use backend::fetch::fetch;
use domain::at::At;
use jsonwebtoken::DecodingKey;
use jsonwebtoken::jwk::{Jwk, PublicKeyUse};
use tokio::sync::Mutex;

/// How long keys are taken as they were fetched: one that was withdrawn is believed no longer.
const FRESH_MS: i64 = 3_600_000;
/// How long they are taken when they cannot be fetched again.
const STALE_MS: i64 = 24 * FRESH_MS;
/// Fetches in a while, however many keys are asked for: a token's author must not make us ask at will.
const FETCHES: u32 = 3;
const WHILE_MS: i64 = 60_000;

/// Where keys are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// All in one JSON document.
    Set(String),
    /// Each as PEM, below this address, by its id.
    Each(String),
}

/// Keys that were fetched from one place.
pub struct Keys {
    source: Source,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    keys: BTreeMap<String, DecodingKey>,
    fetched: At,
    /// Why the last fetch failed, when it did.
    failed: Option<NoKey>,
    since: At,
    fetches: u32,
}

/// Why there is no key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoKey {
    /// No key has this id.
    Unknown,
    /// The keys cannot be fetched.
    Unreachable(String),
}

impl Keys {
    /// Keys from there, none fetched yet.
    #[must_use]
    pub fn new(source: Source) -> Self {
        Self { source, kept: Mutex::default() }
    }

    /// The key of this id.
    ///
    /// # Errors
    /// When there is none, or it cannot be learned.
    pub async fn find(&self, id: &str, now: At) -> Result<DecodingKey, NoKey> {
        // The id becomes part of an address.
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let is_name = (1..=128).contains(&id.len()) && id.bytes().all(is_plain);
        if !is_name && matches!(self.source, Source::Each(_)) {
            return Err(NoKey::Unknown);
        }
        let mut kept = self.kept.lock().await;
        let age = now.ms_since(kept.fetched);
        if age < FRESH_MS
            && let Some(key) = kept.keys.get(id)
        {
            return Ok(key.clone());
        }
        let old = kept.keys.get(id).filter(|_| age < STALE_MS).cloned();
        if !kept.may_fetch(now) {
            return old.ok_or_else(|| kept.failed.clone().unwrap_or(NoKey::Unknown));
        }
        let fetched = self.fetched(id).await;
        kept.failed = fetched.as_ref().err().cloned();
        match (fetched, old) {
            (Ok(keys), _) => {
                if age >= FRESH_MS || matches!(self.source, Source::Set(_)) {
                    kept.keys.clear();
                    kept.fetched = now;
                }
                kept.keys.extend(keys);
                kept.keys.get(id).cloned().ok_or(NoKey::Unknown)
            }
            (Err(NoKey::Unreachable(why)), Some(old)) => {
                tracing::warn!(why, "keys cannot be fetched; those of before are taken");
                Ok(old)
            }
            (Err(why), _) => Err(why),
        }
    }

    async fn fetched(&self, id: &str) -> Result<Vec<(String, DecodingKey)>, NoKey> {
        match &self.source {
            Source::Set(url) => {
                let found =
                    body(url).await?.ok_or_else(|| NoKey::Unreachable("there are none".to_owned()))?;
                let unreadable = |error| NoKey::Unreachable(format!("they cannot be read: {error}"));
                set(&serde_json::from_slice(&found).map_err(unreadable)?)
            }
            Source::Each(url) => {
                let found =
                    body(&format!("{}/{id}", url.trim_end_matches('/'))).await?.ok_or(NoKey::Unknown)?;
                let key = DecodingKey::from_ec_pem(&found);
                Ok(vec![(id.to_owned(), key.map_err(|_| NoKey::Unreachable("it is no key".to_owned()))?)])
            }
        }
    }
}

impl Kept {
    fn may_fetch(&mut self, now: At) -> bool {
        if now.ms_since(self.since) >= WHILE_MS {
            (self.since, self.fetches) = (now, 0);
        }
        self.fetches += 1;
        self.fetches <= FETCHES
    }
}

/// The keys that sign, by their id. What is of a kind that is not known here is no key of ours.
fn set(document: &serde_json::Value) -> Result<Vec<(String, DecodingKey)>, NoKey> {
    let all = document.get("keys").and_then(serde_json::Value::as_array);
    let all = all.ok_or_else(|| NoKey::Unreachable("they are no JWKS".to_owned()))?;
    let one = |key: &serde_json::Value| {
        let jwk: Jwk = serde_json::from_value(key.clone()).ok()?;
        let signs = jwk.common.public_key_use.as_ref().is_none_or(|of| *of == PublicKeyUse::Signature);
        let key = DecodingKey::from_jwk(&jwk).ok()?;
        jwk.common.key_id.filter(|_| signs).map(|id| (id, key))
    };
    Ok(all.iter().filter_map(one).collect())
}

/// What is there; nothing, where the server says that there is nothing.
async fn body(url: &str) -> Result<Option<Vec<u8>>, NoKey> {
    let request = Request::get(url).header("accept", "*/*").body(Vec::new());
    let request = request.map_err(|_| NoKey::Unreachable("their address cannot be used".to_owned()))?;
    let answer = fetch(request).await.map_err(|error| NoKey::Unreachable(error.to_string()))?;
    match answer.status() {
        StatusCode::OK => Ok(Some(answer.into_body())),
        StatusCode::NOT_FOUND | StatusCode::FORBIDDEN => Ok(None),
        status => Err(NoKey::Unreachable(format!("it answered {}", status.as_u16()))),
    }
}
