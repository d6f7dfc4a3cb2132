//! What would ask AWS for the same, without this console?

use domain::cli::Commands;
use domain::count;
use leptos::prelude::*;

use crate::paths;
use crate::ui::icon::{Glyph, Icon};

/// The first commands of a plan, and all of them as a file.
#[component]
pub fn Shell(
    /// The plan's number.
    plan: i64,
    /// Its commands.
    commands: Commands,
) -> impl IntoView {
    if commands.count == 0 {
        return ().into_any();
    }
    let shown = i64::try_from(commands.first.len()).unwrap_or(commands.count);
    let more = (shown < commands.count).then(|| {
        let (shown, all) = (count::words(shown), count::words(commands.count));
        view! { <p class="quiet">{format!("The first {shown} of {all}; the file has all of them.")}</p> }
    });
    let accounts: std::collections::BTreeSet<_> =
        commands.first.iter().map(|one| one.scope.account.to_string()).collect();
    let accounts = accounts.into_iter().collect::<Vec<_>>().join(", ");
    let lines = commands.first.into_iter().map(|one| {
        let wait = one.wait.map(|wait| format!("# Wait: {wait}.\n"));
        view! { <pre><code>{wait}{one.line}</code></pre> }
    });
    view! {
        <details class="card shell">
            <summary><Icon glyph=Glyph::Right/>"Show as AWS CLI commands"</summary>
            <p>
                {format!("They take credentials of account {accounts}. ")}
                "The console's own guards are not in them: it looks again before data is destroyed, keeps to the rate and finds out about lost answers. \
                 An AWS CLI that does not know an option yet sends nothing: update it."
            </p>
            {lines.collect_view()}
            {more}
            // A file is the browser's to fetch, not a page of the app.
            <p><a href=paths::plan_commands(plan) rel="external">"Download as a shell script"</a></p>
        </details>
    }
    .into_any()
}
