//! What does a form need besides what was typed into it? The accounts and regions, and the tag keys in use.
//!
//! A page makes its resources before it waits for anything. One that was made inside a Suspense would have another number
//! in the browser than it had on the server, so that the browser would take what was sent for something else.

use domain::estate::ScopeStatus;
use leptos::prelude::*;

use super::doors;
use crate::frame;

/// What was read for the forms of a page; nothing where none is shown.
#[derive(Clone, Copy)]
pub(super) struct Beside {
    /// The accounts and regions that are watched.
    pub scopes: Resource<Vec<ScopeStatus>>,
    /// The tag keys in use.
    pub keys: Resource<Vec<String>>,
}

/// Reads it for whatever stands on the page, as soon as there is a form.
pub fn provide_beside(is_form: impl Fn() -> bool + Copy + Send + Sync + 'static) {
    // What cannot be offered can still be typed, or is asked for again by the form that was refused.
    let scopes = Resource::new(is_form, |is_form| async move {
        if is_form { frame::scopes().await.unwrap_or_default().scopes } else { Vec::new() }
    });
    let keys = Resource::new(is_form, |is_form| async move {
        if is_form { doors::tag_keys().await.unwrap_or_default() } else { Vec::new() }
    });
    provide_context(Beside { scopes, keys });
}

/// The accounts and regions that are watched, on a page that has provided them.
#[must_use]
pub fn watched() -> Resource<Vec<ScopeStatus>> {
    expect_context::<Beside>().scopes
}
