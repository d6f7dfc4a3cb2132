//! Which IP access control groups a directory uses, to be ticked.

use domain::resource::{ResourceKey, ResourceKind, Verb};
use leptos::prelude::*;

use super::doors::{self, PlanDirectoryGroups};
use crate::paths;
use crate::resource::{Review, refused};
use crate::session::session;
use crate::ui::button::LinkButton;
use crate::ui::card::Card;
use crate::ui::empty::Empty;
use crate::ui::notice::FaultNotice;

/// The groups of the directory's account and region.
#[component]
pub fn Groups(key: ResourceKey) -> impl IntoView {
    let name = StoredValue::new(key.to_string());
    let groups = Resource::new(move || key.clone(), doors::groups);
    view! {
        <Suspense fallback=|| view! { <p class="quiet">"Looking for groups …"</p> }>
            {move || Suspend::new(async move {
                match groups.await {
                    Ok(groups) if groups.is_empty() => none().into_any(),
                    Ok(groups) => view! { <Choose key=name.get_value() groups/> }.into_any(),
                    Err(refusal) => view! { <FaultNotice fault=refusal.0/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn none() -> impl IntoView {
    view! {
        <Empty title="There is no IP access control group in this account and region">
            <p>"Without one, people may connect from every address."</p>
            <LinkButton href=paths::resources(ResourceKind::IpGroup)>"Go to the groups"</LinkButton>
        </Empty>
    }
}

#[component]
fn Choose(key: String, groups: Vec<(String, String, bool)>) -> impl IntoView {
    let action = ServerAction::<PlanDirectoryGroups>::new();
    let lacks = session().lacks(Verb::SetDirectoryGroups.right());
    let boxes = groups.into_iter().map(|(id, name, is_used)| {
        view! {
            <label class="check">
                <input type="checkbox" name="groups[]" value=id.clone() checked=is_used/>
                <span>{name}" "<code class="quiet">{id}</code></span>
            </label>
        }
    });
    view! {
        <ActionForm action attr:class="create-form" attr:aria-label="IP access control groups">
            <Card title="People may connect from the addresses of">
                <input type="hidden" name="key" value=key/>
                {refused(action)}
                {boxes.collect_view()}
                <p class="quiet">"With none ticked, people may connect from every address."</p>
            </Card>
            <Review action why_not=lacks/>
        </ActionForm>
    }
}
