//! All bundles of an owner, by account and region: one's own, or Amazon's.

use domain::bundles::{Bundle, Bundles};
use domain::count;
use domain::resource::{Resource as Found, ResourceKind};
use domain::words::State;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::{doors, workspaces_on};
use crate::images::Both;
use crate::paths;
use crate::resource::{UnreadNotice, place};
use crate::session::session;
use crate::ui::badge::Badge;
use crate::ui::clock::Time;
use crate::ui::copy::Copy;
use crate::ui::empty::Empty;
use crate::ui::notice::FaultNotice;
use crate::ui::table::TableRegion;
use crate::ui::tabs::{Tab, Tabs};

/// The list.
#[component]
pub fn BundlesPage() -> impl IntoView {
    let query = use_query_map();
    let amazons = Memo::new(move |_| query.with(|query| query.get("owner").as_deref() == Some("AMAZON")));
    let moved =
        session().live.follow(|hint| hint.resources.iter().any(|key| key.kind == ResourceKind::Bundle));
    let bundles = Resource::new(move || moved.get(), |_| doors::list());
    view! {
        <Title text="Bundles"/>
        <header class="head"><h1>"Bundles"</h1></header>
        <Both shown=ResourceKind::Bundle/>
        <p class="quiet">"What WorkSpaces are made from: an image, a size and two volumes. A bundle is made on the page of its image."</p>
        <Transition fallback=|| view! { <p class="quiet">"Looking for bundles …"</p> }>
            {move || {
                let amazons = amazons.get();
                Suspend::new(async move {
                    match bundles.await {
                        Ok(bundles) => view! { <Listed bundles amazons/> }.into_any(),
                        Err(refusal) => view! { <FaultNotice fault=refusal.0/> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

#[component]
fn Listed(bundles: Bundles, amazons: bool) -> impl IntoView {
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
    let is_empty = shown.is_empty();
    let table = move || {
        let lines = shown.into_iter().map(|bundle| {
            let used = workspaces.get(&bundle.key.to_string()).copied().unwrap_or_default();
            view! { <Line bundle used/> }
        });
        let lines = lines.collect_view();
        view! {
            <div class="card">
                <TableRegion label="Bundles" cards=true>
                    <thead>
                        <tr>
                            <th scope="col">"Name"</th>
                            <th scope="col">"State"</th>
                            <th scope="col">"Compute"</th>
                            <th scope="col">"Root + user"</th>
                            <th scope="col">"Image"</th>
                            <th scope="col">"WorkSpaces"</th>
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
        <Tabs label="Owners" tabs/>
        <UnreadNotice kind=ResourceKind::Bundle unread=bundles.unread/>
        {if is_empty { none().into_any() } else { table() }}
    }
}

fn none() -> impl IntoView {
    view! {
        <Empty title="There is no bundle of this owner">
            <p>"Make one of an image, on the image's page."</p>
            <a href=paths::IMAGES>"Go to the images"</a>
        </Empty>
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
            <th scope="row"><a href=paths::resource(&bundle.key)>{bundle.name}</a></th>
            <td data-label="State">{state}</td>
            <td data-label="Compute">{compute}</td>
            <td data-label="Root + user">{volumes}</td>
            <td data-label="Image">{image}</td>
            <td data-label="WorkSpaces">{used}</td>
            <td data-label="Place">{place(&bundle.account_name, &bundle.key.scope)}</td>
            <td data-label="Id"><Copy text=bundle.key.id/></td>
            <td data-label="As of"><Time at=bundle.as_of/></td>
        </tr>
    }
}
