//! The forms that make an image from this one: copies in other regions, and one with updates.

use domain::images::{Image, MakeForm};
use domain::resource::{Draft, Resource as Found, Verb};
use leptos::prelude::*;

use super::doors::{self, PlanImageCopy, PlanImageUpdate};
use crate::frame::scopes;
use crate::resource::{Review, kept, place, refused};
use crate::session::session;
use crate::ui::card::Card;
use crate::ui::field::Field;
use crate::ui::textarea::Textarea;

/// The form as it was typed, or with what the image has.
fn draft_of(image: &Found<Image>) -> Resource<Draft<MakeForm>> {
    let first = MakeForm {
        name: image.name.clone(),
        description: image.item.description.clone(),
        ..MakeForm::default()
    };
    kept(first, doors::make_draft)
}

/// Copies in regions of the account.
#[component]
pub fn CopyPanel(image: Found<Image>) -> impl IntoView {
    let draft = draft_of(&image);
    let image = StoredValue::new(image);
    view! {
        <Suspense fallback=|| ()>
            {move || Suspend::new(async move { view! { <CopyForm image draft=draft.await/> } })}
        </Suspense>
    }
}

#[component]
fn CopyForm(image: StoredValue<Found<Image>>, draft: Draft<MakeForm>) -> impl IntoView {
    let action = ServerAction::<PlanImageCopy>::new();
    let lacks = session().lacks(Verb::CopyImage.right());
    let key = image.with_value(|image| image.key.to_string());
    let (wrong, to) = (draft.at("to"), draft.form.to.clone());
    view! {
        <ActionForm action attr:class="change-part" attr:aria-label="Copy this image">
            <Card title="Copy this image">
                <input type="hidden" name="key" value=key/>
                <p class="quiet">"One copy in each region, under the same name. A name is free once in a region."</p>
                {refused(action)}
                <Regions image ticked=to wrong/>
                <NameFields draft hint="As the source when empty."/>
                <Review action why_not=lacks/>
            </Card>
        </ActionForm>
    }
}

/// The regions of the image's account that are watched, to be ticked.
#[component]
fn Regions(image: StoredValue<Found<Image>>, ticked: Vec<String>, wrong: Vec<String>) -> impl IntoView {
    let scopes = Resource::new(|| (), |()| scopes());
    let ticked = StoredValue::new(ticked);
    let boxes = move || {
        Suspend::new(async move {
            let here = image.with_value(|image| image.key.scope.clone());
            let found = scopes.await.unwrap_or_default().scopes.into_iter();
            let own = found.filter(|one| one.key.account == here.account);
            let boxes = own.map(|one| {
                let key = one.key.to_string();
                let checked = ticked.with_value(|ticked| ticked.contains(&key));
                let is_here = (one.key == here).then_some(", where it is: under another name");
                view! {
                    <label>
                        <input type="checkbox" name="to[]" value=key checked=checked/>
                        {place(&one.account_name, &one.key)}{is_here}
                    </label>
                }
            });
            boxes.collect_view()
        })
    };
    let is_wrong = !wrong.is_empty();
    let errors = wrong.into_iter().map(|error| view! { <p>{error}</p> }).collect_view();
    view! {
        <fieldset class="field check" class:wrong=is_wrong>
            <legend>"Copy to"</legend>
            <Suspense fallback=|| ()>{boxes}</Suspense>
            <div class="field-error">{errors}</div>
        </fieldset>
    }
}

/// Name, description and tags of what is made.
#[component]
fn NameFields(draft: Draft<MakeForm>, hint: &'static str) -> impl IntoView {
    let at = |field: &str| Signal::stored(draft.at(field));
    // What is about the whole form stands at its first field.
    let whole = draft.at("name").into_iter().chain(draft.at("")).collect::<Vec<_>>();
    let (names, texts, tags) = (Signal::stored(whole), at("description"), at("tags"));
    let form = draft.form;
    view! {
        <div class="fields">
            <Field name="name" label="Name" hint="Letters, digits and _ . / ( ) -, without spaces." value=form.name errors=names/>
            <Field name="description" label="Description" hint value=form.description errors=texts/>
        </div>
        <Textarea name="tags" label="Tags" hint="One a line: key = value." rows=2 value=form.tags errors=tags/>
    }
}

/// One with the newest of Amazon's own components.
#[component]
pub fn UpdatePanel(image: Found<Image>, theirs: Option<String>) -> impl IntoView {
    let draft = draft_of(&image);
    let key = StoredValue::new(image.key);
    let theirs = StoredValue::new(theirs);
    view! {
        <Suspense fallback=|| ()>
            {move || Suspend::new(async move {
                view! { <UpdateForm key=key.get_value().to_string() theirs=theirs.get_value() draft=draft.await/> }
            })}
        </Suspense>
    }
}

#[component]
fn UpdateForm(key: String, theirs: Option<String>, draft: Draft<MakeForm>) -> impl IntoView {
    let action = ServerAction::<PlanImageUpdate>::new();
    let why_not = session().lacks(Verb::UpdateImage.right()).or(theirs);
    view! {
        <ActionForm action attr:class="change-part" attr:aria-label="Make one with updates">
            <Card title="Make one with updates">
                <input type="hidden" name="key" value=key/>
                <p class="quiet">
                    "A new image with the newest drivers and components of Amazon's; this one stays. \
                     For Windows 10, Windows Server 2016 and 2019."
                </p>
                {refused(action)}
                <NameFields draft hint=""/>
                <Review action why_not/>
            </Card>
        </ActionForm>
    }
}
