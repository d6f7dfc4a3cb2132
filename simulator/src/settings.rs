//! How large, how fast and how strict is this simulator?

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use crate::wire::faults::Fault;

/// Everything that can be chosen before a simulator starts.
#[derive(Debug, Clone)]
pub struct Settings {
    /// WorkSpaces in the demo estate. With 0, accounts, directories and bundles exist, and no WorkSpaces.
    pub fleet: usize,
    /// The same seed and fleet give the same estate.
    pub seed: u64,
    /// Where time comes from.
    pub clock: ClockMode,
    /// Calls per account and region; `None` throttles nothing.
    pub rate: Option<Rate>,
    /// Whether `POST /_control/…` answers (to loopback peers only).
    pub control: bool,
    /// A directory in which the estate outlives the process.
    pub data: Option<PathBuf>,
    /// Whether accounts that have no pool may create one. To real ones pools are closed (facts.md 23).
    pub pools_open: bool,
    /// Nobody comes or goes by themselves, though the clock is `auto`: for tests, which move whom they mean to.
    pub still: bool,
    /// What goes wrong from the start.
    pub faults: Vec<Fault>,
    /// How closely signatures are looked at.
    pub signatures: Signatures,
}

impl Default for Settings {
    /// The demo: 2,400 WorkSpaces, sixty times as quick as Amazon, two calls a second with a burst
    /// of five (facts.md 10).
    fn default() -> Self {
        Self {
            fleet: 2400,
            seed: 1,
            clock: ClockMode::Auto { speed: 60.0 },
            rate: Some(Rate { per_second: 2.0, burst: 5 }),
            control: false,
            data: None,
            pools_open: false,
            still: false,
            faults: Vec::new(),
            signatures: Signatures::Form,
        }
    }
}

/// How closely the signatures of requests are looked at.
#[derive(Clone, PartialEq)]
pub enum Signatures {
    /// They must be well-formed and of the right service; any secret will do.
    Form,
    /// They must be true, and no more than 15 minutes old by wall time.
    Truth {
        /// The secret of every access key that AssumeRole did not give.
        secret: String,
    },
}

impl fmt::Debug for Signatures {
    /// Without the secret, which is nobody's business in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "Form",
            Self::Truth { .. } => "Truth",
        })
    }
}

/// Where the simulator's time comes from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ClockMode {
    /// Wall time is reported; transitions take their documented time divided by `speed`, and people
    /// come and go by themselves.
    Auto {
        /// How many times as quick as Amazon.
        speed: f64,
    },
    /// Starts at 2026-11-21T09:00:00Z and moves only when it is moved.
    Explicit,
    /// Wall time is reported; every transition is over at the next request.
    Instant,
}

impl FromStr for ClockMode {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "explicit" => Ok(Self::Explicit),
            "instant" => Ok(Self::Instant),
            "auto" => Ok(Self::Auto { speed: 60.0 }),
            _ => text
                .strip_prefix("auto:")
                .and_then(|speed| speed.parse::<f64>().ok())
                .filter(|speed| speed.is_finite() && *speed > 0.0)
                .map(|speed| Self::Auto { speed })
                .ok_or_else(|| format!("{text:?} is not a clock: say auto:SPEED, explicit or instant")),
        }
    }
}

impl fmt::Display for ClockMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Auto { speed } => write!(f, "auto:{speed}"),
            Self::Explicit => f.write_str("explicit"),
            Self::Instant => f.write_str("instant"),
        }
    }
}

/// How many calls the service takes, per account and region.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// Calls a second that are refilled.
    pub per_second: f64,
    /// Calls that may come at once.
    pub burst: u32,
}

impl FromStr for Rate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.split_once('/')
            .and_then(|(rate, burst)| {
                let per_second = rate.parse::<f64>().ok()?;
                let burst = burst.parse::<u32>().ok()?;
                (per_second.is_finite() && per_second > 0.0 && burst > 0)
                    .then_some(Self { per_second, burst })
            })
            .ok_or_else(|| format!("{text:?} is not a rate: say CALLS_PER_SECOND/BURST, such as 2/5"))
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.per_second, self.burst)
    }
}

/// Reads a rate from the command line: `2/5`, or `off` for none.
///
/// # Errors
/// A sentence for the person who typed it.
pub fn parse_rate(text: &str) -> Result<Option<Rate>, String> {
    if text == "off" { Ok(None) } else { text.parse().map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_are_read_as_they_are_written() {
        for text in ["auto:60", "auto:0.5", "explicit", "instant"] {
            assert_eq!(text.parse::<ClockMode>().map(|mode| mode.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "auto:", "auto:0", "auto:-1", "auto:inf", "AUTO"] {
            assert!(text.parse::<ClockMode>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn rates_are_read_as_they_are_written() {
        assert_eq!(parse_rate("off"), Ok(None));
        assert_eq!(parse_rate("2/5"), Ok(Some(Rate { per_second: 2.0, burst: 5 })));
        for text in ["", "2", "0/5", "2/0", "two/5", "-1/5"] {
            assert!(parse_rate(text).is_err(), "{text:?}");
        }
    }
}
