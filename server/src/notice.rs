//! What does somebody read who cannot come in, or has left? One page for each reason: what it is, and what to do.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};
use domain::fault::{Fault, FaultKind};

use crate::assets;

/// One page without the console around it.
pub struct Notice<'a> {
    /// What it is, in a few words.
    pub title: &'a str,
    /// Sentences.
    pub lines: Vec<&'a str>,
    /// Where to go on: the address, and the words of the link.
    pub link: Option<(&'a str, &'a str)>,
    /// Whether the browser goes there by itself. A redirect would be refused after a form: browsers hold it against
    /// `form-action`.
    pub leads: bool,
}

impl Notice<'_> {
    /// The page.
    #[must_use]
    pub fn page(&self, status: StatusCode) -> Response {
        let lines: String = self.lines.iter().map(|line| format!("<p>{}</p>", escaped(line))).collect();
        let link = self.link.map(|(to, words)| {
            format!("<p><a class=\"btn\" href=\"{}\">{}</a></p>", escaped(to), escaped(words))
        });
        let leads = self
            .link
            .filter(|_| self.leads)
            .map(|(to, _)| format!("<meta http-equiv=\"refresh\" content=\"0;url={}\">", escaped(to)));
        let page = format!(
            "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">{leads}\
             <title>{title} · Deskwarden</title><link rel=\"stylesheet\" href=\"/{pkg}/deskwarden.css\"></head>\
             <body><main class=\"alone\"><div class=\"sign-in\"><h1>{title}</h1>{lines}{link}</div></main></body></html>",
            leads = leads.unwrap_or_default(),
            title = escaped(self.title),
            pkg = assets::folder(),
            link = link.unwrap_or_default(),
        );
        (status, Html(page)).into_response()
    }
}

/// The page of a fault that keeps somebody out.
#[must_use]
pub fn of(fault: &Fault) -> Response {
    let title = match fault.kind {
        FaultKind::Stranger => "Not signed in",
        FaultKind::Forbidden => "No role",
        FaultKind::Unavailable => "Identity provider unreachable",
        FaultKind::Conflict => "Sign-in not completed",
        FaultKind::NotFound => "Not here",
        _ => "Something went wrong",
    };
    let reference = fault.reference.as_ref().map(|reference| format!("Reference: {reference}"));
    let lines = [Some(&fault.message), fault.next.as_ref(), reference.as_ref()];
    let lines = lines.into_iter().flatten().map(String::as_str).collect();
    let status = StatusCode::from_u16(fault.kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Notice { title, lines, link: Some(("/", "Try again")), leads: false }.page(status)
}

/// What the page says that others sign in by.
#[must_use]
pub fn behind_a_proxy() -> Response {
    let lines = vec!["A proxy in front of this console signs you in; there is nothing to do here."];
    let link = Some(("/", "Go to the console"));
    Notice { title: "Sign in to Deskwarden", lines, link, leads: false }.page(StatusCode::FORBIDDEN)
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_others_wrote_stays_text() {
        assert_eq!(escaped("<a href=\"x\" b='&'>"), "&lt;a href=&quot;x&quot; b=&#39;&amp;&#39;&gt;");
    }
}
