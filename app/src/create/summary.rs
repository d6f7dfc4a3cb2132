//! What is wrong with the form, in one place, with the way to each field.

use domain::count;
use domain::fault::FieldError;
use domain::words::Tone;
use leptos::prelude::*;

use crate::ui::notice::Notice;

/// The fields as they stand in the form: errors are listed so, and not in the order in which they were found.
const ORDER: &[&str] = &[
    "people",
    "csv",
    "directory",
    "bundle",
    "mode",
    "auto_stop",
    "compute",
    "protocol",
    "operating_system",
    "root_gib",
    "user_gib",
    "encryption_key",
    "tags",
    "accelerator",
    "accelerator_protocol",
    "name",
    "ipv6",
];

/// The errors of a refused form.
#[component]
pub fn Summary(mut errors: Vec<FieldError>) -> impl IntoView {
    if errors.is_empty() {
        return ().into_any();
    }
    errors.sort_by_key(|error| ORDER.iter().position(|field| *field == error.field));
    let total = i64::try_from(errors.len()).unwrap_or_default();
    let title = format!("Nothing was planned: {} to mend.", count::of(total, "thing", "things"));
    let lines = errors.into_iter().map(|FieldError { field, message }| {
        if field.is_empty() {
            return view! { <li>{message}</li> }.into_any();
        }
        view! { <li><a href=format!("#f-{field}")>{message}</a></li> }.into_any()
    });
    view! { <Notice tone=Tone::Bad title=title><ul class="error-list">{lines.collect_view()}</ul></Notice> }
        .into_any()
}
