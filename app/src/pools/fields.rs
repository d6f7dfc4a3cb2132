//! The fields of a pool, for a new one and for one that is there.

use domain::estate::Catalog;
use domain::ids::ScopeKey;
use domain::pools::{ALWAYS_ON, AUTO_STOP, DISABLED, ENABLED, Form, MODE_WHEN_STOPPED};
use domain::resource::Draft;
use leptos::prelude::*;

use super::only::Only;
use crate::create::{bundle_groups, directory_groups};
use crate::ui::card::Card;
use crate::ui::field::{Field, Select};
use crate::ui::grouped::GroupedSelect;
use crate::ui::scripts::has_scripts;

/// A pool that is there, as far as its fields depend on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct There {
    /// Where it is, and stays.
    pub scope: ScopeKey,
    /// AWS's word for its state.
    pub state: String,
}

/// What is asked of a new pool, or of one that is there.
#[component]
pub fn Fields(
    /// What was typed, or is so.
    draft: Draft<Form>,
    /// What can be chosen.
    catalog: Catalog,
    /// The pool, unless it is a new one.
    #[prop(optional)]
    there: Option<There>,
) -> impl IntoView {
    let form = draft.form.clone();
    let at = |field: &str| Signal::stored(draft.at(field));
    let (disconnect, idle, longest) = (at("disconnect"), at("idle"), at("longest"));
    let kept = draft.clone();
    view! {
        <Place draft=draft.clone() catalog there=there.clone()/>
        <Size draft there/>
        <Card title="Sessions end">
            <div class="fields">
                <Field
                    name="disconnect"
                    label="After people disconnect (seconds)"
                    value=form.disconnect
                    inputmode="numeric"
                    hint="60 to 36,000. Until then they come back to the same session."
                    errors=disconnect
                />
                <Field
                    name="idle"
                    label="When people do nothing (seconds)"
                    value=form.idle
                    inputmode="numeric"
                    hint="Up to 36,000; 0: never. Then they are disconnected."
                    errors=idle
                />
                <Field
                    name="longest"
                    label="At the latest (seconds)"
                    value=form.longest
                    inputmode="numeric"
                    hint="600 to 432,000. People are warned five minutes before."
                    errors=longest
                />
            </div>
        </Card>
        <Kept draft=kept/>
    }
}

/// Where, and from which bundle. A pool that is there stays in its account and region.
#[component]
fn Place(draft: Draft<Form>, catalog: Catalog, there: Option<There>) -> impl IntoView {
    let is_new = there.is_none();
    let catalog = match there {
        None => catalog,
        Some(There { scope, .. }) => Catalog {
            directories: catalog.directories.into_iter().filter(|one| one.key.scope == scope).collect(),
            bundles: catalog.bundles.into_iter().filter(|one| one.scope == scope).collect(),
        },
    };
    let (directory, set_directory) = signal(draft.form.directory.clone());
    // The first drawing offers every bundle: without scripts the directory can still be changed.
    let has_scripts = has_scripts();
    let only = Signal::derive(move || {
        let place = directory.with(|key| key.rsplit_once('/').map(|(place, _)| place.to_owned()));
        place.filter(|_| has_scripts.get())
    });
    let (no_directory, no_bundle) =
        if is_new { ("Choose a directory", "Choose a bundle") } else { ("As it is", "As it is") };
    let hint = if is_new {
        "Of the directory's account and region."
    } else {
        "AWS may want the pool stopped before another is given."
    };
    let nothing = catalog.directories.is_empty().then(|| {
        view! { <p>"There is no directory for pools that you may use. Register one for pools first."</p> }
    });
    view! {
        <Card title="Where">
            {nothing}
            <div class="fields">
                <GroupedSelect
                    name="directory"
                    label="Directory"
                    none=no_directory
                    value=draft.form.directory.clone()
                    groups=directory_groups(&catalog)
                    hint="One that is registered for pools."
                    errors=draft.at("directory")
                    on_change=Callback::new(move |key| set_directory.set(key))
                />
                <GroupedSelect
                    name="bundle"
                    label="Bundle"
                    none=no_bundle
                    value=draft.form.bundle.clone()
                    groups=bundle_groups(&catalog)
                    only
                    hint
                    errors=draft.at("bundle")
                />
            </div>
        </Card>
    }
}

/// What it is for, for how many people, and when it runs.
#[component]
fn Size(draft: Draft<Form>, there: Option<There>) -> impl IntoView {
    let form = draft.form.clone();
    let name = there.is_none().then(|| {
        let hint = "Up to 64 letters, digits, dots, hyphens and underscores.";
        view! { <Field name="name" label="Name" value=form.name hint errors=draft.at("name")/> }
    });
    let mode_not =
        there.as_ref().filter(|there| there.state != "STOPPED").map(|_| MODE_WHEN_STOPPED.to_owned());
    let known = [AUTO_STOP, ALWAYS_ON].contains(&form.mode.as_str());
    let own = match (&there, known) {
        (None, _) => Some("As the service decides"),
        (Some(_), false) => Some("As it is"),
        (Some(_), true) => None,
    };
    let modes = [
        (AUTO_STOP, "AutoStop: it is started and stopped by you"),
        (ALWAYS_ON, "AlwaysOn: it runs day and night"),
    ];
    let modes = own.map(|word| ("", word)).into_iter().chain(modes);
    let modes: Vec<_> = modes.map(|(value, word)| (value.to_owned(), word.to_owned())).collect();
    view! {
        <Card title="Pool">
            <div class="fields">
                {name}
                <Field name="description" label="Description" value=form.description errors=draft.at("description")/>
                <Field
                    name="desired"
                    label="Desired sessions"
                    value=form.desired
                    inputmode="numeric"
                    hint="People who work at once. Nobody is thrown out when it becomes less."
                    errors=draft.at("desired")
                />
                <Only why_not=Signal::stored(mode_not)>
                    <Select name="mode" label="Running mode" value=form.mode options=Signal::stored(modes) errors=draft.at("mode")/>
                </Only>
            </div>
        </Card>
    }
}

/// Whether application settings outlive a session, and where.
#[component]
fn Kept(draft: Draft<Form>) -> impl IntoView {
    let form = draft.form.clone();
    let (status, set_status) = signal(form.app_settings.clone());
    let has_scripts = has_scripts();
    let why_not = Signal::derive(move || {
        let is_kept = status.with(|status| status == ENABLED);
        (has_scripts.get() && !is_kept).then(|| "Only where settings are kept.".to_owned())
    });
    let own = form.app_settings.is_empty().then_some(("", "As the service decides"));
    let choices = own.into_iter().chain([(ENABLED, "Kept between sessions"), (DISABLED, "Not kept")]);
    let choices: Vec<_> = choices.map(|(value, word)| (value.to_owned(), word.to_owned())).collect();
    view! {
        <Card title="Application settings">
            <div class="fields">
                <Select
                    name="app_settings"
                    label="People's application settings"
                    value=form.app_settings
                    options=Signal::stored(choices)
                    hint="They are kept in a bucket of S3 that AWS makes."
                    errors=draft.at("app_settings")
                    on_change=Callback::new(move |chosen| set_status.set(chosen))
                />
                <Only why_not>
                    <Field
                        name="group"
                        label="Settings group"
                        value=form.group
                        hint="The path in the bucket; AWS picks one when it is empty. Pools with the same group share settings."
                        errors=draft.at("group")
                    />
                </Only>
            </div>
        </Card>
    }
}
