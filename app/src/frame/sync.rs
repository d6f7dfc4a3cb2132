//! Does the console know the whole estate yet, which region keeps it from knowing, and can it write?

use domain::advice;
use domain::estate::{Health, ScopeStatus, Standing};
use domain::words::Tone;
use leptos::prelude::*;

use super::again::{Again, trouble};
use super::doors;
use super::unwritten::UnwrittenNotice;
use crate::session::session;
use crate::ui::badge::Badge;
use crate::ui::clock::Time;
use crate::ui::notice::AwsNote;

/// A line while the first sweep runs, and a badge for each region that denies or fails.
#[component]
pub fn SyncLine() -> impl IntoView {
    let moved = session().live.follow(|hint| !hint.scopes.is_empty());
    let scopes = Resource::new(move || moved.get(), |_| doors::scopes());
    view! {
        <Transition>
            {move || {
                // A frame that cannot be told is no reason to say so twice: the page says it.
                let Standing { scopes, unwritten } = scopes.get()?.ok()?;
                Some(view! { <UnwrittenNotice unwritten /><First scopes=scopes.clone() /><Trouble scopes /> })
            }}
        </Transition>
    }
}

fn place(scope: &ScopeStatus) -> String {
    format!("{} {}", scope.account_name, scope.key.region)
}

#[component]
fn First(scopes: Vec<ScopeStatus>) -> impl IntoView {
    let all = scopes.len();
    let first =
        |scope: &ScopeStatus| scope.as_of.is_none() && matches!(scope.health, Health::Waiting | Health::Good);
    let under_way: Vec<ScopeStatus> = scopes.into_iter().filter(first).collect();
    if under_way.is_empty() {
        return ().into_any();
    }
    let read: i64 = under_way.iter().map(|scope| scope.sweeping.unwrap_or_default()).sum();
    let title =
        format!("Reading the estate for the first time: {} of {all} regions done", all - under_way.len());
    let rows = under_way.into_iter().map(|scope| {
        let words = match scope.sweeping {
            Some(count) => format!("{}: {count} of the first sweep read", place(&scope)),
            None => format!("{}: waiting for its turn", place(&scope)),
        };
        view! { <li>{words}</li> }
    });
    view! {
        <details class="sync">
            <summary>
                <Badge tone=Tone::Busy word=title />
                <span class="quiet">{format!("{read} read so far; the fleet grows as they arrive")}</span>
            </summary>
            <ul>{rows.collect_view()}</ul>
        </details>
    }
    .into_any()
}

#[component]
fn Trouble(scopes: Vec<ScopeStatus>) -> impl IntoView {
    let troubled = scopes.into_iter().filter_map(|scope| {
        let (tone, words) = trouble(&scope.health)?;
        let word = format!("{}: {words}", place(&scope));
        let since = match scope.as_of {
            Some(at) => view! { "What is shown of it is as of "<Time at />"." }.into_any(),
            None => "Nothing of it has been read.".into_any(),
        };
        Some(view! {
            <details class="sync">
                <summary><Badge tone word /></summary>
                <div class="sync-why">
                    {scope.error.clone().map(|aws| view! { <AwsNote aws /> })}
                    {scope.error.as_ref().and_then(|aws| advice::after(aws, None)).map(|(next, _)| view! { <span>{next}</span> })}
                    <span>{since}</span>
                    <Again scope />
                </div>
            </details>
        })
    });
    troubled.collect_view()
}
