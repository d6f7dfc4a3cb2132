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
    // Read anew wherever they are drawn: a memo that is first asked while they are being counted may miss that they are known.
    let facets = move |is_first: bool| {
        let is_wanted = |facet: &&Facet| !facet.values.is_empty() && FIRST.contains(&facet.field) == is_first;
        let mut facets: Vec<Facet> = counts.with(|counts| match counts {
            Some(Ok(counts)) => counts.facets.iter().filter(is_wanted).cloned().collect(),
            _ => Vec::new(),
        });
        facets.sort_by_key(|facet| FIRST.iter().position(|field| *field == facet.field));
        facets
    };
    let rows = move |is_first: bool| {
        query.with(|query| facets(is_first).iter().map(|facet| row(facet, query)).collect_view())
    };
    // Letting go of the last that was chosen does not close it over what else one would choose.
    let stays_open = StoredValue::new(false);
    let is_open = move || {
        let has = |facet: &Facet, query: &FleetQuery| {
            facet.values.iter().any(|value| query.has(&facet.field, &value.value))
        };
        if query.with(|query| facets(false).iter().any(|facet| has(facet, query))) {
            stays_open.set_value(true);
        }
        stays_open.get_value()
    };
    view! {
        <nav class="facets" aria-label="Filters by count">
            {move || rows(true)}
            <details class="more-facets" open=is_open hidden=move || facets(false).is_empty()>
                <summary>"More filters"</summary>
                <div>{move || rows(false)}</div>
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
