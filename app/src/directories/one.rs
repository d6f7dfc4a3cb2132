//! One directory: what it is, how it is set, its groups, its tags, what it was before.

use domain::directories::{Directory, Form, Group};
use domain::resource::{Draft, Resource as Found, ResourceKind};
use leptos::prelude::*;

use super::doors;
use super::groups::{Groups, Known};
use super::list::tone;
use super::overview::Overview;
use super::settings::Settings;
use crate::resource::{Addressed, OnePage, Part, Parts, typed};

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

/// What the parts that ask for more have been told.
#[derive(Clone, Copy)]
struct More {
    draft: Resource<Option<Draft<Form>>>,
    groups: Resource<Option<Known>>,
}

/// The page of one directory.
#[component]
pub fn DirectoryPage() -> impl IntoView {
    let page = Addressed::of(ResourceKind::Directory, PARTS);
    let found = page.read(doors::one);
    let more = More { draft: typed(doors::draft), groups: page.read_at("ip-groups", doors::groups) };
    let shown = move |directory, part| view! { <Shown directory part page more/> }.into_any();
    view! { <OnePage page found reading="Reading the directory …" shown/> }
}

#[component]
fn Shown(directory: Found<Directory>, part: &'static str, page: Addressed, more: More) -> impl IntoView {
    let tone = tone(&directory.state);
    view! {
        <Parts page part resource=directory.clone() tone acts="".into_any()>
            {match (part, Group::from_slug(part)) {
                (_, Some(group)) => view! { <Settings directory group draft=more.draft/> }.into_any(),
                ("ip-groups", _) => view! { <Groups key=directory.key.to_string() groups=more.groups/> }.into_any(),
                _ => view! { <Overview directory=directory.item/> }.into_any(),
            }}
        </Parts>
    }
}
