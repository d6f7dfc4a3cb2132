//! The form for a new group.

use domain::ip_groups::{Form, MOST_RULES};
use domain::resource::{Draft, Verb};
use leptos::prelude::*;
use leptos_meta::Title;

use super::doors::{self, PlanIpGroup};
use crate::resource::{ScopeSelect, TagKeys, draft_number};
use crate::session::session;
use crate::ui::button::{Button, Look};
use crate::ui::card::Card;
use crate::ui::field::Field;
use crate::ui::notice::FaultNotice;
use crate::ui::textarea::Textarea;

/// The page of the form.
#[component]
pub fn IpGroupNewPage() -> impl IntoView {
    let number = draft_number();
    let draft = Resource::new(
        move || number.get(),
        |id| async move {
            match id {
                Some(id) => doors::draft(id).await.unwrap_or_default(),
                None => Draft::default(),
            }
        },
    );
    view! {
        <Title text="Create an IP access control group"/>
        <header class="head"><h1>"Create an IP access control group"</h1></header>
        <Transition fallback=|| view! { <p class="quiet">"Looking for the form …"</p> }>
            {move || Suspend::new(async move { view! { <NewForm draft=draft.await/> } })}
        </Transition>
    }
}

#[component]
fn NewForm(draft: Draft<Form>) -> impl IntoView {
    let action = ServerAction::<PlanIpGroup>::new();
    let lacks = session().lacks(Verb::CreateIpGroup.right());
    let refused = move || {
        let fault = action.value().get()?.err()?.0;
        Some(view! { <FaultNotice fault/> })
    };
    let at = |field: &str| Signal::stored(draft.at(field));
    let (scopes, names, texts, rules, tags) =
        (at("scope"), at("name"), at("description"), at("rules"), at("tags"));
    let form = draft.form;
    view! {
        {refused}
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
            <div class="form-end">
                <Button look=Look::Primary why_not=lacks>
                    {move || if action.pending().get() { "Planning …" } else { "Review" }}
                </Button>
                <span class="quiet">"Nothing is created before you confirm the plan."</span>
            </div>
        </ActionForm>
    }
}
