//! All directories, by account and region.

use domain::count;
use domain::directories::Directory;
use domain::ids::DirectoryKey;
use domain::query::{Field, Filter, FleetQuery, Op};
use domain::resource::{Resource as Found, ResourceKind, Resources};
use domain::words::{Tone, sentence};
use leptos::prelude::*;

use super::doors;
use crate::paths;
use crate::resource::{ListPage, ListTable, Pick, place, tag_words};
use crate::ui::badge::Badge;
use crate::ui::clock::Time;
use crate::ui::copy::Copy;

/// The tone of a directory's state.
pub fn tone(state: &str) -> Tone {
    match state {
        "REGISTERED" => Tone::Ok,
        "REGISTERING" | "DEREGISTERING" => Tone::Busy,
        "ERROR" => Tone::Bad,
        _ => Tone::Off,
    }
}

/// The list.
#[component]
pub fn DirectoriesPage() -> impl IntoView {
    view! {
        <ListPage
            kind=ResourceKind::Directory
            read=doors::list
            looking="Looking for directories …"
            shown=|(all, uses)| view! { <All all uses/> }.into_any()
        />
    }
}

#[component]
fn All(all: Resources<Directory>, uses: Vec<(DirectoryKey, i64)>) -> impl IntoView {
    let lines = all.found.into_iter().map(|one| {
        let here = uses.iter().find(|(key, _)| key.scope == one.key.scope && key.id.as_str() == one.key.id);
        let uses = here.map_or(0, |(_, count)| *count);
        view! { <Line one uses/> }
    });
    view! {
        <ListTable
            kind=ResourceKind::Directory
            unread=all.unread
            columns=&["Name", "State", "Type", "Registration code", "WorkSpaces", "Place", "Id", "Tags", "As of"]
            numbers=&["WorkSpaces"]
            lines=lines.collect()
            none="No directory is known"
        >
            <p>"Either the first sweep has not come to them yet, or none is registered with WorkSpaces."</p>
        </ListTable>
    }
}

#[component]
fn Line(one: Found<Directory>, uses: i64) -> impl IntoView {
    let id = one.key.id.clone();
    let fleet = FleetQuery {
        filters: vec![Filter { field: Field::Directory, op: Op::Is, values: vec![id.clone()] }],
        ..FleetQuery::default()
    };
    let tags = tag_words(one.tags.as_deref());
    let state = (!one.state.is_empty())
        .then(|| view! { <Badge tone=tone(&one.state) word=sentence(&one.state) title=one.state.clone()/> });
    view! {
        <tr>
            <Pick key=one.key.clone() name=one.name.clone()/>
            <th scope="row"><a href=paths::resource(&one.key)>{one.name}</a></th>
            <td data-label="State">{state}</td>
            <td data-label="Type">{kind_words(&one.item)}</td>
            <td data-label="Registration code">
                {(!one.item.registration_code.is_empty()).then(|| view! { <Copy text=one.item.registration_code/> })}
            </td>
            <td class="n" data-label="WorkSpaces"><a href=paths::fleet(&fleet)>{count::words(uses)}</a></td>
            <td data-label="Place">{place(&one.account_name, &one.key.scope)}</td>
            <td data-label="Id"><Copy text=id/></td>
            <td class="wrap" data-label="Tags">{tags}</td>
            <td data-label="As of"><Time at=one.as_of/></td>
        </tr>
    }
}

/// `AD Connector, pools`: its type in words.
pub fn kind_words(directory: &Directory) -> String {
    let kind = match directory.kind.as_str() {
        "SIMPLE_AD" => "Simple AD".to_owned(),
        "AD_CONNECTOR" => "AD Connector".to_owned(),
        "CUSTOMER_MANAGED" => "Customer managed".to_owned(),
        "AWS_IAM_IDENTITY_CENTER" => "IAM Identity Center".to_owned(),
        "MicrosoftAD" => "Microsoft AD".to_owned(),
        other => sentence(other),
    };
    if directory.is_of_pools() { format!("{kind}, pools") } else { kind }
}
