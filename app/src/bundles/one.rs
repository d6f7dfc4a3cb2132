//! One bundle: what it is made of, who is on it, its image, its tags, what it was before.

use domain::bundles::{OneBundle, in_use};
use domain::count;
use domain::resource::{ResourceKey, ResourceKind, Verb};
use domain::words::State;
use leptos::prelude::*;

use super::doors::{self, PlanBundleDelete, PlanBundleImage};
use super::workspaces_on;
use crate::paths;
use crate::resource::{Addressed, Delete, OnePage, Part, Parts, Review, refused};
use crate::session::session;
use crate::ui::button::Look;
use crate::ui::card::{Card, Fact, Facts};
use crate::ui::clock::MaybeTime;
use crate::ui::copy::Copy;
use crate::ui::field::Select;

const PARTS: &[Part] =
    &[("overview", "Overview"), ("image", "Image"), ("tags", "Tags"), ("history", "History")];

/// The page of one bundle.
#[component]
pub fn BundlePage() -> impl IntoView {
    let page = Addressed::of(ResourceKind::Bundle, PARTS);
    let found = page.read(doors::one);
    let shown = move |one, part| view! { <Shown one part page/> }.into_any();
    view! { <OnePage page found reading="Reading the bundle …" shown/> }
}

#[component]
fn Shown(one: OneBundle, part: &'static str, page: Addressed) -> impl IntoView {
    let bundle = one.bundle.clone();
    let fixed = bundle.item.fixed().map(str::to_owned).or_else(|| in_use(one.workspaces));
    let amazons = bundle.item.fixed();
    let action = ServerAction::<PlanBundleDelete>::new();
    let acts = view! { <Delete action key=bundle.key.to_string() verb=Verb::DeleteBundle fixed/> }.into_any();
    let tone = State::from_wire(&bundle.state).tone();
    let body = match (part, amazons) {
        ("image", Some(why)) => view! { <p class="quiet">{why}</p> }.into_any(),
        ("image", None) => view! { <ChangeImage one/> }.into_any(),
        _ => view! { <Overview one/> }.into_any(),
    };
    view! { <Parts page part resource=bundle tone acts fixed=amazons>{body}</Parts> }
}

#[component]
fn Overview(one: OneBundle) -> impl IntoView {
    let OneBundle { bundle, workspaces, images } = one;
    let item = bundle.item;
    let words = |text: String| if text.is_empty() { "-".to_owned() } else { text };
    let owner = if item.is_amazons() { "Amazon".to_owned() } else { words(item.owner.clone()) };
    let compute = item.compute.as_ref().map_or("-", |compute| compute.word()).to_owned();
    let image = match images.iter().find(|(id, _)| *id == item.image) {
        Some((id, name)) => {
            let scope = bundle.key.scope.clone();
            let key = ResourceKey { scope, kind: ResourceKind::Image, id: id.clone() };
            view! { <a href=paths::resource(&key)>{name.clone()}</a>" "<Copy text=id.clone()/> }.into_any()
        }
        None if item.image.is_empty() => "-".into_any(),
        None => view! { <Copy text=item.image.clone()/> }.into_any(),
    };
    let used = match workspaces {
        0 => "none".into_any(),
        some => {
            let words = count::of(some, "WorkSpace", "WorkSpaces");
            view! { <a href=workspaces_on(&bundle.key)>{words}</a> }.into_any()
        }
    };
    view! {
        <Card title="Bundle">
            <Facts>
                <Fact name="Description" value=words(item.description.clone())/>
                <Fact name="Owner" value=owner/>
                <Fact name="Compute" value=compute/>
                <Fact name="Root + user volume" value=item.volumes()/>
                <Fact name="Image">{image}</Fact>
                <Fact name="Type" value=words(item.kind.clone().unwrap_or_default())/>
                <Fact name="WorkSpaces on it">{used}</Fact>
                <Fact name="Made"><MaybeTime at=item.created never="-"/></Fact>
                <Fact name="Changed"><MaybeTime at=item.now.updated never="-"/></Fact>
            </Facts>
        </Card>
    }
}

/// Another image: what is made from then on has it.
#[component]
fn ChangeImage(one: OneBundle) -> impl IntoView {
    let OneBundle { bundle, images, .. } = one;
    let (key, image) = (bundle.key.to_string(), bundle.item.image);
    let action = ServerAction::<PlanBundleImage>::new();
    let lacks = session().lacks(Verb::ChangeBundleImage.right());
    let known = images.into_iter().map(|(id, name)| {
        let words = format!("{name} ({id})");
        (id, words)
    });
    let options: Vec<_> =
        std::iter::once((String::new(), "Choose an image".to_owned())).chain(known).collect();
    view! {
        <ActionForm action attr:class="change-part" attr:aria-label="Change the image">
            <Card title="Change the image">
                <input type="hidden" name="key" value=key/>
                <p class="quiet">"WorkSpaces that are there stay as they are until they are rebuilt. The operating system must be the same."</p>
                {refused(action)}
                <Select name="image" label="Image" value=image options=Signal::stored(options)/>
                <Review action look=Look::Plain why_not=lacks/>
            </Card>
        </ActionForm>
    }
}
