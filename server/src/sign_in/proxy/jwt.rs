//! Who is asking, by an assertion that the proxy signs? By an AWS load balancer, Cloudflare Access, or any JWKS.

use std::net::IpAddr;

use axum::http::{HeaderMap, HeaderName};
use domain::at::At;
use domain::ids::PersonId;
use jsonwebtoken::Algorithm;
use serde_json::{Map, Value};

use super::peers::Peers;
use super::signer::Signer;
use super::{Proven, Unproven, text, unambiguous};
use crate::config::ProxyJwt;
use crate::sign_in::keys::{Keys, NoKey, Source};
use crate::sign_in::roles::{self, Claimed};
use crate::sign_in::token::{self, Token};

/// A proxy that hands on signed assertions.
pub struct Assertions {
    peers: Peers,
    header: HeaderName,
    issuer: String,
    audience: String,
    /// The load balancer that signs, when it is one.
    signer: Option<Signer>,
    algorithms: Vec<Algorithm>,
    keys: Keys,
    groups_claim: String,
    name_claim: String,
    /// Where the proxy ends its own session.
    pub sign_out_url: Option<String>,
}

impl Assertions {
    /// The proxy of a config without faults; nothing of one with faults.
    #[must_use]
    pub fn new(config: &ProxyJwt) -> Option<Self> {
        let signer = config.signer.as_deref().map(|arn| Signer::read(arn).ok_or(())).transpose().ok()?;
        let source = match (&signer, &config.jwks_url) {
            (Some(signer), _) => Source::Each(config.key_url.clone().unwrap_or_else(|| signer.key_url())),
            (None, url) => Source::Set(url.clone()?),
        };
        Some(Self {
            peers: Peers::read(&config.trusted_proxies).ok()?,
            header: config.header().parse().ok()?,
            issuer: config.issuer.clone(),
            audience: config.audience.clone(),
            algorithms: if signer.is_some() { vec![Algorithm::ES256] } else { config.algorithms.clone() },
            signer,
            keys: Keys::new(source),
            groups_claim: config.groups_claim.clone(),
            name_claim: config.name_claim.clone(),
            sign_out_url: config.sign_out_url.clone(),
        })
    }

    /// Who is asking.
    ///
    /// # Errors
    /// Why nobody is believed.
    pub async fn read(&self, peer: Option<IpAddr>, headers: &HeaderMap, now: At) -> Result<Proven, Unproven> {
        if !self.peers.hold(peer) {
            return Err("it does not come from a trusted proxy".into());
        }
        unambiguous(headers, &[&self.header])?;
        let token = Token::read(text(headers, &self.header).ok_or("there is no assertion")?)?;
        let algorithm = token.algorithm(&self.algorithms)?;
        self.signed_for_us(&token)?;
        let id = token.head("kid").ok_or("it names no key")?;
        let key = self.keys.find(id, now).await.map_err(|none| match none {
            NoKey::Unknown => Unproven::from("its key is not known"),
            NoKey::Unreachable(why) => Unproven::Unreachable(why),
        })?;
        // A load balancer signs its head as well, and there is where it always says how long the assertion is good.
        let end = token.header.get("exp").filter(|_| self.signer.is_some()).cloned();
        let mut claims = token.proven(&key, algorithm)?;
        if let Some(end) = end {
            claims.entry("exp").or_insert(end);
        }
        token::in_time(&claims, now)?;
        self.claimed(&claims)
    }

    /// What a load balancer writes into the head, which it signs as well: itself, and its client id.
    fn signed_for_us(&self, token: &Token<'_>) -> Result<(), Unproven> {
        let Some(signer) = &self.signer else { return Ok(()) };
        // Every load balancer of a region signs with the same keys, those of strangers too.
        if token.head("signer") != Some(signer.arn.as_str()) {
            return Err("another load balancer has signed it".into());
        }
        if token.head("client") != Some(self.audience.as_str()) {
            return Err("it is for another client".into());
        }
        if token.head("iss") != Some(self.issuer.as_str()) {
            return Err("another provider has issued it".into());
        }
        Ok(())
    }

    fn claimed(&self, claims: &Map<String, Value>) -> Result<Proven, Unproven> {
        let of = |name: &str| claims.get(name).and_then(Value::as_str);
        let is_balanced = self.signer.is_some();
        if of("iss") != Some(self.issuer.as_str()) && (!is_balanced || claims.contains_key("iss")) {
            return Err("another provider has issued it".into());
        }
        if !is_balanced && !token::is_for(claims, &self.audience) {
            return Err("it is for another audience".into());
        }
        let subject = of("sub").filter(|subject| !subject.is_empty()).ok_or("it names nobody")?;
        let claimed = Claimed {
            id: PersonId::new(format!("jwt:{}#{subject}", self.issuer)),
            name: roles::name(claims, &self.name_claim, subject),
            groups: roles::strings(claims, &self.groups_claim).unwrap_or_default(),
        };
        let end = token::second(claims, "exp")?.map(|at| At(at.saturating_mul(1_000)));
        Ok(Proven { claimed, end })
    }
}
