//! One pool: how full it is, who sits there, what ails it, how it is set, its tags, what it was before.

use domain::pools::{Pool, tone};
use domain::resource::{Resource as Found, ResourceKind};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::act::Acts;
use super::doors;
use super::errors::Errors;
use super::overview::Overview;
use super::sessions::{Answer, Asked, Who};
use super::settings::Settings;
use crate::resource::{Addressed, OnePage, Part, Parts};

const PARTS: &[Part] = &[
    ("overview", "Overview"),
    ("sessions", "Sessions"),
    ("errors", "Errors"),
    ("settings", "Settings"),
    ("tags", "Tags"),
    ("history", "History"),
];

/// The page of one pool.
#[component]
pub fn PoolPage() -> impl IntoView {
    let page = Addressed::of(ResourceKind::Pool, PARTS);
    let query = use_query_map();
    let text = move |name: &'static str| query.with(|query| query.get(name)).unwrap_or_default();
    let asked = Memo::new(move |_| Asked { user: text("user"), after: text("after") });
    // Capacity changes all the time: what somebody fills in must not be drawn anew because of it, and who sits there costs
    // a call each time.
    let found = page.read_where(doors::one, |part| matches!(part, "overview" | "errors" | "history"));
    let sessions = Resource::new(
        move || (page.key.get().filter(|_| page.part.get() == "sessions"), asked.get()),
        |(key, asked)| async move {
            let some = |text: String| Some(text).filter(|text| !text.is_empty());
            Some(doors::sessions(key?, some(asked.user), some(asked.after)).await)
        },
    );
    let shown = move |pool, part| view! { <Shown pool part page sessions asked/> }.into_any();
    view! { <OnePage page found reading="Reading the pool …" shown/> }
}

#[component]
fn Shown(
    pool: Found<Pool>,
    part: &'static str,
    page: Addressed,
    sessions: Answer,
    asked: Memo<Asked>,
) -> impl IntoView {
    let acts = view! { <Acts pool=pool.clone()/> }.into_any();
    let tone = tone(&pool.state, &pool.item);
    view! {
        <Parts page part resource=pool.clone() tone acts>
            {match part {
                "sessions" => view! { <Who pool sessions asked/> }.into_any(),
                "errors" => view! { <Errors errors=pool.item.errors/> }.into_any(),
                "settings" => view! { <Settings pool/> }.into_any(),
                _ => view! { <Overview pool/> }.into_any(),
            }}
        </Parts>
    }
}
