//! One directory: what it is, how it is set, its groups, its tags, what it was before.

use domain::directories::{Directory, Group};
use domain::history::Change;
use domain::resource::{Resource as Found, ResourceKind};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::doors;
use super::groups::Groups;
use super::list::tone;
use super::overview::Overview;
use super::settings::Settings;
use crate::door::Refusal;
use crate::history::History;
use crate::paths;
use crate::resource::{self, Absent, Head, Part, TagPanel, chosen_key, chosen_part, tabs};
use crate::session::session;

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
    let key = chosen_key(ResourceKind::Directory);
    let part = chosen_part(PARTS);
    let query = use_query_map();
    let before = Memo::new(move |_| query.with(|query| query.get("before")?.parse::<i64>().ok()));
    let changed = session().live.follow(move |hint| {
        key.with_untracked(|key| hint.resources.iter().any(|one| Some(one) == key.as_ref()))
    });
    let directory = Resource::new(
        move || (key.get(), changed.get()),
        |(key, _)| async move {
            match key {
                Some(key) => doors::one(key).await,
                None => Err(resource::no_such(ResourceKind::Directory)),
            }
        },
    );
    let history = Resource::new(
        move || (key.get().filter(|_| part.get() == "history"), before.get(), changed.get()),
        |(key, before, _)| async move { Some(resource::history(key?, before).await) },
    );
    view! {
        <Transition fallback=|| view! { <p class="quiet">"Reading the directory …"</p> }>
            {move || {
                let part = part.get();
                Suspend::new(async move {
                    match directory.await {
                        Ok(directory) => view! { <Shown directory part history/> }.into_any(),
                        Err(refusal) => view! { <Absent kind=ResourceKind::Directory fault=refusal.0/> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

#[component]
fn Shown(
    directory: Found<Directory>,
    part: &'static str,
    history: Resource<Option<Result<Vec<Change>, Refusal>>>,
) -> impl IntoView {
    let key = directory.key.clone();
    let title = directory.name.clone();
    let tabs = tabs(&key, PARTS, part);
    let tone = tone(&directory.state);
    let head = view! { <Head resource=directory.clone() tone>""</Head> };
    let body = match (part, Group::from_slug(part)) {
        (_, Some(group)) => view! { <Settings directory group/> }.into_any(),
        ("ip-groups", _) => view! { <Groups key/> }.into_any(),
        ("tags", _) => view! { <TagPanel key tags=directory.tags/> }.into_any(),
        ("history", _) => view! { <History here=paths::resource_tab(&key, "history") history/> }.into_any(),
        _ => view! { <Overview directory=directory.item/> }.into_any(),
    };
    view! {
        <Title text=title/>
        {head}
        {tabs}
        {body}
    }
}
