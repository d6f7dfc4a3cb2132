//! Which reverse proxy says who is asking, and how does it prove that?

use std::path::PathBuf;

use axum::http::HeaderName;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;

use crate::config::Faulty;
use crate::sign_in::proxy::peers::Peers;

/// Letters that the shared secret has at least.
const SECRET: usize = 16;
/// What a client may write itself, or what means something else: never who is asking.
const OTHERS: &[&str] =
    &["host", "cookie", "authorization", "connection", "origin", "forwarded", "via", "te"];

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
