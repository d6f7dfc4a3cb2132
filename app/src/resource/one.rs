//! What does the page of one resource show? A head, tabs, and the part that the address names.

use domain::resource::Resource as Found;
use domain::words::Tone;
use leptos::prelude::*;
use leptos_meta::Title;

use super::absent::Absent;
use super::addressed::Addressed;
use super::head::Head;
use super::selected::tabs;
use super::tags::TagPanel;
use crate::door::Refusal;
use crate::history::History;
use crate::paths;

/// The page of one resource, or why there is none.
#[component]
pub fn OnePage<T, S>(
    /// What the address names.
    page: Addressed,
    /// What was read.
    found: Resource<Result<T, Refusal>>,
    /// What is said while it is read.
    reading: &'static str,
    /// What was read, drawn at a part: a [`Parts`].
    shown: S,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    S: Fn(T, &'static str) -> AnyView + Send + Sync + 'static,
{
    view! {
        <Transition fallback=move || view! { <p class="quiet">{reading}</p> }>
            {move || found.get().map(|found| match found {
                Ok(found) => shown(found, page.part.get()),
                Err(refusal) => view! { <Absent kind=page.kind fault=refusal.0/> }.into_any(),
            })}
        </Transition>
    }
}

/// A resource at one of its parts: title, head, tabs, and the part. Tags and history are alike for every kind.
#[component]
pub fn Parts<T>(
    /// What the address names.
    page: Addressed,
    /// The part that is shown.
    part: &'static str,
    /// Which resource.
    resource: Found<T>,
    /// How its state reads.
    #[prop(default = Tone::Off)]
    tone: Tone,
    /// What can be done to it.
    acts: AnyView,
    /// Why nobody could change it, if so.
    #[prop(default = None)]
    fixed: Option<&'static str>,
    /// The part, where it is neither tags nor history.
    children: Children,
) -> impl IntoView
where
    T: Send + Sync + 'static,
{
    let (key, title, tags) = (resource.key.clone(), resource.name.clone(), resource.tags.clone());
    let tabs = tabs(&key, page.parts, part);
    let head = view! { <Head resource tone>{acts}</Head> };
    let body = match part {
        "tags" => view! { <TagPanel key tags draft=page.tags fixed/> }.into_any(),
        "history" => {
            let (here, file) = (paths::resource_tab(&key, "history"), paths::resource_history_csv(&key));
            view! { <History here file history=page.history/> }.into_any()
        }
        _ => children().into_any(),
    };
    view! {
        <Title text=title/>
        {head}
        {tabs}
        {body}
    }
}
