//! What does the help desk need to know of a caller's desktop, at a glance?

use serde::{Deserialize, Serialize};

use crate::history::Change;
use crate::jobs::WorkSpaceJob;
use crate::workspace::WorkSpace;

/// Most cards that one search shows.
pub const MOST: usize = 6;
/// How far back a card looks, in milliseconds: a day, because "today" is another one in each time zone.
pub const LOOKS_BACK_MS: i64 = 86_400_000;

/// The desktops that a search names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Callers {
    /// At most [`MOST`].
    pub cards: Vec<Card>,
    /// Whether there are others of that name.
    pub more: bool,
}

/// One desktop, and what has happened to it of late.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// The desktop.
    pub workspace: WorkSpace,
    /// What changed in the last day, newest first.
    pub changes: Vec<Change>,
    /// Our jobs that are at it, or were in the last day, newest first.
    pub jobs: Vec<WorkSpaceJob>,
}
