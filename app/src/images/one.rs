//! One image: how it stands, where it is used, what can be made of it, who may copy it.

use domain::images::{OneImage, in_use, not_ours};
use domain::resource::{ResourceKind, Verb};
use domain::words::State;
use leptos::prelude::*;

use super::doors::{self, PlanImageDelete};
use super::make::{CopyPanel, UpdatePanel};
use super::overview::Overview;
use super::share::Permissions;
use crate::bundles::BundlePanel;
use crate::resource::{Addressed, Delete, OnePage, Part, Parts};

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
    let page = Addressed::beside(ResourceKind::Image, PARTS, |key| key.kind == ResourceKind::Bundle);
    let found = page.read(doors::one);
    let shown = move |one, part| view! { <Shown one part page/> }.into_any();
    view! { <OnePage page found reading="Reading the image …" shown/> }
}

#[component]
fn Shown(one: OneImage, part: &'static str, page: Addressed) -> impl IntoView {
    let image = one.image.clone();
    let theirs = not_ours(&image);
    let fixed = theirs.clone().or_else(|| in_use(&one.used));
    let action = ServerAction::<PlanImageDelete>::new();
    let acts = view! { <Delete action key=image.key.to_string() verb=Verb::DeleteImage fixed/> }.into_any();
    let tone = State::from_wire(&image.state).tone();
    view! {
        <Parts page part resource=image.clone() tone acts>
            {match part {
                "bundle" => view! { <BundlePanel image theirs/> }.into_any(),
                "copy" => view! { <CopyPanel image/> }.into_any(),
                "update" => view! { <UpdatePanel image theirs/> }.into_any(),
                "permissions" => view! { <Permissions key=image.key theirs/> }.into_any(),
                _ => view! { <Overview one/> }.into_any(),
            }}
        </Parts>
    }
}
