//! By which address do browsers reach the console? What comes by any other name is not answered.

use std::net::IpAddr;

use axum::http::Uri;
use axum::http::uri::Authority;

use crate::config::Config;

/// The console's own name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Front {
    /// This machine's own names, for the ways in that are for people at it.
    #[default]
    Loopback,
    /// One address, for everybody else.
    Url {
        /// As browsers write it in `Origin`: `https://desks.example.org`.
        origin: String,
        /// As they write it in `Host`: `desks.example.org`.
        authority: String,
    },
}

impl Front {
    /// The name in a config without faults.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        let shared = config.console_url.as_deref().filter(|_| config.auth.mode.is_shared());
        shared.and_then(Self::read).unwrap_or_default()
    }

    fn read(url: &str) -> Option<Self> {
        let uri: Uri = url.parse().ok()?;
        let scheme = uri.scheme_str()?.to_owned();
        let authority = plain(uri.authority()?.as_str(), &scheme);
        Some(Self::Url { origin: format!("{scheme}://{authority}"), authority })
    }

    /// Whether the name in `Host` is ours.
    #[must_use]
    pub fn is_host(&self, host: &str) -> bool {
        match self {
            Self::Loopback => is_loopback(host),
            Self::Url { origin, authority } => {
                let scheme = origin.split(':').next().unwrap_or_default();
                plain(host, scheme) == *authority
            }
        }
    }

    /// Whether a page of this origin is ours, when it was asked for by the name `host`.
    #[must_use]
    pub fn is_origin(&self, asked: &str, host: Option<&str>) -> bool {
        match self {
            Self::Loopback => {
                let authority = asked.split_once("://").map(|(_, authority)| authority);
                authority.is_some() && authority == host
            }
            Self::Url { origin, .. } => asked == origin,
        }
    }

    /// Whether browsers come by https alone.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        matches!(self, Self::Url { origin, .. } if origin.starts_with("https://"))
    }

    /// The whole address of one of our paths; the path alone while there is no one name.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        match self {
            Self::Loopback => path.to_owned(),
            Self::Url { origin, .. } => format!("{origin}{path}"),
        }
    }

    /// What somebody is told who came by another name.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Loopback => "This console answers to localhost, 127.0.0.1 and [::1] only.".to_owned(),
            Self::Url { origin, .. } => format!("This console answers to {origin} only."),
        }
    }
}

/// In small letters, and without the port that goes without saying.
fn plain(authority: &str, scheme: &str) -> String {
    let usual = if scheme == "https" { ":443" } else { ":80" };
    let lower = authority.to_ascii_lowercase();
    lower.strip_suffix(usual).map_or(lower.clone(), str::to_owned)
}

fn is_loopback(host: &str) -> bool {
    let Ok(authority) = host.parse::<Authority>() else { return false };
    let name = authority.host().trim_start_matches('[').trim_end_matches(']');
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machines_names_are_answered_to() {
        let front = Front::Loopback;
        for ours in ["localhost", "LOCALHOST:3000", "127.0.0.1:3000", "127.1.2.3", "[::1]:3000"] {
            assert!(front.is_host(ours), "{ours}");
        }
        for other in [
            "",
            "evil.example",
            "127.0.0.1.evil.example",
            "localhost.evil",
            "0.0.0.0:3000",
            "10.0.0.1",
            "a b",
        ] {
            assert!(!front.is_host(other), "{other}");
        }
    }

    #[test]
    fn one_name_is_answered_to_and_no_other() {
        let front = Front::read("https://Desks.example.org/").unwrap();
        for ours in ["desks.example.org", "DESKS.EXAMPLE.ORG:443"] {
            assert!(front.is_host(ours), "{ours}");
        }
        for other in
            ["", "evil.example", "desks.example.org:80", "desks.example.org.", "localhost", "127.0.0.1"]
        {
            assert!(!front.is_host(other), "{other}");
        }
        assert!(front.is_origin("https://desks.example.org", Some("x")) && front.is_secure());
        for other in ["http://desks.example.org", "https://desks.example.org:8443", "null", ""] {
            assert!(!front.is_origin(other, Some("desks.example.org")), "{other}");
        }
        let near = Front::read("http://localhost:3000").unwrap();
        assert!(near.is_host("localhost:3000") && !near.is_host("localhost") && !near.is_secure());
        assert_eq!(front.address("/x"), "https://desks.example.org/x");
    }
}
