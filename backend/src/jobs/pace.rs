//! When may a job send? Days and hours as people say them, in their time zone.

use domain::at::At;
use domain::fault::{Fault, FieldError};
use domain::jobs::{Pace, Window};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};

fn wrong(field: &str, message: String) -> Fault {
    Fault::invalid(vec![FieldError { field: field.to_owned(), message }])
}

/// When the job may begin; `None`: now.
///
/// # Errors
/// `Invalid` at `zone` or `begin`.
pub(super) fn begins(pace: &Pace, now: At) -> Result<Option<At>, Fault> {
    let zone = TimeZone::get(&pace.zone).map_err(|_| {
        wrong("zone", format!("“{}” is not a time zone: write it as Europe/Berlin or UTC.", pace.zone))
    })?;
    let begin = match &pace.begin {
        None => None,
        Some(text) => {
            let read = text.parse::<DateTime>().ok().and_then(|at| at.to_zoned(zone).ok());
            let at = read.ok_or_else(|| {
                wrong("begin", format!("“{text}” is not a day and time: write it as 2026-11-21T22:00."))
            })?;
            Some(At(at.timestamp().as_millisecond())).filter(|at| *at > now)
        }
    };
    let first = begin.unwrap_or(now);
    let opens = pace.window.as_ref().map_or(first, |window| opens(window, first));
    Ok((opens > now).then_some(opens))
}

/// The first moment from `now` on at which the window is open: `now` itself, when it is.
pub(super) fn opens(window: &Window, now: At) -> At {
    // A zone that this version does not know is taken for UTC: the words beside it say which it is.
    let zone = TimeZone::get(&window.zone).unwrap_or(TimeZone::UTC);
    let Ok(here) = Timestamp::from_millisecond(now.0).map(|at| at.to_zoned(zone)) else { return now };
    if window.holds(minute(&here)) {
        return now;
    }
    next(window, &here).map_or(now, |at| At(at.timestamp().as_millisecond()))
}

fn minute(at: &Zoned) -> i64 {
    i64::from(at.hour()) * 60 + i64::from(at.minute())
}

/// Today's beginning, or tomorrow's when that has passed; a clock that is put forward moves it as the zone says.
fn next(window: &Window, here: &Zoned) -> Option<Zoned> {
    let begins = |day: jiff::civil::Date| {
        let (hour, minute) = (i8::try_from(window.from / 60).ok()?, i8::try_from(window.from % 60).ok()?);
        day.at(hour, minute, 0, 0).to_zoned(here.time_zone().clone()).ok()
    };
    let today = begins(here.date())?;
    if today > *here { Some(today) } else { begins(here.date().checked_add(1.day()).ok()?) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> At {
        At(text.parse::<Timestamp>().unwrap().as_millisecond())
    }

    fn night() -> Window {
        Window { from: 22 * 60, to: 5 * 60, zone: "Europe/Berlin".into() }
    }

    #[test]
    fn a_night_opens_in_its_own_zone() {
        assert_eq!(opens(&night(), at("2026-11-21T12:00:00Z")), at("2026-11-21T21:00:00Z"));
        assert_eq!(opens(&night(), at("2026-07-21T12:00:00Z")), at("2026-07-21T20:00:00Z"));
        for open in ["2026-11-21T21:00:00Z", "2026-11-22T03:59:59Z"] {
            assert_eq!(opens(&night(), at(open)), at(open));
        }
        assert_eq!(opens(&night(), at("2026-11-22T04:00:00Z")), at("2026-11-22T21:00:00Z"));
    }

    #[test]
    fn a_day_and_time_are_read_in_the_zone_and_wait_for_the_hours() {
        let now = at("2026-11-21T12:00:00Z");
        let pace =
            Pace { begin: Some("2026-11-22T08:00".into()), zone: "Europe/Berlin".into(), ..Pace::default() };
        assert_eq!(begins(&pace, now).unwrap(), Some(at("2026-11-22T07:00:00Z")));
        let tonight = Pace { window: Some(night()), ..pace.clone() };
        assert_eq!(begins(&tonight, now).unwrap(), Some(at("2026-11-22T21:00:00Z")));
        let past = Pace { begin: Some("2020-01-01T08:00".into()), ..pace.clone() };
        assert_eq!(begins(&past, now).unwrap(), None);
        assert_eq!(begins(&Pace::default(), now).unwrap(), None);
        let field = |pace: &Pace| begins(pace, now).unwrap_err().fields.remove(0).field;
        assert_eq!(field(&Pace { zone: "Mars/Base".into(), ..pace.clone() }), "zone");
        assert_eq!(field(&Pace { begin: Some("soon".into()), ..pace }), "begin");
    }
}
