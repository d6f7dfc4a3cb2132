//! The form as a whole: what it asks, in the order in which a person decides.

use domain::access::Right;
use domain::at::At;
use domain::estate::Catalog;
use leptos::prelude::*;

use super::advanced::{Advanced, Tags};
use super::chosen::Chosen;
use super::doors::{Draft, PlanCreate};
use super::encryption::Encryption;
use super::keep::{self, Sent, Unfinished};
use super::list::List;
use super::place::Place;
use super::settings::Settings;
use super::summary::Summary;
use super::who::Who;
use crate::paths;
use crate::resource::refused;
use crate::session::session;
use crate::ui::button::{Button, LinkButton, Look};
use crate::ui::empty::Empty;
use crate::ui::field::focus_first_error;

/// The form. `is_draft` says that it comes back with what was typed.
#[component]
pub fn CreateForm(
    catalog: Catalog,
    draft: Draft,
    is_draft: bool,
    sent: Resource<Option<(i64, At)>>,
) -> impl IntoView {
    if catalog.directories.is_empty() {
        return view! { <NoDirectory/> }.into_any();
    }
    let action = ServerAction::<PlanCreate>::new();
    // The handler has a name of its own: it may outlive this drawing.
    let (name, gone) = (keep::name(), keep::name());
    let chosen = Chosen::new(catalog.clone(), &draft.form);
    chosen.on_change(move || keep::save(&name));
    let lacks = session().lacks(Right::Create);
    let has_errors = draft.errors.iter().any(|error| !error.field.is_empty());
    focus_first_error(has_errors);
    view! {
        <div class="form-head">
            <Summary errors=draft.errors.clone()/>
            {refused(action)}
            {(!is_draft).then(|| view! { <Unfinished/><Sent sent/> })}
        </div>
        <ActionForm
            action
            attr:class="create-form"
            on:input=move |event| chosen.hear(&event)
            on:submit=move |_| keep::forget(&gone)
        >
            <Who draft=draft.clone() chosen/>
            <List draft=draft.clone() chosen/>
            <Place catalog draft=draft.clone() chosen/>
            <Settings draft=draft.clone() chosen/>
            <Encryption draft=draft.clone() chosen/>
            <Tags draft=draft.clone()/>
            <Advanced draft chosen/>
            <div class="form-end">
                <Button look=Look::Primary why_not=lacks>
                    {move || if action.pending().get() { "Planning …" } else { "Review" }}
                </Button>
                // With scripts the browser keeps what is typed by itself.
                <button class="btn quiet without-scripts" formaction=paths::KEEP_DOOR>"Keep it for later"</button>
                <span class="quiet">"Nothing is created before you confirm the plan."</span>
            </div>
        </ActionForm>
    }
    .into_any()
}

#[component]
fn NoDirectory() -> impl IntoView {
    let words = session().lacks(Right::Create).unwrap_or_else(|| {
        "No directory is known in which you may create WorkSpaces: either the first sweep has not come to them yet, \
         or none is registered with WorkSpaces."
            .to_owned()
    });
    view! {
        <Empty title="There is no directory to create in">
            <p>{words}</p>
            <LinkButton href=paths::OVERVIEW>"See how the sync stands"</LinkButton>
        </Empty>
    }
}
