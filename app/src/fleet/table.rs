//! The table, inside the form that acts on what is selected.

use domain::query::{Column, FleetPage, FleetQuery};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use super::bulk::BulkBar;
use super::page::Asked;
use super::row::RowView;
use super::rows::Rows;
use super::{doors, foot::NoRows};
use crate::paths;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::plain::Plain;
use crate::ui::scripts::has_scripts;
use crate::ui::table::{SortHead, TableRegion};

/// The rows of a page. Another page is another table: its selection begins empty.
#[component]
pub fn FleetTable(
    /// The page, as it was drawn first.
    page: FleetPage,
    /// What the address asks for.
    asked: Asked,
    /// Grows when WorkSpaces changed.
    changed: ReadSignal<u64>,
) -> impl IntoView {
    let query = StoredValue::new(asked.query.get_untracked());
    let address = query.with_value(FleetQuery::to_query);
    let rows = Rows::new(page);
    follow(rows, address, changed);

    let form = NodeRef::<html::Form>::new();
    Effect::new(move |_| {
        let Some(form) = form.get() else { return };
        let boxes = form.query_selector_all("tbody input:checked").ok();
        let count = boxes.as_ref().map_or(0, web_sys::NodeList::length);
        let ticked = (0..count).filter_map(|at| {
            let input = boxes.as_ref()?.get(at)?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
            input.value().parse().ok()
        });
        rows.adopt(ticked);
    });
    view! {
        <Show when=move || rows.count() != 0 fallback=move || view! { <NoRows asked /> }>
            <form class="card fleet-card" method="post" action=paths::PLAN_DOOR autocomplete="off" node_ref=form>
                <input type="hidden" name="query" value=query.with_value(FleetQuery::to_query) />
                <Moved rows />
                <TableRegion label="WorkSpaces" cards=true>
                    <Head query=query.get_value() rows />
                    <tbody>
                        {Plain(
                            view! {
                                <For each=move || rows.all() key=|row| row.key.clone() let:row>
                                    <RowView row rows />
                                </For>
                            },
                        )}
                    </tbody>
                </TableRegion>
                <BulkBar rows asked />
            </form>
        </Show>
    }
}

/// Asks again for the page whenever something changed, and lets the rows learn of it.
fn follow(rows: Rows, address: String, changed: ReadSignal<u64>) {
    let is_here = StoredValue::new(());
    Effect::new(move |seen: Option<u64>| {
        let version = changed.get();
        if seen.is_some_and(|seen| seen != version) {
            let address = address.clone();
            spawn_local(async move {
                // A page that cannot be had now stays as it is; the pill says that the stream is broken.
                if let Ok(fresh) = doors::page(address).await
                    && is_here.try_get_value().is_some()
                {
                    rows.learn(fresh);
                }
            });
        }
        version
    });
}

#[component]
fn Head(query: FleetQuery, rows: Rows) -> impl IntoView {
    let has_scripts = has_scripts();
    let is_all = move || rows.count() == rows.count_selected();
    let is_some = move || rows.count_selected() != 0 && !is_all();
    let pick = move || {
        has_scripts.get().then(|| {
            view! {
                <label>
                    <input
                        type="checkbox"
                        aria-label="Select this page"
                        prop:checked=is_all
                        prop:indeterminate=is_some
                        on:change=move |event| rows.select_page(event_target_checked(&event))
                    />
                </label>
            }
        })
    };
    let heads: Vec<_> = Column::all()
        .map(|column| {
            let sorted = (query.sort.column == column).then_some(query.sort.descending);
            view! { <SortHead word=column.word() href=paths::fleet(&query.sorted(column)) sorted /> }
        })
        .collect();
    view! {
        <thead>
            <tr>
                <th scope="col" class="pick"><span class="hidden">"Select"</span>{pick}</th>
                {heads}
                <th scope="col">"Tags"</th>
            </tr>
        </thead>
    }
}

/// What came meanwhile and would move rows.
#[component]
fn Moved(rows: Rows) -> impl IntoView {
    let count = Memo::new(move |_| rows.moved());
    view! {
        <Show when=move || count.get() != 0>
            <div class="moved" role="status">
                <button type="button" class="btn" on:click=move |_| rows.refresh()>
                    <Icon glyph=Glyph::Again />
                    {move || match count.get() {
                        1 => "1 change - refresh".to_owned(),
                        count => format!("{count} changes - refresh"),
                    }}
                </button>
            </div>
        </Show>
    }
}
