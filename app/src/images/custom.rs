//! The form that imports a custom image by way of EC2 Image Builder.

use domain::images::CustomForm;
use domain::resource::{Draft, Verb};
use leptos::prelude::*;

use super::doors::{self, PlanImportCustom};
use crate::resource::{FormPage, Review, ScopeSelect, refused};
use crate::session::session;
use crate::ui::card::Card;
use crate::ui::field::{Field, Select};
use crate::ui::textarea::Textarea;

/// The page of the form.
#[component]
pub fn ImportCustomPage() -> impl IntoView {
    view! {
        <FormPage title="Import a custom image" read=doors::custom_draft form=|draft| view! { <Form draft/> }.into_any()>
            <p class="quiet">
                "By EC2 Image Builder, which tests the image, tells how far it is, and what is wrong with it. \
                 AWS takes hours; the job waits for it."
            </p>
        </FormPage>
    }
}

/// The choices of a field; where nothing may be left open, with one before them that chooses nothing.
fn choices(field: &str) -> Signal<Vec<(String, String)>> {
    let known = CustomForm::choices(field);
    let has_none = known.iter().any(|(value, _)| value.is_empty());
    let first = (!has_none).then(|| (String::new(), "Choose".to_owned()));
    let known = known.iter().map(|(value, words)| {
        // A list cannot say why one of its values is out of reach but in the value's own words.
        let words = if *value == "PCOIP" { "PCoIP: Windows 10 only" } else { words };
        ((*value).to_owned(), words.to_owned())
    });
    Signal::stored(first.into_iter().chain(known).collect())
}

#[component]
fn Form(draft: Draft<CustomForm>) -> impl IntoView {
    let action = ServerAction::<PlanImportCustom>::new();
    let lacks = session().lacks(Verb::ImportCustomImage.right());
    let draft = StoredValue::new(draft);
    let at = move |field: &str| Signal::stored(draft.with_value(|draft| draft.at(field)));
    let form = draft.with_value(|draft| draft.form.clone());
    let os = RwSignal::new(form.os.clone());
    let off = Signal::derive(move || {
        let all = CustomForm::choices("protocol").iter().map(|(value, _)| *value);
        let off = all.filter(|value| CustomForm::protocol_refusal(value, &os.get()).is_some());
        off.map(str::to_owned).collect::<Vec<_>>()
    });
    view! {
        {refused(action)}
        <ActionForm action attr:class="create-form">
            <Card title="Source">
                <div class="fields">
                    <ScopeSelect value=form.scope errors=at("scope")/>
                    <Select name="source_kind" label="Imported from" value=form.source_kind options=choices("source_kind") errors=at("source_kind")/>
                    <Field name="source" label="Id or ARN of the source" value=form.source errors=at("source")/>
                    <Field
                        name="infrastructure"
                        label="Infrastructure configuration"
                        hint="The ARN that Image Builder has for it."
                        value=form.infrastructure
                        errors=at("infrastructure")
                    />
                </div>
            </Card>
            <Card title="Image">
                <div class="fields">
                    <Select
                        name="os"
                        label="Windows"
                        value=form.os
                        options=choices("os")
                        errors=at("os")
                        on_change=Callback::new(move |chosen| os.set(chosen))
                    />
                    <Select name="protocol" label="Protocol" value=form.protocol options=choices("protocol") errors=at("protocol") off/>
                    <Select name="compute" label="Compute" value=form.compute options=choices("compute") errors=at("compute")/>
                    <Select name="validation" label="Validation" value=form.validation options=choices("validation") errors=at("validation")/>
                    <Field name="name" label="Name" hint="Letters, digits and _ . / ( ) -, without spaces." value=form.name errors=at("name")/>
                    <Field name="description" label="Description" value=form.description errors=at("description")/>
                </div>
                <Textarea name="tags" label="Tags" hint="One a line: key = value." rows=2 value=form.tags errors=at("tags")/>
            </Card>
            <Review action why_not=lacks note="Nothing is imported before you confirm the plan."/>
        </ActionForm>
    }
}
