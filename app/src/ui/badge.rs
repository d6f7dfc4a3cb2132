//! How does it stand? An icon, a word and a tone; never a colour alone.

use domain::words::{State, Tone};
use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// The class of a tone.
#[must_use]
pub fn tone_class(tone: Tone) -> &'static str {
    match tone {
        Tone::Ok => "ok",
        Tone::Warn => "warn",
        Tone::Bad => "bad",
        Tone::Busy => "busy",
        Tone::Off => "off",
    }
}

/// A word with its tone.
#[component]
pub fn Badge(
    /// How it stands.
    tone: Tone,
    /// The word.
    #[prop(into)]
    word: String,
    /// What is told on hover: the raw value, or more words.
    #[prop(optional, into)]
    title: Option<String>,
) -> impl IntoView {
    let class = format!("badge {}", tone_class(tone));
    view! { <span class=class title=title><Icon glyph=Glyph::of(tone) />{word}</span> }
}

/// The state of a WorkSpace, with Amazon's spelling on hover.
#[component]
#[expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]
pub fn StateBadge(
    /// The state.
    state: State,
) -> impl IntoView {
    view! { <Badge tone=state.tone() word=state.word() title=state.wire().to_owned() /> }
}
