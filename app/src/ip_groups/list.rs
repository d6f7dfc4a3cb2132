//! All groups, by account and region.

use domain::ip_groups::IpGroup;
use domain::resource::{Resource as Found, ResourceKind, Resources, Verb};
use leptos::prelude::*;
use leptos_meta::Title;

use super::doors;
use crate::paths;
use crate::resource::{Pick, PickHead, TagSelected, UnreadNotice, place, tag_words};
use crate::session::session;
use crate::ui::button::{LinkButton, Look};
use crate::ui::clock::Time;
use crate::ui::copy::Copy;
use crate::ui::empty::Empty;
use crate::ui::notice::FaultNotice;
use crate::ui::table::TableRegion;

/// The list.
#[component]
pub fn IpGroupsPage() -> impl IntoView {
    let moved =
        session().live.follow(|hint| hint.resources.iter().any(|key| key.kind == ResourceKind::IpGroup));
    let groups = Resource::new(move || moved.get(), |_| doors::list());
    let may = session().lacks(Verb::CreateIpGroup.right()).is_none();
    view! {
        <Title text="IP access control groups"/>
        <header class="head">
            <h1>"IP access control groups"</h1>
            {may.then(|| view! { <LinkButton href=paths::IP_GROUP_NEW look=Look::Primary>"Create a group"</LinkButton> })}
        </header>
        <p class="quiet">"From which addresses people may connect, for the directories that use the group."</p>
        <TagSelected kind=ResourceKind::IpGroup>
            <Transition fallback=|| view! { <p class="quiet">"Looking for groups …"</p> }>
                {move || Suspend::new(async move {
                    match groups.await {
                        Ok(groups) => view! { <Groups groups/> }.into_any(),
                        Err(refusal) => view! { <FaultNotice fault=refusal.0/> }.into_any(),
                    }
                })}
            </Transition>
        </TagSelected>
    }
}

#[component]
fn Groups(groups: Resources<IpGroup>) -> impl IntoView {
    let Resources { found, unread } = groups;
    let is_empty = found.is_empty();
    let table = move || {
        let lines = found.into_iter().map(|group| view! { <Line group/> }).collect_view();
        view! {
            <div class="card">
                <TableRegion label="IP access control groups" cards=true>
                    <thead>
                        <tr>
                            <PickHead/>
                            <th scope="col">"Name"</th>
                            <th scope="col">"Rules"</th>
                            <th scope="col">"Place"</th>
                            <th scope="col">"Id"</th>
                            <th scope="col">"Tags"</th>
                            <th scope="col">"As of"</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </TableRegion>
            </div>
        }
        .into_any()
    };
    view! {
        <UnreadNotice kind=ResourceKind::IpGroup unread/>
        {if is_empty { none().into_any() } else { table() }}
    }
}

fn none() -> impl IntoView {
    view! {
        <Empty title="There is no group">
            <p>"Without one, people may connect from every address."</p>
        </Empty>
    }
}

#[component]
fn Line(group: Found<IpGroup>) -> impl IntoView {
    let rules: Vec<_> = group.item.rules.iter().map(|rule| rule.range.clone()).collect();
    let rules = if rules.is_empty() { "none: nobody may connect".to_owned() } else { rules.join(", ") };
    let tags = tag_words(group.tags.as_deref());
    view! {
        <tr>
            <Pick key=group.key.clone() name=group.name.clone()/>
            <th scope="row"><a href=paths::resource(&group.key)>{group.name}</a></th>
            <td class="wrap" data-label="Rules">{rules}</td>
            <td data-label="Place">{place(&group.account_name, &group.key.scope)}</td>
            <td data-label="Id"><Copy text=group.key.id/></td>
            <td class="wrap" data-label="Tags">{tags}</td>
            <td data-label="As of"><Time at=group.as_of/></td>
        </tr>
    }
}
