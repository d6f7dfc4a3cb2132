//! The audit: entries, newest first. The address says which.

use domain::access::Right;
use domain::audit::{AuditPage, AuditQuery};
use domain::words::Tone;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

use super::doors;
use super::filter::Filter;
use super::line::EntryLine;
use crate::paths;
use crate::session::session;
use crate::ui::button::LinkButton;
use crate::ui::download::Download;
use crate::ui::empty::Empty;
use crate::ui::notice::{FaultNotice, Notice};
use crate::ui::pager::Pager;
use crate::ui::table::{Heads, TableRegion};

/// The list of entries.
#[component]
pub fn AuditListPage() -> impl IntoView {
    let search = use_location().search;
    let read = Memo::new(move |_| AuditQuery::read(&search.get()));
    let entries = Resource::new(move || read.get().0.to_query(), doors::list);
    let sees_all = session().person().is_some_and(|person| person.holds_everywhere(Right::Settings));
    let what = if sees_all {
        "Every change that was made from this console, by whom, and every sign-in. Nothing of it can be changed."
    } else {
        "What you have done, and what was done where you may see what is there. Owners of the console see all of it."
    };
    view! {
        <Title text="Audit"/>
        <header class="head">
            <h1>"Audit"</h1>
        </header>
        <p class="quiet">{what}</p>
        {move || dropped(read.get().1)}
        {move || view! { <Filter query=read.get().0/> }}
        <Transition fallback=|| view! { <p class="quiet">"Reading the audit …"</p> }>
            {move || Suspend::new(async move {
                let found = entries.await;
                let query = read.get_untracked().0;
                match found {
                    Ok(page) if page.entries.is_empty() => view! { <NoEntries query/> }.into_any(),
                    Ok(page) => view! { <EntryTable page query/> }.into_any(),
                    Err(refusal) => view! { <FaultNotice fault=refusal.0/> }.into_any(),
                }
            })}
        </Transition>
    }
}

fn dropped(sentences: Vec<String>) -> Option<AnyView> {
    if sentences.is_empty() {
        return None;
    }
    let sentences = sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view();
    Some(view! { <Notice tone=Tone::Warn title="Part of the address is not used"><ul>{sentences}</ul></Notice> }.into_any())
}

#[component]
fn NoEntries(query: AuditQuery) -> impl IntoView {
    let (title, words) = if query.before.is_some() {
        ("There are no older entries", "Go to the newest")
    } else if query.is_chosen() {
        ("No entry is like that", "Show all")
    } else {
        ("Nothing has been done yet that you may see", "Go to the overview")
    };
    let href = match (query.before.is_some(), query.is_chosen()) {
        (true, _) => paths::audit(&query.first_page()),
        (false, true) => paths::AUDIT.to_owned(),
        (false, false) => paths::OVERVIEW.to_owned(),
    };
    view! { <Empty title><LinkButton href>{words}</LinkButton></Empty> }
}

#[component]
fn EntryTable(page: AuditPage, query: AuditQuery) -> impl IntoView {
    let AuditPage { entries, more } = page;
    let last = entries.last().filter(|_| more);
    let next = last.map(|entry| paths::audit(&query.older(entry.cursor())));
    let previous = query.before.map(|_| paths::audit(&query.first_page()));
    let has_pages = next.is_some() || previous.is_some();
    let file = paths::audit_csv(&query);
    let rows = entries.into_iter().map(|entry| view! { <EntryLine entry/> }).collect_view();
    view! {
        <div class="card">
            <TableRegion label="Audit" cards=true>
                <Heads words=&["What", "When", "Who", "Target", "Before and after", "Outcome"]/>
                <tbody>{rows}</tbody>
            </TableRegion>
        </div>
        {has_pages.then(|| view! { <Pager previous next/> })}
        <Download href=file/>
    }
}
