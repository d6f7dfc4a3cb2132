//! How fast may a job go, when, and in which waves? Said when a plan is confirmed.

use serde::{Deserialize, Serialize};

use crate::fault::FieldError;

/// The form, as it was typed; all of it may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaceForm {
    /// How many go first: `5` or `10 %`; empty: all at once.
    pub first: String,
    /// `on`: a person lets the rest go.
    pub approve: String,
    /// Percent of rows that may end badly.
    pub stop_percent: String,
    /// `2026-11-21T22:00`, in the zone below; empty: now.
    pub begin: String,
    /// `22:00`.
    pub from: String,
    /// `05:00`; earlier than `from` is the next morning.
    pub to: String,
    /// `Europe/Berlin`; empty: UTC.
    pub zone: String,
    /// Percent of our part of the rate.
    pub share: String,
}

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pace {
    /// The wave that goes first; the rest follows.
    pub first: Option<First>,
    /// Whether a person has to let the rest go.
    pub approve: bool,
    /// Stops by itself when more than so many of a hundred rows of a wave ended badly.
    pub stop_percent: Option<i64>,
    /// The day and time to begin at, as typed.
    pub begin: Option<String>,
    /// The hours in which it may send.
    pub window: Option<Window>,
    /// The time zone of both.
    pub zone: String,
    /// The part of our rate that it takes, above 0 and up to 1.
    pub share: f64,
}

/// How many rows go first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum First {
    /// So many.
    Rows(i64),
    /// So many of a hundred, one at least.
    Percent(i64),
}

/// Hours of each day; when `to` is not after `from`, they end the next morning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// Minutes after midnight.
    pub from: i64,
    /// Minutes after midnight.
    pub to: i64,
    /// The time zone, by its name in the tz database.
    pub zone: String,
}

/// Why a job has paused itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Held {
    /// The next wave waits for a person.
    Approval,
    /// Too many rows ended badly.
    Failures,
    /// Somebody other than its author has to agree before anything is sent.
    Second,
    /// The database was restored from a backup: a person has to look first.
    Restored,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            first: None,
            approve: false,
            stop_percent: None,
            begin: None,
            window: None,
            zone: UTC.to_owned(),
            share: 1.0,
        }
    }
}

const UTC: &str = "UTC";

impl First {
    /// How many rows of so many.
    #[must_use]
    pub fn of(self, rows: i64) -> i64 {
        match self {
            Self::Rows(count) => count.min(rows),
            Self::Percent(percent) => (rows * percent / 100).clamp(1, rows.max(1)),
        }
    }
}

impl Window {
    /// `22:00 to 05:00, Europe/Berlin`.
    #[must_use]
    pub fn words(&self) -> String {
        let clock = |minutes: i64| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        format!("{} to {}, {}", clock(self.from), clock(self.to), self.zone)
    }

    /// Whether this minute of the day is within it.
    #[must_use]
    pub fn holds(&self, minute: i64) -> bool {
        if self.from < self.to {
            (self.from..self.to).contains(&minute)
        } else {
            minute >= self.from || minute < self.to
        }
    }
}

impl Held {
    /// The spelling in the database.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Approval => "approval",
            Self::Failures => "failures",
            Self::Second => "second",
            Self::Restored => "restored",
        }
    }

    /// Reads [`Self::slug`].
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        let all = [Self::Approval, Self::Failures, Self::Second, Self::Restored];
        all.into_iter().find(|held| held.slug() == slug)
    }

    /// What it waits for, in a sentence.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Approval => "The first wave is through; the rest waits for a person to let it go.",
            Self::Failures => "More rows ended badly than the rule allows; nothing more is sent.",
            Self::Second => {
                "It is so large that somebody other than its author has to agree before anything is sent."
            }
            Self::Restored => {
                "The database was restored from a backup: what was done after it is not known here. Compare the rows with \
                 AWS; nothing more is sent until you let it go on."
            }
        }
    }
}

