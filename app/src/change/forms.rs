//! Tags, another bundle, an image: each a form of its own.

use domain::change::Chosen;
use domain::fleet::Action;
use domain::tags;
use leptos::prelude::*;

use super::doors::PlanChange;
use crate::resource::{Review, TagKeys, refused};
use crate::session::session;
use crate::ui::button::Look;
use crate::ui::card::Card;
use crate::ui::field::{Field, Select};
use crate::ui::textarea::Textarea;

/// A part of the form: what it is, its fields, and the way to its plan.
#[component]
pub fn Part(
    what: Action,
    title: &'static str,
    words: &'static str,
    draft: i64,
    action: ServerAction<PlanChange>,
    children: Children,
) -> impl IntoView {
    let lacks = session().lacks(what.right());
    view! {
        <ActionForm action attr:aria-label=title attr:class="change-part">
            <Card title>
                <input type="hidden" name="what" value=what.slug()/>
                <input type="hidden" name="draft" value=draft.to_string()/>
                <p class="quiet">{words}</p>
                {refused(action)}
                {children()}
                <Review action look=Look::Plain why_not=lacks/>
            </Card>
        </ActionForm>
    }
}

/// Tags to set and to remove.
#[component]
pub fn TagForm(chosen: StoredValue<Chosen>, draft: i64) -> impl IntoView {
    let action = ServerAction::<PlanChange>::new();
    let (form, guarded) = chosen.with_value(|chosen| (chosen.form.clone(), chosen.guarded));
    let at = move |field| Signal::stored(chosen.with_value(|chosen| chosen.at(field)));
    let guard = guarded.then(|| {
        view! {
            <p class="quiet">
                <code>{format!("{} =", tags::PROTECTED)}</code>
                " keeps a WorkSpace out of everything that destroys data."
            </p>
        }
    });
    view! {
        <Part what=Action::Tag title="Tags" words="Tags that are not named here stay." draft action>
            <div class="fields">
                <Textarea name="put" label="Set these" hint="One a line: key = value." rows=3 value=form.put errors=at("put")/>
                <Textarea name="drop" label="Remove these" hint="Keys, one a line." rows=3 value=form.drop errors=at("drop")/>
            </div>
            <TagKeys field="put"/>
            {guard}
        </Part>
    }
}

/// Another bundle.
#[component]
pub fn MigrateForm(chosen: StoredValue<Chosen>, draft: i64) -> impl IntoView {
    let action = ServerAction::<PlanChange>::new();
    let (form, mut bundles) = chosen.with_value(|chosen| (chosen.form.clone(), chosen.bundles.clone()));
    bundles.insert(0, (String::new(), "Choose a bundle".to_owned()));
    let errors = Signal::stored(chosen.with_value(|chosen| chosen.at("bundle")));
    view! {
        <Part
            what=Action::Migrate
            title="Migrate to another bundle"
            words="The same user on another bundle, under a new id, name and address. The root volume is lost; the user volume \
                   comes from its last snapshot, up to 12 hours old. It takes up to an hour."
            draft
            action
        >
            <Select name="bundle" label="Bundle" value=form.bundle options=Signal::stored(bundles) errors/>
        </Part>
    }
}

/// An image of one WorkSpace.
#[component]
pub fn ImageForm(chosen: StoredValue<Chosen>, draft: i64) -> impl IntoView {
    let action = ServerAction::<PlanChange>::new();
    let form = chosen.with_value(|chosen| chosen.form.clone());
    let at = move |field| Signal::stored(chosen.with_value(|chosen| chosen.at(field)));
    view! {
        <Part
            what=Action::CreateImage
            title="Create an image"
            words="The WorkSpace is suspended meanwhile, up to 45 minutes: nobody can work on it."
            draft
            action
        >
            <div class="fields">
                <Field
                    name="image_name"
                    label="Name"
                    value=form.image_name
                    hint="Up to 64 letters, digits and _ . / ( ) -, without spaces."
                    errors=at("image_name")
                />
                <Field
                    name="image_description"
                    label="Description"
                    value=form.image_description
                    hint="Up to 256 letters, digits, spaces and _ . / ( ) -."
                    errors=at("image_description")
                />
                <Textarea
                    name="image_tags"
                    label="Tags of the image"
                    hint="One a line: key = value."
                    rows=2
                    value=form.image_tags
                    errors=at("image_tags")
                />
            </div>
        </Part>
    }
}
