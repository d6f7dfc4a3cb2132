//! What few people need, out of the way until it is used; and tags.

use leptos::prelude::*;

use super::chosen::Chosen;
use super::doors::Draft;
use crate::resource::TagKeys;
use crate::ui::card::Card;
use crate::ui::field::{Check, Field, Select};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::textarea::Textarea;

/// The fields that are behind the disclosure.
const FIELDS: &[&str] = &["accelerator", "accelerator_protocol", "nested_virtualization", "name", "ipv6"];

fn choices(choices: &[(&str, &str)]) -> Signal<Vec<(String, String)>> {
    Signal::stored(choices.iter().map(|(value, word)| ((*value).to_owned(), (*word).to_owned())).collect())
}

/// Global Accelerator, nested virtualization, a name instead of a user, an address.
#[component]
pub fn Advanced(draft: Draft, chosen: Chosen) -> impl IntoView {
    let form = draft.form.clone();
    let typed =
        [&form.accelerator, &form.accelerator_protocol, &form.nested_virtualization, &form.name, &form.ipv6];
    let is_used =
        typed.iter().any(|text| !text.is_empty()) || FIELDS.iter().any(|field| !draft.at(field).is_empty());
    let at = move |field| Signal::stored(draft.at(field));
    // Drawn anew only when its words differ: a list that is open would close.
    let modes = Memo::new(move |_| {
        let known = [
            ("ENABLED_AUTO", "Enabled"),
            ("DISABLED", "Disabled"),
            ("INHERITED", "Inherited, said explicitly"),
        ];
        let as_directory = chosen.accelerator();
        let as_directory = as_directory
            .map_or_else(|| "The directory's".to_owned(), |word| format!("As the directory: {word}"));
        let known = known.map(|(value, word)| (value.to_owned(), word.to_owned()));
        std::iter::once((String::new(), as_directory)).chain(known).collect::<Vec<_>>()
    });
    let protocols =
        choices(&[("", "Not said"), ("TCP", "TCP"), ("NONE", "None"), ("INHERITED", "Inherited")]);
    view! {
            <details class="card advanced" open=is_used>
                <summary>
    <Icon glyph=Glyph::Right/>"Advanced: Global Accelerator, nested virtualization, no user, IPv6"
    </summary>
                <div class="card-body fields">
                    <Select
                        name="accelerator"
                        label="Global Accelerator"
                        value=form.accelerator
                        options=modes
                        errors=at("accelerator")
                    />
                    <Select
                        name="accelerator_protocol"
                        label="Preferred protocol of the accelerator"
                        value=form.accelerator_protocol
                        options=protocols
                        hint="Only when it is enabled."
                        errors=at("accelerator_protocol")
                        why_not=chosen.why_not("accelerator_protocol")
                    />
                    <Check
                        name="nested_virtualization"
                        label="Nested virtualization"
                        checked=!form.nested_virtualization.is_empty()
                        hint="Virtual machines inside the WorkSpace; AWS decides whether the bundle can."
                    />
                    <Field
                        name="name"
                        label="Name of a WorkSpace without a user"
                        value=form.name
                        hint="Instead of people: one WorkSpace that belongs to nobody yet."
                        errors=at("name")
                        why_not=chosen.why_not("name")
                    />
                    <Field
                        name="ipv6"
                        label="IPv6 address"
                        value=form.ipv6
                        hint="For one WorkSpace in a dual-stack subnet; assigned when empty."
                        errors=at("ipv6")
                        why_not=chosen.why_not("ipv6")
                    />
                </div>
            </details>
        }
}

/// Tags for each of the new WorkSpaces.
#[component]
pub fn Tags(draft: Draft) -> impl IntoView {
    let wrong = draft.at("tags");
    view! {
        <Card title="Tags">
            <Textarea
                name="tags"
                label="Tags"
                hint="One a line: key = value."
                rows=3
                value=draft.form.tags
                errors=wrong
            />
            <TagKeys field="tags"/>
        </Card>
    }
}
