//! One group: its rules, its tags, what it was before.

use domain::ip_groups::IpGroup;
use domain::resource::{Resource as Found, ResourceKind, Verb};
use leptos::prelude::*;

use super::doors::{self, PlanIpGroupDelete};
use super::rules::Rules;
use crate::resource::{Addressed, Delete, OnePage, Part, Parts};

const PARTS: &[Part] = &[("rules", "Rules"), ("tags", "Tags"), ("history", "History")];

/// The page of one group.
#[component]
pub fn IpGroupPage() -> impl IntoView {
    let page = Addressed::of(ResourceKind::IpGroup, PARTS);
    let found = page.read(doors::one);
    let shown = move |group, part| view! { <Shown group part page/> }.into_any();
    view! { <OnePage page found reading="Reading the group …" shown/> }
}

#[component]
fn Shown(group: Found<IpGroup>, part: &'static str, page: Addressed) -> impl IntoView {
    let action = ServerAction::<PlanIpGroupDelete>::new();
    let acts = view! { <Delete action key=group.key.to_string() verb=Verb::DeleteIpGroup/> }.into_any();
    view! {
        <Parts page part resource=group.clone() acts>
            <Rules group/>
        </Parts>
    }
}
