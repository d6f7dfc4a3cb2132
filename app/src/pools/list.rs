//! All pools, by account and region.

use domain::count;
use domain::pools::{Pool, mode_word, tone};
use domain::resource::{Resource as Found, ResourceKind, Resources, Verb};
use domain::words::{Tone, sentence};
use leptos::prelude::*;
use leptos_meta::Title;

use super::capacity::CapacityBar;
use super::doors;
use super::notice::EndNotice;
use crate::paths;
use crate::resource::{Pick, PickHead, TagSelected, UnreadNotice, place, tag_words};
use crate::session::session;
use crate::ui::badge::Badge;
use crate::ui::button::{LinkButton, Look};
use crate::ui::clock::Time;
use crate::ui::copy::Copy;
use crate::ui::empty::Empty;
use crate::ui::notice::FaultNotice;
use crate::ui::table::TableRegion;

/// The list.
#[component]
pub fn PoolsPage() -> impl IntoView {
    let moved = session().live.follow(|hint| hint.resources.iter().any(|key| key.kind == ResourceKind::Pool));
    let pools = Resource::new(move || moved.get(), |_| doors::list());
    let may = session().lacks(Verb::CreatePool.right()).is_none();
    view! {
        <Title text="Pools"/>
        <header class="head">
            <h1>"Pools"</h1>
            {may.then(|| view! { <LinkButton href=paths::POOL_NEW look=Look::Primary>"Create a pool"</LinkButton> })}
        </header>
        <p class="quiet">"Desktops that nobody owns: people get one when they come, and it is made anew when they go."</p>
        <EndNotice/>
        <TagSelected kind=ResourceKind::Pool>
            <Transition fallback=|| view! { <p class="quiet">"Looking for pools …"</p> }>
                {move || Suspend::new(async move {
                    match pools.await {
                        Ok(pools) => view! { <Pools pools/> }.into_any(),
                        Err(refusal) => view! { <FaultNotice fault=refusal.0/> }.into_any(),
                    }
                })}
            </Transition>
        </TagSelected>
    }
}

#[component]
fn Pools(pools: Resources<Pool>) -> impl IntoView {
    let Resources { found, unread } = pools;
    let is_empty = found.is_empty();
    let table = move || {
        let lines = found.into_iter().map(|pool| view! { <Line pool/> }).collect_view();
        view! {
            <div class="card">
                <TableRegion label="Pools" cards=true>
                    <thead>
                        <tr>
                            <PickHead/>
                            <th scope="col">"Name"</th>
                            <th scope="col">"State"</th>
                            <th scope="col">"Sessions"</th>
                            <th scope="col">"Mode"</th>
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
        <UnreadNotice kind=ResourceKind::Pool unread/>
        {if is_empty { none().into_any() } else { table() }}
    }
}

fn none() -> impl IntoView {
    view! {
        <Empty title="There is no pool">
            <p>"Where an account has none, Amazon no longer lets it make one."</p>
        </Empty>
    }
}

#[component]
fn Line(pool: Found<Pool>) -> impl IntoView {
    let Found { key, name, state, item, .. } = pool;
    let tone = tone(&state, &item);
    let tags = tag_words(pool.tags.as_deref());
    let place = place(&pool.account_name, &key.scope);
    let sessions =
        format!("{} of {} in use", count::words(item.now.active), count::words(item.desired_sessions));
    let errors = (!item.errors.is_empty()).then(|| {
        let words = count::of(item.errors.len() as i64, "error", "errors");
        view! { " " <a href=paths::resource_tab(&key, "errors")><Badge tone=Tone::Warn word=words/></a> }
    });
    let mode = mode_word(&item.running_mode).to_owned();
    view! {
        <tr>
            <Pick key=key.clone() name=name.clone()/>
            <th scope="row"><a href=paths::resource(&key)>{name}</a></th>
            <td data-label="State"><Badge tone word=sentence(&state) title=state.clone()/>{errors}</td>
            <td data-label="Sessions"><CapacityBar desired=item.desired_sessions now=item.now/>{sessions}</td>
            <td data-label="Mode">{mode}</td>
            <td data-label="Place">{place}</td>
            <td data-label="Id"><Copy text=key.id/></td>
            <td class="wrap" data-label="Tags">{tags}</td>
            <td data-label="As of"><Time at=pool.as_of/></td>
        </tr>
    }
}
