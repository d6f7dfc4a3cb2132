//! Who does the reverse proxy say is asking? Asked anew with each request: the session is the proxy's own.

pub mod header;
pub mod peers;

use axum::http::{HeaderMap, HeaderName, header as names};
use domain::fault::{Fault, FaultKind};

/// Why a request is not believed: what speaks against it, for the log.
#[derive(Debug, PartialEq, Eq)]
pub struct Unproven(String);

impl From<&str> for Unproven {
    fn from(why: &str) -> Self {
        Self(why.to_owned())
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
            return Err(Unproven(format!("{name} is another spelling of {plain}")));
        }
    }
    for own in ours {
        if headers.get_all(*own).iter().count() > 1 {
            return Err(Unproven(format!("{own} is there more than once")));
        }
    }
    // What `Connection` names, a proxy on the way takes out.
    let dropped = headers
        .get_all(names::CONNECTION)
        .iter()
        .flat_map(|value| value.as_bytes().split(|byte| *byte == b','));
    for name in dropped {
        if ours.iter().any(|own| name.trim_ascii().eq_ignore_ascii_case(own.as_str().as_bytes())) {
            return Err(Unproven("Connection names a header that says who is asking".to_owned()));
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
    tracing::warn!(why = unproven.0, "a request was refused: the proxy does not vouch for it");
    Fault::new(FaultKind::Stranger, "The proxy in front of this console does not say who you are.")
        .next("Open the console by its own address. If you did, its log says why it was refused.")
}
