//! When? A moment, and the two ways a person reads one.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;

/// A moment: milliseconds since 1970-01-01 UTC. It never asks a clock: time is a parameter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct At(pub i64);

impl At {
    /// The moment `ms` milliseconds later (earlier, when negative).
    #[must_use]
    pub fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` until this moment; negative when `earlier` is later.
    #[must_use]
    pub fn ms_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    fn civil(self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1_000_000)
            .unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }

    /// For `<time datetime>`: RFC 3339 in UTC.
    #[must_use]
    pub fn iso(self) -> String {
        self.civil().format(&Rfc3339).unwrap_or_default()
    }

    /// For people and hover texts: `21 Nov 2026, 06:34:10 UTC`.
    #[must_use]
    pub fn absolute(self) -> String {
        let form =
            format_description!("[day padding:none] [month repr:short] [year], [hour]:[minute]:[second] UTC");
        self.civil().format(&form).unwrap_or_default()
    }

    /// For people, seen from `now`: `now`, `4 s ago`, `3 h ago`, `94 days ago`, `in 20 min`.
    #[must_use]
    pub fn relative(self, now: Self) -> String {
        let ms = now.ms_since(self);
        let span = span_words(ms.abs());
        match ms {
            -999..=999 => "now".to_owned(),
            1_000.. => format!("{span} ago"),
            _ => format!("in {span}"),
        }
    }
}

/// A length of time in its one largest unit: `4 s`, `12 min`, `3 h`, `94 days`.
#[must_use]
pub fn span_words(ms: i64) -> String {
    let seconds = ms / 1_000;
    match seconds {
        ..60 => format!("{seconds} s"),
        60..3_600 => format!("{} min", seconds / 60),
        3_600..86_400 => format!("{} h", seconds / 3_600),
        86_400..172_800 => "1 day".to_owned(),
        _ => format!("{} days", seconds / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_reads_both_ways() {
        let at = At(1_795_248_000_000);
        assert_eq!(at.iso(), "2026-11-21T08:00:00Z");
        assert_eq!(at.absolute(), "21 Nov 2026, 08:00:00 UTC");
        assert_eq!(at.relative(at.plus_ms(400)), "now");
        assert_eq!(at.relative(at.plus_ms(4_000)), "4 s ago");
        assert_eq!(at.relative(at.plus_ms(3 * 3_600_000)), "3 h ago");
        assert_eq!(at.relative(at.plus_ms(94 * 86_400_000)), "94 days ago");
        assert_eq!(at.relative(at.plus_ms(-20 * 60_000)), "in 20 min");
    }
}
