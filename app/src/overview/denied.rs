//! What does AWS not let the console do, and which policy would?

use domain::iam::Denial;
use leptos::prelude::*;

use crate::ui::clock::{MaybeTime, Time};
use crate::ui::notice::AwsNote;
use crate::ui::table::{Heads, TableRegion};

/// What was denied, one line an operation; to be shown where there is any.
#[component]
pub fn Denied(denied: Vec<Denial>) -> impl IntoView {
    let rows = denied.into_iter().map(|denial| view! { <Line denial/> }).collect_view();
    view! {
        <p class="quiet">
            "What is marked here is lacking, and disturbs nothing else. “deskwarden policy” prints what a role of the console \
             must be allowed."
        </p>
        <TableRegion label="What AWS denies, by account and region" cards=true>
            <Heads words=&["Account", "Region", "Permission", "From policy", "Denied", "Went through since", "AWS’s words"]/>
            <tbody>{rows}</tbody>
        </TableRegion>
    }
}

#[component]
fn Line(denial: Denial) -> impl IntoView {
    let permission = denial.permission().to_owned();
    let asked = (permission != denial.operation).then(|| format!(" for {}", denial.operation));
    let policy = denial.policy().map_or("-", |policy| policy.slug());
    let Denial { scope, account_name, at, words, passed, .. } = denial;
    view! {
        <tr>
            <th scope="row">{account_name}</th>
            <td data-label="Region">{scope.region.to_string()}</td>
            <td class="wrap" data-label="Permission"><code>{permission}</code>{asked}</td>
            <td data-label="From policy">{policy}</td>
            <td data-label="Denied"><Time at/></td>
            <td data-label="Went through since"><MaybeTime at=passed never="no"/></td>
            <td class="wrap" data-label="AWS’s words"><AwsNote aws=words/></td>
        </tr>
    }
}
