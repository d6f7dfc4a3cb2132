//! Which entries of the audit does an address ask for?

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use time::Date;
use time::macros::format_description;

use super::Outcome;
use crate::at::At;

/// Longest value that is looked at, in characters.
const LONGEST: usize = 256;
const DAY_MS: i64 = 86_400_000;

/// What an address asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditQuery {
    /// Of this person: their id, or a part of their name.
    pub person: Option<String>,
    /// From the beginning of this day on, in UTC: `2026-11-21`.
    pub from: Option<String>,
    /// Until the end of this day.
    pub to: Option<String>,
    /// What was done, by its slug.
    pub what: Option<String>,
    /// A part of what it was done to.
    pub target: Option<String>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Older than the entry at this place.
    pub before: Option<Cursor>,
}

/// The place of an entry in the order of the page: newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// When.
    pub at: At,
    /// Its number, for those of one moment.
    pub seq: i64,
}

impl FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (at, seq) = text.split_once('.').ok_or(())?;
        Ok(Self { at: At(at.parse().map_err(drop)?), seq: seq.parse().map_err(drop)? })
    }
}

impl AuditQuery {
    /// Reads an address's query, with or without `?`. The second part has a sentence for all that was dropped.
    #[must_use]
    pub fn read(query: &str) -> (Self, Vec<String>) {
        let mut read = Self::default();
        let mut dropped = Vec::new();
        for (name, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            let value = value.trim();
            if value.chars().count() > LONGEST {
                dropped.push(format!("What “{name}” asks for is longer than {LONGEST} characters."));
                continue;
            }
            // A form sends every field, filled in or not.
            let text = (!value.is_empty()).then(|| value.to_owned());
            let Some(text) = text else { continue };
            match &*name {
                "person" => read.person = Some(text),
                "what" => read.what = Some(text),
                "target" => read.target = Some(text),
                "from" | "to" if day(&text).is_none() => {
                    dropped.push(format!("“{text}” is no day; one is written 2026-11-21."));
                }
                "from" => read.from = Some(text),
                "to" => read.to = Some(text),
                "outcome" => match Outcome::from_slug(&text) {
                    Some(outcome) => read.outcome = Some(outcome),
                    None => dropped.push(format!("“{text}” is not an outcome.")),
                },
                "before" => match text.parse() {
                    Ok(cursor) => read.before = Some(cursor),
                    Err(()) => dropped.push(format!("“{text}” is no place in the audit.")),
                },
                name => dropped.push(format!("“{name}” is not a filter of the audit.")),
            }
        }
        (read, dropped)
    }

    /// The address's query, without the `?`; reads back as the same.
    #[must_use]
    pub fn to_query(&self) -> String {
        let mut to = form_urlencoded::Serializer::new(String::new());
        let texts = [
            ("person", &self.person),
            ("from", &self.from),
            ("to", &self.to),
            ("what", &self.what),
            ("target", &self.target),
        ];
        for (name, text) in texts {
            if let Some(text) = text {
                to.append_pair(name, text);
            }
        }
        if let Some(outcome) = self.outcome {
            to.append_pair("outcome", outcome.slug());
        }
        if let Some(Cursor { at, seq }) = self.before {
            to.append_pair("before", &format!("{}.{seq}", at.0));
        }
        to.finish()
    }

    /// The same choice from its first page.
    #[must_use]
    pub fn first_page(&self) -> Self {
        Self { before: None, ..self.clone() }
    }

    /// The page after the entry at this place.
    #[must_use]
    pub fn older(&self, than: Cursor) -> Self {
        Self { before: Some(than), ..self.clone() }
    }

    /// Of this person alone.
    #[must_use]
    pub fn of(person: &str) -> Self {
        Self { person: Some(person.to_owned()), ..Self::default() }
    }

    /// Whether it leaves anything out.
    #[must_use]
    pub fn is_chosen(&self) -> bool {
        self.first_page() != Self::default()
    }

    /// The first moment that is meant.
    #[must_use]
    pub fn since(&self) -> Option<At> {
        day(self.from.as_deref()?)
    }

    /// The first moment that is not meant any more.
    #[must_use]
    pub fn until(&self) -> Option<At> {
        Some(day(self.to.as_deref()?)?.plus_ms(DAY_MS))
    }
}

/// The first moment of a day, in UTC.
fn day(text: &str) -> Option<At> {
    let date = Date::parse(text, format_description!("[year]-[month]-[day]")).ok()?;
    Some(At(date.midnight().assume_utc().unix_timestamp() * 1_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back_as_the_same() {
        let address =
            "person=ann&from=2026-11-20&to=2026-11-21&what=sign-in&target=ws-1&outcome=done&before=12.3";
        let (query, dropped) = AuditQuery::read(address);
        assert!(dropped.is_empty() && query.is_chosen(), "{dropped:?}");
        assert_eq!(query.to_query(), address);
        assert_eq!(query.before, Some(Cursor { at: At(12), seq: 3 }));
        // Two days, to the last moment of the second.
        assert_eq!(query.until().unwrap().ms_since(query.since().unwrap()), 2 * DAY_MS);
        assert_eq!(AuditQuery::read("?person=&what=+&outcome="), (AuditQuery::default(), Vec::new()));
        assert!(!AuditQuery::read("before=1.2").0.is_chosen());
    }

    #[test]
    fn what_is_not_understood_is_said() {
        for wrong in ["from=yesterday", "to=2026-13-01", "outcome=well", "before=3", "colour=red"] {
            let (query, dropped) = AuditQuery::read(wrong);
            assert_eq!((query, dropped.len()), (AuditQuery::default(), 1), "{wrong}");
        }
        assert_eq!(AuditQuery::read(&format!("target={}", "x".repeat(257))).1.len(), 1);
    }
}
