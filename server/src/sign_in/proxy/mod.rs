//! Who does the reverse proxy say is asking? Asked anew with each request: the session is the proxy's own.

pub mod header;
pub mod jwt;
pub mod peers;
pub mod signer;

use axum::http::{HeaderMap, HeaderName, header as names};
use domain::at::At;
use domain::fault::{Fault, FaultKind};

use super::roles::Claimed;

/// What was proven of a request: who, and until when a stream may trust in it.
#[derive(Clone, Debug)]
pub struct Proven {
    /// Who.
    pub claimed: Claimed,
    /// When the proof ends by itself, if it says so.
    pub end: Option<At>,
}

/// Why a request is not believed.
#[derive(Debug, PartialEq, Eq)]
pub enum Unproven {
    /// What speaks against it, for the log.
    Refused(String),
    /// The keys that could prove it cannot be had, and why.
    Unreachable(String),
}

impl From<&str> for Unproven {
    fn from(why: &str) -> Self {
        Self::Refused(why.to_owned())
    }
}

/// Whether each of these headers is there at most once, in one spelling, and no proxy was told to drop it.
///
/// # Errors
/// What speaks against it. hyper writes all names in small letters, so a variant in case is the same header twice.
pub fn unambiguous(headers: &HeaderMap, ours: &[&HeaderName]) -> Result<(), Unproven> {
    for name in headers.keys() {
        // Programs behind a gateway read `X_Remote_User` and `X.Remote.User` as `X-Remote-User`.
        let plain: String =
            name.as_str().chars().map(|char| if char.is_ascii_alphanumeric() { char } else { '-' }).collect();
        if ours.iter().any(|own| own.as_str() == plain && *own != name) {
            return Err(Unproven::Refused(format!("{name} is another spelling of {plain}")));
        }
    }
    for own in ours {
        if headers.get_all(*own).iter().count() > 1 {
            return Err(Unproven::Refused(format!("{own} is there more than once")));
        }
    }
    // What `Connection` names, a proxy on the way takes out.
    let dropped = headers
        .get_all(names::CONNECTION)
        .iter()
        .flat_map(|value| value.as_bytes().split(|byte| *byte == b','));
    for name in dropped {
        if ours.iter().any(|own| name.trim_ascii().eq_ignore_ascii_case(own.as_str().as_bytes())) {
            return Err(Unproven::Refused("Connection names a header that says who is asking".to_owned()));
        }
    }
    Ok(())
}

/// The text of a header that is there and says something.
#[must_use]
pub fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let text = std::str::from_utf8(headers.get(name)?.as_bytes()).ok()?.trim();
    (!text.is_empty() && !text.chars().any(char::is_control)).then_some(text)
}

/// What somebody is told who is not believed; the reason is the log's alone.
#[must_use]
pub fn fault(unproven: &Unproven) -> Fault {
    match unproven {
        Unproven::Refused(why) => {
            tracing::warn!(why, "a request was refused: the proxy does not vouch for it");
            Fault::new(FaultKind::Stranger, "The proxy in front of this console does not say who you are.")
                .next("Open the console by its own address. If you did, its log says why it was refused.")
        }
        Unproven::Unreachable(why) => {
            tracing::error!(why, "the keys that prove who is asking cannot be fetched");
            Fault::new(FaultKind::Unavailable, "The keys of the identity provider cannot be fetched.")
                .next("Try again in a minute; when it stays, tell whoever runs this console.")
        }
    }
}
