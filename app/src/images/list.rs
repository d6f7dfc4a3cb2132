//! All images, by account and region.

use domain::count;
use domain::images::{Image, Images, Used};
use domain::resource::{Resource as Found, ResourceKind, Verb};
use domain::words::{State, operating_system_word};
use leptos::prelude::*;

use super::both::Both;
use super::doors;
use crate::paths;
use crate::resource::{ListPage, ListTable, Pick, place};
use crate::ui::badge::Badge;
use crate::ui::clock::{MaybeTime, Time};
use crate::ui::copy::Copy;

/// The list.
#[component]
pub fn ImagesPage() -> impl IntoView {
    view! {
        <ListPage
            kind=ResourceKind::Image
            read=doors::list
            looking="Looking for images …"
            shown=|images| view! { <Listed images/> }.into_any()
            verb=Verb::ImportImage
            begin=&[
                (paths::IMAGE_IMPORT, "Import an EC2 image"),
                (paths::IMAGE_IMPORT_CUSTOM, "Import a custom image"),
            ]
        >
            <Both shown=ResourceKind::Image/>
            <p class="quiet">
                "What bundles are made from: your own, and those that other accounts share with yours. \
                 An image of a WorkSpace is made on the WorkSpace's page, under Change."
            </p>
        </ListPage>
    }
}

#[component]
fn Listed(images: Images) -> impl IntoView {
    let Images { images, used } = images;
    let lines = images.found.into_iter().map(|image| {
        let used = used.get(&image.key.to_string()).copied().unwrap_or_default();
        view! { <Line image used/> }
    });
    view! {
        <ListTable
            kind=ResourceKind::Image
            unread=images.unread
            columns=&["Name", "State", "System", "Made", "Used by", "Owner", "Place", "Id", "As of"]
            lines=lines.collect()
            none="There is no image"
        >
            <p>"Import one, or make one of a WorkSpace."</p>
        </ListTable>
    }
}

#[component]
fn Line(image: Found<Image>, used: Used) -> impl IntoView {
    let item = image.item;
    let state = State::from_wire(&image.state);
    let word = if state == State::Pending { item.so_far(&image.state) } else { state.word().to_owned() };
    let title = item.trouble().map_or_else(|| image.state.clone(), |trouble| trouble.message);
    let updates = item.updates.is_some().then_some(", has updates");
    let owner = if item.owner == image.key.scope.account.as_str() {
        "this account".to_owned()
    } else {
        format!("shared by {}", item.owner)
    };
    let used = if used.bundles == 0 {
        "-".to_owned()
    } else {
        let bundles = count::of(used.bundles, "bundle", "bundles");
        format!("{bundles}, {}", count::of(used.workspaces, "WorkSpace", "WorkSpaces"))
    };
    view! {
        <tr>
            <Pick key=image.key.clone() name=image.name.clone()/>
            <th scope="row"><a href=paths::resource(&image.key)>{image.name}</a></th>
            <td data-label="State"><Badge tone=state.tone() word title/></td>
            <td data-label="System">{operating_system_word(&item.system)}{updates}</td>
            <td data-label="Made"><MaybeTime at=item.created never="-"/></td>
            <td data-label="Used by">{used}</td>
            <td data-label="Owner">{owner}</td>
            <td data-label="Place">{place(&image.account_name, &image.key.scope)}</td>
            <td data-label="Id"><Copy text=image.key.id/></td>
            <td data-label="As of"><Time at=image.as_of/></td>
        </tr>
    }
}
