//! One alias: where it leads, what DNS answers, who may use it, its tags, what it was before.

use domain::aliases::Alias;
use domain::history::Change;
use domain::resource::{Resource as Found, ResourceKind, Verb};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::answer::Answer;
use super::associate::Associate;
use super::doors::{self, PlanAliasDelete};
use super::list::standing;
use super::share::Share;
use crate::door::Refusal;
use crate::history::History;
use crate::paths;
use crate::resource::{self, Absent, Head, Part, TagPanel, chosen_key, chosen_part, tabs};
use crate::session::session;
use crate::ui::button::{Button, Look};
use crate::ui::notice::FaultNotice;

const PARTS: &[Part] = &[
    ("association", "Association"),
    ("dns", "DNS"),
    ("sharing", "Sharing"),
    ("tags", "Tags"),
    ("history", "History"),
];

/// The page of one alias.
#[component]
pub fn AliasPage() -> impl IntoView {
    let key = chosen_key(ResourceKind::Alias);
    let part = chosen_part(PARTS);
    let query = use_query_map();
    let before = Memo::new(move |_| query.with(|query| query.get("before")?.parse::<i64>().ok()));
    let changed = session().live.follow(move |hint| {
        key.with_untracked(|key| hint.resources.iter().any(|one| Some(one) == key.as_ref()))
    });
    let alias = Resource::new(
        move || (key.get(), changed.get()),
        |(key, _)| async move {
            match key {
                Some(key) => doors::one(key).await,
                None => Err(resource::no_such(ResourceKind::Alias)),
            }
        },
    );
    let history = Resource::new(
        move || (key.get().filter(|_| part.get() == "history"), before.get(), changed.get()),
        |(key, before, _)| async move { Some(resource::history(key?, before).await) },
    );
    view! {
        <Transition fallback=|| view! { <p class="quiet">"Reading the alias …"</p> }>
            {move || {
                let part = part.get();
                Suspend::new(async move {
                    match alias.await {
                        Ok(alias) => view! { <Shown alias part history/> }.into_any(),
                        Err(refusal) => view! { <Absent kind=ResourceKind::Alias fault=refusal.0/> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

#[component]
fn Shown(
    alias: Found<Alias>,
    part: &'static str,
    history: Resource<Option<Result<Vec<Change>, Refusal>>>,
) -> impl IntoView {
    let key = alias.key.clone();
    let title = alias.name.clone();
    let tabs = tabs(&key, PARTS, part);
    let name = key.to_string();
    let (tone, _) = standing(&alias);
    let head = view! { <Head resource=alias.clone() tone><Delete key=name/></Head> };
    let body = match part {
        "dns" => view! { <Answer alias/> }.into_any(),
        "sharing" => view! { <Share alias/> }.into_any(),
        "tags" => view! { <TagPanel key tags=alias.tags/> }.into_any(),
        "history" => view! { <History here=paths::resource_tab(&key, "history") history/> }.into_any(),
        _ => view! { <Associate alias/> }.into_any(),
    };
    view! {
        <Title text=title/>
        {head}
        {tabs}
        {body}
    }
}

#[component]
fn Delete(key: String) -> impl IntoView {
    let action = ServerAction::<PlanAliasDelete>::new();
    let lacks = session().lacks(Verb::DeleteAlias.right());
    let refused = move || {
        let fault = action.value().get()?.err()?.0;
        Some(view! { <FaultNotice fault/> })
    };
    view! {
        <ActionForm action>
            <input type="hidden" name="key" value=key/>
            <Button look=Look::Danger why_not=lacks>"Delete …"</Button>
        </ActionForm>
        {refused}
    }
}
