//! One entry: who did what, to what, and how it ended.

use domain::audit::{AuditQuery, Entry};
use leptos::prelude::*;

use crate::paths;
use crate::ui::badge::Badge;
use crate::ui::clock::Time;
use crate::ui::copy::Copy;

/// A line of the list.
#[component]
pub fn EntryLine(
    /// The entry.
    entry: Entry,
) -> impl IntoView {
    let (words, change) = (entry.words(), change(&entry));
    let place: Vec<_> =
        [entry.account.as_ref().map(ToString::to_string), entry.region.as_ref().map(ToString::to_string)]
            .into_iter()
            .flatten()
            .collect();
    let place = (!place.is_empty()).then(|| view! { " "<span class="quiet">{place.join(" ")}</span> });
    let job = entry.job.map(|job| view! { <a href=paths::job(job)>{format!("job {job}")}</a> });
    // A job as a whole is its own target.
    let target = if entry.row.is_none() && job.is_some() {
        job.into_any()
    } else {
        let job = job.map(|job| view! { " "<span class="quiet">{job}</span> });
        view! { {entry.target}{place}{job} }.into_any()
    };
    let of_person = paths::audit(&AuditQuery::of(entry.person_id.as_str()));
    view! {
        <tr>
            <th scope="row" class="wrap">{words}" "<span class="quiet">{format!("no. {}", entry.seq)}</span></th>
            <td data-label="When"><Time at=entry.at/></td>
            <td data-label="Who"><a href=of_person>{entry.person}</a></td>
            <td class="wrap" data-label="Target">{target}</td>
            <td class="wrap" data-label="Before and after">{change}</td>
            <td class="wrap" data-label="Outcome">
                <Badge tone=entry.outcome.tone() word=entry.outcome.word()/>
                {entry.note.map(|note| view! { " "<span class="quiet">{note}</span> })}
                {entry.request_id.map(|id| view! { <span class="quiet">" Request "<Copy text=id/></span> })}
            </td>
        </tr>
    }
}

/// `before → after`, as far as either is known.
fn change(entry: &Entry) -> AnyView {
    let old = entry.before.clone().map(|old| view! { <span class="change-old">{old}</span> });
    let new = entry.after.clone();
    match (old, new) {
        (None, None) => "-".into_any(),
        (old, None) => old.into_any(),
        (None, Some(new)) => view! { "→ "{new} }.into_any(),
        (Some(old), Some(new)) => view! { {old}" → "{new} }.into_any(),
    }
}
