//! A list of WorkSpaces or users that somebody brings, and what shall be done with them.

mod doors;
mod form;

use domain::listed::ListDraft;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use self::form::ListForm;
use crate::ui::notice::FaultNotice;

/// The page with the form.
#[component]
pub fn FromCsvPage() -> impl IntoView {
    let query = use_query_map();
    let draft_id = move || query.with(|query| query.get("draft")?.parse::<i64>().ok());
    let draft = Resource::new(draft_id, |id| async move {
        match id {
            Some(id) => doors::list_draft(id).await,
            None => Ok(ListDraft::default()),
        }
    });
    view! {
        <Title text="From a CSV"/>
        <header class="head">
            <h1>"WorkSpaces from a CSV"</h1>
        </header>
        <Transition fallback=|| view! { <p class="quiet">"Looking for your list …"</p> }>
            {move || Suspend::new(async move {
                match draft.await {
                    Ok(draft) => view! { <ListForm draft/> }.into_any(),
                    // A list that is gone costs what was typed, but not the page.
                    Err(gone) => {
                        view! {
                            <FaultNotice fault=gone.0/>
                            <ListForm draft=ListDraft::default()/>
                        }
                        .into_any()
                    }
                }
            })}
        </Transition>
    }
}
