//! One of many values that stand in groups, such as bundles by region.

use leptos::html;
use leptos::prelude::*;

use super::field::{FieldFrame, described_by};

/// Values that stand together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// What tells the group from others; never shown.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// Its values, each with its words.
    pub options: Vec<(String, String)>,
}

/// One of many values, in groups. With `only` the other groups are put out of reach, and a value that was chosen
/// there is let go; scripts alone do so, since without them the choice that `only` follows is not known.
#[component]
pub fn GroupedSelect(
    /// The form field.
    name: &'static str,
    /// What it asks for.
    #[prop(into)]
    label: String,
    /// The value that is chosen.
    #[prop(into)]
    value: String,
    /// What is said while nothing is chosen.
    none: &'static str,
    /// The values.
    groups: Vec<Group>,
    /// The key of the only group to choose from.
    #[prop(optional, into)]
    only: Signal<Option<String>>,
    /// How to choose.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with it.
    #[prop(optional, into)]
    errors: Signal<Vec<String>>,
    /// What happens when one chooses.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let node = NodeRef::<html::Select>::new();
    let has_hint = !hint.is_empty();
    let of_group = StoredValue::new(groups.clone());
    Effect::new(move |_| {
        let (Some(select), Some(only)) = (node.get(), only.get()) else { return };
        let offers = |groups: &Vec<Group>| {
            let chosen = select.value();
            let mut here = groups.iter().filter(|group| group.key == only);
            here.any(|group| group.options.iter().any(|(value, _)| *value == chosen))
        };
        if !of_group.with_value(offers) {
            select.set_value("");
        }
    });
    let parts = groups.into_iter().map(move |group| {
        let key = group.key.clone();
        let away = move || only.get().is_some_and(|only| only != key);
        let options = group.options.into_iter().map(|(option, word)| {
            let selected = option == value;
            view! { <option value=option selected=selected>{word}</option> }
        });
        let hidden = away.clone();
        view! { <optgroup label=group.label disabled=away hidden=hidden>{options.collect_view()}</optgroup> }
    });
    view! {
        <FieldFrame name label hint errors>
            <select
                id=format!("f-{name}")
                name=name
                node_ref=node
                autocomplete="off"
                aria-describedby=move || described_by(name, has_hint, !errors.get().is_empty())
                aria-invalid=move || (!errors.get().is_empty()).then_some("true")
                on:change=move |event| {
                    if let Some(on_change) = on_change {
                        on_change.run(event_target_value(&event));
                    }
                }
            >
                <option value="">{none}</option>
                {parts.collect_view()}
            </select>
        </FieldFrame>
    }
}
