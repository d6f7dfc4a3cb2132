//! One directory: what it is, how it is set, its groups, its tags, what it was before.

use domain::directories::{Directory, Group};
use domain::resource::{Resource as Found, ResourceKind};
use leptos::prelude::*;

use super::doors;
use super::groups::Groups;
use super::list::tone;
use super::overview::Overview;
use super::settings::Settings;
use crate::resource::{Addressed, OnePage, Part, Parts};

const PARTS: &[Part] = &[
    ("overview", "Overview"),
    ("creation", "Creation"),
    ("access", "Access"),
    ("self-service", "Self-service"),
    ("streaming", "Streaming"),
    ("saml", "SAML"),
    ("certificates", "Certificates"),
    ("encryption", "Encryption"),
    ("ip-groups", "IP groups"),
    ("tags", "Tags"),
    ("history", "History"),
];

/// The page of one directory.
#[component]
pub fn DirectoryPage() -> impl IntoView {
    let page = Addressed::of(ResourceKind::Directory, PARTS);
    let found = page.read(doors::one);
    let shown = move |directory, part| view! { <Shown directory part page/> }.into_any();
    view! { <OnePage page found reading="Reading the directory …" shown/> }
}

#[component]
fn Shown(directory: Found<Directory>, part: &'static str, page: Addressed) -> impl IntoView {
    let tone = tone(&directory.state);
    view! {
        <Parts page part resource=directory.clone() tone acts="".into_any()>
            {match (part, Group::from_slug(part)) {
                (_, Some(group)) => view! { <Settings directory group/> }.into_any(),
                ("ip-groups", _) => view! { <Groups key=directory.key/> }.into_any(),
                _ => view! { <Overview directory=directory.item/> }.into_any(),
            }}
        </Parts>
    }
}
