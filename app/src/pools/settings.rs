//! How a pool is set, to be changed by way of a plan that shows each difference.

use domain::estate::Catalog;
use domain::pools::{Form, Pool};
use domain::resource::{Draft, Resource as Found, Verb};
use leptos::prelude::*;

use super::act::refusal;
use super::doors::{self, PlanPoolChange};
use super::fields::{Fields, There};
use crate::resource::draft_number;
use crate::ui::button::{Button, Look};
use crate::ui::notice::FaultNotice;

/// The form.
#[component]
pub fn Settings(
    /// Of which.
    pool: Found<Pool>,
) -> impl IntoView {
    let number = draft_number();
    let now = Form::of(&pool);
    let catalog = Resource::new(|| (), |()| doors::choices());
    let draft = Resource::new(
        move || number.get(),
        move |id| {
            let now = now.clone();
            async move {
                match id {
                    Some(id) => doors::draft(id).await.unwrap_or_else(|_| Draft::of(now)),
                    None => Draft::of(now),
                }
            }
        },
    );
    let pool = StoredValue::new(pool);
    view! {
        <Suspense fallback=|| view! { <p class="quiet">"Looking for directories and bundles …"</p> }>
            {move || Suspend::new(async move {
                match catalog.await {
                    Ok(catalog) => view! { <Change pool=pool.get_value() catalog draft=draft.await/> }.into_any(),
                    Err(refusal) => view! { <FaultNotice fault=refusal.0/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Change(pool: Found<Pool>, catalog: Catalog, draft: Draft<Form>) -> impl IntoView {
    let action = ServerAction::<PlanPoolChange>::new();
    let why_not = refusal(Verb::UpdatePool, &pool);
    let refused = move || {
        let fault = action.value().get()?.err()?.0;
        Some(view! { <FaultNotice fault/> })
    };
    let told = why_not.clone().map(|why| view! { <p class="quiet">{why}</p> });
    let there = There { scope: pool.key.scope.clone(), state: pool.state };
    view! {
        {refused}
        <ActionForm action attr:class="create-form" attr:aria-label="Change the settings">
            <input type="hidden" name="key" value=pool.key.to_string()/>
            <Fields draft catalog there/>
            <div class="form-end">
                <Button look=Look::Primary why_not>
                    {move || if action.pending().get() { "Planning …" } else { "Review" }}
                </Button>
                <span class="quiet">"Only what is other than it is now is sent, after you confirm the plan."</span>
            </div>
            {told}
        </ActionForm>
    }
}
