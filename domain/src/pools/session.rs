//! Who sits at a pool's desktops?

use serde::{Deserialize, Serialize};

use crate::at::At;

/// One person's session of a pool.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Its id.
    pub id: String,
    /// Whose.
    pub user: String,
    /// CONNECTED or NOT_CONNECTED.
    pub state: String,
    /// How they were let in: SAML or API.
    pub authentication: String,
    /// Since when.
    pub since: Option<At>,
    /// When it ends at the latest.
    pub until: Option<At>,
    /// The machine, as EC2 names it.
    pub instance: String,
    /// The machine's address in the VPC.
    pub address: String,
    /// The machine's network interface.
    pub interface: String,
}

impl Session {
    /// Whether somebody is connected now.
    #[must_use]
    pub fn is_connected(&self) -> bool {
        self.state == "CONNECTED"
    }
}

/// A page of sessions, as AWS has just told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sessions {
    /// At most 50.
    pub found: Vec<Session>,
    /// The token of the next page.
    pub next: Option<String>,
}
