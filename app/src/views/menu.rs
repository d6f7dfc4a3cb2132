//! The views in the fleet's head: open one, keep what is shown, begin with one.

use domain::query::FleetQuery;
use domain::views::{View, Views};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::Redirect;
use leptos_router::hooks::use_location;

use super::forms::{EditForm, SaveForm};
use crate::door::Refusal;
use crate::paths;
use crate::ui::badge::Badge;
use crate::ui::menu::Menu;
use crate::ui::notice::FaultNotice;
use domain::words::Tone;

/// The menu.
#[component]
pub fn ViewsMenu(
    /// The views.
    views: Resource<Result<Views, Refusal>>,
    /// What the address asks for.
    query: Memo<FleetQuery>,
) -> impl IntoView {
    let menu = move || {
        Some(match views.get()? {
            Ok(views) => view! { <Shown views query=query.get() /> }.into_any(),
            Err(Refusal(fault)) => view! { <FaultNotice fault /> }.into_any(),
        })
    };
    view! { <Transition>{menu}</Transition> }
}

/// Which view is open, so that nobody takes it for all; and the way to the one that the fleet begins with, where the
/// address asks for nothing.
#[component]
pub fn OpenView(
    /// The views.
    views: Resource<Result<Views, Refusal>>,
    /// What the address asks for.
    query: Memo<FleetQuery>,
) -> impl IntoView {
    let search = use_location().search;
    let is_bare = Memo::new(move |_| search.with(|search| search.trim_start_matches('?').is_empty()));
    let note = move || {
        let views = views.get()?.ok()?;
        if let Some(start) = views.start().filter(|_| is_bare.get()) {
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            return Some(view! { <Redirect path=paths::fleet(&start.choice()) options /> }.into_any());
        }
        let query = query.get();
        let chooses = !query.filters.is_empty() || query.text.is_some();
        let name = views.open(&query).filter(|_| chooses)?.name.clone();
        Some(
            view! {
                <p class="view-open">
                    "View: " <b>{name}</b> " · " <a href=paths::ALL_OF_FLEET>"Show all"</a>
                </p>
            }
            .into_any(),
        )
    };
    view! { <Transition>{note}</Transition> }
}

#[component]
fn Shown(views: Views, query: FleetQuery) -> impl IntoView {
    let open = views.open(&query).map(|view| view.id);
    let address = query.first_page().to_query();
    let Views { all, start, draft } = views;
    let (mine, others): (Vec<View>, Vec<View>) = all.into_iter().partition(|view| view.is_mine);
    let list = |title: &'static str, views: Vec<View>| {
        let rows = views.into_iter().map(|view| {
            let draft = draft.clone().filter(|draft| draft.view == Some(view.id));
            view! {
                <Row is_open=Some(view.id) == open is_start=Some(view.id) == start draft view address=address.clone() />
            }
        });
        let rows: Vec<_> = rows.collect();
        (!rows.is_empty()).then(|| view! { <h2>{title}</h2><ul class="views">{rows}</ul> })
    };
    let none = mine.is_empty() && others.is_empty();
    let lists = (list("Your views", mine), list("Shared by others", others));
    let fresh = draft.clone().filter(|draft| draft.view.is_none());
    view! {
        <Menu label="Views".into_any() open=draft.is_some()>
            <div class="views-menu">
                {none.then(|| view! { <p class="quiet">"A view keeps filters and order under a name."</p> })}
                {lists}
                <h2>"Keep what is shown"</h2>
                <SaveForm address draft=fresh />
            </div>
        </Menu>
    }
}

#[component]
fn Row(
    view: View,
    is_open: bool,
    is_start: bool,
    draft: Option<domain::views::ViewDraft>,
    address: String,
) -> impl IntoView {
    let by = (!view.is_mine).then(|| view! { <span class="quiet">{format!(" by {}", view.by)}</span> });
    let marks = (
        is_start.then(|| view! { <Badge tone=Tone::Ok word="Begins the fleet" /> }),
        (view.is_mine && view.is_shared).then(|| view! { <Badge tone=Tone::Off word="Shared" /> }),
    );
    view! {
        <li>
            <div class="view-row">
                <a href=paths::fleet(&view.choice()) aria-current=is_open.then_some("true")>{view.name.clone()}</a>
                {by}
                {marks}
            </div>
            <EditForm view is_start address draft />
        </li>
    }
}
