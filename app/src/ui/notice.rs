//! What should a person know before reading on? Notices stay until their cause is gone.

use domain::fault::{AwsWords, Fault, FaultKind};
use domain::words::Tone;
use leptos::html;
use leptos::prelude::*;

use super::badge::tone_class;
use super::copy::Copy;
use super::icon::{Glyph, Icon};
use crate::paths;

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
    /// Whether it takes the focus, and with it comes into view.
    #[prop(optional)]
    takes_focus: bool,
) -> impl IntoView {
    let role = if tone == Tone::Bad { "alert" } else { "status" };
    let here = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(notice) = here.get().filter(|_| takes_focus) {
            // One that is gone already needs none.
            let _ = notice.focus();
        }
    });
    view! {
        <div
            class=format!("notice {}", tone_class(tone))
            role=role
            tabindex=takes_focus.then_some("-1")
            node_ref=here
        >
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
    let is_stranger = fault.kind == FaultKind::Stranger;
    let Fault { message, next, aws, reference, .. } = fault;
    view! {
        <Notice tone title=message takes_focus=is_stranger>
            {aws.map(|aws| view! { <AwsNote aws /> })}
            {next.map(|next| view! { <span>{next}</span> })}
            {is_stranger.then(|| view! { <WayIn /> })}
            {reference.map(|reference| view! { <span class="quiet">"Reference "<Copy text=reference /></span> })}
        </Notice>
    }
}

/// The way to sign in and come back, for whoever was signed out behind the page's back: browsers alone meet that.
#[component]
fn WayIn() -> impl IntoView {
    let (href, set_href) = signal(paths::SIGN_IN.to_owned());
    Effect::new(move |_| {
        let here = window().location();
        set_href.set(paths::sign_in_back(
            &here.pathname().unwrap_or_default(),
            &here.search().unwrap_or_default(),
        ));
    });
    view! { <a rel="external" href=href>"Sign in"</a> }
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
