//! One row: its first column identifies the WorkSpace and leads to it.

use domain::workspace::WorkSpace;
use leptos::prelude::*;

use super::rows::{Row, Rows};
use crate::paths;
use crate::ui::badge::StateBadge;
use crate::ui::clock::MaybeTime;
use crate::ui::copy::Copy;

/// Most tags that a cell shows.
const MOST_TAGS: usize = 3;

/// One row.
#[component]
pub fn RowView(
    /// Which.
    row: Row,
    /// The rows it is among.
    rows: Rows,
) -> impl IntoView {
    let Row { key, data, is_gone } = row;
    let (asked, chosen, marked) = (key.clone(), key.clone(), key.clone());
    let named = data.clone();
    view! {
        <tr
            class:gone=move || is_gone.get()
            data-selected=move || rows.has(&marked).then_some("")
        >
            <td class="pick">
                <label>
                    <input
                        type="checkbox"
                        name="selected[]"
                        value=key.to_string()
                        aria-label=move || format!("Select {}", named.with(|workspace| workspace.label().to_owned()))
                        prop:checked=move || rows.ticked(&asked)
                        on:change=move |event| rows.select(&chosen, event_target_checked(&event))
                    />
                </label>
            </td>
            {move || cells(data.get())}
        </tr>
    }
}

/// The cells after the first, in the order of [`domain::query::Column::all`].
fn cells(workspace: WorkSpace) -> impl IntoView {
    let mode = workspace.mode_words();
    let (href, label) = (paths::workspace(&workspace.key), workspace.label().to_owned());
    let job =
        workspace.job.map(|id| view! { <a class="quiet" href=paths::job(id)>{format!(" job {id}")}</a> });
    let tags = tags(&workspace);
    let not_active = workspace.not_active();
    let name = |word: Option<&str>| word.unwrap_or("-").to_owned();
    view! {
        <th scope="row"><a class="row-link" href=href>{label}</a></th>
        <td><StateBadge state=workspace.state />{job}</td>
        <td data-label="Connection">{name(workspace.connection.as_ref().map(|value| value.word()))}</td>
        <td data-label="Last active"><MaybeTime at=workspace.last_active never=not_active /></td>
        <td data-label="Running mode">{name(mode.as_deref())}</td>
        <td class="minor">{name(workspace.compute.as_ref().map(|value| value.word()))}</td>
        <td class="minor">{name(workspace.protocol.as_ref().map(|value| value.word()))}</td>
        <td data-label="Computer"><code>{name(workspace.computer.as_deref())}</code></td>
        <td data-label="WorkSpace"><Copy text=workspace.key.id.to_string() /></td>
        <td class="minor" title=workspace.bundle.to_string()>{workspace.bundle_name}</td>
        <td data-label="Region">{workspace.key.scope.region.to_string()}</td>
        <td class="minor" title=workspace.key.scope.account.to_string()>{workspace.account_name}</td>
        <td class="minor" title=workspace.directory.to_string()>{workspace.directory_name}</td>
        <td class="minor tags">{tags}</td>
    }
}

fn tags(workspace: &WorkSpace) -> String {
    let Some(tags) = &workspace.tags else { return "not read yet".to_owned() };
    let mut words: Vec<String> =
        tags.iter().take(MOST_TAGS).map(|tag| format!("{}={}", tag.key, tag.value)).collect();
    if tags.len() > MOST_TAGS {
        words.push(format!("and {} more", tags.len() - MOST_TAGS));
    }
    if words.is_empty() { "-".to_owned() } else { words.join(", ") }
}
