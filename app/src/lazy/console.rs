//! Which pages about the console itself come only when somebody goes there?

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use crate::access::{AccountPage, PeoplePage};
use crate::audit::AuditListPage;

/// Who changed what.
pub struct Audit;
/// Who one is, and one's sessions.
pub struct Account;
/// Everybody who has signed in.
pub struct People;

#[lazy_route]
impl LazyRoute for Audit {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <AuditListPage /> }.into_any()
    }
}

#[lazy_route]
impl LazyRoute for Account {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <AccountPage /> }.into_any()
    }
}

#[lazy_route]
impl LazyRoute for People {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <PeoplePage /> }.into_any()
    }
}
