//! All images, by account and region.

use domain::count;
use domain::images::{Image, Images, Used};
use domain::resource::{Resource as Found, ResourceKind, Verb};
use domain::words::{State, operating_system_word};
use leptos::prelude::*;
use leptos_meta::Title;

use super::both::Both;
use super::doors;
use crate::paths;
use crate::resource::{Pick, PickHead, TagSelected, UnreadNotice, place};
use crate::session::session;
use crate::ui::badge::Badge;
use crate::ui::button::{LinkButton, Look};
use crate::ui::clock::{MaybeTime, Time};
use crate::ui::copy::Copy;
use crate::ui::empty::Empty;
use crate::ui::notice::FaultNotice;
use crate::ui::table::TableRegion;

/// The list.
#[component]
pub fn ImagesPage() -> impl IntoView {
    let moved =
        session().live.follow(|hint| hint.resources.iter().any(|key| key.kind == ResourceKind::Image));
    let images = Resource::new(move || moved.get(), |_| doors::list());
    let may = session().lacks(Verb::ImportImage.right()).is_none();
    view! {
        <Title text="Images"/>
        <header class="head">
            <h1>"Images"</h1>
            {may.then(|| view! {
                <LinkButton href=paths::IMAGE_IMPORT look=Look::Primary>"Import an EC2 image"</LinkButton>
                <LinkButton href=paths::IMAGE_IMPORT_CUSTOM>"Import a custom image"</LinkButton>
            })}
        </header>
        <Both shown=ResourceKind::Image/>
        <p class="quiet">
            "What bundles are made from: your own, and those that other accounts share with yours. \
             An image of a WorkSpace is made on the WorkSpace's page, under Change."
        </p>
        <TagSelected kind=ResourceKind::Image>
            <Transition fallback=|| view! { <p class="quiet">"Looking for images …"</p> }>
                {move || Suspend::new(async move {
                    match images.await {
                        Ok(images) => view! { <Listed images/> }.into_any(),
                        Err(refusal) => view! { <FaultNotice fault=refusal.0/> }.into_any(),
                    }
                })}
            </Transition>
        </TagSelected>
    }
}

#[component]
fn Listed(images: Images) -> impl IntoView {
    let Images { images, used } = images;
    let is_empty = images.found.is_empty();
    let table = move || {
        let lines = images.found.into_iter().map(|image| {
            let used = used.get(&image.key.to_string()).copied().unwrap_or_default();
            view! { <Line image used/> }
        });
        let lines = lines.collect_view();
        view! {
            <div class="card">
                <TableRegion label="Images" cards=true>
                    <thead>
                        <tr>
                            <PickHead/>
                            <th scope="col">"Name"</th>
                            <th scope="col">"State"</th>
                            <th scope="col">"System"</th>
                            <th scope="col">"Made"</th>
                            <th scope="col">"Used by"</th>
                            <th scope="col">"Owner"</th>
                            <th scope="col">"Place"</th>
                            <th scope="col">"Id"</th>
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
        <UnreadNotice kind=ResourceKind::Image unread=images.unread/>
        {if is_empty { none().into_any() } else { table() }}
    }
}

fn none() -> impl IntoView {
    view! {
        <Empty title="There is no image">
            <p>"Import one, or make one of a WorkSpace."</p>
        </Empty>
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
