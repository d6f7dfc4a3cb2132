//! One bundle: what it is made of, who is on it, its image, its tags, what it was before.

use domain::bundles::{OneBundle, in_use};
use domain::count;
use domain::resource::{ResourceKey, ResourceKind, Verb};
use domain::words::State;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::doors::{self, PlanBundleDelete, PlanBundleImage};
use super::workspaces_on;
use crate::history::History;
use crate::paths;
use crate::resource::{self, Absent, Head, Part, TagPanel, chosen_key, chosen_part, tabs};
use crate::session::session;
use crate::ui::button::{Button, Look};
use crate::ui::card::{Card, Fact, Facts};
use crate::ui::clock::MaybeTime;
use crate::ui::copy::Copy;
use crate::ui::field::Select;
use crate::ui::notice::FaultNotice;

const PARTS: &[Part] = &[("overview", "Overview"), ("tags", "Tags"), ("history", "History")];

/// The page of one bundle.
#[component]
pub fn BundlePage() -> impl IntoView {
    let key = chosen_key(ResourceKind::Bundle);
    let part = chosen_part(PARTS);
    let query = use_query_map();
    let before = Memo::new(move |_| query.with(|query| query.get("before")?.parse::<i64>().ok()));
    let changed = session().live.follow(move |hint| {
        key.with_untracked(|key| hint.resources.iter().any(|one| Some(one) == key.as_ref()))
    });
    let bundle = Resource::new(
        move || (key.get(), changed.get()),
        |(key, _)| async move {
            match key {
                Some(key) => doors::one(key).await,
                None => Err(resource::no_such(ResourceKind::Bundle)),
            }
        },
    );
    let history = Resource::new(
        move || (key.get().filter(|_| part.get() == "history"), before.get(), changed.get()),
        |(key, before, _)| async move { Some(resource::history(key?, before).await) },
    );
    view! {
        <Transition fallback=|| view! { <p class="quiet">"Reading the bundle …"</p> }>
            {move || {
                let part = part.get();
                Suspend::new(async move {
                    match bundle.await {
                        Ok(one) => view! { <Shown one part history/> }.into_any(),
                        Err(refusal) => view! { <Absent kind=ResourceKind::Bundle fault=refusal.0/> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

#[component]
fn Shown(
    one: OneBundle,
    part: &'static str,
    history: Resource<Option<Result<Vec<domain::history::Change>, crate::door::Refusal>>>,
) -> impl IntoView {
    let bundle = one.bundle.clone();
    let key = bundle.key.clone();
    let tabs = tabs(&key, PARTS, part);
    let fixed = bundle.item.fixed().map(str::to_owned);
    let why_not = fixed.or_else(|| in_use(one.workspaces));
    let name = key.to_string();
    let tone = State::from_wire(&bundle.state).tone();
    let title = bundle.name.clone();
    let tags = bundle.tags.clone();
    let head = view! { <Head resource=bundle tone><Delete key=name why_not/></Head> };
    let body = match part {
        "tags" => view! { <TagPanel key tags/> }.into_any(),
        "history" => view! { <History here=paths::resource_tab(&key, "history") history/> }.into_any(),
        _ => view! { <Overview one/> }.into_any(),
    };
    view! {
        <Title text=title/>
        {head}
        {tabs}
        {body}
    }
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
    let change = item.fixed().is_none().then(|| {
        view! { <ChangeImage key=bundle.key.to_string() image=item.image.clone() images/> }
    });
    view! {
        <div class="create-form">
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
            {change}
        </div>
    }
}

/// Another image: what is made from then on has it.
#[component]
fn ChangeImage(key: String, image: String, images: Vec<(String, String)>) -> impl IntoView {
    let action = ServerAction::<PlanBundleImage>::new();
    let lacks = session().lacks(Verb::ChangeBundleImage.right());
    let refused = move || {
        let fault = action.value().get()?.err()?.0;
        Some(view! { <FaultNotice fault/> })
    };
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
                {refused}
                <Select name="image" label="Image" value=image options=Signal::stored(options)/>
                <div class="form-end">
                    <Button why_not=lacks>{move || if action.pending().get() { "Planning …" } else { "Review" }}</Button>
                </div>
            </Card>
        </ActionForm>
    }
}

#[component]
fn Delete(key: String, why_not: Option<String>) -> impl IntoView {
    let action = ServerAction::<PlanBundleDelete>::new();
    let why_not = session().lacks(Verb::DeleteBundle.right()).or(why_not);
    let refused = move || {
        let fault = action.value().get()?.err()?.0;
        Some(view! { <FaultNotice fault/> })
    };
    view! {
        <ActionForm action>
            <input type="hidden" name="key" value=key/>
            <Button look=Look::Danger why_not>"Delete …"</Button>
        </ActionForm>
        {refused}
    }
}
