//! What has been chosen so far? Fields that cannot apply to it say why; what the bundle and the directory decide is shown.

use crate::ui::scripts::has_scripts;
use domain::create::{Form, defaults, directory_accelerator, directory_words, why_not};
use domain::estate::{Bundle, Catalog, Directory};
use domain::ids::DirectoryKey;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// The form as it stands on the page. Each drawing has its own: a form that waits for the next is not told of that one.
#[derive(Clone, Copy)]
pub struct Chosen {
    form: RwSignal<Form>,
    catalog: StoredValue<Catalog>,
    has_scripts: ReadSignal<bool>,
}

impl Chosen {
    /// What is chosen in a form that is about to be drawn.
    pub fn new(catalog: Catalog, form: &Form) -> Self {
        Self {
            form: RwSignal::new(short(form)),
            catalog: StoredValue::new(catalog),
            // The first drawing turns nothing off: without scripts the choice that it hangs on can still be changed.
            has_scripts: has_scripts(),
        }
    }

    /// Hears of a control that was changed.
    pub fn hear(&self, event: &web_sys::Event) {
        let Some(control) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        else {
            return;
        };
        let Some(name) = control.get_attribute("name") else { return };
        let value = |property: &str| js_sys::Reflect::get(&control, &JsValue::from(property)).ok();
        let text = if control.get_attribute("type").as_deref() == Some("checkbox") {
            let is_on = value("checked").and_then(|is| is.as_bool()).unwrap_or_default();
            if is_on { "on".to_owned() } else { String::new() }
        } else {
            value("value").and_then(|text| text.as_string()).unwrap_or_default()
        };
        self.form.update(|form| {
            let field = match name.as_str() {
                "directory" => &mut form.directory,
                "bundle" => &mut form.bundle,
                "people" => &mut form.people,
                "csv" => &mut form.csv,
                "name" => &mut form.name,
                "mode" => &mut form.mode,
                "compute" => &mut form.compute,
                "encrypt_root" => &mut form.encrypt_root,
                "encrypt_user" => &mut form.encrypt_user,
                "accelerator" => &mut form.accelerator,
                _ => return,
            };
            *field = text;
            *form = short(form);
        });
    }

    /// Why a field cannot apply.
    pub fn why_not(&self, field: &'static str) -> Signal<Option<String>> {
        let this = *self;
        let why = Memo::new(move |_| {
            let form = this.form.get();
            let bundle = this.bundle(&form);
            this.has_scripts
                .get()
                .then(|| why_not(&form, bundle.as_ref(), field).map(str::to_owned))
                .flatten()
        });
        why.into()
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
        let key: DirectoryKey = self.form.with(|form| form.directory.parse().ok())?;
        self.catalog.with_value(|catalog| ask(catalog.directories.iter().find(|one| one.key == key)?))
    }

    /// What is, where nothing is chosen.
    pub fn defaults(&self) -> Option<String> {
        let form = self.form.get();
        defaults(&self.bundle(&form)?).words()
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
