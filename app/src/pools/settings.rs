//! How a pool is set, to be changed by way of a plan that shows each difference.

use domain::estate::Catalog;
use domain::pools::{Form, Pool};
use domain::resource::{Draft, Resource as Found, Verb};
use leptos::prelude::*;

use super::act::refusal;
use super::doors::PlanPoolChange;
use super::fields::{Fields, There};
use crate::door::Refusal;
use crate::resource::{Review, refused};
use crate::ui::notice::FaultNotice;

/// The directories and bundles there are.
pub type Choices = Result<Catalog, Refusal>;

/// The form.
#[component]
pub fn Settings(
    /// Of which.
    pool: Found<Pool>,
    /// The directories and bundles there are.
    choices: Resource<Option<Choices>>,
    /// What was typed before.
    draft: Resource<Option<Draft<Form>>>,
) -> impl IntoView {
    let pool = StoredValue::new(pool);
    view! {
        <Suspense fallback=|| view! { <p class="quiet">"Looking for directories and bundles …"</p> }>
            {move || Suspend::new(async move {
                Some(match choices.await? {
                    Ok(catalog) => {
                        let pool = pool.get_value();
                        let draft = draft.await.unwrap_or_else(|| Draft::of(Form::of(&pool)));
                        view! { <Change pool catalog draft/> }.into_any()
                    }
                    Err(refusal) => view! { <FaultNotice fault=refusal.0/> }.into_any(),
                })
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
