//! Who shall have a new WorkSpace, and what kind? The form; what it asks for is planned before it is sent.

mod advanced;
mod choices;
mod chosen;
mod doors;
mod encryption;
mod form;
mod keep;
mod list;
mod place;
mod refused;
mod settings;
mod summary;
mod who;

use domain::ids::WorkspaceKey;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

pub use self::choices::{bundle_groups, directory_groups};
use self::doors::Draft;
use self::form::CreateForm;
pub use self::refused::{Read as RefusedRead, RefusedRows, refused_rows};
pub use self::settings::{computes, computes_off, modes, protocols};
use crate::door::Refusal;
use crate::resource::provide_beside;
use crate::ui::notice::FaultNotice;

/// The page with the form.
#[component]
pub fn CreatePage() -> impl IntoView {
    let query = use_query_map();
    let draft_id = move || query.with(|query| query.get("draft")?.parse::<i64>().ok());
    let catalog = Resource::new(|| (), |()| doors::catalog());
    let like = move || query.with(|query| query.get("like")?.parse::<WorkspaceKey>().ok());
    let draft: Resource<Result<_, Refusal>> = Resource::new(
        move || (draft_id(), like()),
        // Whether it comes back is read with it: what hung on the address besides would be drawn twice.
        |(id, like)| async move {
            match (id, like) {
                (Some(id), _) => Ok((doors::draft(id).await?, true)),
                (None, Some(key)) => Ok((doors::like(key).await?, true)),
                (None, None) => Ok((Draft::default(), false)),
            }
        },
    );
    // Whoever cannot be told of it fills in the form as it is.
    let sent = Resource::new(|| (), |()| async { doors::unfinished().await.ok().flatten() });
    provide_beside(|| true);
    view! {
        <Title text="Create WorkSpaces"/>
        <header class="head">
            <h1>"Create WorkSpaces"</h1>
        </header>
        // Not a Transition: what is typed into a form that waits to be replaced would be lost.
        <Suspense fallback=|| view! { <p class="quiet">"Looking for directories and bundles …"</p> }>
            {move || Suspend::new(async move {
                match (catalog.await, draft.await) {
                    (Ok(catalog), Ok((draft, is_draft))) => view! { <CreateForm catalog draft is_draft sent/> }.into_any(),
                    // A draft that is gone costs what was typed, but not the page.
                    (Ok(catalog), Err(gone)) => {
                        view! {
                            <FaultNotice fault=gone.0/>
                            <CreateForm catalog draft=Draft::default() is_draft=false sent/>
                        }
                        .into_any()
                    }
                    (Err(refusal), _) => view! { <FaultNotice fault=refusal.0/> }.into_any(),
                }
            })}
        </Suspense>
    }
}
