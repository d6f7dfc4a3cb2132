//! The form for a new group.

use domain::ip_groups::{Form, MOST_RULES};
use domain::resource::{Draft, Verb};
use leptos::prelude::*;

use super::doors::{self, PlanIpGroup};
use crate::resource::{FormPage, Review, ScopeSelect, TagKeys, refused};
use crate::session::session;
use crate::ui::card::Card;
use crate::ui::field::Field;
use crate::ui::textarea::Textarea;

/// The page of the form.
#[component]
pub fn IpGroupNewPage() -> impl IntoView {
    view! {
        <FormPage
            title="Create an IP access control group"
            read=doors::draft
            form=|draft| view! { <NewForm draft/> }.into_any()
        />
    }
}

#[component]
fn NewForm(draft: Draft<Form>) -> impl IntoView {
    let action = ServerAction::<PlanIpGroup>::new();
    let lacks = session().lacks(Verb::CreateIpGroup.right());
    let at = |field: &str| Signal::stored(draft.at(field));
    let (scopes, names, texts, rules, tags) =
        (at("scope"), at("name"), at("description"), at("rules"), at("tags"));
    let form = draft.form;
    view! {
        {refused(action)}
        <ActionForm action attr:class="create-form">
            <Card title="Group">
                <div class="fields">
                    <ScopeSelect value=form.scope errors=scopes/>
                    <Field name="name" label="Name" value=form.name errors=names/>
                    <Field name="description" label="Description" value=form.description errors=texts/>
                </div>
                <Textarea
                    name="rules"
                    label="People may connect from"
                    hint=format!("One a line, {MOST_RULES} at most: 10.0.0.0/8 the office.")
                    rows=5
                    value=form.rules
                    errors=rules
                />
                <Textarea name="tags" label="Tags" hint="One a line: key = value." rows=2 value=form.tags errors=tags/>
                <TagKeys field="tags"/>
            </Card>
            <Review action why_not=lacks note="Nothing is created before you confirm the plan."/>
        </ActionForm>
    }
}
