//! How many are there of each? Every number is a link to those WorkSpaces.

use domain::count;
use domain::query::{Facet, Field, FleetQuery};
use leptos::prelude::*;

use crate::paths;

/// Shown at once; the rest waits behind a word.
const FIRST: &[Field] = &[Field::State, Field::Protocol, Field::Mode];
/// Most values of a facet that are shown.
const MOST: usize = 12;

/// The counts, as links that choose and let go.
pub fn facets(facets: Vec<Facet>, query: &FleetQuery) -> impl IntoView + use<> {
    let (first, rest): (Vec<Facet>, Vec<Facet>) = facets
        .into_iter()
        .filter(|facet| !facet.values.is_empty())
        .partition(|facet| FIRST.contains(&facet.field));
    let is_open =
        rest.iter().any(|facet| facet.values.iter().any(|value| query.has(&facet.field, &value.value)));
    let rest = (!rest.is_empty()).then(|| {
        let rest: Vec<_> = rest.iter().map(|facet| row(facet, query)).collect();
        view! {
            <details class="more-facets" open=is_open>
                <summary>"More filters"</summary>
                <div>{rest}</div>
            </details>
        }
    });
    let mut first = first;
    first.sort_by_key(|facet| FIRST.iter().position(|field| *field == facet.field));
    let first: Vec<_> = first.iter().map(|facet| row(facet, query)).collect();
    view! { <nav class="facets" aria-label="Filters by count">{first}{rest}</nav> }
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
