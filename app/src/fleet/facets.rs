//! How many are there of each? Every number is a link to those WorkSpaces.

use domain::count;
use domain::query::{Facet, Field, FleetCounts, FleetQuery};
use leptos::prelude::*;

use crate::door::Refusal;
use crate::paths;

/// Shown at once; the rest waits behind a word.
const FIRST: &[Field] = &[Field::State, Field::Protocol, Field::Mode];
/// Most values of a facet that are shown.
const MOST: usize = 12;

/// The counts, as links that choose and let go.
///
/// This stands while its numbers change: whether the rest is open, the browser keeps as an attribute, which is taken away where an
/// element is drawn anew.
#[component]
pub fn Facets(
    /// What the address asks for.
    query: Memo<FleetQuery>,
    /// The counts, once they are known.
    counts: Resource<Result<FleetCounts, Refusal>>,
) -> impl IntoView {
    let facets = Memo::new(move |_| {
        let facets = counts.get().and_then(Result::ok).map(|counts| counts.facets).unwrap_or_default();
        let (mut first, rest): (Vec<Facet>, Vec<Facet>) = facets
            .into_iter()
            .filter(|facet| !facet.values.is_empty())
            .partition(|facet| FIRST.contains(&facet.field));
        first.sort_by_key(|facet| FIRST.iter().position(|field| *field == facet.field));
        (first, rest)
    });
    let rows = move |facets: &[Facet]| {
        query.with(|query| facets.iter().map(|facet| row(facet, query)).collect_view())
    };
    // Letting go of the last that was chosen does not close it over what else one would choose.
    let is_open = Memo::new(move |was: Option<&bool>| {
        let query = query.get();
        let is_chosen =
            |facet: &Facet| facet.values.iter().any(|value| query.has(&facet.field, &value.value));
        was == Some(&true) || facets.with(|(_, rest)| rest.iter().any(is_chosen))
    });
    view! {
        <nav class="facets" aria-label="Filters by count">
            {move || facets.with(|(first, _)| rows(first))}
            <details class="more-facets" open=is_open hidden=move || facets.with(|(_, rest)| rest.is_empty())>
                <summary>"More filters"</summary>
                <div>{move || facets.with(|(_, rest)| rows(rest))}</div>
            </details>
        </nav>
    }
}

fn row(facet: &Facet, query: &FleetQuery) -> impl IntoView + use<> {
    let word = facet.field.word();
    let left_out = facet.values.len().saturating_sub(MOST);
    let links = facet.values.iter().take(MOST).map(|value| {
        let chosen = query.has(&facet.field, &value.value);
        let word = if value.word.is_empty() { "none".to_owned() } else { value.word.clone() };
        let href = paths::fleet(&query.toggled(&facet.field, &value.value));
        view! {
            <a href=href aria-current=chosen.then_some("true")>{word}" "<b>{count::words(value.count)}</b></a>
        }
    });
    let more = (left_out > 0).then(|| view! { <span class="quiet">{format!("and {left_out} more")}</span> });
    view! { <div class="facet"><span>{word}</span>{links.collect_view()}{more}</div> }
}
