//! What can be done here? Buttons, and links that look like them.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// How much a button wants to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// One of several.
    #[default]
    Plain,
    /// What most people come for.
    Primary,
    /// Destroys data.
    Danger,
    /// Beside the point.
    Quiet,
}

impl Look {
    /// Its class.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Plain => "btn",
            Self::Primary => "btn primary",
            Self::Danger => "btn danger",
            Self::Quiet => "btn quiet",
        }
    }
}

/// A button. What it may not do now it says, and stays in reach of the keyboard, so that the reason can be read.
#[component]
pub fn Button(
    /// How it looks.
    #[prop(optional)]
    look: Look,
    /// Why it cannot be used now.
    #[prop(optional, into)]
    why_not: MaybeProp<String>,
    /// What to know before pressing it.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// The form field it sets.
    #[prop(optional)]
    name: Option<&'static str>,
    /// The value it sets.
    #[prop(optional, into)]
    value: Option<String>,
    /// `submit`, or `button` for what happens on the page alone.
    #[prop(default = "submit")]
    kind: &'static str,
    /// What happens on the page.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// What is on it.
    children: Children,
) -> impl IntoView {
    let is_off = move || why_not.get().is_some();
    let press = move |event: MouseEvent| {
        if why_not.get_untracked().is_some() {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    view! {
        <button
            class=look.class()
            type=move || if is_off() { "button" } else { kind }
            name=name
            value=value
            aria-disabled=move || is_off().then_some("true")
            title=move || why_not.get().or_else(|| hint.get())
            on:click=press
        >
            {children()}
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// How it looks.
    #[prop(optional)]
    look: Look,
    /// What is on it.
    children: Children,
) -> impl IntoView {
    view! { <a class=look.class() href=href>{children()}</a> }
}
