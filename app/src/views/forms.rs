//! The forms about views. They post as forms do, with scripts or without.

use domain::access::Right;
use domain::views::{LONGEST, View, ViewDraft};
use leptos::prelude::*;

use crate::paths;
use crate::session::session;

/// Keeps what is shown under a name.
#[component]
pub fn SaveForm(
    /// The address's query, from its first page.
    address: String,
    /// The form as it was refused.
    draft: Option<ViewDraft>,
) -> impl IntoView {
    let (name, shared, errors) = typed(draft, String::new(), false);
    view! {
        <form class="view-form" method="post" action=paths::VIEW_SAVE_DOOR autocomplete="off">
            <input type="hidden" name="query" value=address />
            <Name id="view-new" label="Name" name errors />
            <Share shared />
            <button class="btn">"Keep the view"</button>
        </form>
    }
}

/// Names a view anew, shares it, lets it show something else, begins with it, deletes it: one form, a door a button.
#[component]
pub fn EditForm(
    /// Which.
    view: View,
    /// Whether this person's fleet begins with it.
    is_start: bool,
    /// The address's query, from its first page.
    address: String,
    /// The form as it was refused.
    draft: Option<ViewDraft>,
) -> impl IntoView {
    let View { id, name: called, query, is_mine, is_shared, .. } = view;
    let is_open = draft.is_some();
    let lacks = session().lacks(Right::Share);
    let may_change = if is_shared { lacks.is_none() } else { is_mine };
    let (name, shared, errors) = typed(draft, called.clone(), is_shared);
    let begin = if is_start {
        view! { <button class="btn" formaction=paths::VIEW_START_DOOR formnovalidate name="off" value="on">"Do not begin with it"</button> }
            .into_any()
    } else {
        view! { <button class="btn" formaction=paths::VIEW_START_DOOR formnovalidate>"Begin with it"</button> }
            .into_any()
    };
    let differs = query != address;
    let change = may_change.then(|| {
        view! {
            <Name id=format!("view-{id}") label=format!("New name of {called}") name errors />
            <Share shared />
            <button class="btn">"Save"</button>
            {differs.then(|| view! {
                <button class="btn" formaction=paths::VIEW_OVERWRITE_DOOR formnovalidate>"Show what is shown now"</button>
            })}
        }
    });
    let remove = may_change.then(|| {
        view! { <button class="btn danger" formaction=paths::VIEW_REMOVE_DOOR formnovalidate>"Delete"</button> }
    });
    // What Enter presses is the first button: where the name can be typed, that saves it.
    let action = if may_change { paths::VIEW_CHANGE_DOOR } else { paths::VIEW_START_DOOR };
    view! {
        <details class="view-edit" open=is_open>
            <summary>"Edit" <span class="hidden">" " {called}</span></summary>
            <form class="view-form" method="post" action=action autocomplete="off">
                <input type="hidden" name="id" value=id.to_string() />
                <input type="hidden" name="query" value=address />
                {change}
                {begin}
                {remove}
            </form>
        </details>
    }
}

/// What stands in the fields: as typed, where the form was refused.
fn typed(draft: Option<ViewDraft>, name: String, shared: bool) -> (String, bool, Vec<String>) {
    match draft {
        Some(ViewDraft { form, errors, .. }) => {
            let shared = form.is_shared();
            (form.name, shared, errors.into_iter().map(|error| error.message).collect())
        }
        None => (name, shared, Vec::new()),
    }
}

#[component]
fn Name(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    name: String,
    errors: Vec<String>,
) -> impl IntoView {
    let wrong = (!errors.is_empty()).then(|| format!("{id}-error"));
    let input = NodeRef::<leptos::html::Input>::new();
    let is_wrong = wrong.is_some();
    Effect::new(move |_| {
        if let Some(input) = input.get().filter(|_| is_wrong) {
            // A field that takes no focus says what is wrong all the same.
            let _ = input.focus();
        }
    });
    view! {
        <div class="field" class:wrong=is_wrong>
            <label for=id.clone()>{label}</label>
            <input
                id=id
                name="name"
                value=name
                required
                maxlength=LONGEST.to_string()
                node_ref=input
                aria-invalid=is_wrong.then_some("true")
                aria-describedby=wrong.clone()
            />
            {wrong.map(|wrong| view! {
                <div class="field-error" id=wrong>{errors.into_iter().map(|error| view! { <p>{error}</p> }).collect_view()}</div>
            })}
        </div>
    }
}

#[component]
fn Share(shared: bool) -> impl IntoView {
    let lacks = session().lacks(Right::Share);
    let why = lacks.clone().map(|why| view! { <span class="quiet">{why}</span> });
    view! {
        <label class="check-line">
            <input type="checkbox" name="shared" value="on" checked=shared disabled=lacks.is_some() />
            <span>"Show it to everybody " {why}</span>
        </label>
    }
}
