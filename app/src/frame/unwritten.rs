//! Can changes be made at all? On every page, for as long as they cannot.

use domain::estate::Unwritten;
use domain::words::Tone;
use leptos::prelude::*;

use crate::ui::notice::Notice;

/// What is wrong, since when, and who mends it how. The time is told as it is, so that it can be found in the log.
#[component]
pub fn UnwrittenNotice(
    /// What keeps changes from being written down, if anything does.
    unwritten: Option<Unwritten>,
) -> impl IntoView {
    unwritten.map(|unwritten| {
        view! {
            <Notice tone=Tone::Bad title=format!("{}.", unwritten.words())>
                <span>
                    "What you see is what was known then, and no change is begun. Whoever runs this console: make room on \
                    the disk that holds its database, or mend it. It goes on by itself."
                </span>
            </Notice>
        }
    })
}
