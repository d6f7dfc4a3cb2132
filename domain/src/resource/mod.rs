//! What is there besides WorkSpaces, and how is each kind named?

mod columns;
mod draft;
mod order;
mod tag;
mod verb;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::at::At;
use crate::ids::{JobId, NotAKey, ScopeKey};
use crate::tags::Tag;

pub use columns::{Cell, Columns};
pub use draft::Draft;
pub use order::{Diff, Order, Request, Target};
pub use tag::{TagForm, TagsOf};
pub use verb::{After, Verb};

/// A kind of resource that the service knows besides WorkSpaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResourceKind {
    /// A directory that is registered with WorkSpaces.
    Directory,
    /// A bundle.
    Bundle,
    /// An image.
    Image,
    /// A pool.
    Pool,
    /// An IP access control group.
    IpGroup,
    /// A connection alias.
    Alias,
}

impl ResourceKind {
    /// Every kind, in the order in which a sweep reads them.
    pub const ALL: &[Self] =
        &[Self::Directory, Self::Bundle, Self::Image, Self::Pool, Self::IpGroup, Self::Alias];

    /// The spelling in the database and in addresses.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Directory => "directory",
            Self::Bundle => "bundle",
            Self::Image => "image",
            Self::Pool => "pool",
            Self::IpGroup => "ip-group",
            Self::Alias => "alias",
        }
    }

    /// Reads [`Self::slug`].
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.slug() == slug)
    }

    /// What a person calls one of them.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Directory => "directory",
            Self::Bundle => "bundle",
            Self::Image => "image",
            Self::Pool => "pool",
            Self::IpGroup => "IP access control group",
            Self::Alias => "connection alias",
        }
    }

    /// What a person calls several of them.
    #[must_use]
    pub fn plural(self) -> &'static str {
        match self {
            Self::Directory => "directories",
            Self::Bundle => "bundles",
            Self::Image => "images",
            Self::Pool => "pools",
            Self::IpGroup => "IP access control groups",
            Self::Alias => "connection aliases",
        }
    }

    /// [`Self::plural`], to stand over a list.
    #[must_use]
    pub fn heading(self) -> String {
        let mut words = self.plural().to_owned();
        if let Some(first) = words.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        words
    }
}

/// A resource among all accounts and regions: `account/region/kind/id`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ResourceKey {
    /// The account and the region.
    pub scope: ScopeKey,
    /// Its kind.
    pub kind: ResourceKind,
    /// Its id at AWS.
    pub id: String,
}

impl fmt::Display for ResourceKey {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}/{}/{}", self.scope, self.kind.slug(), self.id)
    }
}

impl FromStr for ResourceKey {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let wrong = || NotAKey(text.to_owned());
        let (rest, id) = text.rsplit_once('/').filter(|(_, id)| !id.is_empty()).ok_or_else(wrong)?;
        let (scope, kind) = rest.rsplit_once('/').ok_or_else(wrong)?;
        let kind = ResourceKind::from_slug(kind).ok_or_else(wrong)?;
        Ok(Self { scope: scope.parse()?, kind, id: id.to_owned() })
    }
}

/// A resource as the inventory has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource<T> {
    /// Which.
    pub key: ResourceKey,
    /// What the configuration calls its account.
    pub account_name: String,
    /// Its name; its id where it has none.
    pub name: String,
    /// The directory that it is, or belongs to; empty for what belongs to the account and region as a whole.
    pub directory: String,
    /// AWS's word for its state; empty where the service knows none.
    pub state: String,
    /// Its tags; `None` while they have not been read.
    pub tags: Option<Vec<Tag>>,
    /// When AWS said so.
    pub as_of: At,
    /// The job that is changing it now.
    pub job: Option<JobId>,
    /// What is its kind's own.
    pub item: T,
}

/// Why the resources of a kind could not be read from an account and region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// Where.
    pub scope: ScopeKey,
    /// What the configuration calls the account.
    pub account_name: String,
    /// AWS's code.
    pub code: String,
    /// AWS's words.
    pub message: String,
}

/// All resources of a kind that a person may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resources<T> {
    /// By account, region and name.
    pub found: Vec<Resource<T>>,
    /// Where they could not be read.
    pub unread: Vec<Unread>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_as_written_and_refuses_less() {
        for kind in ResourceKind::ALL {
            let text = format!("111122223333/eu-west-1/{}/x-1", kind.slug());
            assert_eq!(text.parse::<ResourceKey>().unwrap().to_string(), text);
        }
        for wrong in ["", "pool/x", "a/b/pool/", "a/b/thing/x", "a//pool/x"] {
            assert!(wrong.parse::<ResourceKey>().is_err(), "{wrong}");
        }
    }
}
