//! One group: its rules, its tags, what it was before.

use domain::ip_groups::IpGroup;
use domain::resource::{Resource as Found, ResourceKind, Verb};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::doors::{self, PlanIpGroupDelete};
use super::rules::Rules;
use crate::history::History;
use crate::paths;
use crate::resource::{self, Absent, Head, Part, TagPanel, chosen_key, chosen_part, tabs};
use crate::session::session;
use crate::ui::button::{Button, Look};
use crate::ui::notice::FaultNotice;

const PARTS: &[Part] = &[("rules", "Rules"), ("tags", "Tags"), ("history", "History")];

/// The page of one group.
#[component]
pub fn IpGroupPage() -> impl IntoView {
    let key = chosen_key(ResourceKind::IpGroup);
    let part = chosen_part(PARTS);
    let query = use_query_map();
    let before = Memo::new(move |_| query.with(|query| query.get("before")?.parse::<i64>().ok()));
    let changed = session().live.follow(move |hint| {
        key.with_untracked(|key| hint.resources.iter().any(|one| Some(one) == key.as_ref()))
    });
    let group = Resource::new(
        move || (key.get(), changed.get()),
        |(key, _)| async move {
            match key {
                Some(key) => doors::one(key).await,
                None => Err(resource::no_such(ResourceKind::IpGroup)),
            }
        },
    );
    let history = Resource::new(
        move || (key.get().filter(|_| part.get() == "history"), before.get(), changed.get()),
        |(key, before, _)| async move { Some(resource::history(key?, before).await) },
    );
    view! {
        <Transition fallback=|| view! { <p class="quiet">"Reading the group …"</p> }>
            {move || {
                let part = part.get();
                Suspend::new(async move {
                    match group.await {
                        Ok(group) => view! { <Shown group part history/> }.into_any(),
                        Err(refusal) => view! { <Absent kind=ResourceKind::IpGroup fault=refusal.0/> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

#[component]
fn Shown(
    group: Found<IpGroup>,
    part: &'static str,
    history: Resource<Option<Result<Vec<domain::history::Change>, crate::door::Refusal>>>,
) -> impl IntoView {
    let key = group.key.clone();
    let title = group.name.clone();
    let tabs = tabs(&key, PARTS, part);
    let name = key.to_string();
    let head = view! { <Head resource=group.clone()><Delete key=name/></Head> };
    let body = match part {
        "tags" => view! { <TagPanel key tags=group.tags/> }.into_any(),
        "history" => view! { <History here=paths::resource_tab(&key, "history") history/> }.into_any(),
        _ => view! { <Rules group/> }.into_any(),
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
    let action = ServerAction::<PlanIpGroupDelete>::new();
    let lacks = session().lacks(Verb::DeleteIpGroup.right());
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