impl PaceForm {
    /// What is asked for.
    ///
    /// # Errors
    /// One sentence for each field that can't be used.
    pub fn check(&self) -> Result<Pace, Vec<FieldError>> {
        let mut wrong = Vec::new();
        let mut at = |field: &str, message: &str| {
            wrong.push(FieldError { field: field.to_owned(), message: message.to_owned() });
        };
        let first = self.first.trim();
        let first = match (first.is_empty(), first.strip_suffix('%').map(str::trim)) {
            (true, _) => None,
            (_, Some(percent)) => percent.parse().ok().filter(|p| (1..=99).contains(p)).map(First::Percent),
            (_, None) => first.parse().ok().filter(|rows| *rows > 0).map(First::Rows),
        };
        if first.is_none() && !self.first.trim().is_empty() {
            at("first", "A number of WorkSpaces, or a share such as 10 %.");
        }
        let percent = |text: &str, least: i64| {
            let text = text.trim().trim_end_matches('%').trim();
            (!text.is_empty()).then(|| text.parse().ok().filter(|p: &i64| (least..=100).contains(p)))
        };
        let stop = percent(&self.stop_percent, 0);
        if stop == Some(None) {
            at("stop_percent", "0 to 100.");
        }
        let share = percent(&self.share, 1);
        if share == Some(None) {
            at("share", "1 to 100.");
        }
        let zone = Some(self.zone.trim()).filter(|zone| !zone.is_empty()).unwrap_or(UTC).to_owned();
        let window = match (clock(&self.from), clock(&self.to)) {
            (Ok(None), Ok(None)) => None,
            (Ok(Some(from)), Ok(Some(to))) if from != to => Some(Window { from, to, zone: zone.clone() }),
            (Ok(_), Ok(_)) => {
                at("from", "Both ends of the hours are needed, and they differ.");
                None
            }
            (from, _) => {
                at(if from.is_err() { "from" } else { "to" }, "A time such as 22:00.");
                None
            }
        };
        let begin = Some(self.begin.trim().to_owned()).filter(|begin| !begin.is_empty());
        if !wrong.is_empty() {
            return Err(wrong);
        }
        Ok(Pace {
            first,
            approve: !self.approve.is_empty(),
            stop_percent: stop.flatten(),
            begin,
            window,
            zone,
            share: share.flatten().map_or(1.0, |percent| percent as f64 / 100.0),
        })
    }
}

/// Minutes after midnight.
fn clock(text: &str) -> Result<Option<i64>, ()> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let (hours, minutes) = text.split_once(':').ok_or(())?;
    let (hours, minutes): (i64, i64) = (hours.parse().map_err(|_| ())?, minutes.parse().map_err(|_| ())?);
    if (0..24).contains(&hours) && (0..60).contains(&minutes) {
        Ok(Some(hours * 60 + minutes))
    } else {
        Err(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_is_all_at_once() {
        assert_eq!(PaceForm::default().check(), Ok(Pace::default()));
    }

    #[test]
    fn waves_hours_and_shares_are_read() {
        let form = PaceForm {
            first: "10 %".into(),
            approve: "on".into(),
            stop_percent: "5".into(),
            from: "22:00".into(),
            to: "05:00".into(),
            zone: "Europe/Berlin".into(),
            share: "50 %".into(),
            ..PaceForm::default()
        };
        let pace = form.check().unwrap();
        assert_eq!((pace.first, pace.stop_percent, pace.share), (Some(First::Percent(10)), Some(5), 0.5));
        let window = pace.window.unwrap();
        assert_eq!(window.words(), "22:00 to 05:00, Europe/Berlin");
        let held: Vec<_> = [0, 299, 300, 1319, 1320].iter().map(|minute| window.holds(*minute)).collect();
        assert_eq!(held, [true, true, false, false, true]);
        assert_eq!((First::Percent(1).of(30), First::Rows(50).of(30)), (1, 30));
    }

    #[test]
    fn each_field_says_what_is_wrong_with_it() {
        let form = PaceForm {
            first: "0".into(),
            stop_percent: "101".into(),
            share: "0".into(),
            from: "25:00".into(),
            ..PaceForm::default()
        };
        let fields: Vec<_> = form.check().unwrap_err().into_iter().map(|error| error.field).collect();
        assert_eq!(fields, ["first", "stop_percent", "share", "from"]);
        assert!(PaceForm { from: "22:00".into(), ..PaceForm::default() }.check().is_err());
    }
}
