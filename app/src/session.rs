//! Who is looking, how do they like it, and is the page live? The first of the three contexts.

use domain::access::{Person, Right};
use domain::at::At;
use domain::fault::Fault;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::live::Live;

/// How a person likes to look at the console; kept in cookies, so that the first byte is right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preferences {
    /// Light, dark, or as the system says.
    pub theme: Theme,
    /// How tight rows stand.
    pub density: Density,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How tight rows stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Density {
    /// Many rows.
    #[default]
    Compact,
    /// More air.
    Comfortable,
}

impl Theme {
    /// Every theme, in the order of the menu.
    pub const ALL: &[Theme] = &[Self::System, Self::Light, Self::Dark];

    /// The spelling in the cookie, and as `data-theme`.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads the cookie; anything else is the system's.
    #[must_use]
    pub fn from_slug(slug: &str) -> Self {
        Self::ALL.iter().copied().find(|theme| theme.slug() == slug).unwrap_or_default()
    }
}

impl Density {
    /// Every density, in the order of the menu.
    pub const ALL: &[Density] = &[Self::Compact, Self::Comfortable];

    /// The spelling in the cookie, and as `data-density`.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Compact => "compact",
            Self::Comfortable => "comfortable",
        }
    }

    /// Reads the cookie; anything else is compact.
    #[must_use]
    pub fn from_slug(slug: &str) -> Self {
        Self::ALL.iter().copied().find(|density| density.slug() == slug).unwrap_or_default()
    }
}

/// What the server knows of a request before it draws anything; travels with the page to the browser.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// Who is signed in.
    pub person: Option<Person>,
    /// How they like it.
    pub preferences: Preferences,
    /// Why the form that led here was refused, when it was one without scripts.
    pub refused: Option<Fault>,
}

/// The session, as every part of the page sees it.
#[derive(Clone, Copy)]
pub struct Session {
    facts: StoredValue<Facts>,
    /// The stream of hints.
    pub live: Live,
    /// The time by the browser's clock, once a second; nothing on the server and in the first drawing.
    pub now: ReadSignal<Option<At>>,
}

impl Session {
    /// Puts the session into the context, with the facts that came with the page.
    pub fn provide() -> Self {
        let facts = SharedValue::new(|| use_context::<Facts>().unwrap_or_default()).into_inner();
        let worker = facts.person.as_ref().map(|person| person.id.to_string());
        let now = crate::ui::clock::ticker();
        let session = Self { facts: StoredValue::new(facts), live: Live::start(worker, now), now };
        provide_context(session);
        session
    }

    /// Who is signed in.
    #[must_use]
    pub fn person(&self) -> Option<Person> {
        self.facts.with_value(|facts| facts.person.clone())
    }

    /// How they like it.
    #[must_use]
    pub fn preferences(&self) -> Preferences {
        self.facts.with_value(|facts| facts.preferences)
    }

    /// Why the form that led here was refused.
    #[must_use]
    pub fn refused(&self) -> Option<Fault> {
        self.facts.with_value(|facts| facts.refused.clone())
    }

    /// Why this person may not use the right anywhere; `None` when they may somewhere.
    #[must_use]
    pub fn lacks(&self, right: Right) -> Option<String> {
        self.facts.with_value(|facts| {
            let person = facts.person.as_ref()?;
            person.permit(right).err().map(|fault| fault.message)
        })
    }
}

/// The session of the page.
///
/// # Panics
/// Outside of [`crate::App`], which provides it: a mistake of ours that the first drawing shows.
#[must_use]
pub fn session() -> Session {
    expect_context::<Session>()
}
