//! The form for a new bundle, on the page of the image that it is made from.

use domain::bundles::Form;
use domain::images::Image;
use domain::resource::{Draft, Resource as Found, Verb};
use domain::words::Compute;
use leptos::prelude::*;

use super::doors::{self, PlanBundle};
use crate::resource::{Review, kept, refused};
use crate::session::session;
use crate::ui::card::Card;
use crate::ui::field::{Field, Select};
use crate::ui::textarea::Textarea;

/// The form. An image that is not ready, or another account's, makes none: why is said on the button.
#[component]
pub fn BundlePanel(image: Found<Image>, theirs: Option<String>) -> impl IntoView {
    let draft = kept(Default::default(), doors::draft);
    let Found { key, state, .. } = image;
    let unready = || (state != "AVAILABLE").then(|| "The image is not ready.".to_owned());
    let why_not = StoredValue::new(theirs.or_else(unready));
    let key = StoredValue::new(key.to_string());
    view! {
        <Suspense fallback=|| ()>
            {move || Suspend::new(async move {
                view! { <NewForm key=key.get_value() unfit=why_not.get_value() draft=draft.await/> }
            })}
        </Suspense>
    }
}

/// The sizes that are offered still, with none chosen before them.
fn computes() -> Vec<(String, String)> {
    let known = Compute::KNOWN.iter().filter(|compute| **compute != Compute::Graphics);
    let known = known.map(|compute| (compute.wire().to_owned(), compute.word().to_owned()));
    std::iter::once((String::new(), "Choose a size".to_owned())).chain(known).collect()
}

#[component]
fn NewForm(key: String, unfit: Option<String>, draft: Draft<Form>) -> impl IntoView {
    let action = ServerAction::<PlanBundle>::new();
    let why_not = session().lacks(Verb::CreateBundle.right()).or(unfit);
    let at = |field: &str| Signal::stored(draft.at(field));
    let (names, texts, sizes) = (at("name"), at("description"), at("compute"));
    let (roots, users, tags) = (at("root_gib"), at("user_gib"), at("tags"));
    let whole = draft.at("").into_iter().map(|error| view! { <p class="field-error">{error}</p> });
    let whole = whole.collect_view();
    let form = draft.form;
    view! {
        <ActionForm action attr:class="change-part" attr:aria-label="Create a bundle of this image">
            <Card title="Create a bundle of this image">
                <input type="hidden" name="key" value=key/>
                {refused(action)}
                {whole}
                <div class="fields">
                    <Field name="name" label="Name" hint="Letters, digits and _ . / ( ) -, without spaces." value=form.name errors=names/>
                    <Field name="description" label="Description" value=form.description errors=texts/>
                    <Select name="compute" label="Compute" value=form.compute options=Signal::stored(computes()) errors=sizes/>
                    <Field
                        name="root_gib"
                        label="Root volume (GiB)"
                        inputmode="numeric"
                        hint="80, or 175 to 2000; as AWS decides when empty."
                        value=form.root_gib
                        errors=roots
                    />
                    <Field
                        name="user_gib"
                        label="User volume (GiB)"
                        inputmode="numeric"
                        hint="10, 50 or 100 with 80 root; 100 to 2000 with more."
                        value=form.user_gib
                        errors=users
                    />
                </div>
                <Textarea name="tags" label="Tags" hint="One a line: key = value." rows=2 value=form.tags errors=tags/>
                <Review action why_not note="Nothing is created before you confirm the plan."/>
            </Card>
        </ActionForm>
    }
}
