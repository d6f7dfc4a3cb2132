//! Below the table: the pages around this one, how fresh each region is, and, when there are no rows, why.

use domain::access::Right;
use domain::estate::{Health, ScopeStatus};
use domain::query::{FleetPage, PAGE, SIZES};
use leptos::prelude::*;

use super::page::Asked;
use crate::door::Refusal;
use crate::paths;
use crate::session::session;
use crate::ui::button::{LinkButton, Look};
use crate::ui::clock::Time;
use crate::ui::empty::Empty;
use crate::ui::pager::Pager;

/// Most regions that are told of one by one.
const MOST_SCOPES: usize = 6;

/// The foot of the fleet.
#[component]
pub fn Foot(
    /// What the address asks for.
    asked: Asked,
    /// The page.
    page: Resource<Result<FleetPage, Refusal>>,
) -> impl IntoView {
    let pager = move || {
        let page = page.get()?.ok()?;
        let query = asked.query.get();
        let previous = page.previous.map(|cursor| paths::fleet(&query.page_before(&cursor)));
        let next = page.next.map(|cursor| paths::fleet(&query.page_after(&cursor)));
        (previous.is_some() || next.is_some()).then(|| view! { <Pager previous next /> })
    };
    let sizes = move || {
        let query = asked.query.get();
        let link = |size: u32| {
            let is_here = query.rows() == size;
            let mut query = query.first_page();
            query.size = (size != PAGE).then_some(size);
            let href = paths::fleet(&query);
            view! { <a href=href aria-current=is_here.then_some("true")>{size}</a> }
        };
        SIZES.iter().copied().map(link).collect_view()
    };
    view! {
        <div class="fleet-foot">
            <Transition>{pager}</Transition>
            <div class="sizes"><span>"Rows a page"</span>{sizes}</div>
            <Transition>{move || asked.scopes.get()?.ok().map(|standing| freshness(standing.scopes))}</Transition>
        </div>
    }
}

fn freshness(scopes: Vec<ScopeStatus>) -> AnyView {
    let left_out = scopes.len().saturating_sub(MOST_SCOPES);
    let each = scopes.into_iter().take(MOST_SCOPES).map(|scope| {
        let place = format!("{} {}", scope.account_name, scope.key.region);
        let age = match scope.as_of {
            Some(at) => view! { " as of "<Time at /> }.into_any(),
            None => " not read yet".into_any(),
        };
        view! { <span>{place}{age}</span> }
    });
    let more = (left_out > 0).then(|| {
        view! { <a href=paths::OVERVIEW>{format!("and {left_out} more on the overview")}</a> }
    });
    view! { <div class="scopes">{each.collect_view()}{more}</div> }.into_any()
}

/// No rows: why, and what to do.
#[component]
pub fn NoRows(
    /// What the address asks for, and how many there are.
    asked: Asked,
) -> impl IntoView {
    let why = move || {
        let all = asked.counts.get()?.ok().map_or(0, |counts| counts.all);
        let scopes = asked.scopes.get()?.ok().unwrap_or_default().scopes;
        let query = asked.query.get();
        let is_filtered = !query.filters.is_empty() || query.text.is_some();
        Some(match all {
            1.. if is_filtered => no_match(),
            1.. => past_the_end(),
            _ => nothing(&scopes),
        })
    };
    view! { <div class="card"><Transition>{why}</Transition></div> }
}

fn no_match() -> AnyView {
    view! {
        <Empty title="No WorkSpace matches">
            <p>"Take a filter away, or look at the whole fleet."</p>
            <LinkButton href=paths::ALL_OF_FLEET look=Look::Primary>"Clear filters"</LinkButton>
        </Empty>
    }
    .into_any()
}

fn past_the_end() -> AnyView {
    view! {
        <Empty title="No rows here">
            <p>"The page that this address leads to is empty now."</p>
            <LinkButton href=paths::ALL_OF_FLEET look=Look::Primary>"Go to the first page"</LinkButton>
        </Empty>
    }
    .into_any()
}

fn nothing(scopes: &[ScopeStatus]) -> AnyView {
    if scopes.is_empty() {
        let words = "The configuration names no account and region that you may see.";
        return view! { <Empty title="No account is watched"><p>{words}</p></Empty> }.into_any();
    }
    if scopes
        .iter()
        .all(|scope| scope.as_of.is_none() && matches!(scope.health, Health::Waiting | Health::Good))
    {
        let read: i64 = scopes.iter().map(|scope| scope.sweeping.unwrap_or_default()).sum();
        let words = format!("{read} WorkSpaces read so far. They appear here as soon as they are known.");
        return view! { <Empty title="The first sweep has only begun"><p>{words}</p></Empty> }.into_any();
    }
    let create = session().lacks(Right::Create).is_none().then(|| {
        view! { <LinkButton href=paths::CREATE look=Look::Primary>"Create WorkSpaces"</LinkButton> }
    });
    view! {
        <Empty title="There are no WorkSpaces that you may see">
            <p>"The accounts, regions and directories that you may see hold none."</p>
            {create}
        </Empty>
    }
    .into_any()
}
