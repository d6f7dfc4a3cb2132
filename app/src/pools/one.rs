//! One pool: how full it is, who sits there, what ails it, how it is set, its tags, what it was before.

use domain::pools::{Form, Pool, tone};
use domain::resource::{Draft, Resource as Found, ResourceKind};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::act::Acts;
use super::doors;
use super::errors::Errors;
use super::overview::Overview;
use super::sessions::{Answer, Asked, Who};
use super::settings::{Choices, Settings};
use crate::resource::{Addressed, OnePage, Part, Parts, typed};

const PARTS: &[Part] = &[
    ("overview", "Overview"),
    ("sessions", "Sessions"),
    ("errors", "Errors"),
    ("settings", "Settings"),
    ("tags", "Tags"),
    ("history", "History"),
];

/// What the parts that ask for more have been told.
#[derive(Clone, Copy)]
struct More {
    sessions: Answer,
    asked: Memo<Asked>,
    choices: Resource<Option<Choices>>,
    draft: Resource<Option<Draft<Form>>>,
}

/// The page of one pool.
#[component]
pub fn PoolPage() -> impl IntoView {
    let page = Addressed::of(ResourceKind::Pool, PARTS);
    let query = use_query_map();
    let text = move |name: &'static str| query.with(|query| query.get(name)).unwrap_or_default();
    let asked = Memo::new(move |_| Asked { user: text("user"), after: text("after") });
    let found = page.read(doors::one);
    // Not again when the capacity changes, as it does all the time: who sits there costs a call.
    let sessions = Resource::new(
        move || (page.key.get().filter(|_| page.part.get() == "sessions"), asked.get()),
        |(key, asked)| async move {
            let some = |text: String| Some(text).filter(|text| !text.is_empty());
            Some(doors::sessions(key?, some(asked.user), some(asked.after)).await)
        },
    );
    let more = More {
        sessions,
        asked,
        choices: page.read_at("settings", |_| doors::choices()),
        draft: typed(doors::draft),
    };
    let shown = move |pool, part| view! { <Shown pool part page more/> }.into_any();
    view! { <OnePage page found reading="Reading the pool …" shown/> }
}

#[component]
fn Shown(pool: Found<Pool>, part: &'static str, page: Addressed, more: More) -> impl IntoView {
    let More { sessions, asked, choices, draft } = more;
    let acts = view! { <Acts pool=pool.clone()/> }.into_any();
    let tone = tone(&pool.state, &pool.item);
    view! {
        <Parts page part resource=pool.clone() tone acts>
            {match part {
                "sessions" => view! { <Who pool sessions asked/> }.into_any(),
                "errors" => view! { <Errors errors=pool.item.errors/> }.into_any(),
                "settings" => view! { <Settings pool choices draft/> }.into_any(),
                _ => view! { <Overview pool/> }.into_any(),
            }}
        </Parts>
    }
}
