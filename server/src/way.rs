//! Which way in is it, in short? Sessions are tied to it: after a change of who says who people are, or of the roles of
//! groups, everybody comes in anew.

use sha2::{Digest as _, Sha256};

use crate::config::Auth;

/// The mode, and a digest of what a session's person and roles rest on.
#[must_use]
pub fn of(auth: &Auth) -> String {
    let provider = auth.oidc.as_ref().map(|oidc| (&oidc.issuer, &oidc.client_id, &oidc.groups_claim));
    let rests = serde_json::json!({ "provider": provider, "bindings": auth.role_bindings });
    format!("{} {}", auth.mode.word(), &hex::encode(Sha256::digest(rests.to_string()))[..16])
}
