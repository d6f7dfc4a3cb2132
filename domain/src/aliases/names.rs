//! One name over all regions: where does it lead in each, and what does DNS answer?

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Alias;
use crate::resource::Resource;

/// A domain name, and its aliases in all accounts and regions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// The domain name.
    pub name: String,
    /// By account and region.
    pub aliases: Vec<Resource<Alias>>,
}

/// Aliases by their names: the same name in two regions is what makes a failover.
#[must_use]
pub fn names(all: Vec<Resource<Alias>>) -> Vec<Name> {
    let mut by_name: BTreeMap<String, Vec<Resource<Alias>>> = BTreeMap::new();
    for alias in all {
        by_name.entry(alias.name.to_lowercase()).or_default().push(alias);
    }
    by_name.into_iter().map(|(name, aliases)| Name { name, aliases }).collect()
}

impl Name {
    /// The alias whose identifier the TXT record says.
    #[must_use]
    pub fn answered(&self, record: &str) -> Option<&Resource<Alias>> {
        let identifier = |alias: &Resource<Alias>| {
            alias
                .item
                .association
                .as_ref()
                .is_some_and(|there| there.identifier.eq_ignore_ascii_case(record.trim()))
        };
        self.aliases.iter().find(|alias| identifier(alias))
    }
}

/// What DNS answered for a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Resolved {
    /// It has these TXT records.
    Says(Vec<String>),
    /// There is no such name, or it has no TXT record.
    Nothing,
    /// No name server gave an answer.
    Silent,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aliases::Association;
    use crate::at::At;
    use crate::resource::{ResourceKey, ResourceKind};

    fn alias(region: &str, name: &str, identifier: &str) -> Resource<Alias> {
        let association = Association { identifier: identifier.into(), ..Association::default() };
        Resource {
            key: ResourceKey {
                scope: format!("1/{region}").parse().unwrap(),
                kind: ResourceKind::Alias,
                id: format!("wsca-{region}"),
            },
            account_name: "one".into(),
            name: name.into(),
            directory: String::new(),
            state: "CREATED".into(),
            tags: None,
            as_of: At(0),
            job: None,
            item: Alias { association: Some(association), ..Alias::default() },
        }
    }

    #[test]
    fn one_name_leads_to_the_region_whose_identifier_is_answered() {
        let all = vec![
            alias("us-east-1", "Desk.example.com", "aaa"),
            alias("eu-west-1", "desk.example.com", "bbb"),
            alias("eu-west-1", "other.example.com", "ccc"),
        ];
        let names = names(all);
        assert_eq!(names.len(), 2);
        assert_eq!(names[0].answered(" BBB ").unwrap().key.scope.region.as_str(), "eu-west-1");
        assert!(names[0].answered("ccc").is_none());
    }
}
