//! What shall be changed about these WorkSpaces? A form for each kind of change that takes more than its name.

mod doors;
mod forms;
mod properties;

use domain::change::Chosen;
use domain::count;
use domain::fault::Fault;
use domain::words::Tone;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use self::forms::{ImageForm, MigrateForm, TagForm};
use self::properties::PropertiesForm;
use crate::door::Refusal;
use crate::paths;
use crate::resource::provide_beside;
use crate::ui::button::LinkButton;
use crate::ui::empty::Empty;
use crate::ui::field::focus_first_error;
use crate::ui::notice::Notice;

/// The page of the form.
#[component]
pub fn ChangePage() -> impl IntoView {
    let query = use_query_map();
    let draft = move || query.with(|query| query.get("draft")?.parse::<i64>().ok());
    let chosen = Resource::new(draft, |draft| async move {
        match draft {
            Some(draft) => Ok((doors::chosen(draft).await?, draft)),
            None => Err(Refusal(Fault::not_found("Nothing is selected."))),
        }
    });
    provide_beside(|| true);
    view! {
        <Transition fallback=|| view! { <p class="quiet">"Looking for the selection …"</p> }>
            {move || Suspend::new(async move {
                match chosen.await {
                    Ok((chosen, draft)) => view! { <Forms chosen draft/> }.into_any(),
                    Err(_) => view! { <NothingChosen/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Forms(chosen: Chosen, draft: i64) -> impl IntoView {
    let title = format!("Change {}", count::of(chosen.count, "WorkSpace", "WorkSpaces"));
    let has_errors = chosen.errors.iter().any(|error| !error.field.is_empty());
    focus_first_error(has_errors);
    let whole = chosen.at("").into_iter().chain(chosen.at("selected")).chain(chosen.at("what"));
    let whole: Vec<_> = whole.map(|message| view! { <span>{message}</span> }).collect();
    let refused = (!whole.is_empty())
        .then(|| view! { <Notice tone=Tone::Bad title="Nothing was planned.">{whole}</Notice> });
    let one = chosen.one.as_ref().map(|key| {
        view! { <a href=paths::workspace(key)>{key.id.to_string()}</a> }
    });
    let has_image = chosen.one.is_some();
    let chosen = StoredValue::new(chosen);
    view! {
        <Title text=title.clone()/>
        <header class="head">
            <h1>{title}" "<span class="count">{one}</span></h1>
        </header>
        <p class="quiet">"Each part leads to a plan of its own, which says what would happen before anything is sent."</p>
        <div class="form-head">{refused}</div>
        <div class="create-form">
            <PropertiesForm chosen draft/>
            <TagForm chosen draft/>
            <MigrateForm chosen draft/>
            {has_image.then(|| view! { <ImageForm chosen draft/> })}
        </div>
    }
}

#[component]
fn NothingChosen() -> impl IntoView {
    view! {
        <Title text="Change"/>
        <h1>"Change WorkSpaces"</h1>
        <Empty title="Nothing is selected">
            <p>"Select WorkSpaces in the fleet first. A selection is kept for a week."</p>
            <LinkButton href=paths::FLEET>"Go to the fleet"</LinkButton>
        </Empty>
    }
}
