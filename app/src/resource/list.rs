//! What is there of a kind? The page of a list, its table, and what it says where there is nothing.

use domain::resource::{ResourceKind, Unread, Verb};
use leptos::prelude::*;
use leptos_meta::Title;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::beside::provide_beside;
use super::bulk::TagSelected;
use super::pick::{PickHead, Picked};
use super::unread::UnreadNotice;
use crate::door::Refusal;
use crate::paths;
use crate::session::session;
use crate::ui::button::{LinkButton, Look};
use crate::ui::download::Download;
use crate::ui::empty::Empty;
use crate::ui::notice::FaultNotice;
use crate::ui::table::{Heads, TableRegion};

/// The page of a list: it is read again when something of its kind changes, wherever that is.
#[component]
pub fn ListPage<T, R>(
    /// Of what.
    kind: ResourceKind,
    /// The door that reads it.
    read: fn() -> R,
    /// What is said while it is read.
    looking: &'static str,
    /// What was read, drawn.
    shown: fn(T) -> AnyView,
    /// As what it is judged whether something new can be begun here.
    #[prop(optional)]
    verb: Option<Verb>,
    /// Where it is begun, and the words for it, what most people come for first.
    #[prop(optional)]
    begin: &'static [(&'static str, &'static str)],
    /// Whether what is shown just now cannot be tagged: then no row has a box.
    #[prop(optional, into)]
    untagged: Signal<bool>,
    /// What stands between the title and the list.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    R: Future<Output = Result<T, Refusal>> + Send + 'static,
{
    let moved = session().live.follow(move |hint| hint.resources.iter().any(|key| key.kind == kind));
    let found = Resource::new(move || moved.get(), move |_| read());
    provide_beside(move || !untagged.get());
    let may = verb.is_some_and(|verb| session().lacks(verb.right()).is_none());
    let begin = begin.iter().filter(|_| may).enumerate().map(|(n, (href, words))| {
        let look = if n == 0 { Look::Primary } else { Look::Plain };
        view! { <LinkButton href=*href look>{*words}</LinkButton> }
    });
    let list = move || {
        view! {
            <Transition fallback=move || view! { <p class="quiet">{looking}</p> }>
                {move || Suspend::new(async move {
                    match found.await {
                        Ok(found) => shown(found),
                        Err(refusal) => view! { <FaultNotice fault=refusal.0/> }.into_any(),
                    }
                })}
            </Transition>
        }
    };
    let list = move || {
        if untagged.get() {
            list().into_any()
        } else {
            view! { <TagSelected kind>{list()}</TagSelected> }.into_any()
        }
    };
    view! {
        <Title text=kind.heading()/>
        <header class="head">
            <h1>{kind.heading()}</h1>
            {begin.collect_view()}
        </header>
        {children.map(|children| children())}
        {list}
        <Download href=paths::resources_csv(kind)/>
    }
}

/// The table of a list. Before it stands where the kind could not be read; instead of it, why there is no row.
#[component]
pub fn ListTable<V>(
    /// Of what.
    kind: ResourceKind,
    /// Where it could not be read.
    unread: Vec<Unread>,
    /// The columns, in the order of the cells.
    columns: &'static [&'static str],
    /// Those of them whose cells are numbers.
    #[prop(optional)]
    numbers: &'static [&'static str],
    /// The rows.
    lines: Vec<V>,
    /// Why there is none.
    none: &'static str,
    /// What to do then.
    children: Children,
) -> impl IntoView
where
    V: IntoView + 'static,
{
    let table = if lines.is_empty() {
        view! { <Empty title=none>{children()}</Empty> }.into_any()
    } else {
        view! {
            <div class="card">
                <TableRegion label=kind.heading() cards=true>
                    <Columns columns numbers/>
                    <tbody>{lines}</tbody>
                </TableRegion>
            </div>
        }
        .into_any()
    };
    view! {
        <UnreadNotice kind unread/>
        {table}
    }
}

/// The head of a table; where rows can be tagged, it begins with the column of boxes.
#[component]
pub fn Columns(
    /// What the columns are called.
    columns: &'static [&'static str],
    /// Those of them whose cells are numbers.
    #[prop(optional)]
    numbers: &'static [&'static str],
) -> impl IntoView {
    let pick = use_context::<Picked>().map(|_| view! { <PickHead/> });
    view! { <Heads words=columns numbers>{pick}</Heads> }
}
