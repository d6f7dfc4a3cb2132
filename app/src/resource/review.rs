//! What leads from a form to a plan? A button, and what was refused.

use domain::resource::Verb;
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use server_fn::client::Client;
use server_fn::codec::PostUrl;
use server_fn::request::ClientReq;
use server_fn::{Http, ServerFn};
use web_sys::FormData;

use crate::door::{Json, Refusal};
use crate::session::session;
use crate::ui::button::{Button, Look};
use crate::ui::notice::FaultNotice;

/// Why the whole form was refused, once it was.
pub fn refused<S>(action: ServerAction<S>) -> impl Fn() -> Option<AnyView> + Copy
where
    S: ServerFn<Output = (), Error = Refusal> + Clone + Send + Sync + 'static,
{
    move || {
        let fault = action.value().get()?.err()?.0;
        Some(view! { <FaultNotice fault/> }.into_any())
    }
}

/// Why the form was refused as a whole, where no field is to blame; and what is wrong with this field of it.
pub fn refused_at<S>(
    action: ServerAction<S>,
    field: &'static str,
) -> (impl Fn() -> Option<AnyView> + Copy, Signal<Vec<String>>)
where
    S: ServerFn<Output = (), Error = Refusal> + Clone + Send + Sync + 'static,
{
    let fault = move || Some(action.value().get()?.err()?.0);
    let whole = move || {
        let fault = fault().filter(|fault| fault.fields.is_empty())?;
        Some(view! { <FaultNotice fault/> }.into_any())
    };
    let errors = Signal::derive(move || {
        fault().map(|fault| fault.at(field).map(str::to_owned).collect()).unwrap_or_default()
    });
    (whole, errors)
}

/// The end of a form: the button that leads to the plan, and what to know beside it.
#[component]
pub fn Review<S>(
    /// What the form does.
    action: ServerAction<S>,
    /// How much the button wants to be pressed.
    #[prop(default = Look::Primary)]
    look: Look,
    /// Why it cannot be used.
    why_not: Option<String>,
    /// What to know beside it.
    #[prop(optional)]
    note: Option<&'static str>,
) -> impl IntoView
where
    S: ServerFn<Output = (), Error = Refusal> + Clone + Send + Sync + 'static,
{
    view! {
        <div class="form-end">
            <Button look why_not>
                {move || if action.pending().get() { "Planning …" } else { "Review" }}
            </Button>
            {note.map(|note| view! { <span class="quiet">{note}</span> })}
        </div>
    }
}

/// The button in the head of a page that plans to delete what it shows.
#[component]
pub fn Delete<S>(
    /// What it does.
    action: ServerAction<S>,
    /// Which resource.
    key: String,
    /// As what it is judged.
    verb: Verb,
    /// Why nobody could, if so.
    #[prop(default = None)]
    fixed: Option<String>,
) -> impl IntoView
where
    S: ServerFn<
            Protocol = Http<PostUrl, Json>,
            Client: Client<Refusal, Request: ClientReq<Refusal, FormData: From<FormData>>>,
            Output = (),
            Error = Refusal,
        > + DeserializeOwned
        + Clone
        + Send
        + Sync
        + 'static,
{
    let why_not = session().lacks(verb.right()).or(fixed);
    view! {
        <ActionForm action>
            <input type="hidden" name="key" value=key/>
            <Button look=Look::Danger why_not>"Delete …"</Button>
        </ActionForm>
        {refused(action)}
    }
}
