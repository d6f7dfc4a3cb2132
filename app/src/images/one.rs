//! One image: how it stands, where it is used, what can be made of it, who may copy it.

use domain::images::{OneImage, in_use, not_ours};
use domain::resource::{ResourceKind, Verb};
use domain::words::State;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::doors::{self, PlanImageDelete};
use super::make::{CopyPanel, UpdatePanel};
use super::overview::Overview;
use super::share::Permissions;
use crate::bundles::BundlePanel;
use crate::history::History;
use crate::paths;
use crate::resource::{self, Absent, Head, Part, TagPanel, chosen_key, chosen_part, tabs};
use crate::session::session;
use crate::ui::button::{Button, Look};
use crate::ui::notice::FaultNotice;

const PARTS: &[Part] = &[
    ("overview", "Overview"),
    ("bundle", "Create a bundle"),
    ("copy", "Copy"),
    ("update", "Update"),
    ("permissions", "Permissions"),
    ("tags", "Tags"),
    ("history", "History"),
];

/// The page of one image.
#[component]
pub fn ImagePage() -> impl IntoView {
    let key = chosen_key(ResourceKind::Image);
    let part = chosen_part(PARTS);
    let query = use_query_map();
    let before = Memo::new(move |_| query.with(|query| query.get("before")?.parse::<i64>().ok()));
    let changed = session().live.follow(move |hint| {
        let used = |one: &domain::resource::ResourceKey| one.kind == ResourceKind::Bundle;
        key.with_untracked(|key| hint.resources.iter().any(|one| Some(one) == key.as_ref() || used(one)))
    });
    let image = Resource::new(
        move || (key.get(), changed.get()),
        |(key, _)| async move {
            match key {
                Some(key) => doors::one(key).await,
                None => Err(resource::no_such(ResourceKind::Image)),
            }
        },
    );
    let history = Resource::new(
        move || (key.get().filter(|_| part.get() == "history"), before.get(), changed.get()),
        |(key, before, _)| async move { Some(resource::history(key?, before).await) },
    );
    view! {
        <Transition fallback=|| view! { <p class="quiet">"Reading the image …"</p> }>
            {move || {
                let part = part.get();
                Suspend::new(async move {
                    match image.await {
                        Ok(one) => view! { <Shown one part history/> }.into_any(),
                        Err(refusal) => view! { <Absent kind=ResourceKind::Image fault=refusal.0/> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

#[component]
fn Shown(
    one: OneImage,
    part: &'static str,
    history: Resource<Option<Result<Vec<domain::history::Change>, crate::door::Refusal>>>,
) -> impl IntoView {
    let key = one.image.key.clone();
    let title = one.image.name.clone();
    let tabs = tabs(&key, PARTS, part);
    let name = key.to_string();
    let theirs = not_ours(&one.image);
    let fixed = theirs.clone().or_else(|| in_use(&one.used));
    let tone = State::from_wire(&one.image.state).tone();
    let head = view! { <Head resource=one.image.clone() tone><Delete key=name fixed/></Head> };
    let image = one.image.clone();
    let body = match part {
        "bundle" => view! { <BundlePanel image theirs/> }.into_any(),
        "copy" => view! { <CopyPanel image/> }.into_any(),
        "update" => view! { <UpdatePanel image theirs/> }.into_any(),
        "permissions" => view! { <Permissions key theirs/> }.into_any(),
        "tags" => view! { <TagPanel key tags=image.tags/> }.into_any(),
        "history" => view! { <History here=paths::resource_tab(&key, "history") history/> }.into_any(),
        _ => view! { <Overview one/> }.into_any(),
    };
    view! {
        <Title text=title/>
        {head}
        {tabs}
        {body}
    }
}

#[component]
fn Delete(key: String, fixed: Option<String>) -> impl IntoView {
    let action = ServerAction::<PlanImageDelete>::new();
    let why_not = session().lacks(Verb::DeleteImage.right()).or(fixed);
    let refused = move || {
        let fault = action.value().get()?.err()?.0;
        Some(view! { <FaultNotice fault/> })
    };
    view! {
        <ActionForm action>
            <input type="hidden" name="key" value=key/>
            <Button look=Look::Danger why_not>"Delete …"</Button>
        </ActionForm>
        {refused}
    }
}
