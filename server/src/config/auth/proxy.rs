//! Which reverse proxy says who is asking, and how does it prove that?

use std::path::PathBuf;

use axum::http::HeaderName;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;

use super::check::is_safe_url;
use crate::config::Faulty;
use crate::sign_in::proxy::peers::Peers;
use crate::sign_in::proxy::signer::Signer;

/// Letters that the shared secret has at least.
const SECRET: usize = 16;
/// What a client may write itself, or what means something else: never who is asking.
const OTHERS: &[&str] =
    &["host", "cookie", "authorization", "connection", "origin", "forwarded", "via", "te"];

/// A proxy that hands on signed assertions: an AWS load balancer, Cloudflare Access, or any with a JWKS.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ProxyJwt {
    /// The header with the assertion; left out with `signer`, the load balancer's own.
    pub header: String,
    /// Who issued it, exactly as it says.
    pub issuer: String,
    /// Whom it is for; with `signer`, the client id that the load balancer has at the provider.
    pub audience: String,
    /// Where the keys are, as a JWKS. Or
    pub jwks_url: Option<String>,
    /// the ARN of the Application Load Balancer whose `x-amzn-oidc-data` is believed.
    pub signer: Option<String>,
    /// Where that load balancer's keys are, if not at the usual address of its region.
    pub key_url: Option<String>,
    /// The algorithms that are taken with `jwks_url`; a load balancer uses ES256.
    pub algorithms: Vec<jsonwebtoken::Algorithm>,
    /// The claim that lists a person's groups; dots lead into it.
    pub groups_claim: String,
    /// The claim that people read as a person's name.
    pub name_claim: String,
    /// Addresses and networks from which the proxy asks.
    pub trusted_proxies: Vec<String>,
    /// Where the proxy ends its own session.
    pub sign_out_url: Option<String>,
}

/// A proxy that names in headers who is asking.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ProxyHeader {
    /// The header with the person's lasting name.
    pub user_header: String,
    /// The header with the name that people read.
    pub name_header: Option<String>,
    /// The header with the person's groups.
    pub groups_header: String,
    /// What stands between two groups.
    pub groups_separator: char,
    /// The header with the secret that only the proxy knows.
    pub secret_header: String,
    /// That secret.
    pub secret: Option<SecretString>,
    /// The file that holds `secret`.
    pub secret_file: Option<PathBuf>,
    /// Addresses and networks from which the proxy asks.
    pub trusted_proxies: Vec<String>,
    /// Where the proxy ends its own session.
    pub sign_out_url: Option<String>,
}

impl Default for ProxyJwt {
    fn default() -> Self {
        Self {
            header: String::new(),
            issuer: String::new(),
            audience: String::new(),
            jwks_url: None,
            signer: None,
            key_url: None,
            algorithms: vec![jsonwebtoken::Algorithm::RS256, jsonwebtoken::Algorithm::ES256],
            groups_claim: "groups".to_owned(),
            name_claim: "name".to_owned(),
            trusted_proxies: Vec::new(),
            sign_out_url: None,
        }
    }
}

impl Default for ProxyHeader {
    fn default() -> Self {
        Self {
            user_header: "X-Remote-User".to_owned(),
            name_header: None,
            groups_header: "X-Remote-Groups".to_owned(),
            groups_separator: ',',
            secret_header: "X-Proxy-Secret".to_owned(),
            secret: None,
            secret_file: None,
            trusted_proxies: Vec::new(),
            sign_out_url: None,
        }
    }
}

impl ProxyJwt {
    /// The header with the assertion.
    #[must_use]
    pub fn header(&self) -> &str {
        if self.header.is_empty() && self.signer.is_some() { "x-amzn-oidc-data" } else { &self.header }
    }

    /// What speaks against it.
    pub(super) fn faults(&self) -> Faulty {
        use jsonwebtoken::Algorithm::{HS256, HS384, HS512};
        let is_shared = self.algorithms.iter().any(|alg| matches!(alg, HS256 | HS384 | HS512));
        let urls = [&self.jwks_url, &self.key_url];
        let signer = self.signer.as_deref().map(Signer::read);
        let found = [
            (self.jwks_url.is_some() == self.signer.is_some(), "say either jwks_url or signer"),
            (
                urls.into_iter().flatten().any(|url| !is_safe_url(url)),
                "jwks_url and key_url must begin with https://",
            ),
            (signer == Some(None), "signer must be the ARN of an Application Load Balancer"),
            (
                self.signer.is_none() && self.key_url.is_some(),
                "key_url belongs to a signer, and there is none",
            ),
            (self.issuer.is_empty(), "issuer is missing"),
            (self.audience.is_empty(), "audience is missing"),
            (self.algorithms.is_empty(), "algorithms names none"),
            (
                is_shared,
                "algorithms must be of key pairs: with HS256 and its like, who can check could also sign",
            ),
            (self.groups_claim.is_empty(), "groups_claim is empty"),
        ];
        let found = found.into_iter().filter(|(wrong, _)| *wrong).map(|(_, fault)| fault.to_owned());
        found
            .chain(name_fault("header", self.header()))
            .chain(Peers::read(&self.trusted_proxies).err().into_iter().flatten())
            .collect()
    }
}

impl ProxyHeader {
    /// What speaks against it.
    pub(super) fn faults(&self) -> Faulty {
        let names = [
            ("user_header", Some(&self.user_header)),
            ("name_header", self.name_header.as_ref()),
            ("groups_header", Some(&self.groups_header)),
            ("secret_header", Some(&self.secret_header)),
        ];
        let names = || names.iter().filter_map(|(key, name)| name.map(|name| (*key, name)));
        let mut faults: Faulty = names().filter_map(|(key, name)| name_fault(key, name)).collect();
        for (number, (key, name)) in names().enumerate() {
            if names().take(number).any(|(_, other)| other.eq_ignore_ascii_case(name)) {
                faults.push(format!("{key}: {name} has another meaning already"));
            }
        }
        match &self.secret {
            None => faults.push("secret (or secret_file) is missing: only the proxy may know it".to_owned()),
            Some(secret) if secret.expose_secret().chars().count() < SECRET => {
                faults.push(format!("secret must have {SECRET} letters or more"));
            }
            Some(_) => {}
        }
        faults.extend(Peers::read(&self.trusted_proxies).err().into_iter().flatten());
        faults
    }
}

/// Why a header of this name says nothing of who is asking.
fn name_fault(key: &str, name: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    let is_plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if !is_plain || name.parse::<HeaderName>().is_err() {
        return Some(format!("{key} must be the name of a header, of letters, digits and hyphens"));
    }
    if lower.starts_with("x-forwarded") || OTHERS.contains(&lower.as_str()) {
        return Some(format!(
            "{key}: {name} never says who is asking; let the proxy use a header of its own"
        ));
    }
    None
}
