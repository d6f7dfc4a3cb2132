//! How many WorkSpaces are in which state, and where? Every number leads to those it counts.

use domain::count;
use domain::query::{Field, Filter, FleetQuery, Op};
use domain::words::State;
use leptos::prelude::*;

use super::grid::{Grid, Row};
use crate::paths;
use crate::ui::badge::StateBadge;
use crate::ui::table::TableRegion;

fn only(query: &FleetQuery, field: Field, value: &str) -> FleetQuery {
    query.with(Filter { field, op: Op::Is, values: vec![value.to_owned()] })
}

/// The fleet of a row.
fn of_row(row: &Row) -> FleetQuery {
    let account = only(&FleetQuery::default(), Field::Account, row.scope.account.as_str());
    only(&account, Field::Region, row.scope.region.as_str())
}

/// A count that leads to what it counts; a hyphen where there is none.
fn cell(number: i64, within: &FleetQuery, state: Option<&State>) -> impl IntoView + use<> {
    let query = state.map_or_else(|| within.clone(), |state| only(within, Field::State, state.wire()));
    let inside = match number {
        0 => view! { <span class="quiet">"-"</span> }.into_any(),
        _ => view! { <a href=paths::fleet(&query)>{count::words(number)}</a> }.into_any(),
    };
    view! { <td class="n">{inside}</td> }
}

/// The table of counts.
pub fn counted(grid: &Grid, has_been_read: bool) -> AnyView {
    if grid.rows.is_empty() {
        let words = if has_been_read {
            "There is no WorkSpace that you may see."
        } else {
            "Numbers appear as the regions are read."
        };
        return view! { <p class="quiet">{words}</p> }.into_any();
    }
    let all = FleetQuery::default();
    let heads = grid.states.iter().map(|state| {
        view! { <th scope="col" class="n"><StateBadge state=state.clone()/></th> }
    });
    let heads = heads.collect_view();
    let rows = grid.rows.iter().map(|row| {
        let within = of_row(row);
        let counts =
            row.counts.iter().zip(&grid.states).map(|(number, state)| cell(*number, &within, Some(state)));
        view! {
            <tr>
                <th scope="row">{row.account_name.clone()}</th>
                <td>{row.scope.region.to_string()}</td>
                {cell(row.total(), &within, None)}
                {counts.collect_view()}
            </tr>
        }
    });
    let rows = rows.collect_view();
    let totals = grid.states.iter().enumerate();
    let totals =
        totals.map(|(column, state)| cell(grid.column_total(column), &all, Some(state))).collect_view();
    let total = cell(grid.total(), &all, None);
    view! {
        <TableRegion label="WorkSpaces by account, region and state">
            <thead>
                <tr>
                    <th scope="col">"Account"</th>
                    <th scope="col">"Region"</th>
                    <th scope="col" class="n">"All"</th>
                    {heads}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
            <tfoot>
                <tr>
                    <th scope="row">"All"</th>
                    <td></td>
                    {total}
                    {totals}
                </tr>
            </tfoot>
        </TableRegion>
    }
    .into_any()
}
