//! From which region to which, and how old are the data there?

use domain::ids::ScopeKey;
use domain::query::Paired;
use domain::resilience::{Cover, RegionPair};
use leptos::prelude::*;

use super::covers::cell;
use crate::ui::clock::MaybeTime;
use crate::ui::table::{Heads, TableRegion};

/// The table of pairs of regions.
#[component]
pub fn Pairs(covers: Vec<Cover>) -> impl IntoView {
    let lines = covers.into_iter().flat_map(|Cover { scope, account_name, pairs, .. }| {
        pairs.into_iter().map(move |pair| {
            let (scope, account_name) = (scope.clone(), account_name.clone());
            view! { <Line scope account_name pair/> }
        })
    });
    let lines: Vec<_> = lines.collect();
    if lines.is_empty() {
        return view! { <p class="quiet">"No WorkSpace that you may see has a standby."</p> }.into_any();
    }
    view! {
        <TableRegion label="Pairs of regions">
            <Heads
                words=&["Account", "From", "To", "Standbys", "In Error", "Without replication", "No copy yet", "Oldest data", "Median"]
                numbers=&["Standbys", "In Error", "Without replication", "No copy yet"]
            />
            <tbody>{lines}</tbody>
        </TableRegion>
        <p class="quiet">
            "With data replication AWS copies a snapshot every 12 hours, so the data of a standby are 12 to 24 hours old. Half \
             of the standbys have older data than the median."
        </p>
    }
    .into_any()
}

#[component]
fn Line(scope: ScopeKey, account_name: String, pair: RegionPair) -> impl IntoView {
    let to = Some(pair.region.clone());
    view! {
        <tr>
            <th scope="row">{account_name}</th>
            <td>{scope.region.to_string()}</td>
            <td>{pair.region.to_string()}</td>
            {cell(pair.standbys, &scope, &Paired::Primary(to.clone()))}
            {cell(pair.failed, &scope, &Paired::Failed(to.clone()))}
            {cell(pair.off, &scope, &Paired::Off(to.clone()))}
            {cell(pair.uncopied, &scope, &Paired::Uncopied(to))}
            <td><MaybeTime at=pair.oldest never="-"/></td>
            <td><MaybeTime at=pair.median never="-"/></td>
        </tr>
    }
}
