//! Why can credentials not be had, and what is there to do about it?

use serde::{Deserialize, Serialize};

/// What keeps the console from signing its requests to AWS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lack {
    /// There are none anywhere.
    Nothing,
    /// The profile that the config names is not in AWS's files.
    Profile,
    /// AWS does not let us take on the role.
    Role,
    /// There were some, and their time is over.
    Expired,
    /// They are kept somewhere, and cannot be fetched or read.
    Source,
}

impl Lack {
    /// Every lack.
    pub const ALL: &[Lack] = &[Self::Nothing, Self::Profile, Self::Role, Self::Expired, Self::Source];

    /// The spelling in the database.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Nothing => "lacks-all",
            Self::Profile => "lacks-profile",
            Self::Role => "lacks-role",
            Self::Expired => "expired",
            Self::Source => "lacks-source",
        }
    }

    /// Reads the spelling in the database.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|lack| lack.slug() == slug)
    }

    /// What it is, for a badge and, with a full stop, as a sentence.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Nothing => "There are no credentials",
            Self::Profile => "The profile is not there",
            Self::Role => "The role cannot be assumed",
            Self::Expired => "The credentials have expired",
            Self::Source => "The credentials cannot be fetched",
        }
    }

    /// What to do next, in one sentence.
    #[must_use]
    pub fn next(self) -> &'static str {
        match self {
            Self::Nothing => {
                "Give the console some: a role of the machine, a profile or role_arn in the config, or AWS's variables."
            }
            Self::Profile => {
                "Add it to AWS's files of the user that the console runs as, or name another one."
            }
            Self::Role => {
                "Let the role's trust policy name who the console is, and check role_arn and external_id."
            }
            Self::Expired => "Sign in again (`aws sso login`), or put new ones where the old ones are.",
            Self::Source => "Mend where they come from; with SSO, sign in again (`aws sso login`).",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lack_is_read_as_it_was_written_and_says_what_to_do() {
        for lack in Lack::ALL {
            assert_eq!(Lack::from_slug(lack.slug()), Some(*lack));
            assert!(lack.next().ends_with('.') && !lack.words().ends_with('.'));
        }
        assert_eq!(Lack::from_slug("denied"), None);
    }
}
