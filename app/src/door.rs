//! What does a door answer when it refuses?
//!
//! A door is a `#[server]` function in a slice's `doors.rs`: it names its endpoint, finds out who asks, calls
//! one verb of the backend, and returns (`request::door` does the first and the last of it).

use std::fmt;

use domain::fault::{Fault, FaultKind};
use leptos::prelude::use_context;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Serialize};
use server_fn::codec::Post;
use server_fn::error::{FromServerFnError, ServerFnErrorErr};
use server_fn::{Bytes, ContentType, Decodes, Encodes, Format, FormatType};

/// How every door answers: JSON.
///
/// server_fn's own reads bytes, leptos reads the resources of a drawn page as text, and serde would compile a reader of
/// every type for each. This one reads text too, which makes the browser's module a tenth smaller.
pub type Json = Post<JsonText>;

/// The encoding of [`Json`].
pub struct JsonText;

/// What the server does when it cannot read what a door was sent; no room is entered then.
#[derive(Clone, Copy)]
pub struct Unread(pub fn(&Fault));

/// A refusal: the fault, in words for the person who asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Refusal(pub Fault);

impl fmt::Display for Refusal {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0.message)
    }
}

impl std::error::Error for Refusal {}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self(fault)
    }
}

impl ContentType for JsonText {
    const CONTENT_TYPE: &'static str = "application/json";
}

impl FormatType for JsonText {
    const FORMAT_TYPE: Format = Format::Text;
}

impl<T: Serialize> Encodes<T> for JsonText {
    type Error = serde_json::Error;

    fn encode(answer: &T) -> Result<Bytes, Self::Error> {
        serde_json::to_string(answer).map(Bytes::from)
    }
}

impl<T: DeserializeOwned> Decodes<T> for JsonText {
    type Error = serde_json::Error;

    fn decode(bytes: Bytes) -> Result<T, Self::Error> {
        serde_json::from_str(std::str::from_utf8(&bytes).map_err(serde_json::Error::custom)?)
    }
}

impl FromServerFnError for Refusal {
    type Encoder = JsonText;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        Self(match error {
            // In the browser it is the answer that cannot be read: a proxy answers so, whose own session is over.
            ServerFnErrorErr::Deserialization(_) if cfg!(target_arch = "wasm32") => {
                Fault::new(FaultKind::Internal, "What answered is not this console.").next(
                    "If you sign in at a proxy, your session there may be over: open the console in another tab, sign in, \
                     and try again here.",
                )
            }
            ServerFnErrorErr::Args(why)
            | ServerFnErrorErr::MissingArg(why)
            | ServerFnErrorErr::Deserialization(why) => {
                let message =
                    format!("The server could not read what was sent: {}.", why.trim_end_matches('.'));
                let fault = Fault::new(FaultKind::Invalid, message).next("Reload the page and try again.");
                if let Some(Unread(say)) = use_context() {
                    say(&fault);
                }
                fault
            }
            ServerFnErrorErr::Request(_) => Fault::new(FaultKind::Internal, "The server cannot be reached.")
                .next("What is shown may be old; it is asked for again by itself."),
            other => Fault::new(FaultKind::Internal, format!("The server's answer cannot be read: {other}.")),
        })
    }
}
