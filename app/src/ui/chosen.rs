//! What has been chosen so far in a form? It hears of its controls, so that others can say why they cannot apply.

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};

use super::scripts::has_scripts;

/// As much of a text as what others hang on can tell of it; a list may be long.
const LONGEST: usize = 1_000;

/// A form as it stands on the page: texts, each of the name that its control has. Each drawing has its own: a form that waits
/// for the next is not told of that one.
pub struct Chosen<T: Send + Sync + 'static> {
    form: RwSignal<T>,
    has_scripts: ReadSignal<bool>,
}

impl<T: Send + Sync + 'static> Clone for Chosen<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Chosen<T> {}

impl<T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static> Chosen<T> {
    /// What is chosen in a form that is about to be drawn.
    pub fn new(form: T) -> Self {
        // The first drawing turns nothing off: without scripts the choice that it hangs on can still be changed.
        let this = Self { form: RwSignal::new(form), has_scripts: has_scripts() };
        Effect::new(move |_| {
            if this.has_scripts.get() {
                this.adopt();
            }
        });
        this
    }

    /// Takes over what was chosen before anybody listened: each name is on the page once.
    fn adopt(&self) {
        let Some(form) = self.form.try_get_untracked() else { return };
        let names = serde_json::to_value(&form).map(|fields| names(&fields)).unwrap_or_default();
        let adopted = names.into_iter().fold(form.clone(), |form, name| {
            let control = document().query_selector(&format!("#main [name=\"{name}\"]")).ok().flatten();
            let said = control.map(|control| says(&control));
            said.and_then(|text| with(&form, &name, &text)).unwrap_or(form)
        });
        let is_other = serde_json::to_value(&adopted).ok() != serde_json::to_value(&form).ok();
        if is_other {
            self.form.set(adopted);
        }
    }

    /// Hears of a control that was changed.
    pub fn hear(&self, event: &web_sys::Event) {
        let Some((name, text)) = control(event) else { return };
        // A form that is about to be replaced may be typed into still.
        if let Some(form) = self.form.try_with_untracked(|form| with(form, &name, &text)).flatten() {
            self.form.set(form);
        }
    }

    /// Runs this whenever somebody has chosen or typed, before the page listened as well.
    pub fn on_change(&self, run: impl Fn() + 'static) {
        let form = self.form;
        Effect::new(move |drawn: Option<()>| {
            form.track();
            if drawn.is_some() {
                run();
            }
        });
    }

    /// The form as it stands.
    pub fn get(&self) -> T {
        self.form.get()
    }

    /// Why a control cannot apply; nothing while the page has no scripts.
    pub fn why_not<W: Into<String>>(
        &self,
        ask: impl Fn(&T) -> Option<W> + Send + Sync + 'static,
    ) -> Signal<Option<String>> {
        let Self { form, has_scripts } = *self;
        Memo::new(move |_| has_scripts.get().then(|| form.with(|form| ask(form).map(Into::into))).flatten())
            .into()
    }

    /// The values of a control that do not go with the rest, and why; none while the page has no scripts.
    pub fn off(&self, ask: impl Fn(&T) -> Off + Send + Sync + 'static) -> Signal<Off> {
        let Self { form, has_scripts } = *self;
        Memo::new(move |_| if has_scripts.get() { form.with(&ask) } else { Off::default() }).into()
    }
}

/// Values that cannot be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Off {
    /// Which.
    pub values: Vec<String>,
    /// Why; empty where their own words say it.
    pub why: String,
}

impl Off {
    /// These values, each with why. What several have in common is said once.
    pub fn of<V: Into<String>>(all: impl IntoIterator<Item = (V, String)>) -> Self {
        let (values, whys): (Vec<String>, Vec<String>) =
            all.into_iter().map(|(value, why)| (value.into(), why)).unzip();
        let mut said: Vec<String> = Vec::new();
        whys.into_iter().for_each(|why| {
            if !said.contains(&why) {
                said.push(why);
            }
        });
        Self { values, why: said.join(" ") }
    }
}

/// The name of the control that an event is about, and what it says: a tick is `on`.
fn control(event: &web_sys::Event) -> Option<(String, String)> {
    let control = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let name = control.get_attribute("name")?;
    Some((name, says(&control)))
}

/// What a control says.
fn says(control: &web_sys::Element) -> String {
    let value = |property: &str| js_sys::Reflect::get(control, &JsValue::from(property)).ok();
    if control.get_attribute("type").as_deref() == Some("checkbox") {
        let is_on = value("checked").and_then(|is| is.as_bool()).unwrap_or_default();
        return if is_on { "on".to_owned() } else { String::new() };
    }
    value("value").and_then(|text| text.as_string()).unwrap_or_default()
}

/// The names that the controls of a form have: `web`, or `settings[web]`.
fn names(fields: &Value) -> Vec<String> {
    let of = |(name, value): (&String, &Value)| match value {
        Value::Object(inner) => inner.keys().map(|key| format!("{name}[{key}]")).collect(),
        _ => vec![name.clone()],
    };
    fields.as_object().into_iter().flatten().flat_map(of).collect()
}

/// The form with another text in this field: `web`, or `settings[web]`. Nothing, when it has no such field.
fn with<T: Serialize + DeserializeOwned>(form: &T, name: &str, text: &str) -> Option<T> {
    let mut fields = serde_json::to_value(form).ok()?;
    let path = format!("/{}", name.replace('[', "/").replace(']', ""));
    *fields.pointer_mut(&path)? = Value::String(text.chars().take(LONGEST).collect());
    serde_json::from_value(fields).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_found_by_the_name_of_its_control() {
        let form = domain::change::Form::default();
        let changed = with(&form, "mode", "ALWAYS_ON").unwrap();
        assert_eq!(changed, domain::change::Form { mode: "ALWAYS_ON".into(), ..form.clone() });
        assert_eq!(with(&form, "draft", "7"), None);
        let settings = [("web".to_owned(), "ALLOW".to_owned())].into();
        let form = domain::directories::Form { group: "access".into(), settings };
        let changed = with(&form, "settings[web]", "DENY").unwrap();
        assert_eq!(changed.settings["web"], "DENY");
    }

    #[test]
    fn each_field_is_looked_for_by_its_name() {
        let settings = [("web".to_owned(), "ALLOW".to_owned())].into();
        let form = domain::directories::Form { group: "access".into(), settings };
        assert_eq!(names(&serde_json::to_value(form).unwrap()), ["group", "settings[web]"]);
    }

    #[test]
    fn of_a_long_text_the_beginning_is_enough() {
        let changed = with(&domain::create::Form::default(), "csv", &"x".repeat(1_000_000)).unwrap();
        assert_eq!(changed.csv.len(), LONGEST);
    }

    #[test]
    fn what_several_values_have_in_common_is_said_once() {
        let off = Off::of([("A", "Too small.".to_owned()), ("B", "Too small.".to_owned())]);
        assert_eq!(off, Off { values: vec!["A".into(), "B".into()], why: "Too small.".into() });
    }
}
