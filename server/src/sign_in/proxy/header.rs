//! Who is asking, by headers that only the proxy can write? It has a known address and knows a secret.

use std::net::IpAddr;

use axum::http::{HeaderMap, HeaderName};
use domain::ids::PersonId;
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};

use super::peers::Peers;
use super::{Proven, Unproven, text, unambiguous};
use crate::config::ProxyHeader;
use crate::sign_in::roles::Claimed;

/// Letters that a name has at most.
const LONGEST: usize = 256;

/// A proxy that names people in headers.
#[derive(Clone)]
pub struct Headers {
    peers: Peers,
    user: HeaderName,
    name: Option<HeaderName>,
    groups: HeaderName,
    separator: char,
    secret: HeaderName,
    /// Hashes are compared, so the time that takes tells nothing of the secret.
    hash: [u8; 32],
    /// Where the proxy ends its own session.
    pub sign_out_url: Option<String>,
}

impl Headers {
    /// The proxy of a config without faults; nothing of one with faults.
    #[must_use]
    pub fn new(config: &ProxyHeader) -> Option<Self> {
        let name = config.name_header.as_ref().map(|name| name.parse()).transpose().ok()?;
        Some(Self {
            peers: Peers::read(&config.trusted_proxies).ok()?,
            user: config.user_header.parse().ok()?,
            name,
            groups: config.groups_header.parse().ok()?,
            separator: config.groups_separator,
            secret: config.secret_header.parse().ok()?,
            hash: hash(config.secret.as_ref().map(SecretString::expose_secret)?.as_bytes()),
            sign_out_url: config.sign_out_url.clone(),
        })
    }

    /// Who is asking.
    ///
    /// # Errors
    /// Why nobody is believed.
    pub fn read(&self, peer: Option<IpAddr>, headers: &HeaderMap) -> Result<Proven, Unproven> {
        if !self.peers.hold(peer) {
            return Err("it does not come from a trusted proxy".into());
        }
        let ours = [Some(&self.user), self.name.as_ref(), Some(&self.groups), Some(&self.secret)];
        unambiguous(headers, &ours.into_iter().flatten().collect::<Vec<_>>())?;
        let told = headers.get(&self.secret).ok_or("the shared secret is missing")?;
        if hash(told.as_bytes()) != self.hash {
            return Err("the shared secret is wrong".into());
        }
        let user = text(headers, &self.user).ok_or("it names nobody")?;
        // Apache joins what came twice by a comma: one of the two would be the client's.
        if user.contains(',') || user.len() > LONGEST {
            return Err("it names more than one, or a name that is too long".into());
        }
        let groups = text(headers, &self.groups).unwrap_or_default().split(self.separator);
        let groups = groups.map(str::trim).filter(|group| !group.is_empty()).map(str::to_owned).collect();
        let name = self.name.as_ref().and_then(|name| text(headers, name)).unwrap_or(user);
        let id = PersonId::new(format!("proxy:{user}"));
        Ok(Proven { claimed: Claimed { id, name: name.to_owned(), groups }, end: None })
    }
}

fn hash(secret: &[u8]) -> [u8; 32] {
    Sha256::digest(secret).into()
}
