//! What should a person know before reading on? Notices stay until their cause is gone.

use domain::fault::{AwsWords, Fault, FaultKind};
use domain::words::Tone;
use leptos::prelude::*;

use super::badge::tone_class;
use super::copy::Copy;
use super::icon::{Glyph, Icon};

/// A notice.
#[component]
pub fn Notice(
    /// How grave it is.
    tone: Tone,
    /// What it says, beneath its first sentence.
    #[prop(optional)]
    children: Option<Children>,
    /// Its first sentence.
    #[prop(into)]
    title: String,
) -> impl IntoView {
    let role = if tone == Tone::Bad { "alert" } else { "status" };
    view! {
        <div class=format!("notice {}", tone_class(tone)) role=role>
            <Icon glyph=Glyph::of(tone) />
            <div class="notice-body"><strong>{title}</strong>{children.map(|children| children())}</div>
        </div>
    }
}

/// What failed, AWS's code and words, what to do next, and the reference.
#[component]
pub fn FaultNotice(
    /// What failed.
    fault: Fault,
) -> impl IntoView {
    let tone =
        if matches!(fault.kind, FaultKind::Conflict | FaultKind::NotFound) { Tone::Warn } else { Tone::Bad };
    let Fault { message, next, aws, reference, .. } = fault;
    view! {
        <Notice tone title=message>
            {aws.map(|aws| view! { <AwsNote aws /> })}
            {next.map(|next| view! { <span>{next}</span> })}
            {reference.map(|reference| view! { <span class="quiet">"Reference "<Copy text=reference /></span> })}
        </Notice>
    }
}

/// AWS's own words.
#[component]
pub fn AwsNote(
    /// The words.
    aws: AwsWords,
) -> impl IntoView {
    let AwsWords { code, message, request_id } = aws;
    view! {
        <span class="aws">
            <code>{code}</code>
            {(!message.is_empty()).then(|| format!(": {message}"))}
            {request_id.map(|id| view! { <span class="quiet">" Request "<Copy text=id /></span> })}
        </span>
    }
}
