//! One pool: how full it is, who sits there, what ails it, how it is set, its tags, what it was before.

use domain::history::Change;
use domain::pools::{Pool, tone};
use domain::resource::{Resource as Found, ResourceKind};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::act::Acts;
use super::doors;
use super::errors::Errors;
use super::overview::Overview;
use super::sessions::{Answer, Asked, Who};
use super::settings::Settings;
use crate::door::Refusal;
use crate::history::History;
use crate::paths;
use crate::resource::{self, Absent, Head, Part, TagPanel, chosen_key, chosen_part, tabs};
use crate::session::session;

const PARTS: &[Part] = &[
    ("overview", "Overview"),
    ("sessions", "Sessions"),
    ("errors", "Errors"),
    ("settings", "Settings"),
    ("tags", "Tags"),
    ("history", "History"),
];

type Told = Resource<Option<Result<Vec<Change>, Refusal>>>;

/// The page of one pool.
#[component]
pub fn PoolPage() -> impl IntoView {
    let key = chosen_key(ResourceKind::Pool);
    let part = chosen_part(PARTS);
    let query = use_query_map();
    let text = move |name: &'static str| query.with(|query| query.get(name)).unwrap_or_default();
    let before = Memo::new(move |_| query.with(|query| query.get("before")?.parse::<i64>().ok()));
    let asked = Memo::new(move |_| Asked { user: text("user"), after: text("after") });
    let changed = session().live.follow(move |hint| {
        key.with_untracked(|key| hint.resources.iter().any(|one| Some(one) == key.as_ref()))
    });
    // Capacity changes all the time: what somebody fills in must not be drawn anew because of it, and who sits there costs
    // a call each time.
    let followed = move || matches!(part.get(), "overview" | "errors" | "history").then(|| changed.get());
    let pool = Resource::new(
        move || (key.get(), followed()),
        |(key, _)| async move {
            match key {
                Some(key) => doors::one(key).await,
                None => Err(resource::no_such(ResourceKind::Pool)),
            }
        },
    );
    let history = Resource::new(
        move || (key.get().filter(|_| part.get() == "history"), before.get(), changed.get()),
        |(key, before, _)| async move { Some(resource::history(key?, before).await) },
    );
    let sessions = Resource::new(
        move || (key.get().filter(|_| part.get() == "sessions"), asked.get()),
        |(key, asked)| async move {
            let some = |text: String| Some(text).filter(|text| !text.is_empty());
            Some(doors::sessions(key?, some(asked.user), some(asked.after)).await)
        },
    );
    view! {
        <Transition fallback=|| view! { <p class="quiet">"Reading the pool …"</p> }>
            {move || {
                let part = part.get();
                Suspend::new(async move {
                    match pool.await {
                        Ok(pool) => view! { <Shown pool part history sessions asked/> }.into_any(),
                        Err(refusal) => view! { <Absent kind=ResourceKind::Pool fault=refusal.0/> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

#[component]
fn Shown(
    pool: Found<Pool>,
    part: &'static str,
    history: Told,
    sessions: Answer,
    asked: Memo<Asked>,
) -> impl IntoView {
    let key = pool.key.clone();
    let title = pool.name.clone();
    let tabs = tabs(&key, PARTS, part);
    let tone = tone(&pool.state, &pool.item);
    let acted = pool.clone();
    let head = view! { <Head resource=pool.clone() tone><Acts pool=acted/></Head> };
    let body = match part {
        "sessions" => view! { <Who pool sessions asked/> }.into_any(),
        "errors" => view! { <Errors errors=pool.item.errors/> }.into_any(),
        "settings" => view! { <Settings pool/> }.into_any(),
        "tags" => view! { <TagPanel key tags=pool.tags/> }.into_any(),
        "history" => view! { <History here=paths::resource_tab(&key, "history") history/> }.into_any(),
        _ => view! { <Overview pool/> }.into_any(),
    };
    view! {
        <Title text=title/>
        {head}
        {tabs}
        {body}
    }
}
