//! Which sign-ins are under way? Each is known by its state, belongs to one browser, and can be completed once.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use domain::at::At;
use openidconnect::{Nonce, PkceCodeVerifier};
use sha2::{Digest as _, Sha256};

/// How long a person may take at the provider.
pub const LASTS_MS: i64 = 10 * 60_000;
/// How many are kept at once; the oldest goes first.
const MOST: usize = 4_096;

/// A sign-in that was begun.
pub struct Begun {
    /// What the ID token must repeat.
    pub nonce: Nonce,
    /// What proves at the token endpoint that we began it.
    pub verifier: PkceCodeVerifier,
    /// The page that the person came from.
    pub back: String,
    browser: [u8; 32],
    at: At,
}

/// The sign-ins that are under way, by their state.
#[derive(Default)]
pub struct Pending(Mutex<HashMap<String, Begun>>);

impl Pending {
    /// Keeps one for the browser with this cookie.
    pub fn begin(
        &self,
        state: &str,
        cookie: &str,
        nonce: Nonce,
        verifier: PkceCodeVerifier,
        back: &str,
        at: At,
    ) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, begun| at.ms_since(begun.at) < LASTS_MS);
        if all.len() >= MOST
            && let Some(oldest) = all.iter().min_by_key(|(_, begun)| begun.at).map(|(state, _)| state.clone())
        {
            all.remove(&oldest);
        }
        let begun = Begun { nonce, verifier, back: back.to_owned(), browser: hash(cookie), at };
        all.insert(state.to_owned(), begun);
    }

    /// Takes the one of this state, when this browser began it and not too long ago. It is gone from then on.
    pub fn take(&self, state: &str, cookie: Option<&str>, now: At) -> Result<Begun, &'static str> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let begun = all.remove(state).ok_or("its state is not known, or was used")?;
        if now.ms_since(begun.at) >= LASTS_MS {
            return Err("it took too long");
        }
        let is_ours = cookie.is_some_and(|cookie| hash(cookie) == begun.browser);
        is_ours.then_some(begun).ok_or("another browser began it")
    }
}

fn hash(cookie: &str) -> [u8; 32] {
    Sha256::digest(cookie).into()
}
