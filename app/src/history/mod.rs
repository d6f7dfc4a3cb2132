//! What changed, when, and by whom?

use domain::history::Change;
use leptos::prelude::*;

use crate::door::Refusal;
use crate::paths;
use crate::ui::clock::Time;
use crate::ui::download::Download;
use crate::ui::empty::Empty;
use crate::ui::notice::FaultNotice;
use crate::ui::table::{Heads, TableRegion};

/// Changes that one answer holds.
const PAGE: usize = 100;

/// The change log of one WorkSpace or other resource.
#[component]
pub fn History(
    /// The address of this part of the page.
    #[prop(into)]
    here: String,
    /// Its changes as a file.
    #[prop(into)]
    file: String,
    /// Its changes, newest first.
    history: Resource<Option<Result<Vec<Change>, Refusal>>>,
) -> impl IntoView {
    move || {
        let told = history.get().flatten()?;
        Some(match told {
            Ok(changes) if changes.is_empty() => view! {
                <div class="card">
                    <Empty title="Nothing has changed since Deskwarden first saw it">
                        <p>"Every field that changes is written down here, with the job and the person behind it."</p>
                    </Empty>
                </div>
            }
            .into_any(),
            Ok(changes) => lines(&here, file.clone(), changes),
            Err(Refusal(fault)) => view! { <FaultNotice fault /> }.into_any(),
        })
    }
}

fn lines(here: &str, file: String, changes: Vec<Change>) -> AnyView {
    let file = view! { <Download href=file/> };
    let last = changes.last().filter(|_| changes.len() >= PAGE).map(|change| change.seq);
    let older = last.map(|seq| view! { <a class="btn" href=paths::before(here, seq)>"Older changes"</a> });
    let rows = changes.into_iter().map(|change| {
        let by = match (change.by, change.job) {
            (by, Some(job)) => {
                let by = by.map(|by| format!(" {by}"));
                view! { <a href=paths::job(job)>{format!("job {job}")}</a>{by} }.into_any()
            }
            (Some(by), None) => by.into_any(),
            (None, None) => view! { <span class="quiet">"AWS"</span> }.into_any(),
        };
        view! {
            <tr>
                <td><Time at=change.at /></td>
                <th scope="row">{change.field}</th>
                <td class="wrap">
                    <span class="change-old">{value(change.old)}</span>
                    " → "
                    {value(change.new)}
                </td>
                <td>{by}</td>
            </tr>
        }
    });
    view! {
        <div class="card">
            <TableRegion label="Changes">
                <Heads words=&["When", "What", "Before and after", "By"]/>
                <tbody>{rows.collect_view()}</tbody>
            </TableRegion>
        </div>
        {older}
        {file}
    }
    .into_any()
}

fn value(value: Option<String>) -> String {
    value.filter(|value| !value.is_empty()).unwrap_or_else(|| "-".to_owned())
}
