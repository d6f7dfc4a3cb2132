//! The form that imports an EC2 image of one's own licences.

use domain::images::{ImportForm, PROCESSES, office_note};
use domain::resource::{Draft, Verb};
use leptos::prelude::*;

use super::doors::{self, PlanImport};
use crate::paths;
use crate::resource::{FormPage, Review, ScopeSelect, refused};
use crate::session::session;
use crate::ui::card::Card;
use crate::ui::field::{Field, Select};
use crate::ui::textarea::Textarea;

/// The page of the form.
#[component]
pub fn ImportPage() -> impl IntoView {
    view! {
        <FormPage title="Import an EC2 image" read=doors::import_draft form=|draft| view! { <Form draft/> }.into_any()>
            <p class="quiet">
                "A Windows 10 or 11 image of your own licences, already licensed and owned by the same account. \
                 AWS takes hours; the job waits for it. "
                <a href=paths::IMAGE_IMPORT_CUSTOM>"Import by EC2 Image Builder"</a>" tells how far it is."
            </p>
        </FormPage>
    }
}

/// Choices with one before them that chooses nothing.
fn choices(first: &str, known: &[(&str, &str)]) -> Vec<(String, String)> {
    let known = known.iter().map(|(value, words)| ((*value).to_owned(), (*words).to_owned()));
    std::iter::once((String::new(), first.to_owned())).chain(known).collect()
}

#[component]
fn Form(draft: Draft<ImportForm>) -> impl IntoView {
    let action = ServerAction::<PlanImport>::new();
    let lacks = session().lacks(Verb::ImportImage.right());
    let at = |field: &str| Signal::stored(draft.at(field));
    let (scopes, names, texts, amis) = (at("scope"), at("name"), at("description"), at("ami"));
    let (processes, offices, tags) = (at("process"), at("application"), at("tags"));
    let form = draft.form;
    let process = RwSignal::new(form.process.clone());
    let known = choices("Choose how it is taken in", PROCESSES);
    let office = [("Microsoft_Office_2019", "Office 2019"), ("Microsoft_Office_2016", "Office 2016")];
    view! {
        {refused(action)}
        <ActionForm action attr:class="create-form">
            <Card title="Image">
                <div class="fields">
                    <ScopeSelect value=form.scope errors=scopes/>
                    <Field name="ami" label="EC2 image" placeholder="ami-…" value=form.ami errors=amis/>
                    <Select
                        name="process"
                        label="Ingestion process"
                        value=form.process
                        options=Signal::stored(known)
                        hint="What the WorkSpaces have: a GPU or none, and which protocol."
                        errors=processes
                        on_change=Callback::new(move |chosen| process.set(chosen))
                    />
                    <Select
                        name="application"
                        label="Microsoft Office"
                        value=form.application
                        options=Signal::stored(choices("None", &office))
                        errors=offices
                    />
                </div>
                <p class="quiet">{move || office_note(&process.get())}</p>
                <div class="fields">
                    <Field name="name" label="Name" hint="Letters, digits and _ . / ( ) -, without spaces." value=form.name errors=names/>
                    <Field name="description" label="Description" value=form.description errors=texts/>
                </div>
                <Textarea name="tags" label="Tags" hint="One a line: key = value." rows=2 value=form.tags errors=tags/>
            </Card>
            <Review action why_not=lacks note="Nothing is imported before you confirm the plan."/>
        </ActionForm>
    }
}
