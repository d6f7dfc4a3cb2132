//! How does it run, and how large is it? What is left empty is the bundle's or the service's to say.

use domain::create::{OPERATING_SYSTEMS, unfit_computes};
use domain::words::{Compute, Protocol, RunningMode, operating_system_word};
use leptos::prelude::*;

use super::chosen::Chosen;
use super::doors::Draft;
use crate::ui::card::Card;
use crate::ui::chosen::Off;
use crate::ui::field::{Field, Select};

/// The running modes; what is not chosen is `empty`.
pub fn modes(empty: &str) -> Vec<(String, String)> {
    let words = |mode: &RunningMode| match mode {
        RunningMode::AutoStop => "AutoStop: stops when nobody is connected".to_owned(),
        RunningMode::AlwaysOn => "AlwaysOn: runs day and night".to_owned(),
        RunningMode::Manual => "Manual: WorkSpaces Core only".to_owned(),
        RunningMode::Other(wire) => wire.clone(),
    };
    let known = RunningMode::KNOWN.iter().map(|mode| (mode.wire().to_owned(), words(mode)));
    std::iter::once((String::new(), empty.to_owned())).chain(known).collect()
}

/// The compute types; what is not chosen is `empty`.
pub fn computes(empty: &str) -> Vec<(String, String)> {
    let known = Compute::KNOWN.iter().map(|compute| (compute.wire().to_owned(), compute.word().to_owned()));
    std::iter::once((String::new(), empty.to_owned())).chain(known).collect()
}

/// The sizes that need other volumes than these (GiB), root and user.
pub fn computes_off(volumes: Option<(i32, i32)>) -> Off {
    let unfit = volumes.map(|(root, user)| unfit_computes(root, user)).unwrap_or_default();
    Off::of(unfit.into_iter().map(|(compute, why)| (compute.wire(), why)))
}

/// The protocols; what is not chosen is `empty`.
pub fn protocols(empty: &str) -> Vec<(String, String)> {
    // Amazon's end-of-support page (rules.md, "Properties").
    let words = |protocol: &Protocol| match protocol {
        Protocol::Pcoip => "PCoIP: support ends on 31 October 2027".to_owned(),
        other => other.word().to_owned(),
    };
    let known = Protocol::KNOWN.iter().rev().map(|protocol| (protocol.wire().to_owned(), words(protocol)));
    std::iter::once((String::new(), empty.to_owned())).chain(known).collect()
}

fn operating_systems() -> Vec<(String, String)> {
    let known = OPERATING_SYSTEMS.iter().map(|wire| ((*wire).to_owned(), operating_system_word(wire)));
    std::iter::once((String::new(), "The bundle's".to_owned())).chain(known).collect()
}

/// Running mode, size, protocol and operating system.
#[component]
pub fn Settings(draft: Draft, chosen: Chosen) -> impl IntoView {
    let form = draft.form.clone();
    let at = move |field| Signal::stored(draft.at(field));
    view! {
        <Card title="Settings">
            <p class="quiet defaults">
                {move || chosen.defaults().map(|words| format!("Where nothing is chosen, the bundle decides: {words}."))}
            </p>
            <div class="fields">
                <Select name="mode" label="Running mode" value=form.mode options=Signal::stored(modes("As the service decides")) errors=at("mode")/>
                <Field
                    name="auto_stop"
                    label="Stop after (minutes)"
                    value=form.auto_stop
                    inputmode="numeric"
                    hint="Whole hours: 60, 120, 180 … With AutoStop only; 60 when empty."
                    errors=at("auto_stop")
                    why_not=chosen.why_not("auto_stop")
                />
                <Select
                    name="compute"
                    label="Compute"
                    value=form.compute
                    options=Signal::stored(computes("The bundle's"))
                    errors=at("compute")
                    off=chosen.computes_off()
                />
                <Select
                    name="protocol"
                    label="Protocol"
                    value=form.protocol
                    options=Signal::stored(protocols("The bundle's"))
                    errors=at("protocol")
                    why_not=chosen.why_not("protocol")
                />
                <Select
                    name="operating_system"
                    label="Operating system"
                    value=form.operating_system
                    options=Signal::stored(operating_systems())
                    hint="AWS decides whether the bundle can."
                    errors=at("operating_system")
                />
                <Field
                    name="root_gib"
                    label="Root volume (GiB)"
                    value=form.root_gib
                    inputmode="numeric"
                    hint="80, or 175 to 2000; the bundle's when empty."
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
            </div>
        </Card>
    }
}
