//! Small drawings, sixteen by sixteen, in the colour of the text around them.

use domain::words::Tone;
use leptos::prelude::*;

/// Which drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// A tick in a ring.
    Ok,
    /// A triangle that warns.
    Warn,
    /// A cross in a ring.
    Bad,
    /// An open ring that turns.
    Busy,
    /// A pause in a ring.
    Off,
    /// A letter i in a ring.
    Info,
    /// A magnifier.
    Search,
    /// Two sheets.
    Copy,
    /// A cross.
    Close,
    /// A plus.
    Plus,
    /// Down.
    Down,
    /// Left.
    Left,
    /// Right.
    Right,
    /// Three lines.
    List,
    /// A question mark in a ring.
    Help,
    /// A person.
    Person,
    /// A desktop.
    Desktop,
    /// A dial.
    Overview,
    /// A list with ticks.
    Jobs,
    /// Round again.
    Again,
    /// A shield.
    Shield,
    /// Four of a kind.
    Pool,
    /// Sheets on top of each other.
    Stack,
    /// A book.
    Book,
    /// A link.
    Link,
    /// Two desktops, one behind the other.
    Pair,
    /// A sheet with lines.
    Ledger,
}

impl Glyph {
    /// The drawing of a tone.
    #[must_use]
    pub fn of(tone: Tone) -> Self {
        match tone {
            Tone::Ok => Self::Ok,
            Tone::Warn => Self::Warn,
            Tone::Bad => Self::Bad,
            Tone::Busy => Self::Busy,
            Tone::Off => Self::Off,
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::Ok => "M8 1.6a6.4 6.4 0 1 1 0 12.8A6.4 6.4 0 0 1 8 1.6zm-3 6.5 2.1 2.1 4-4.2",
            Self::Warn => "M8 1.9 14.6 13.6H1.4zM8 6.2v3.6M8 11.5v.4",
            Self::Bad => "M8 1.6a6.4 6.4 0 1 1 0 12.8A6.4 6.4 0 0 1 8 1.6zM5.7 5.7l4.6 4.6m0-4.6-4.6 4.6",
            Self::Busy => "M14.4 8A6.4 6.4 0 1 1 8 1.6",
            Self::Off => "M8 1.6a6.4 6.4 0 1 1 0 12.8A6.4 6.4 0 0 1 8 1.6zM6 5.6v4.8M10 5.6v4.8",
            Self::Info => "M8 1.6a6.4 6.4 0 1 1 0 12.8A6.4 6.4 0 0 1 8 1.6zM8 7.2v4M8 4.6v.4",
            Self::Search => "M7 2.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6zm3.5 8.3 3.7 3.7",
            Self::Copy => "M5.6 5.6V2.4h8v8h-3.2M2.4 5.6h8v8h-8z",
            Self::Close => "m4 4 8 8m0-8-8 8",
            Self::Plus => "M8 2.8v10.4M2.8 8h10.4",
            Self::Down => "m3.6 6 4.4 4.4L12.4 6",
            Self::Left => "M10 3.6 5.6 8l4.4 4.4",
            Self::Right => "M6 3.6 10.4 8 6 12.4",
            Self::List => "M2.4 4h11.2M2.4 8h11.2M2.4 12h11.2",
            Self::Help => {
                "M8 1.6a6.4 6.4 0 1 1 0 12.8A6.4 6.4 0 0 1 8 1.6zM6.2 6.3a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.8.6-.8 1.2M8 11.4v.3"
            }
            Self::Person => "M8 2.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6zM2.6 14a5.4 5.4 0 0 1 10.8 0",
            Self::Desktop => "M1.8 3h12.4v8H1.8zM5.4 13.8h5.2",
            Self::Overview => "M2 11.6a6 6 0 1 1 12 0M8 11.6l2.6-3.8",
            Self::Jobs => "m2.2 4.2 1.2 1.2 2-2.2M8 4.4h6M2.2 11.2l1.2 1.2 2-2.2M8 11.4h6",
            Self::Again => "M13.4 8A5.4 5.4 0 1 1 11.6 4M13.6 1.8v3.4h-3.4",
            Self::Shield => "M8 1.8l5 2v4c0 3.2-2.1 5.4-5 6.4-2.9-1-5-3.2-5-6.4v-4z",
            Self::Pool => "M2 2.4h5v4.6H2zM9 2.4h5v4.6H9zM2 9h5v4.6H2zM9 9h5v4.6H9z",
            Self::Stack => "M8 2 14 5 8 8 2 5zM2 8l6 3 6-3M2 11l6 3 6-3",
            Self::Book => {
                "M3 2.4h8.6a1.4 1.4 0 0 1 1.4 1.4v9.8H4.4A1.4 1.4 0 0 1 3 12.2zM3 12.2a1.4 1.4 0 0 1 1.4-1.4H13"
            }
            Self::Link => {
                "M6.6 9.4 9.4 6.6M7 4.4l1.2-1.2a3 3 0 0 1 4.3 4.3L11.3 8.7M9 11.6l-1.2 1.2a3 3 0 0 1-4.3-4.3L4.7 7.3"
            }
            Self::Ledger => "M3.4 1.8h9.2v12.4H3.4zM5.8 5h4.4M5.8 8h4.4M5.8 11h2.6",
            Self::Pair => "M1.8 5.4h8.8v6.2H1.8zM4.6 5.4V2.6h9.6v6.2h-3.6M4.2 13.8h4",
        }
    }
}

/// A drawing; the words beside it say what it means, so it says nothing itself.
#[component]
pub fn Icon(
    /// Which.
    glyph: Glyph,
) -> impl IntoView {
    view! {
        <svg
            class="icon"
            viewBox="0 0 16 16"
            aria-hidden="true"
        >
            <path d=glyph.path()></path>
        </svg>
    }
}
