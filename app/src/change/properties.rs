//! The properties: one call each at AWS, in the order and with the waits that it asks for.

use domain::change::{self, Chosen};
use domain::fleet::Action;
use leptos::prelude::*;

use super::doors::PlanChange;
use super::forms::Part;
use crate::create::{computes, computes_off, modes, protocols};
use crate::ui::chosen;
use crate::ui::field::{Field, Select};

const AS_IT_IS: &str = "As it is";

fn choices(choices: &[(&str, &str)]) -> Signal<Vec<(String, String)>> {
    let all = std::iter::once(&("", AS_IT_IS)).chain(choices);
    Signal::stored(all.map(|(value, word)| ((*value).to_owned(), (*word).to_owned())).collect())
}

/// The part of the form for properties.
#[component]
pub fn PropertiesForm(chosen: StoredValue<Chosen>, draft: i64) -> impl IntoView {
    let action = ServerAction::<PlanChange>::new();
    let (form, among) = chosen.with_value(|chosen| (chosen.form.clone(), chosen.among));
    let so_far = chosen::Chosen::new(form.clone());
    let why_not = move |field| so_far.why_not(move |form| change::why_not(form, &among, field));
    let off = so_far.off(|form| computes_off(form.volumes()));
    let at = move |field| Signal::stored(chosen.with_value(|chosen| chosen.at(field)));
    let replication = choices(&[("on", "On: from the primary to its standby"), ("off", "Off")]);
    let accelerator =
        choices(&[("ENABLED_AUTO", "Enabled"), ("DISABLED", "Disabled"), ("INHERITED", "As the directory")]);
    let preferred = choices(&[("TCP", "TCP"), ("NONE", "None"), ("INHERITED", "As the directory")]);
    let nested = choices(&[("on", "On"), ("off", "Off")]);
    view! {
        <Part
            what=Action::Modify
            title="Properties"
            words="What is left empty stays as it is. AWS takes one property a call and wants waits between some: the plan \
                   shows each step with its time, and the job walks them over hours, across restarts."
            draft
            action
        >
            <div class="fields" on:input=move |event| so_far.hear(&event)>
                <Select name="mode" label="Running mode" value=form.mode options=Signal::stored(modes(AS_IT_IS)) errors=at("mode")/>
                <Field
                    name="auto_stop"
                    label="Stop after (minutes)"
                    value=form.auto_stop
                    inputmode="numeric"
                    hint="Whole hours: 60, 120, 180 … With AutoStop only."
                    errors=at("auto_stop")
                    why_not=why_not("auto_stop")
                />
                <Select
                    name="compute"
                    label="Compute"
                    value=form.compute
                    options=Signal::stored(computes(AS_IT_IS))
                    errors=at("compute")
                    off
                />
                <Select
                    name="protocol"
                    label="Protocol"
                    value=form.protocol
                    options=Signal::stored(protocols(AS_IT_IS))
                    errors=at("protocol")
                    why_not=why_not("protocol")
                />
                <Field
                    name="root_gib"
                    label="Root volume (GiB)"
                    value=form.root_gib
                    inputmode="numeric"
                    hint="80, or 175 to 2000. Volumes only grow."
                    errors=at("root_gib")
                />
                <Field
                    name="user_gib"
                    label="User volume (GiB)"
                    value=form.user_gib
                    inputmode="numeric"
                    hint="10, 50 or 100 with 80 root; 100 to 2000 with more."
                    errors=at("user_gib")
                />
                <Select
                    name="replication"
                    label="Data replication"
                    value=form.replication
                    options=replication
                    hint="For WorkSpaces that have a standby."
                    errors=at("replication")
                    why_not=why_not("replication")
                />
                <Select
                    name="accelerator"
                    label="Global Accelerator"
                    value=form.accelerator
                    options=accelerator
                    errors=at("accelerator")
                />
                <Select
                    name="accelerator_protocol"
                    label="Preferred protocol of the accelerator"
                    value=form.accelerator_protocol
                    options=preferred
                    hint="Only with “Enabled”."
                    errors=at("accelerator_protocol")
                    why_not=why_not("accelerator_protocol")
                />
                <Select
                    name="nested_virtualization"
                    label="Nested virtualization"
                    value=form.nested_virtualization
                    options=nested
                    hint="Virtual machines inside the WorkSpace; AWS decides which can, and its people are sent away meanwhile."
                    errors=at("nested_virtualization")
                />
            </div>
        </Part>
    }
}
