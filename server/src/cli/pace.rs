//! In which waves, when and how fast shall a job go?

use clap::Args;
use domain::jobs::PaceForm;

/// The form of the pace, option by option; each value is checked as the form checks it.
#[derive(Debug, Args)]
#[command(next_help_heading = "Waves, hours and pace")]
pub struct PaceOptions {
    /// So many go first, a number or a share such as 10%; the rest follows when they are through
    #[arg(long, value_name = "N|N%")]
    pub first: Option<String>,
    /// A person lets the rest go
    #[arg(long)]
    pub approve: bool,
    /// Stop when more than so many of a hundred rows of a wave end badly
    #[arg(long, value_name = "PERCENT")]
    pub stop_above: Option<String>,
    /// Send nothing before this day and time, as 2026-11-21T22:00
    #[arg(long, value_name = "TIME")]
    pub not_before: Option<String>,
    /// Send in these hours of each day only, as 22:00-05:00
    #[arg(long, value_name = "FROM-TO", value_parser = hours)]
    pub window: Option<Hours>,
    /// The time zone of both, as Europe/Berlin; else UTC
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
    /// The part of Deskwarden's rate that the job takes, as 0.5
    #[arg(long, value_name = "PART", value_parser = percent)]
    pub share: Option<i64>,
}

/// Where the hours begin and end, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours(String, String);

impl PaceOptions {
    /// The form, as if it had been filled in.
    #[must_use]
    pub fn form(&self) -> PaceForm {
        let text = |option: &Option<String>| option.clone().unwrap_or_default();
        let Hours(from, to) = self.window.clone().unwrap_or(Hours(String::new(), String::new()));
        PaceForm {
            first: text(&self.first),
            approve: if self.approve { "on".to_owned() } else { String::new() },
            stop_percent: text(&self.stop_above),
            begin: text(&self.not_before),
            from,
            to,
            zone: text(&self.zone),
            share: self.share.map(|percent| percent.to_string()).unwrap_or_default(),
        }
    }
}

fn hours(text: &str) -> Result<Hours, String> {
    let (from, to) = text.split_once('-').ok_or("write the hours as 22:00-05:00")?;
    Ok(Hours(from.trim().to_owned(), to.trim().to_owned()))
}

/// The form takes whole percent.
fn percent(text: &str) -> Result<i64, String> {
    let part: f64 = text.parse().map_err(|_| "a part of the rate, such as 0.5".to_owned())?;
    let percent = (part * 100.0).round();
    if (1.0..=100.0).contains(&percent) && (part * 100.0 - percent).abs() < 1e-6 {
        Ok(percent as i64)
    } else {
        Err("0.01 to 1, in steps of 0.01".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_the_rate_is_whole_percent() {
        let parts = ["0.5", "1", "0.07", "0.29"].map(|text| percent(text).unwrap());
        assert_eq!(parts, [50, 100, 7, 29]);
        for wrong in ["0", "1.01", "50", "0.005", "NaN", "inf", "half"] {
            assert!(percent(wrong).is_err(), "{wrong}");
        }
    }
}
