//! Which choices of the fleet have a name? A menu of them, and the one that a person's fleet begins with.

mod doors;
mod forms;
mod menu;

pub use menu::{OpenView, ViewsMenu};

use domain::views::Views;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::door::Refusal;

/// The views, with the form that was refused when the address names one.
#[must_use]
pub fn views() -> Resource<Result<Views, Refusal>> {
    let address = use_query_map();
    let draft = Memo::new(move |_| address.with(|address| address.get("draft")?.parse::<i64>().ok()));
    Resource::new(move || draft.get(), doors::list)
}
