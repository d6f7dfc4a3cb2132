//! The form for a new alias.

use domain::aliases::Form;
use domain::resource::{Draft, Verb};
use leptos::prelude::*;
use leptos_meta::Title;

use super::doors::{self, PlanAlias};
use crate::resource::{ScopeSelect, TagKeys, draft_number};
use crate::session::session;
use crate::ui::button::{Button, Look};
use crate::ui::card::Card;
use crate::ui::field::Field;
use crate::ui::notice::FaultNotice;
use crate::ui::textarea::Textarea;

/// The page of the form.
#[component]
pub fn AliasNewPage() -> impl IntoView {
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
        <Title text="Create a connection alias"/>
        <header class="head"><h1>"Create a connection alias"</h1></header>
        <Transition fallback=|| view! { <p class="quiet">"Looking for the form …"</p> }>
            {move || Suspend::new(async move { view! { <NewForm draft=draft.await/> } })}
        </Transition>
    }
}

#[component]
fn NewForm(draft: Draft<Form>) -> impl IntoView {
    let action = ServerAction::<PlanAlias>::new();
    let lacks = session().lacks(Verb::CreateAlias.right());
    let refused = move || {
        let fault = action.value().get()?.err()?.0;
        Some(view! { <FaultNotice fault/> })
    };
    let at = |field: &str| Signal::stored(draft.at(field));
    let (scopes, names, tags) = (at("scope"), at("name"), at("tags"));
    let form = draft.form;
    view! {
        {refused}
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
            <div class="form-end">
                <Button look=Look::Primary why_not=lacks>
                    {move || if action.pending().get() { "Planning …" } else { "Review" }}
                </Button>
                <span class="quiet">"Nothing is created before you confirm the plan."</span>
            </div>
        </ActionForm>
    }
}
