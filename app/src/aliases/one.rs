//! One alias: where it leads, what DNS answers, who may use it, its tags, what it was before.

use domain::aliases::Alias;
use domain::resource::{Resource as Found, ResourceKind, Verb};
use leptos::prelude::*;

use super::answer::Answer;
use super::associate::Associate;
use super::doors::{self, PlanAliasDelete};
use super::list::standing;
use super::share::Share;
use crate::resource::{Addressed, Delete, OnePage, Part, Parts};

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
    let page = Addressed::of(ResourceKind::Alias, PARTS);
    let found = page.read(doors::one);
    let shown = move |alias, part| view! { <Shown alias part page/> }.into_any();
    view! { <OnePage page found reading="Reading the alias …" shown/> }
}

#[component]
fn Shown(alias: Found<Alias>, part: &'static str, page: Addressed) -> impl IntoView {
    let action = ServerAction::<PlanAliasDelete>::new();
    let acts = view! { <Delete action key=alias.key.to_string() verb=Verb::DeleteAlias/> }.into_any();
    let (tone, _) = standing(&alias);
    view! {
        <Parts page part resource=alias.clone() tone acts>
            {match part {
                "dns" => view! { <Answer alias/> }.into_any(),
                "sharing" => view! { <Share alias/> }.into_any(),
                _ => view! { <Associate alias/> }.into_any(),
            }}
        </Parts>
    }
}
