//! All bundles of an owner, by account and region: one's own, or Amazon's.

use domain::bundles::{Bundle, Bundles};
use domain::count;
use domain::resource::{Resource as Found, ResourceKind};
use domain::words::State;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{doors, workspaces_on};
use crate::images::Both;
use crate::paths;
use crate::resource::{ListPage, ListTable, Pick, place};
use crate::ui::badge::Badge;
use crate::ui::clock::Time;
use crate::ui::copy::Copy;
use crate::ui::tabs::{Tab, Tabs};

/// The list.
#[component]
pub fn BundlesPage() -> impl IntoView {
    view! {
        <ListPage
            kind=ResourceKind::Bundle
            read=doors::list
            looking="Looking for bundles …"
            shown=|bundles| view! { <Listed bundles/> }.into_any()
            untagged=are_amazons()
        >
            <Both shown=ResourceKind::Bundle/>
            <p class="quiet">"What WorkSpaces are made from: an image, a size and two volumes. A bundle is made on the page of its image."</p>
        </ListPage>
    }
}

/// Whether the address asks for Amazon's: nobody else can tag those.
fn are_amazons() -> Memo<bool> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get("owner").as_deref() == Some("AMAZON")))
}

#[component]
fn Listed(bundles: Bundles) -> impl IntoView {
    let amazons = are_amazons();
    move || view! { <Owned bundles=bundles.clone() amazons=amazons.get()/> }
}

#[component]
fn Owned(bundles: Bundles, amazons: bool) -> impl IntoView {
    let Bundles { bundles, workspaces } = bundles;
    let (theirs, own): (Vec<_>, Vec<_>) =
        bundles.found.into_iter().partition(|bundle| bundle.item.is_amazons());
    let tab = |word: &str, count: usize, href: &str, current: bool| Tab {
        word: format!("{word} ({})", count::words(count as i64)),
        href: href.to_owned(),
        current,
    };
    let tabs = vec![
        tab("Your own", own.len(), paths::BUNDLES, !amazons),
        tab("Amazon's", theirs.len(), paths::BUNDLES_OF_AMAZON, amazons),
    ];
    let shown = if amazons { theirs } else { own };
    let lines = shown.into_iter().map(|bundle| {
        let used = workspaces.get(&bundle.key.to_string()).copied().unwrap_or_default();
        view! { <Line bundle used/> }
    });
    view! {
        <Tabs label="Owners" tabs/>
        <ListTable
            kind=ResourceKind::Bundle
            unread=bundles.unread
            columns=&["Name", "State", "Compute", "Root + user", "Image", "WorkSpaces", "Place", "Id", "As of"]
            numbers=&["WorkSpaces"]
            lines=lines.collect()
            none="There is no bundle of this owner"
        >
            <p>"Make one of an image, on the image's page."</p>
            <a href=paths::IMAGES>"Go to the images"</a>
        </ListTable>
    }
}

#[component]
fn Line(bundle: Found<Bundle>, used: i64) -> impl IntoView {
    let item = bundle.item;
    let state = State::from_wire(&bundle.state);
    // Amazon's own say no state.
    let state = (!bundle.state.is_empty())
        .then(|| view! { <Badge tone=state.tone() word=state.word() title=bundle.state.clone()/> });
    let compute = item.compute.as_ref().map_or("-", |compute| compute.word()).to_owned();
    let volumes = item.volumes();
    let used = if used == 0 {
        "none".into_any()
    } else {
        view! { <a href=workspaces_on(&bundle.key)>{count::words(used)}</a> }.into_any()
    };
    let image =
        if item.image.is_empty() { "-".into_any() } else { view! { <Copy text=item.image/> }.into_any() };
    view! {
        <tr>
            <Pick key=bundle.key.clone() name=bundle.name.clone()/>
            <th scope="row"><a href=paths::resource(&bundle.key)>{bundle.name}</a></th>
            <td data-label="State">{state}</td>
            <td data-label="Compute">{compute}</td>
            <td data-label="Root + user">{volumes}</td>
            <td data-label="Image">{image}</td>
            <td class="n" data-label="WorkSpaces">{used}</td>
            <td data-label="Place">{place(&bundle.account_name, &bundle.key.scope)}</td>
            <td data-label="Id"><Copy text=bundle.key.id/></td>
            <td data-label="As of"><Time at=bundle.as_of/></td>
        </tr>
    }
}
