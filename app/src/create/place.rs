//! Where, and from which bundle? Bundles belong to an account and region, so the directory comes first.

use domain::estate::Catalog;
use domain::ids::DirectoryKey;
use leptos::prelude::*;

use super::choices::{bundle_groups, directory_groups};
use super::chosen::Chosen;
use super::doors::Draft;
use crate::ui::card::Card;
use crate::ui::grouped::GroupedSelect;
use crate::ui::scripts::has_scripts;

/// The directory and the bundle.
#[component]
pub fn Place(catalog: Catalog, draft: Draft, chosen: Chosen) -> impl IntoView {
    let (directory, set_directory) = signal(draft.form.directory.clone());
    // The first drawing offers every bundle: without scripts the directory can still be changed.
    let has_scripts = has_scripts();
    let only = Signal::derive(move || {
        let key: DirectoryKey = directory.with(|key| key.parse().ok())?;
        has_scripts.get().then(|| key.scope.to_string())
    });
    let (wrong_directory, wrong_bundle) = (draft.at("directory"), draft.at("bundle"));
    view! {
        <Card title="Where">
            <div class="fields">
                <GroupedSelect
                    name="directory"
                    label="Directory"
                    none="Choose a directory"
                    value=draft.form.directory
                    groups=directory_groups(&catalog)
                    hint="The people must be in it."
                    errors=wrong_directory
                    on_change=Callback::new(move |key| set_directory.set(key))
                />
                <GroupedSelect
                    name="bundle"
                    label="Bundle"
                    none="Choose a bundle"
                    value=draft.form.bundle
                    groups=bundle_groups(&catalog)
                    only=only
                    hint="Of the directory's account and region."
                    errors=wrong_bundle
                />
            </div>
            <p class="quiet defaults">
                {move || chosen.directory_words().map(|words| format!("The directory decides for new WorkSpaces. {words}."))}
            </p>
        </Card>
    }
}
