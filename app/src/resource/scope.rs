//! In which account and region? A choice of those that are watched.

use leptos::prelude::*;

use super::beside::watched;
use crate::ui::field::Select;

/// The choice, as the field `scope`; the page has called [`super::provide_beside`].
#[component]
pub fn ScopeSelect(
    /// `account/region`, as it was chosen before.
    value: String,
    /// What is wrong with it.
    #[prop(into)]
    errors: Signal<Vec<String>>,
) -> impl IntoView {
    let scopes = watched();
    let value = StoredValue::new(value);
    view! {
        <Suspense fallback=|| ()>
            {move || Suspend::new(async move {
                let found = scopes.await;
                let named = found.into_iter().map(|one| {
                    (one.key.to_string(), format!("{} {}", one.account_name, one.key.region))
                });
                let first = (String::new(), "Choose an account and a region".to_owned());
                let options: Vec<_> = std::iter::once(first).chain(named).collect();
                view! {
                    <Select name="scope" label="Account and region" value=value.get_value() options=Signal::stored(options) errors/>
                }
            })}
        </Suspense>
    }
}
