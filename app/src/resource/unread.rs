//! Where a kind could not be read: a list without them would look whole.

use domain::advice;
use domain::fault::AwsWords;
use domain::resource::{ResourceKind, Unread};
use domain::words::Tone;
use leptos::prelude::*;

use super::head::place;
use crate::ui::notice::{AwsNote, Notice};

/// One notice for each place where AWS refuses to show the kind.
#[component]
pub fn UnreadNotice(
    /// Of what.
    kind: ResourceKind,
    /// Where.
    unread: Vec<Unread>,
) -> impl IntoView {
    let notices = unread.into_iter().map(|one| {
        let title =
            format!("The {} of {} could not be read.", kind.plural(), place(&one.account_name, &one.scope));
        let aws = AwsWords { code: one.code, message: one.message, request_id: None };
        let next = match advice::after(&aws, None) {
            Some((next, _)) if !aws.code.starts_with("AccessDenied") => next,
            _ => "Give the role of that account the permission; the next sweep reads them.",
        };
        view! {
            <Notice tone=Tone::Warn title>
                <AwsNote aws/>
                <span>{next}</span>
            </Notice>
        }
    });
    notices.collect_view()
}
