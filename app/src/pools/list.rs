//! All pools, by account and region.

use domain::count;
use domain::pools::{Pool, mode_word, tone};
use domain::resource::{Resource as Found, ResourceKind, Resources, Verb};
use domain::words::{Tone, sentence};
use leptos::prelude::*;

use super::capacity::CapacityBar;
use super::doors;
use super::notice::EndNotice;
use crate::paths;
use crate::resource::{ListPage, ListTable, Pick, place, tag_words};
use crate::ui::badge::Badge;
use crate::ui::clock::Time;
use crate::ui::copy::Copy;

/// The list.
#[component]
pub fn PoolsPage() -> impl IntoView {
    view! {
        <ListPage
            kind=ResourceKind::Pool
            read=doors::list
            looking="Looking for pools …"
            shown=|pools| view! { <Pools pools/> }.into_any()
            verb=Verb::CreatePool
            begin=&[(paths::POOL_NEW, "Create a pool")]
        >
            <p class="quiet">"Desktops that nobody owns: people get one when they come, and it is made anew when they go."</p>
            <EndNotice/>
        </ListPage>
    }
}

#[component]
fn Pools(pools: Resources<Pool>) -> impl IntoView {
    let lines = pools.found.into_iter().map(|pool| view! { <Line pool/> }).collect();
    view! {
        <ListTable
            kind=ResourceKind::Pool
            unread=pools.unread
            columns=&["Name", "State", "Sessions", "Mode", "Place", "Id", "Tags", "As of"]
            lines
            none="There is no pool"
        >
            <p>"Where an account has none, Amazon no longer lets it make one."</p>
        </ListTable>
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
