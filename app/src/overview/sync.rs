//! How fresh is what is shown, and what keeps it from being fresher?

use domain::count;
use domain::estate::{Health, ScopeStatus};
use domain::words::Tone;
use leptos::prelude::*;

use crate::frame::again::{Again, trouble};
use crate::ui::badge::Badge;
use crate::ui::clock::MaybeTime;
use crate::ui::notice::AwsNote;
use crate::ui::progress::Progress;
use crate::ui::table::{Heads, TableRegion};

/// Tone and word of a scope's health.
fn health(scope: &ScopeStatus) -> (Tone, &'static str) {
    match scope.health {
        Health::Waiting if scope.sweeping.is_some() => (Tone::Busy, "Reading"),
        Health::Waiting => (Tone::Off, "Waiting"),
        Health::Good => (Tone::Ok, "Good"),
        // Here it is the matter of the line: a region that cannot be asked is as bad as one that denies.
        _ => trouble(&scope.health).map_or((Tone::Off, ""), |(_, word)| (Tone::Bad, word)),
    }
}

/// How each account and region stands.
#[component]
pub fn Sync(scopes: Vec<ScopeStatus>) -> impl IntoView {
    if scopes.is_empty() {
        let words = "No account and region is watched that you may see part of.";
        return view! { <p class="quiet">{words}</p> }.into_any();
    }
    let rows = scopes.into_iter().map(|scope| view! { <Line scope/> }).collect_view();
    view! {
        <TableRegion label="Sync by account and region" cards=true>
            <Heads
                words=&["Account", "Region", "Sync", "As of", "Sweep", "Known", "Calls", "Throttled"]
                numbers=&["Known", "Calls", "Throttled"]
            />
            <tbody>{rows}</tbody>
        </TableRegion>
    }
    .into_any()
}

#[component]
fn Line(scope: ScopeStatus) -> impl IntoView {
    let (tone, word) = health(&scope);
    let again = trouble(&scope.health).is_some().then(|| view! { <Again scope=scope.clone()/> });
    let ScopeStatus { key, account_name, as_of, sweeping, known, calls, throttles, error, .. } = scope;
    view! {
        <tr>
            <th scope="row">{account_name}</th>
            <td data-label="Region">{key.region.to_string()}</td>
            <td class="wrap" data-label="Sync">
                <div class="outcome">
                    <Badge tone word/>
                    {error.map(|aws| view! { <AwsNote aws/> })}
                    {again}
                </div>
            </td>
            <td data-label="As of"><MaybeTime at=as_of never="not yet"/></td>
            <td data-label="Sweep"><Sweep sweeping known is_first=as_of.is_none() label=key.to_string()/></td>
            <td class="n" data-label="Known">{count::words(known)}</td>
            <td class="n" data-label="Calls">{count::words(calls)}</td>
            <td class="n" data-label="Throttled">{count::words(throttles)}</td>
        </tr>
    }
}

/// How far the running sweep is. How many there will be is known from the sweep before, if there was one.
#[component]
fn Sweep(sweeping: Option<i64>, known: i64, is_first: bool, label: String) -> impl IntoView {
    let Some(read) = sweeping else { return view! { <span class="quiet">"-"</span> }.into_any() };
    let label = format!("Sweep of {label}");
    let (value, words) = if is_first {
        (None, format!("{} read", count::words(read)))
    } else {
        (Some(read.min(known)), format!("{} of about {}", count::words(read), count::words(known)))
    };
    view! { <span class="far"><Progress label value most=known/><span>{words}</span></span> }.into_any()
}
