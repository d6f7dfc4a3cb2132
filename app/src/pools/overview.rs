//! How full is it, and how is it set?

use domain::at::span_words;
use domain::pools::{AppSettings, ENABLED, Pool, mode_word};
use domain::resource::Resource as Found;
use domain::words::Tone;
use leptos::prelude::*;

use super::capacity::Capacity;
use crate::paths;
use crate::ui::card::{Card, Fact, Facts};
use crate::ui::clock::MaybeTime;
use crate::ui::copy::Copy;
use crate::ui::notice::Notice;

/// The first part of a pool's page.
#[component]
pub fn Overview(
    /// Which.
    pool: Found<Pool>,
) -> impl IntoView {
    let Found { key, directory, item, .. } = pool;
    let errors = (!item.errors.is_empty()).then(|| {
        let title = domain::count::of(item.errors.len() as i64, "error", "errors");
        let way = paths::resource_tab(&key, "errors");
        view! {
            <Notice tone=Tone::Warn title=format!("AWS reports {title} of this pool.")>
                <a href=way>"What they mean, and what to do"</a>
            </Notice>
        }
    });
    let mode = mode_word(&item.running_mode).to_owned();
    let timeouts = item.timeouts;
    let (bundle, created, description) = (item.bundle.clone(), item.created, item.description.clone());
    let (kept, group, bucket) = settings(&item.application_settings);
    view! {
        {errors}
        <div class="create-form">
            <Card title="User sessions"><Capacity desired=item.desired_sessions now=item.now/></Card>
            <Card title="Pool">
                <Facts>
                    <Fact name="Description" value=description/>
                    <Fact name="Running mode" value=mode/>
                    <Fact name="Bundle"><Copy text=bundle/></Fact>
                    <Fact name="Directory"><Copy text=directory/></Fact>
                    <Fact name="Created"><MaybeTime at=created never="-"/></Fact>
                </Facts>
            </Card>
            <Card title="Sessions end">
                <Facts>
                    <Fact name="After people disconnect" value=seconds(timeouts.disconnect)/>
                    <Fact name="When people do nothing" value=idle(timeouts.idle)/>
                    <Fact name="At the latest" value=seconds(timeouts.longest)/>
                </Facts>
            </Card>
            <Card title="Application settings">
                <Facts>
                    <Fact name="Between sessions" value=kept/>
                    <Fact name="Settings group" value=group/>
                    <Fact name="S3 bucket" value=bucket/>
                </Facts>
            </Card>
        </div>
    }
}

fn settings(settings: &AppSettings) -> (String, String, String) {
    let text = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
    let kept = match settings.status.as_str() {
        ENABLED => "kept".to_owned(),
        "DISABLED" => "not kept".to_owned(),
        other => text(other),
    };
    (kept, text(&settings.group), text(&settings.bucket))
}

fn seconds(seconds: Option<i64>) -> String {
    seconds.map_or_else(
        || "-".to_owned(),
        |seconds| format!("{} ({} s)", span_words(seconds * 1_000), domain::count::words(seconds)),
    )
}

fn idle(idle: Option<i64>) -> String {
    match idle {
        Some(0) => "never".to_owned(),
        other => seconds(other),
    }
}
