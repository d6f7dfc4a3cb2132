//! The filters that hold, and the place to add one. A form by GET: it works without scripts.

use domain::query::FleetQuery;
use leptos::html;
use leptos::prelude::*;
use leptos_router::components::Form;

use crate::paths;
use crate::ui::token::Token;

/// The filters.
#[component]
pub fn FilterBar(
    /// What the address asks for.
    query: Memo<FleetQuery>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        query.track();
        if let Some(input) = input.get_untracked() {
            input.set_value("");
        }
    });
    let kept = move || {
        let address = query.get().first_page().to_query();
        let pairs = form_urlencoded::parse(address.as_bytes()).into_owned();
        pairs.map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view()
    };
    view! {
        <div class="filter">
            {move || tokens(&query.get())}
            <Form method="GET" action=paths::FLEET>
                {kept}
                <input
                    node_ref=input
                    name="add"
                    maxlength="256"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-label="Add a filter"
                    placeholder="Add a filter: state = error, last active > 30 d, tag:team = sales, or any text"
                />
            </Form>
            {move || clear(&query.get())}
        </div>
    }
}

fn tokens(query: &FleetQuery) -> impl IntoView + use<> {
    let filters = query.filters.iter().enumerate().map(|(at, filter)| {
        view! {
            <Token
                field=filter.field.word()
                sign=filter.op.sign()
                values=filter.values_words()
                without=paths::fleet(&query.without(at))
            />
        }
    });
    let text = query.text.clone().map(|text| {
        let without = FleetQuery { text: None, ..query.first_page() };
        view! { <Token field="Text" sign="~" values=text without=paths::fleet(&without) /> }
    });
    (filters.collect_view(), text)
}

fn clear(query: &FleetQuery) -> Option<AnyView> {
    let count = query.filters.len() + usize::from(query.text.is_some());
    (count > 1)
        .then(|| view! { <a class="btn quiet" href=paths::ALL_OF_FLEET>"Clear filters"</a> }.into_any())
}
