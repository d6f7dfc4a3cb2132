//! Where may the process be told to die? The proof that jobs survive it asks for it (server/tests/kill); nobody else.

use std::str::FromStr;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// A place on the way of a call that changes something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The claim is written and not committed.
    BeforeClaim,
    /// The claim is committed and nothing is sent.
    AfterClaim,
    /// AWS has answered and nothing of it is written.
    Answered,
    /// What AWS told is written, what it means for the steps is not.
    BeforeOutcome,
}

impl Place {
    /// Every place, in the order of a call.
    pub const ALL: &[Self] = &[Self::BeforeClaim, Self::AfterClaim, Self::Answered, Self::BeforeOutcome];

    /// The spelling on the command line.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::BeforeClaim => "before-claim",
            Self::AfterClaim => "after-claim",
            Self::Answered => "answered",
            Self::BeforeOutcome => "before-outcome",
        }
    }
}

/// The process dies when it passes a place for the n-th time, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failpoint {
    /// Where.
    pub place: Place,
    /// At which passing.
    pub nth: u32,
}

impl FromStr for Failpoint {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read = || {
            let (slug, nth) = text.split_once(':')?;
            let place = Place::ALL.iter().find(|place| place.slug() == slug)?;
            Some(Self { place: *place, nth: nth.parse().ok().filter(|nth| *nth > 0)? })
        };
        read().ok_or_else(|| format!("“{text}” is not a failpoint: say PLACE:NTH, such as after-claim:2"))
    }
}

/// What is armed in this process: one place at most, once.
#[derive(Default)]
pub(crate) struct Armed(OnceLock<(Place, AtomicU32)>);

impl Armed {
    pub(crate) fn arm(&self, failpoint: Failpoint) {
        // A second one is not heard: a process dies once.
        let _ = self.0.set((failpoint.place, AtomicU32::new(failpoint.nth)));
    }

    /// Dies here, when it was told to: without a word, like a machine that loses its power.
    pub(crate) fn pass(&self, here: Place) {
        if let Some((place, left)) = self.0.get()
            && *place == here
            && left.fetch_sub(1, Ordering::Relaxed) == 1
        {
            std::process::abort();
        }
    }
}
