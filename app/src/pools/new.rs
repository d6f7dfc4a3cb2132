//! The form for a new pool.

use domain::estate::Catalog;
use domain::pools::Form;
use domain::resource::{Draft, Verb};
use leptos::prelude::*;
use leptos_meta::Title;

use super::doors::{self, PlanPool};
use super::fields::Fields;
use super::notice::EndNotice;
use crate::resource::draft_number;
use crate::session::session;
use crate::ui::button::{Button, Look};
use crate::ui::card::Card;
use crate::ui::notice::FaultNotice;
use crate::ui::textarea::Textarea;

/// The page of the form.
#[component]
pub fn PoolNewPage() -> impl IntoView {
    let number = draft_number();
    let catalog = Resource::new(|| (), |()| doors::choices());
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
        <Title text="Create a pool"/>
        <header class="head"><h1>"Create a pool"</h1></header>
        <EndNotice/>
        <Transition fallback=|| view! { <p class="quiet">"Looking for directories and bundles …"</p> }>
            {move || Suspend::new(async move {
                match catalog.await {
                    Ok(catalog) => view! { <NewForm catalog draft=draft.await/> }.into_any(),
                    Err(refusal) => view! { <FaultNotice fault=refusal.0/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn NewForm(catalog: Catalog, draft: Draft<Form>) -> impl IntoView {
    let action = ServerAction::<PlanPool>::new();
    let lacks = session().lacks(Verb::CreatePool.right());
    let refused = move || {
        let fault = action.value().get()?.err()?.0;
        Some(view! { <FaultNotice fault/> })
    };
    let (tags, errors) = (draft.form.tags.clone(), draft.at("tags"));
    view! {
        {refused}
        <ActionForm action attr:class="create-form">
            <Fields draft catalog/>
            <Card title="Tags">
                <Textarea name="tags" label="Tags" hint="One a line: key = value." rows=2 value=tags errors/>
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
