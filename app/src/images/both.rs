//! Images and bundles are one way of the navigation: two lists beside each other.

use domain::resource::ResourceKind;
use leptos::prelude::*;

use crate::paths;
use crate::ui::tabs::{Tab, Tabs};

/// The two lists.
#[component]
pub fn Both(
    /// The one that is shown.
    shown: ResourceKind,
) -> impl IntoView {
    let tab = |kind: ResourceKind, word: &str| Tab {
        word: word.to_owned(),
        href: paths::resources(kind).to_owned(),
        current: kind == shown,
    };
    let tabs = vec![tab(ResourceKind::Image, "Images"), tab(ResourceKind::Bundle, "Bundles")];
    view! { <Tabs label="Images and bundles" tabs/> }
}
