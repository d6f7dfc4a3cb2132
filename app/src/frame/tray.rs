//! How many jobs are running?

use domain::jobs::JobState;
use leptos::prelude::*;

use super::doors;
use crate::paths;
use crate::session::session;
use crate::ui::icon::{Glyph, Icon};

/// The way to the jobs, with how many are running.
#[component]
pub fn JobsTray() -> impl IntoView {
    let moved = session().live.follow(|hint| !hint.jobs.is_empty());
    let jobs = Resource::new(move || moved.get(), |_| doors::jobs());
    let running = move || {
        let jobs = jobs.get()?.ok()?;
        let count = jobs.iter().filter(|job| job.state != JobState::Ended).count();
        (count > 0).then(|| view! { <b class="count">{count}<span class="hidden">" running"</span></b> })
    };
    view! {
        <a class="btn quiet tray" href=paths::JOBS>
            <Icon glyph=Glyph::Jobs />
            <span class="tray-word">"Jobs"</span>
            <Transition>{running}</Transition>
        </a>
    }
}
