//! How is this one WorkSpace, what was it before, and what can be done with it?

mod actions;
mod head;
mod jobs;
mod overview;
mod parts;
mod storage;

use domain::fault::FaultKind;
use domain::history::Change;
use domain::ids::WorkspaceKey;
use domain::jobs::WorkSpaceJobs;
use domain::workspace::{Snapshots, WorkSpace};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

pub use actions::Act;

use super::doors;
use crate::door::Refusal;
use crate::history::History;
use crate::paths;
use crate::session::session;
use crate::ui::button::LinkButton;
use crate::ui::empty::Empty;
use crate::ui::notice::FaultNotice;
use crate::ui::tabs::{Tab, Tabs};

/// A part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Overview,
    History,
    Jobs,
    Storage,
    Network,
    Tags,
    Related,
}

const PARTS: &[(Part, &str, &str)] = &[
    (Part::Overview, "overview", "Overview"),
    (Part::History, "history", "History"),
    (Part::Jobs, "jobs", "Jobs"),
    (Part::Storage, "storage", "Storage & snapshots"),
    (Part::Network, "network", "Network"),
    (Part::Tags, "tags", "Tags"),
    (Part::Related, "related", "Related"),
];

/// What the parts that ask for more have been told; nothing for those that are not open.
#[derive(Clone, Copy)]
struct More {
    history: Resource<Option<Result<Vec<Change>, Refusal>>>,
    before: Memo<Option<i64>>,
    jobs: Resource<Option<Result<WorkSpaceJobs, Refusal>>>,
    snapshots: Resource<Option<Result<Snapshots, Refusal>>>,
}

/// One WorkSpace.
#[component]
pub fn WorkSpacePage() -> impl IntoView {
    let params = use_params_map();
    let address = use_query_map();
    let key = Memo::new(move |_| {
        let params = params.get();
        let part = |name| params.get(name).unwrap_or_default();
        format!("{}/{}/{}", part("account"), part("region"), part("id")).parse::<WorkspaceKey>().ok()
    });
    let part = Memo::new(move |_| {
        let slug = address.with(|address| address.get("tab")).unwrap_or_default();
        PARTS.iter().find(|(_, other, _)| *other == slug).map_or(Part::Overview, |(part, ..)| *part)
    });
    let before = Memo::new(move |_| address.with(|address| address.get("before")?.parse::<i64>().ok()));
    let changed = session().live.follow(move |hint| {
        key.with_untracked(|key| key.as_ref().is_some_and(|key| hint.workspaces.contains(key)))
    });

    let workspace = Resource::new(move || (key.get(), changed.get()), |(key, _)| one(key));
    let history = Resource::new(
        move || (key.get().filter(|_| part.get() == Part::History), before.get(), changed.get()),
        |(key, before, _)| async move { Some(doors::history(key?, before).await) },
    );
    // A row that is skipped or cancelled moves its job, and not the WorkSpace.
    let moved = session().live.follow(|hint| !hint.jobs.is_empty());
    let jobs = Resource::new(
        move || (key.get().filter(|_| part.get() == Part::Jobs), before.get(), moved.get()),
        |(key, before, _)| async move { Some(doors::jobs(key?, before).await) },
    );
    // Asked of AWS when the part is opened, and not again for each change: every look costs a call.
    let snapshots = Resource::new(
        move || key.get().filter(|_| part.get() == Part::Storage),
        |key| async move { Some(doors::snapshots(key?).await) },
    );
    let more = More { history, before, jobs, snapshots };
    view! {
        <Transition fallback=|| view! { <p class="quiet">"Reading the WorkSpace…"</p> }>
            {move || workspace.get().map(|found| match found {
                Ok(workspace) => view! { <Found workspace part=part.get() more /> }.into_any(),
                Err(Refusal(fault)) if fault.kind == FaultKind::NotFound => view! { <Missing /> }.into_any(),
                Err(Refusal(fault)) => view! { <FaultNotice fault /> }.into_any(),
            })}
        </Transition>
    }
}

/// An address that names no WorkSpace is asked for too: the door says "not found", with its status.
async fn one(key: Option<WorkspaceKey>) -> Result<WorkSpace, Refusal> {
    let nobody = || "-/-/-".parse::<WorkspaceKey>();
    match key.map_or_else(nobody, Ok) {
        Ok(key) => doors::one(key).await,
        Err(wrong) => Err(Refusal(domain::fault::Fault::not_found(wrong.to_string()))),
    }
}

#[component]
fn Found(workspace: WorkSpace, part: Part, more: More) -> impl IntoView {
    let key = workspace.key.clone();
    let tabs = PARTS.iter().map(|(other, slug, word)| Tab {
        word: (*word).to_owned(),
        href: if *other == Part::Overview {
            paths::workspace(&key)
        } else {
            paths::workspace_tab(&key, slug)
        },
        current: *other == part,
    });
    let title = workspace.label().to_owned();
    let tabs = tabs.collect();
    let head = view! { <head::Head workspace=workspace.clone() /> };
    let body = match part {
        Part::Overview => view! { <overview::Overview workspace /> }.into_any(),
        Part::History => {
            view! { <History here=paths::workspace_tab(&key, "history") file=paths::history_csv(&key) history=more.history /> }.into_any()
        }
        Part::Jobs => {
            view! { <jobs::Jobs here=paths::workspace_tab(&key, "jobs") before=more.before jobs=more.jobs /> }.into_any()
        }
        Part::Storage => view! { <storage::Storage workspace snapshots=more.snapshots /> }.into_any(),
        Part::Network => view! { <parts::Network workspace /> }.into_any(),
        Part::Tags => view! { <parts::Tags workspace /> }.into_any(),
        Part::Related => view! { <parts::Others workspace /> }.into_any(),
    };
    view! {
        <Title text=title />
        {head}
        <Tabs label="Parts of this WorkSpace" tabs />
        {body}
    }
}

#[component]
fn Missing() -> impl IntoView {
    view! {
        <Title text="Not found" />
        <h1>"There is no such WorkSpace"</h1>
        <Empty title="It may have been terminated, or lie outside of what you may see">
            <p>"A WorkSpace that was terminated leaves the fleet; the job that did it keeps its name."</p>
            <div class="row">
                <LinkButton href=paths::FLEET>"Go to the fleet"</LinkButton>
                <LinkButton href=paths::JOBS>"Look at the jobs"</LinkButton>
            </div>
        </Empty>
    }
}
