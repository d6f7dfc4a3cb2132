//! What has been chosen so far? Fields that cannot apply to it say why; what the bundle and the directory decide is shown.

use super::settings::computes_off;
use crate::ui::chosen::{self, Off};
use domain::create::{Form, defaults, directory_accelerator, directory_words, why_not};
use domain::estate::{Bundle, Catalog, Directory};
use domain::ids::DirectoryKey;
use leptos::prelude::*;

/// The form as it stands on the page, beside what there is to choose from.
#[derive(Clone, Copy)]
pub struct Chosen {
    form: chosen::Chosen<Form>,
    catalog: StoredValue<Catalog>,
}

impl Chosen {
    /// What is chosen in a form that is about to be drawn.
    pub fn new(catalog: Catalog, form: &Form) -> Self {
        Self { form: chosen::Chosen::new(short(form)), catalog: StoredValue::new(catalog) }
    }

    /// Hears of a control that was changed.
    pub fn hear(&self, event: &web_sys::Event) {
        self.form.hear(event);
    }

    /// Runs this whenever somebody has chosen or typed.
    pub fn on_change(&self, run: impl Fn() + 'static) {
        self.form.on_change(run);
    }

    /// Why a field cannot apply.
    pub fn why_not(&self, field: &'static str) -> Signal<Option<String>> {
        let this = *self;
        this.form.why_not(move |form| why_not(form, this.bundle(form).as_ref(), field))
    }

    /// The sizes of the machine that need other volumes.
    pub fn computes_off(&self) -> Signal<Off> {
        let this = *self;
        this.form.off(move |form| computes_off(form.volumes(this.bundle(form).as_ref())))
    }

    /// What the directory decides.
    pub fn directory_words(&self) -> Option<String> {
        self.of_directory(directory_words)
    }

    /// What Global Accelerator is, where nothing is chosen.
    pub fn accelerator(&self) -> Option<String> {
        self.of_directory(directory_accelerator)
    }

    fn of_directory(&self, ask: impl Fn(&Directory) -> Option<String>) -> Option<String> {
        let key: DirectoryKey = self.form.get().directory.parse().ok()?;
        self.catalog.with_value(|catalog| ask(catalog.directories.iter().find(|one| one.key == key)?))
    }

    /// What is, where nothing is chosen.
    pub fn defaults(&self) -> Option<String> {
        defaults(&self.bundle(&self.form.get())?).words()
    }

    fn bundle(&self, form: &Form) -> Option<Bundle> {
        let directory: DirectoryKey = form.directory.parse().ok()?;
        let id = form.bundle.rsplit('/').next()?;
        self.catalog.with_value(|catalog| {
            let mut here = catalog.bundles.iter().filter(|bundle| bundle.scope == directory.scope);
            here.find(|bundle| bundle.id.as_str() == id).cloned()
        })
    }
}

/// Whether there is a list is all that other fields hang on; it may be long.
fn short(form: &Form) -> Form {
    let csv = if form.csv.trim().is_empty() { String::new() } else { "list".to_owned() };
    Form { csv, ..form.clone() }
}
