//! What is asked? A label, a control, a hint, and what is wrong with it, tied together for every reader.
//!
//! Controls are named by their form field: `f-NAME` is the id of the control, so one page asks each name once.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::chosen::Off;
use super::scripts::has_scripts;

/// The ids of what describes a control.
#[must_use]
pub fn described_by(name: &str, has_hint: bool, has_errors: bool) -> Option<String> {
    let hint = has_hint.then(|| format!("f-{name}-hint"));
    let errors = has_errors.then(|| format!("f-{name}-error"));
    let all: Vec<String> = hint.into_iter().chain(errors).collect();
    (!all.is_empty()).then(|| all.join(" "))
}

/// As [`described_by`], with the reason why the control is off, or some of its values are.
pub fn described_with(name: &str, has_hint: bool, has_errors: bool, is_off: bool) -> Option<String> {
    let why = is_off.then(|| format!("f-{name}-why"));
    let all: Vec<String> = described_by(name, has_hint, has_errors).into_iter().chain(why).collect();
    (!all.is_empty()).then(|| all.join(" "))
}

/// Label, hint and errors around a control.
#[component]
pub fn FieldFrame(
    /// The form field.
    name: &'static str,
    /// What it asks for.
    #[prop(into)]
    label: String,
    /// How to fill it in.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with it.
    #[prop(optional, into)]
    errors: Signal<Vec<String>>,
    /// Why the control is off.
    #[prop(optional, into)]
    why_not: Signal<Option<String>>,
    /// The control, with the id `f-NAME`.
    children: Children,
) -> impl IntoView {
    let hint = (!hint.is_empty())
        .then(|| view! { <div class="field-hint" id=format!("f-{name}-hint")>{hint}</div> });
    let sentences = move || errors.get().into_iter().map(|error| view! { <p>{error}</p> }).collect_view();
    view! {
        <div class="field" class:wrong=move || !errors.get().is_empty()>
            <label for=format!("f-{name}")>{label}</label>
            {children()}
            {hint}
            <div class="field-hint why" id=format!("f-{name}-why")>{move || why_not.get()}</div>
            <div class="field-error" id=format!("f-{name}-error")>{sentences}</div>
        </div>
    }
}

/// One line of text, or whatever else an `<input>` takes.
#[component]
pub fn Field(
    /// The form field.
    name: &'static str,
    /// What it asks for.
    #[prop(into)]
    label: String,
    /// What is in it.
    #[prop(optional, into)]
    value: String,
    /// How to fill it in.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with it.
    #[prop(optional, into)]
    errors: Signal<Vec<String>>,
    /// The kind of `<input>`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What could stand in it.
    #[prop(optional, into)]
    placeholder: Option<String>,
    /// `numeric` for digits on a small keyboard.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// What happens as one types.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    /// Why it is off; what is off is not sent.
    #[prop(optional, into)]
    why_not: Signal<Option<String>>,
) -> impl IntoView {
    let has_hint = !hint.is_empty();
    view! {
        <FieldFrame name label hint errors why_not>
            <input
                id=format!("f-{name}")
                name=name
                type=kind
                value=value
                placeholder=placeholder
                inputmode=inputmode
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                disabled=move || why_not.get().is_some()
                aria-describedby=move || {
                    described_with(name, has_hint, !errors.get().is_empty(), why_not.get().is_some())
                }
                aria-invalid=move || (!errors.get().is_empty()).then_some("true")
                on:input=move |event| {
                    if let Some(on_input) = on_input {
                        on_input.run(event_target_value(&event));
                    }
                }
            />
        </FieldFrame>
    }
}

/// One of some values.
#[component]
pub fn Select(
    /// The form field.
    name: &'static str,
    /// What it asks for.
    #[prop(into)]
    label: String,
    /// The value that is chosen.
    #[prop(optional, into)]
    value: String,
    /// The values, each with its words.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// How to choose.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with it.
    #[prop(optional, into)]
    errors: Signal<Vec<String>>,
    /// Values that do not go with what is chosen elsewhere. One that stands chosen stays, for the server to judge.
    #[prop(optional, into)]
    off: Signal<Off>,
    /// What happens when one chooses.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    /// Why it is off; what is off is not sent.
    #[prop(optional, into)]
    why_not: Signal<Option<String>>,
) -> impl IntoView {
    let has_hint = !hint.is_empty();
    // Choices that are drawn anew, because their words hang on something else, keep what a person has chosen of them.
    let (now, set_now) = signal(value);
    let is_off = move |own: &String| off.with(|off| off.values.contains(own)) && now.with(|now| now != own);
    let why = Signal::derive(move || {
        let of_values = || off.with(|off| (!off.why.is_empty()).then(|| off.why.clone()));
        why_not.get().or_else(of_values)
    });
    let choices = move || {
        let option = move |(value, word): (String, String)| {
            let selected = now.with_untracked(|now| *now == value);
            let own = value.clone();
            view! {
                <option value=value selected=selected disabled=move || is_off(&own)>{word}</option>
            }
        };
        options.get().into_iter().map(option).collect_view()
    };
    view! {
        <FieldFrame name label hint errors why_not=why>
            <select
                id=format!("f-{name}")
                name=name
                autocomplete="off"
                disabled=move || why_not.get().is_some()
                aria-describedby=move || {
                    described_with(name, has_hint, !errors.get().is_empty(), why.with(Option::is_some))
                }
                aria-invalid=move || (!errors.get().is_empty()).then_some("true")
                on:change=move |event| {
                    set_now.set(event_target_value(&event));
                    if let Some(on_change) = on_change {
                        on_change.run(event_target_value(&event));
                    }
                }
            >
                {choices}
            </select>
        </FieldFrame>
    }
}

/// Yes or no: the field is `on`, or left out.
#[component]
pub fn Check(
    /// The form field.
    name: &'static str,
    /// What it asks.
    #[prop(into)]
    label: String,
    /// Whether it is on.
    #[prop(optional)]
    checked: bool,
    /// What it means.
    #[prop(optional, into)]
    hint: String,
) -> impl IntoView {
    let described = described_by(name, !hint.is_empty(), false);
    let hint = (!hint.is_empty())
        .then(|| view! { <div class="field-hint" id=format!("f-{name}-hint")>{hint}</div> });
    view! {
        <div class="field check">
            <label>
                <input id=format!("f-{name}") name=name type="checkbox" value="on" checked=checked aria-describedby=described />
                {label}
            </label>
            {hint}
        </div>
    }
}

/// Puts the focus on the first control that is wrong, if any is. A form that comes back by script is patched after this has
/// run, so it is looked for a frame later.
pub fn focus_first_error(has_errors: bool) {
    let is_drawn = has_scripts();
    Effect::new(move |_| {
        if has_errors && is_drawn.get() {
            let wrong = document().query_selector("[aria-invalid=true]").ok().flatten();
            if let Some(control) = wrong.and_then(|control| control.dyn_into::<web_sys::HtmlElement>().ok()) {
                // A control that takes no focus is not worth stopping for.
                let _ = control.focus();
            }
        }
    });
}
