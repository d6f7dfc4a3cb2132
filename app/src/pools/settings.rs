//! How a pool is set, to be changed by way of a plan that shows each difference.

use domain::estate::Catalog;
use domain::pools::{Form, Pool};
use domain::resource::{Draft, Resource as Found, Verb};
use leptos::prelude::*;

use super::act::refusal;
use super::doors::{self, PlanPoolChange};
use super::fields::{Fields, There};
use crate::resource::{Review, kept, refused};
use crate::ui::notice::FaultNotice;

/// The form.
#[component]
pub fn Settings(
    /// Of which.
    pool: Found<Pool>,
) -> impl IntoView {
    let now = Form::of(&pool);
    let catalog = Resource::new(|| (), |()| doors::choices());
    let draft = kept(now, doors::draft);
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
    let told = why_not.clone().map(|why| view! { <p class="quiet">{why}</p> });
    let there = There { scope: pool.key.scope.clone(), state: pool.state };
    view! {
        {refused(action)}
        <ActionForm action attr:class="create-form" attr:aria-label="Change the settings">
            <input type="hidden" name="key" value=pool.key.to_string()/>
            <Fields draft catalog there/>
            <Review action why_not note="Only what is other than it is now is sent, after you confirm the plan."/>
            {told}
        </ActionForm>
    }
}
