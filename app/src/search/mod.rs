//! Where is it? One search over people, desktops, things, jobs and pages: a page of its own, and a palette over any page.

mod doors;
mod palette;
mod parts;

pub use palette::Palette;

use domain::search::Found;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Form;
use leptos_router::hooks::use_query_map;

use self::parts::{Part, parts};
use crate::paths;
use crate::ui::card::Card;
use crate::ui::notice::FaultNotice;

/// The page: it works without scripts.
#[component]
pub fn SearchPage() -> impl IntoView {
    let address = use_query_map();
    let text = Memo::new(move |_| address.with(|address| address.get("q")).unwrap_or_default());
    let found = Resource::new(move || text.get(), doors::everything);
    view! {
        <Title text="Search" />
        <div class="head"><h1>"Search"</h1></div>
        <div class="search-form">
            <Form method="GET" action=paths::SEARCH>
                <label for="search-text">"People, computers, ids, addresses, bundles, directories, jobs, pages"</label>
                <div class="row">
                    {move || view! { <input id="search-text" type="search" name="q" autocomplete="off" maxlength="256" value=text.get() /> }}
                    <button class="btn primary">"Search"</button>
                </div>
            </Form>
        </div>
        <Transition fallback=|| view! { <p class="quiet">"Searching …"</p> }>
            {move || Suspend::new(async move {
                match found.await {
                    Ok(found) => shown(&found),
                    Err(refusal) => view! { <FaultNotice fault=refusal.0 /> }.into_any(),
                }
            })}
        </Transition>
    }
}

fn shown(found: &Found) -> AnyView {
    let none = (found.groups.is_empty() && !found.text.is_empty()).then(|| {
        let words = format!("Nothing that you may see begins with “{}”.", found.text);
        view! { <p class="quiet">{words}</p> }
    });
    let parts: Vec<_> = parts(found, &found.text).into_iter().map(part).collect();
    view! { {none}<div class="search-parts">{parts}</div> }.into_any()
}

fn part(part: Part) -> impl IntoView {
    let Part { word, more, entries } = part;
    let rows = entries.into_iter().map(|entry| {
        view! { <li><a href=entry.href>{entry.title}</a>" "<span class="quiet">{entry.detail}</span></li> }
    });
    let rows: Vec<_> = rows.collect();
    let more =
        more.then(|| view! { <p class="quiet">"There are more: a few more letters tell them apart."</p> });
    view! { <Card title=word><ul class="search-hits">{rows}</ul>{more}</Card> }
}
