//! All groups, by account and region.

use domain::ip_groups::IpGroup;
use domain::resource::{Resource as Found, ResourceKind, Resources, Verb};
use leptos::prelude::*;

use super::doors;
use crate::paths;
use crate::resource::{ListPage, ListTable, Pick, place, tag_words};
use crate::ui::clock::Time;
use crate::ui::copy::Copy;

/// The list.
#[component]
pub fn IpGroupsPage() -> impl IntoView {
    view! {
        <ListPage
            kind=ResourceKind::IpGroup
            read=doors::list
            looking="Looking for groups …"
            shown=|groups| view! { <Groups groups/> }.into_any()
            verb=Verb::CreateIpGroup
            begin=&[(paths::IP_GROUP_NEW, "Create a group")]
        >
            <p class="quiet">"From which addresses people may connect, for the directories that use the group."</p>
        </ListPage>
    }
}

#[component]
fn Groups(groups: Resources<IpGroup>) -> impl IntoView {
    let lines = groups.found.into_iter().map(|group| view! { <Line group/> }).collect();
    view! {
        <ListTable
            kind=ResourceKind::IpGroup
            unread=groups.unread
            columns=&["Name", "Rules", "Place", "Id", "Tags", "As of"]
            lines
            none="There is no group"
        >
            <p>"Without one, people may connect from every address."</p>
        </ListTable>
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
