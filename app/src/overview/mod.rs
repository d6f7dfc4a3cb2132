//! What needs a person first, and how is everything? The first page.

mod attention;
mod denied;
mod doors;
mod grid;
mod states;
mod sync;

use domain::estate::Overview;
use leptos::prelude::*;
use leptos_meta::Title;

use self::attention::Attentions;
use self::denied::Denied;
use self::grid::Grid;
use self::states::counted;
use self::sync::Sync;
use crate::session::session;
use crate::ui::card::Card;
use crate::ui::notice::FaultNotice;

/// The first page.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let moved = session().live.follow(|hint| !hint.is_empty());
    let overview = Resource::new(move || moved.get(), |_| doors::overview());
    view! {
        <Title text="Overview"/>
        <header class="head">
            <h1>"Overview"</h1>
        </header>
        <Transition fallback=|| view! { <p class="quiet">"Looking at the estate …"</p> }>
            {move || Suspend::new(async move {
                match overview.await {
                    Ok(overview) => view! { <Shown overview/> }.into_any(),
                    Err(refusal) => view! { <FaultNotice fault=refusal.0/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Shown(overview: Overview) -> impl IntoView {
    let Overview { attention, states, scopes, denied } = overview;
    let has_been_read = scopes.iter().any(|scope| scope.as_of.is_some());
    let denied = (!denied.is_empty()).then(|| {
        view! { <Card title="What AWS denies" id="denied"><Denied denied/></Card> }
    });
    let counted = counted(&Grid::of(&states), has_been_read);
    view! {
        <Card title="What needs a person">
            <Attentions attention has_been_read/>
        </Card>
        <Card title="WorkSpaces by account and region">
            {counted}
        </Card>
        <Card title="How well the estate is known" id="scopes">
            <Sync scopes/>
        </Card>
        {denied}
    }
}
