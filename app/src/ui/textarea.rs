//! Many lines of text. The one place that draws a `<textarea>`: Leptos 0.8 does not escape what is in it.

use leptos::prelude::*;

use super::field::{FieldFrame, described_with};

/// Many lines of text.
#[component]
pub fn Textarea(
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
    /// Lines shown.
    #[prop(default = 4)]
    rows: u32,
    /// What happens as one types.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    /// Why it is off; what is off is not sent.
    #[prop(optional, into)]
    why_not: Signal<Option<String>>,
) -> impl IntoView {
    // A browser eats the first newline, so one more is given. It never hydrates what is in a textarea, so what was
    // typed before the scripts came stays.
    // Asked of the target, so that whatever draws HTML escapes, even without a request.
    let drawn = if cfg!(target_arch = "wasm32") { value } else { format!("\n{}", escaped(&value)) };
    let has_hint = !hint.is_empty();
    view! {
        <FieldFrame name label hint errors why_not>
            <textarea
                id=format!("f-{name}")
                name=name
                rows=rows.to_string()
                spellcheck="false"
                autocapitalize="off"
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
            >
                {drawn}
            </textarea>
        </FieldFrame>
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_stays_text() {
        let attack = "</textarea><script>alert(1)</script>&amp;";
        let draw = || view! { <Textarea name="people" label="People" value=attack /> }.to_html();
        let html = Owner::new().with(draw);
        assert!(!html.contains("<script>"), "{html}");
        assert_eq!(html.matches("</textarea>").count(), 1, "{html}");
        assert!(html.contains("&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;"), "{html}");
    }
}
