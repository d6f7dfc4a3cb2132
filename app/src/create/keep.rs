//! A tab that is closed by mistake costs nothing: what is typed is kept in the browser until it is sent, and what was sent
//! is offered until it has become a job.

use domain::at::At;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{FormData, HtmlFormElement, Storage, UrlSearchParams};

use crate::paths;
use crate::session::session;
use crate::ui::button::{Button, LinkButton, Look};
use crate::ui::clock::Time;
use crate::ui::scripts::has_scripts;

/// What the names begin with under which the browser keeps it: each person who uses it has their own.
const NAME: &str = "deskwarden.create";

/// The name under which the browser keeps what this person types.
pub fn name() -> String {
    session().person().map_or_else(|| NAME.to_owned(), |person| format!("{NAME}.{}", person.id))
}

/// The form as it stands on the page. A form that comes back is drawn over the one before, whose handlers may outlive
/// all that it had made: what they need is looked for.
fn form() -> Option<HtmlFormElement> {
    document().query_selector("form.create-form").ok()??.dyn_into().ok()
}

/// A browser may forbid storage; then nothing is kept, and nothing else changes.
fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Keeps what stands in the form now.
pub fn save(name: &str) {
    let typed = form().and_then(|form| {
        let data = FormData::new_with_form(&form).ok()?;
        let pairs = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
        Some(String::from(pairs.to_string()))
    });
    if let (Some(storage), Some(typed)) = (storage(), typed) {
        // A full storage keeps no draft; the form itself still stands.
        let _ = storage.set_item(name, &typed);
    }
}

/// Forgets it.
pub fn forget(name: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(name);
    }
}

/// What was kept, when anybody had been named in it.
fn kept(name: &str) -> Option<Vec<(String, String)>> {
    let text = storage()?.get_item(name).ok()??;
    let pairs: Vec<(String, String)> = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
    let is_worth_it = pairs.iter().any(|(_, value)| !value.is_empty());
    is_worth_it.then_some(pairs)
}

/// Puts what was kept into the form, as if it were typed.
fn restore(name: &str) {
    let (Some(form), Some(pairs)) = (form(), kept(name)) else { return };
    for (name, value) in pairs {
        let Ok(Some(control)) = form.query_selector(&format!("[name=\"{name}\"]")) else { continue };
        let is_check = control.get_attribute("type").as_deref() == Some("checkbox");
        let (property, value) =
            if is_check { ("checked", JsValue::TRUE) } else { ("value", JsValue::from(value)) };
        // Each control hears of it as it would of a person.
        let told = js_sys::Reflect::set(&control, &property.into(), &value).is_ok();
        for name in ["input", "change"].into_iter().filter(|_| told) {
            let init = web_sys::EventInit::new();
            init.set_bubbles(true);
            if let Ok(event) = web_sys::Event::new_with_event_init_dict(name, &init) {
                let _ = control.dispatch_event(&event);
            }
        }
    }
}

/// Offers what was typed before, when there is any.
#[component]
pub fn Unfinished() -> impl IntoView {
    let (is_offered, set_offered) = signal(false);
    let name = StoredValue::new(name());
    let has_scripts = has_scripts();
    // Looked for at once: what is being typed already is not offered.
    Effect::new(move |before: Option<bool>| {
        let before = before.unwrap_or_else(|| name.with_value(|name| kept(name).is_some()));
        set_offered.set(before && has_scripts.get());
        before
    });
    let restore = Callback::new(move |()| {
        name.with_value(|name| restore(name));
        set_offered.set(false);
    });
    let forget = Callback::new(move |()| {
        name.with_value(|name| forget(name));
        set_offered.set(false);
    });
    view! {
        <Show when=move || is_offered.get()>
            <div class="unfinished" role="status">
                <span>"You had begun to fill this in before."</span>
                <Button kind="button" on_press=restore>"Bring it back"</Button>
                <Button kind="button" look=Look::Quiet on_press=forget>"Forget it"</Button>
            </div>
        </Show>
    }
}

/// Offers the form that this person sent or kept last, when it has not become a job.
#[component]
pub fn Sent(sent: Resource<Option<(i64, At)>>) -> impl IntoView {
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let (id, at) = sent.await?;
                Some(
                    view! {
                        <form class="unfinished" method="post" action=paths::FORGET_DOOR aria-label="Kept form">
                            <span>"A form of yours from "<Time at/>" has not become a job."</span>
                            <LinkButton href=paths::draft(id)>"Go on with it"</LinkButton>
                            <Button look=Look::Quiet>"Forget them"</Button>
                        </form>
                    },
                )
            })}
        </Transition>
    }
}
