//! Which rows of a job are asked for? Those that stand under one word: two states may share it.

use serde::{Deserialize, Serialize};

use super::StepState;
use crate::fault::{Fault, FaultKind};

/// The rows under one word; `only=` in an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Only {
    /// Refused by AWS, or failed.
    Failed,
    /// A person has to decide.
    NeedsPerson,
    /// No answer: it is being found out.
    Unknown,
    /// As wished.
    Done,
    /// Accepted, and watched.
    Settling,
    /// On its way to AWS.
    Sending,
    /// Not sent yet.
    Waiting,
    /// Left out.
    Skipped,
    /// Taken back.
    Cancelled,
}

impl Only {
    /// What went wrong is looked for first, what is done needs nobody.
    pub const ALL: &[Only] = &[
        Self::Failed,
        Self::NeedsPerson,
        Self::Unknown,
        Self::Done,
        Self::Settling,
        Self::Sending,
        Self::Waiting,
        Self::Skipped,
        Self::Cancelled,
    ];

    /// The spelling in an address.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::NeedsPerson => "needs_person",
            Self::Unknown => "unknown",
            Self::Done => "done",
            Self::Settling => "settling",
            Self::Sending => "sending",
            Self::Waiting => "waiting",
            Self::Skipped => "skipped",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads what an address says; nothing, when it says nothing.
    ///
    /// # Errors
    /// `Invalid`, for what is no such word: all rows would be an answer to another question.
    pub fn read(text: Option<&str>) -> Result<Option<Self>, Fault> {
        let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
        let found = Self::ALL.iter().copied().find(|only| only.slug() == text);
        found.map(Some).ok_or_else(|| {
            let known: Vec<_> = Self::ALL.iter().map(|only| only.slug()).collect();
            Fault::new(FaultKind::Invalid, "The address asks for rows in a state that there is not.")
                .next(format!("After only= comes one of {}.", known.join(", ")))
        })
    }

    /// The states that it stands for.
    #[must_use]
    pub fn states(self) -> &'static [StepState] {
        match self {
            Self::Failed => &[StepState::Failed],
            Self::NeedsPerson => &[StepState::NeedsPerson],
            Self::Unknown => &[StepState::Unknown],
            Self::Done => &[StepState::Done],
            Self::Settling => &[StepState::Settling, StepState::Sent],
            Self::Sending => &[StepState::Sending],
            Self::Waiting => &[StepState::Ready, StepState::Planned],
            Self::Skipped => &[StepState::Skipped],
            Self::Cancelled => &[StepState::Cancelled],
        }
    }

    /// The word that its states share.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.states().first().map_or("", |state| state.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_state_is_asked_for_by_its_word() {
        for state in StepState::ALL {
            let under: Vec<_> = Only::ALL.iter().filter(|only| only.states().contains(state)).collect();
            assert_eq!(under.len(), 1, "{state:?}");
            assert_eq!(under[0].word(), state.word());
        }
    }

    #[test]
    fn an_address_is_read_or_refused() {
        for only in Only::ALL {
            assert_eq!(Only::read(Some(only.slug())).unwrap(), Some(*only));
            assert_eq!(serde_json::to_value(only).unwrap(), only.slug());
        }
        assert_eq!((Only::read(None).unwrap(), Only::read(Some("")).unwrap()), (None, None));
        let refused = Only::read(Some("faild")).unwrap_err();
        assert!(refused.next.unwrap().contains("failed, needs_person"));
    }
}
