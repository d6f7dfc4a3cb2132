//! What can be asked of a directory?

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Directory, Group, Setting};
use crate::resource::Verb;

/// One call that changes a directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    /// That these settings of a group be so. AWS takes some of them only together, so the whole group is here.
    Set {
        /// Which operation.
        group: Group,
        /// The group as it would be, by the settings' slugs.
        all: BTreeMap<String, String>,
        /// Which of them change; one that is not in `all` is taken away.
        changed: Vec<String>,
    },
    /// That it use these IP access control groups too.
    AddGroups(Vec<String>),
    /// That it use these no more.
    DropGroups(Vec<String>),
}

impl Order {
    /// What it is in the one table.
    #[must_use]
    pub fn verb(&self) -> Verb {
        match self {
            Self::Set { group, .. } => group.verb(),
            Self::AddGroups(_) | Self::DropGroups(_) => Verb::SetDirectoryGroups,
        }
    }

    /// What it asks for, to stand in a list of steps.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Set { changed, .. } => {
                let labels =
                    changed.iter().filter_map(|slug| Setting::named(slug)).map(|setting| setting.label);
                format!("set {}", labels.collect::<Vec<_>>().join(", "))
            }
            Self::AddGroups(ids) => format!("associate {}", ids.join(", ")),
            Self::DropGroups(ids) => format!("disassociate {}", ids.join(", ")),
        }
    }

    /// Whether a directory as AWS shows it now is as this order wishes.
    #[must_use]
    pub fn is_met(&self, now: Option<&Directory>) -> bool {
        let Some(now) = now else { return false };
        match self {
            Self::Set { all, changed, .. } => {
                changed.iter().all(|slug| is_so(slug, all.get(slug).map(String::as_str), now.setting(slug)))
            }
            Self::AddGroups(ids) => ids.iter().all(|id| now.ip_groups.contains(id)),
            Self::DropGroups(ids) => !ids.iter().any(|id| now.ip_groups.contains(id)),
        }
    }
}

/// The relay state has a default name, which comes back when another is taken away.
fn is_so(slug: &str, wished: Option<&str>, now: &str) -> bool {
    match wished {
        Some(wished) => wished == now,
        None => now.is_empty() || (slug == "saml_relay" && now == "RelayState"),
    }
}
