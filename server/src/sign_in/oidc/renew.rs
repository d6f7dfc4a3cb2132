//! What does somebody hold now? Asked of the provider again and again; who is refused there is out here.
//!
//! Refresh tokens are kept in memory alone: no copy of the database holds one, and after a restart people pass by the
//! provider once more.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::at::At;
use domain::fault::{Fault, FaultKind};
use openidconnect::{OAuth2TokenResponse as _, RefreshToken, RequestTokenError};
use rand::Rng as _;
use secrecy::{ExposeSecret as _, SecretString};

use super::back::failed;
use super::identity::Doubt;
use super::{BACK, Oidc, ask, unreachable};
use crate::sign_in::roles::Claimed;
use crate::sign_in::session::Holder;
use crate::site::Site;

/// How soon a provider that did not answer is asked again.
const AGAIN_MS: i64 = 60_000;

/// The refresh tokens of sessions, by a name that tells nothing.
#[derive(Default)]
pub struct AllHeld(Mutex<HashMap<String, Arc<tokio::sync::Mutex<Held>>>>);

struct Held {
    refresh: SecretString,
    /// When the provider last said what they hold.
    proven: At,
    /// When it is asked again.
    next: At,
}

impl AllHeld {
    /// Keeps a token; gives the name that a session finds it by. Those go that no session can have any more.
    pub fn keep(&self, refresh: SecretString, interval_ms: i64, lasts_ms: i64, now: At) -> String {
        let name = hex::encode(rand::rng().random::<[u8; 16]>());
        let held = Held { refresh, proven: now, next: now.plus_ms(interval_ms) };
        let held = Arc::new(tokio::sync::Mutex::new(held));
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, held| held.try_lock().map_or(true, |held| now.ms_since(held.proven) < lasts_ms));
        all.insert(name.clone(), held);
        name
    }

    fn find(&self, name: &str) -> Option<Arc<tokio::sync::Mutex<Held>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    /// Forgets a token.
    pub fn forget(&self, name: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
    }
}

enum Outcome {
    /// What they hold now, and the next token where there is a new one.
    Now(Claimed, Option<SecretString>),
    /// The provider refuses: the session is over.
    Over,
    Unreachable(Fault),
}

impl Oidc {
    /// Milliseconds between two questions what somebody holds.
    pub(super) fn interval_ms(&self) -> i64 {
        i64::from(self.config.refresh_minutes) * 60_000
    }

    /// Forgets what is held for a session.
    pub fn forget(&self, holder: &Holder) {
        if let Some(name) = &holder.tokens {
            self.held.forget(name);
        }
    }

    /// Whether the session goes on. When it is time, the provider is asked what its person holds.
    ///
    /// # Errors
    /// `Forbidden` for whom no role is left; `Unavailable` when the provider has not answered for too long.
    pub async fn renew(&self, site: &Site, holder: &Holder) -> Result<bool, Fault> {
        // Without a refresh token there is nothing to ask with: what the sign-in said holds until the session ends.
        let Some(name) = &holder.tokens else { return Ok(true) };
        let Some(held) = self.held.find(name) else { return Ok(false) };
        // Who asks at the same time waits here, and finds it done: a refresh token is often good for once.
        let mut held = held.lock().await;
        let now = site.backend.clock().now();
        if self.held.find(name).is_none() {
            return Ok(false);
        }
        if now < held.next {
            return Ok(true);
        }
        match self.refreshed(site, &held.refresh).await {
            Outcome::Now(claimed, refresh) if claimed.id == holder.person => {
                if let Some(refresh) = refresh {
                    held.refresh = refresh;
                }
                match site.roles.admit(site, &claimed).await {
                    Ok(_) => {
                        (held.proven, held.next) = (now, now.plus_ms(self.interval_ms()));
                        Ok(true)
                    }
                    Err(fault) => {
                        // What could not be written down is asked again at once: until then nobody goes on with what they held.
                        if fault.kind == FaultKind::Forbidden {
                            self.held.forget(name);
                        }
                        Err(fault)
                    }
                }
            }
            Outcome::Now(..) | Outcome::Over => {
                self.held.forget(name);
                Ok(false)
            }
            Outcome::Unreachable(fault) => {
                held.next = now.plus_ms(AGAIN_MS);
                // For so long nobody is thrown out because the provider restarts.
                if now.ms_since(held.proven) < 2 * self.interval_ms() { Ok(true) } else { Err(fault) }
            }
        }
    }

    async fn refreshed(&self, site: &Site, refresh: &SecretString) -> Outcome {
        let now = site.backend.clock().now();
        let asked = async {
            let known = self.provider.known(now, false).await?;
            self.provider.client(&known, site.front.address(BACK))
        };
        let client = match asked.await {
            Ok(client) => client,
            Err(fault) => return Outcome::Unreachable(fault),
        };
        let refresh = RefreshToken::new(refresh.expose_secret().to_owned());
        let Ok(request) = client.exchange_refresh_token(&refresh) else {
            return Outcome::Unreachable(unreachable("it names no token endpoint"));
        };
        let tokens = match request.request_async(&ask).await {
            Ok(tokens) => tokens,
            Err(error @ (RequestTokenError::Request(_) | RequestTokenError::Other(_))) => {
                return Outcome::Unreachable(failed(&error));
            }
            Err(error) => {
                failed(&error);
                return Outcome::Over;
            }
        };
        let now = site.backend.clock().now();
        let next = tokens.refresh_token().map(|token| SecretString::from(token.secret().clone()));
        let mut found = self.identity(&client, &tokens, None, now).await;
        if matches!(found, Err(Doubt::NewKey))
            && let Ok(known) = self.provider.known(now, true).await
            && let Ok(client) = self.provider.client(&known, site.front.address(BACK))
        {
            found = self.identity(&client, &tokens, None, now).await;
        }
        match found {
            Ok(identity) => Outcome::Now(identity.claimed, next),
            Err(Doubt::Fault(fault)) if fault.kind == FaultKind::Unavailable => Outcome::Unreachable(fault),
            Err(_) => Outcome::Over,
        }
    }
}
