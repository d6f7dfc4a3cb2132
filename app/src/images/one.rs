//! One image: how it stands, where it is used, what can be made of it, who may copy it.

use domain::bundles::Form as BundleForm;
use domain::images::{OneImage, ShareForm, in_use, not_ours};
use domain::resource::{Draft, ResourceKind, Verb};
use domain::words::State;
use leptos::prelude::*;

use super::doors::{self, PlanImageDelete};
use super::make::{CopyPanel, Typed, UpdatePanel};
use super::overview::Overview;
use super::share::{Accounts, Permissions};
use crate::bundles::{self, BundlePanel};
use crate::resource::{Addressed, Delete, OnePage, Part, Parts, typed};

const PARTS: &[Part] = &[
    ("overview", "Overview"),
    ("bundle", "Create a bundle"),
    ("copy", "Copy"),
    ("update", "Update"),
    ("permissions", "Permissions"),
    ("tags", "Tags"),
    ("history", "History"),
];

/// What the parts that ask for more have been told, and what was typed into their forms before.
#[derive(Clone, Copy)]
struct More {
    bundle: Resource<Option<Draft<BundleForm>>>,
    make: Typed,
    accounts: Resource<Option<Accounts>>,
    share: Resource<Option<Draft<ShareForm>>>,
}

/// The page of one image.
#[component]
pub fn ImagePage() -> impl IntoView {
    let page = Addressed::beside(ResourceKind::Image, PARTS, |key| key.kind == ResourceKind::Bundle);
    let found = page.read(doors::one);
    let more = More {
        bundle: typed(bundles::draft),
        make: typed(doors::make_draft),
        accounts: page.read_at("permissions", doors::permissions),
        share: typed(doors::share_draft),
    };
    let shown = move |one, part| view! { <Shown one part page more/> }.into_any();
    view! { <OnePage page found reading="Reading the image …" shown/> }
}

#[component]
fn Shown(one: OneImage, part: &'static str, page: Addressed, more: More) -> impl IntoView {
    let image = one.image.clone();
    let theirs = not_ours(&image);
    let fixed = theirs.clone().or_else(|| in_use(&one.used));
    let action = ServerAction::<PlanImageDelete>::new();
    let acts = view! { <Delete action key=image.key.to_string() verb=Verb::DeleteImage fixed/> }.into_any();
    let tone = State::from_wire(&image.state).tone();
    view! {
        <Parts page part resource=image.clone() tone acts>
            {match part {
                "bundle" => view! { <BundlePanel image theirs draft=more.bundle/> }.into_any(),
                "copy" => view! { <CopyPanel image draft=more.make/> }.into_any(),
                "update" => view! { <UpdatePanel image theirs draft=more.make/> }.into_any(),
                "permissions" => {
                    let (key, accounts, draft) = (image.key.to_string(), more.accounts, more.share);
                    view! { <Permissions key theirs accounts draft/> }.into_any()
                }
                _ => view! { <Overview one/> }.into_any(),
            }}
        </Parts>
    }
}
