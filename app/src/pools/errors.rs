//! What ails a pool: each code with AWS's words, what it means, and what to do.

use domain::pools::{PoolError, told};
use leptos::prelude::*;

use crate::ui::empty::Empty;
use crate::ui::table::{Heads, TableRegion};

/// The errors that AWS reports of a pool.
#[component]
pub fn Errors(
    /// The errors.
    errors: Vec<PoolError>,
) -> impl IntoView {
    if errors.is_empty() {
        return view! {
            <div class="card">
                <Empty title="AWS reports no error of this pool">
                    <p>"What goes wrong when it starts or runs is shown here."</p>
                </Empty>
            </div>
        }
        .into_any();
    }
    let lines = errors.into_iter().map(|error| {
        let (means, todo) = told(&error.code).map_or(
            (
                "Amazon has added this code since this version of Deskwarden.",
                "AWS's words are all that is known of it.",
            ),
            |told| (told.means, told.todo),
        );
        let words = if error.message.is_empty() { "-".to_owned() } else { error.message };
        view! {
            <tr>
                <th scope="row" class="wrap"><code>{error.code}</code></th>
                <td class="wrap" data-label="AWS says">{words}</td>
                <td class="wrap" data-label="Meaning">{means}</td>
                <td class="wrap" data-label="What to do">{todo}</td>
            </tr>
        }
    });
    view! {
        <div class="card">
            <TableRegion label="Errors of this pool" cards=true>
                <Heads words=&["Code", "AWS says", "Meaning", "What to do"]/>
                <tbody>{lines.collect_view()}</tbody>
            </TableRegion>
        </div>
    }
    .into_any()
}
