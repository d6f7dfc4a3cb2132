//! What Amazon has decided about pools: their end, and who can still make one.

use domain::pools::{CLOSED_SINCE, END_OF_SUPPORT, END_PAGE};
use domain::words::Tone;
use leptos::prelude::*;

use crate::ui::notice::Notice;

/// The notice.
#[component]
pub fn EndNotice() -> impl IntoView {
    view! {
        <Notice tone=Tone::Warn title=format!("Amazon ends its support of WorkSpaces Pools on {END_OF_SUPPORT}.")>
            <span>"After that day neither pools nor Amazon's console for them can be reached."</span>
            <span>
                {format!("New customers are no longer taken since {CLOSED_SINCE}: to an account that had no pool AWS answers AccessDenied, and no permission helps.")}
            </span>
            <a rel="external noreferrer" href=END_PAGE>"Amazon's page about it"</a>
        </Notice>
    }
}
