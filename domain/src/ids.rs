//! How is each thing named, so that two kinds of name cannot be mixed up?

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

macro_rules! text_id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes the text as it is.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str(&self.0)
            }
        }
    )*};
}

text_id! {
    /// An AWS account: twelve digits.
    AccountId;
    /// An AWS region, such as `eu-west-1`.
    Region;
    /// A WorkSpace: `ws-…`.
    WorkspaceId;
    /// A directory registered with WorkSpaces: `d-…` or `wsd-…`.
    DirectoryId;
    /// A bundle: `wsb-…`.
    BundleId;
    /// A person who signs in: the identity provider's subject, or a sample identity of the demo.
    PersonId;
}

/// A job; numbered from 1 in the order of submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct JobId(pub i64);

impl fmt::Display for JobId {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}", self.0)
    }
}

/// One account in one region: what has its own rate, its own client and its own health.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ScopeKey {
    /// The account.
    pub account: AccountId,
    /// The region.
    pub region: Region,
}

impl fmt::Display for ScopeKey {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}/{}", self.account, self.region)
    }
}

/// A text that is not the name it should be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not an account, a region and an id, separated by slashes")]
pub struct NotAKey(pub String);

impl FromStr for ScopeKey {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        match text.split('/').collect::<Vec<_>>()[..] {
            [account, region] if !account.is_empty() && !region.is_empty() => {
                Ok(Self { account: AccountId::new(account), region: Region::new(region) })
            }
            _ => Err(NotAKey(text.to_owned())),
        }
    }
}

macro_rules! keyed {
    ($(#[$doc:meta])* $name:ident($id:ident)) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name {
            /// The account and the region.
            pub scope: ScopeKey,
            /// The id within them.
            pub id: $id,
        }

        impl fmt::Display for $name {
            fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(to, "{}/{}", self.scope, self.id)
            }
        }

        impl FromStr for $name {
            type Err = NotAKey;

            fn from_str(text: &str) -> Result<Self, NotAKey> {
                match text.rsplit_once('/') {
                    Some((scope, id)) if !id.is_empty() => {
                        Ok(Self { scope: scope.parse()?, id: $id::new(id) })
                    }
                    _ => Err(NotAKey(text.to_owned())),
                }
            }
        }
    };
}

keyed! {
    /// A WorkSpace among all accounts and regions: `account/region/ws-…`.
    WorkspaceKey(WorkspaceId)
}

keyed! {
    /// A directory among all accounts and regions: `account/region/d-…`.
    DirectoryKey(DirectoryId)
}

/// A user name as the directory compares it: case does not count (rules.md, "one desktop per user and directory").
#[must_use]
pub fn fold(user: &str) -> String {
    user.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_as_written_and_refuses_less() {
        let key: WorkspaceKey = "111122223333/eu-west-1/ws-8d1k2f9qz".parse().unwrap();
        assert_eq!(key.to_string(), "111122223333/eu-west-1/ws-8d1k2f9qz");
        for wrong in ["", "ws-1", "a/b", "a/b/", "a//c", "a/b/c/d"] {
            assert!(wrong.parse::<WorkspaceKey>().is_err(), "{wrong}");
        }
    }
}
