//! How does the one person at this machine come in? By a link that is printed at start and works once.

use std::sync::{Mutex, PoisonError};

use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use domain::access::{Binding, Bound, Person, Role};
use domain::fault::{Fault, FaultKind};
use domain::ids::PersonId;
use rand::Rng as _;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use tower_sessions::Session;

use super::{SignIn, session};
use crate::assets;
use crate::faults::fault_page;
use crate::site::Site;

/// Where the link leads.
pub const PATH: &str = "/sign-in/once";

/// The hash of the one token that lets in, until it has been used.
#[derive(Default)]
pub struct Link(Mutex<Option<[u8; 32]>>);

impl Link {
    /// A new token of 256 bits. Only its hash is kept, and any earlier one is void.
    #[must_use]
    pub fn renew(&self) -> String {
        let token = hex::encode(rand::rng().random::<[u8; 32]>());
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(hash(&token));
        token
    }

    /// Whether this is the token. It is void from then on; a wrong guess leaves it as it was.
    #[must_use]
    pub fn take(&self, token: &str) -> bool {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Hashes are compared, so the time that takes tells nothing of the token.
        let is_it = kept.is_some_and(|kept| kept == hash(token));
        if is_it {
            *kept = None;
        }
        is_it
    }
}

fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}

/// What the link and its form carry.
#[derive(Deserialize)]
pub struct Once {
    #[serde(default)]
    token: String,
}

/// `GET /sign-in/once`: a form with one button. To open a link changes nothing; to press it does.
pub async fn show(State(site): State<Site>, Query(once): Query<Once>) -> Response {
    let is_token = once.token.len() == 64 && once.token.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_token || !matches!(site.sign_in, SignIn::Local(_)) {
        return used();
    }
    Html(format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>Sign in · Deskwarden</title><link rel=\"stylesheet\" href=\"/{pkg}/deskwarden.css\"></head>\
         <body><main><h1>Deskwarden</h1><p>This link signs you in as the owner of this console, once.</p>\
         <form method=\"post\" action=\"{PATH}\"><input type=\"hidden\" name=\"token\" value=\"{token}\">\
         <button type=\"submit\">Sign in</button></form></main></body></html>",
        pkg = assets::folder(),
        token = once.token,
    ))
    .into_response()
}

/// `POST /sign-in/once`: whoever holds the token comes in as owner.
pub async fn enter(State(site): State<Site>, session: Session, Form(once): Form<Once>) -> Response {
    match &site.sign_in {
        SignIn::Local(link) if link.take(&once.token) => {
            match session::open(&site, &session, &owner(), session::Given::default()).await {
                Ok(()) => Redirect::to("/").into_response(),
                Err(fault) => fault_page(&fault),
            }
        }
        _ => used(),
    }
}

fn used() -> Response {
    let fault = Fault::new(FaultKind::Forbidden, "This link has been used, or is not the newest.")
        .next("Restart Deskwarden: it prints a new one.");
    (StatusCode::FORBIDDEN, fault_page(&fault)).into_response()
}

fn owner() -> Person {
    Person {
        id: PersonId::new("local:owner"),
        name: "Owner".to_owned(),
        bindings: vec![Binding::gives(Role::Owner, Bound::default())],
    }
}

#[cfg(test)]
mod tests {
    use super::Link;

    #[test]
    fn a_token_works_once_and_the_newest_only() {
        let link = Link::default();
        assert!(!link.take(""));
        let first = link.renew();
        let second = link.renew();
        assert_eq!(second.len(), 64);
        assert!(!link.take(&first));
        assert!(link.take(&second));
        assert!(!link.take(&second));
    }
}
