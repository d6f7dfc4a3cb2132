//! What is shown of a search, part by part: what was found, the pages of that name, and the ways to look further.

use domain::access::Right;
use domain::search::Found;

use crate::frame::WAYS;
use crate::paths;
use crate::session::session;

/// What can be done from anywhere, beside the ways of the frame: the words it is found by, and the right it takes.
const ACTIONS: &[(&str, &str, &str, Option<Right>)] = &[
    ("Create WorkSpaces", "new add provision", paths::CREATE, Some(Right::Create)),
    ("WorkSpaces from a CSV", "list import bulk file", paths::FROM_CSV, None),
    ("All WorkSpaces", "fleet everything", paths::ALL_OF_FLEET, None),
];

/// Entries that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The word over them.
    pub word: String,
    /// Whether there are others.
    pub more: bool,
    /// The entries, at least one.
    pub entries: Vec<Entry>,
}

/// One way on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it leads.
    pub href: String,
    /// What it is.
    pub title: String,
    /// What tells it from others of that title.
    pub detail: String,
}

/// All that is shown for `text`: what was found for it or for the text before, and what needs no server.
#[must_use]
pub fn parts(found: &Found, text: &str) -> Vec<Part> {
    let text = text.trim();
    let mut parts: Vec<Part> = found
        .groups
        .iter()
        .map(|group| {
            let entry = |hit: &domain::search::Hit| Entry {
                href: paths::target(&hit.to),
                title: hit.title.clone(),
                detail: hit.detail.clone(),
            };
            Part {
                word: group.kind.word(),
                more: group.more,
                entries: group.hits.iter().map(entry).collect(),
            }
        })
        .collect();
    let session = session();
    let is_open = |right: Option<Right>| right.is_none_or(|right| session.lacks(right).is_none());
    let pages = pages(text, is_open);
    if !pages.is_empty() {
        parts.push(Part { word: "Pages and actions".to_owned(), more: false, entries: pages });
    }
    if !text.is_empty() {
        parts.push(Part { word: "Look further".to_owned(), more: false, entries: further(text) });
    }
    parts
}

fn pages(text: &str, is_open: impl Fn(Option<Right>) -> bool) -> Vec<Entry> {
    let lower = text.to_lowercase();
    let ways = WAYS.iter().map(|(href, title, _)| (*title, "", *href, None));
    ways.chain(ACTIONS.iter().copied())
        .filter(|(.., right)| is_open(*right))
        .filter(|(title, words, ..)| {
            let named = format!("{title} {words}").to_lowercase();
            lower.is_empty()
                || named.split(' ').any(|word| word.starts_with(&lower))
                || named.starts_with(&lower)
        })
        .map(|(title, _, href, _)| Entry {
            href: href.to_owned(),
            title: title.to_owned(),
            detail: String::new(),
        })
        .collect()
}

fn further(text: &str) -> Vec<Entry> {
    let entry = |href, title| Entry { href, title, detail: String::new() };
    vec![
        entry(paths::fleet_with(text), format!("All WorkSpaces that contain “{text}”")),
        entry(paths::help_desk(text), format!("Look up “{text}” at the help desk")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_found_by_the_beginning_of_a_word() {
        let titles = |text: &str| -> Vec<String> {
            pages(text, |right| right.is_none()).into_iter().map(|entry| entry.title).collect()
        };
        assert_eq!(titles("csv"), ["WorkSpaces from a CSV"]);
        assert_eq!(titles("JOB"), ["Jobs"]);
        assert_eq!(titles("workspaces from"), ["WorkSpaces from a CSV"]);
        // What one may not do is not offered here.
        assert!(titles("create").is_empty() && titles("ob").is_empty());
        assert!(titles("").len() > 3);
    }
}
