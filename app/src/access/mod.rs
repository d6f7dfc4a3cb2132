//! How does a person come in, who is in, and what may they do?

mod account;
mod doors;
mod people;
mod rights;
mod sign_in;

pub use account::AccountPage;
pub use people::PeoplePage;
pub use sign_in::SignInPage;

use serde::{Deserialize, Serialize};

/// The way in that this console offers; the server provides it as a context to the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SignInMode {
    /// One of these sample identities, by a press of a button.
    Demo(Vec<Identity>),
    /// The one-time link that the start-up printed.
    #[default]
    Local,
    /// The organisation's identity provider.
    Provider,
}

/// A sample identity of the demo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// What the form posts as `identity`: `viewer`, `help-desk`, `operator`, `owner`.
    pub id: String,
    /// The word on the button: `Help desk`.
    pub name: String,
    /// What this person may do, and where, in one sentence.
    pub what: String,
}
