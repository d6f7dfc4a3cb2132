//! The form for a new alias.

use domain::aliases::Form;
use domain::resource::{Draft, Verb};
use leptos::prelude::*;

use super::doors::{self, PlanAlias};
use crate::resource::{FormPage, Review, ScopeSelect, TagKeys, refused};
use crate::session::session;
use crate::ui::card::Card;
use crate::ui::field::Field;
use crate::ui::textarea::Textarea;

/// The page of the form.
#[component]
pub fn AliasNewPage() -> impl IntoView {
    view! {
        <FormPage
            title="Create a connection alias"
            read=doors::draft
            form=|draft| view! { <NewForm draft/> }.into_any()
        />
    }
}

#[component]
fn NewForm(draft: Draft<Form>) -> impl IntoView {
    let action = ServerAction::<PlanAlias>::new();
    let lacks = session().lacks(Verb::CreateAlias.right());
    let at = |field: &str| Signal::stored(draft.at(field));
    let (scopes, names, tags) = (at("scope"), at("name"), at("tags"));
    let form = draft.form;
    view! {
        {refused(action)}
        <ActionForm action attr:class="create-form">
            <Card title="Alias">
                <div class="fields">
                    <ScopeSelect value=form.scope errors=scopes/>
                    <Field
                        name="name"
                        label="Domain name"
                        value=form.name
                        hint="A name of yours, such as desktops.example.com. It stays this account's for ever."
                        errors=names
                    />
                </div>
                <Textarea name="tags" label="Tags" hint="One a line: key = value." rows=2 value=form.tags errors=tags/>
                <TagKeys field="tags"/>
            </Card>
            <Review action why_not=lacks note="Nothing is created before you confirm the plan."/>
        </ActionForm>
    }
}
