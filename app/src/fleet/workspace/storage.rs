//! Its volumes, and what they can be taken back to. AWS is asked when this part is opened.

use domain::at::At;
use domain::workspace::{Snapshots, WorkSpace};
use leptos::prelude::*;

use crate::door::Refusal;
use crate::ui::card::{Card, Fact, Facts};
use crate::ui::clock::Time;
use crate::ui::notice::FaultNotice;

/// Volumes and snapshots.
#[component]
pub fn Storage(
    /// Which.
    workspace: WorkSpace,
    /// What AWS said of its snapshots.
    snapshots: Resource<Option<Result<Snapshots, Refusal>>>,
) -> impl IntoView {
    let root = volume(workspace.root_gib, workspace.root_encrypted);
    let user = volume(workspace.user_gib, workspace.user_encrypted);
    let key = match (workspace.encryption_key, workspace.key_state) {
        (Some(key), Some(state)) => format!("{key}, {}", state.words()),
        (key, _) => key.unwrap_or_else(|| "-".to_owned()),
    };
    let taken = move || {
        Some(match snapshots.get().flatten()? {
            Ok(snapshots) => view! {
                <Facts>
                    <Fact name="Rebuild can go back to">{times(snapshots.rebuild)}</Fact>
                    <Fact name="Restore can go back to">{times(snapshots.restore)}</Fact>
                </Facts>
            }
            .into_any(),
            Err(Refusal(fault)) => view! { <FaultNotice fault /> }.into_any(),
        })
    };
    view! {
        <div class="cards">
            <Card title="Volumes">
                <Facts>
                    <Fact name="Root volume" value=root />
                    <Fact name="User volume" value=user />
                    <Fact name="Encryption key" value=key />
                </Facts>
            </Card>
            <Card title="Snapshots">
                <Transition fallback=|| view! { <p class="quiet">"Asking AWS…"</p> }>{taken}</Transition>
            </Card>
        </div>
    }
}

fn volume(gib: Option<i64>, is_encrypted: bool) -> String {
    let size = gib.map_or_else(|| "-".to_owned(), |gib| format!("{gib} GiB"));
    format!("{size}, {}", if is_encrypted { "encrypted" } else { "not encrypted" })
}

fn times(times: Vec<At>) -> AnyView {
    if times.is_empty() {
        return view! { <span class="quiet">"no snapshot"</span> }.into_any();
    }
    let each = times.into_iter().map(|at| view! { <li><Time at /></li> });
    view! { <ul>{each.collect_view()}</ul> }.into_any()
}
