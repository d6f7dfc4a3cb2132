//! The form for a new pool.

use domain::estate::Catalog;
use domain::pools::Form;
use domain::resource::{Draft, Verb};
use leptos::prelude::*;
use leptos_meta::Title;

use super::doors::{self, PlanPool};
use super::fields::Fields;
use super::notice::EndNotice;
use crate::resource::{Review, kept, refused};
use crate::session::session;
use crate::ui::card::Card;
use crate::ui::notice::FaultNotice;
use crate::ui::textarea::Textarea;

/// The page of the form.
#[component]
pub fn PoolNewPage() -> impl IntoView {
    let catalog = Resource::new(|| (), |()| doors::choices());
    let draft = kept(Default::default(), doors::draft);
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
    let (tags, errors) = (draft.form.tags.clone(), draft.at("tags"));
    view! {
        {refused(action)}
        <ActionForm action attr:class="create-form">
            <Fields draft catalog/>
            <Card title="Tags">
                <Textarea name="tags" label="Tags" hint="One a line: key = value." rows=2 value=tags errors/>
            </Card>
            <Review action why_not=lacks note="Nothing is created before you confirm the plan."/>
        </ActionForm>
    }
}
