//! What kind of change is it, what is it called, and what does it take?

use serde::{Deserialize, Serialize};

use crate::access::Right;
use crate::fleet::Action;
use crate::resource::Verb;

/// What kind of change: one job makes one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// An action on WorkSpaces that exist.
    Act(Action),
    /// New WorkSpaces.
    Create,
    /// Something of resources that are no WorkSpaces.
    Order(Verb),
    /// Standbys of WorkSpaces that exist.
    Standby,
}

impl Kind {
    /// The right it takes.
    #[must_use]
    pub fn right(self) -> Right {
        match self {
            Self::Act(action) => action.right(),
            Self::Create | Self::Standby => Right::Create,
            Self::Order(verb) => verb.right(),
        }
    }

    /// The spelling in the database.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Act(action) => action.slug(),
            Self::Create => "create",
            Self::Order(verb) => verb.slug(),
            Self::Standby => "create-standby",
        }
    }

    /// Reads [`Self::slug`].
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        match slug {
            "create" => Some(Self::Create),
            "create-standby" => Some(Self::Standby),
            other => {
                let act = other.parse().ok().map(Self::Act);
                act.or_else(|| Verb::from_slug(other).map(Self::Order))
            }
        }
    }

    /// Rows that one call to AWS may carry.
    #[must_use]
    pub fn batch(self) -> usize {
        match self {
            Self::Act(action) => action.batch(),
            Self::Create | Self::Standby => crate::create::BATCH,
            Self::Order(_) => 1,
        }
    }

    /// What is lost and cannot be had back: then the count is typed. `None` where nothing is.
    #[must_use]
    pub fn loses(self) -> Option<&'static str> {
        match self {
            Self::Act(action) => action.loses(),
            Self::Create | Self::Standby => None,
            Self::Order(verb) => verb.loses(),
        }
    }

    /// `Stop`, `Delete`: what is done, as on a button.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Act(action) => action.word(),
            Self::Create => "Create",
            Self::Standby => "Create standby",
            Self::Order(verb) => verb.word(),
        }
    }

    /// `Stop 3 WorkSpaces`, `Create 1 WorkSpace`.
    #[must_use]
    pub fn title(self, count: i64) -> String {
        let verb = match self {
            Self::Act(Action::BeginMaintenance) => "Begin maintenance of",
            Self::Act(Action::EndMaintenance) => "End maintenance of",
            Self::Act(Action::CreateImage) => "Create an image of",
            Self::Act(action) => action.word(),
            Self::Create => "Create",
            Self::Order(verb) => return verb.title(count),
            Self::Standby => "Create a standby of",
        };
        format!("{verb} {count} WorkSpace{}", if count == 1 { "" } else { "s" })
    }
}
