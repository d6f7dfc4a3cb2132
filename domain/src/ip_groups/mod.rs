//! From which addresses may people connect? IP access control groups and their rules.

mod form;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::cli;
use crate::resource::Verb;
use crate::tags::Tag;

pub use form::Form;

/// Rules of a group, at most (Amazon's quota, facts.md 27).
pub const MOST_RULES: usize = 10;

/// One range of addresses from which people may connect.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Rule {
    /// An IPv4 address, or a range in CIDR notation.
    pub range: String,
    /// What it is.
    pub description: String,
}

impl Rule {
    /// As a person types it: `10.0.0.0/8 office`.
    #[must_use]
    pub fn words(&self) -> String {
        format!("{} {}", self.range, self.description).trim_end().to_owned()
    }
}

/// What the service says of a group beyond its name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct IpGroup {
    /// What it is for.
    pub description: String,
    /// Its rules, in the service's order.
    pub rules: Vec<Rule>,
}

/// What can be asked of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    /// That it be there.
    Create {
        /// Its name, which no other group of the account and region has.
        name: String,
        /// What it is for.
        description: String,
        /// Its rules.
        rules: Vec<Rule>,
        /// Its tags.
        tags: Vec<Tag>,
    },
    /// That these be its rules, and no others.
    SetRules(Vec<Rule>),
    /// That it be gone.
    Delete,
}

impl Order {
    /// What it is in the one table.
    #[must_use]
    pub fn verb(&self) -> Verb {
        match self {
            Self::Create { .. } => Verb::CreateIpGroup,
            Self::SetRules(_) => Verb::ChangeIpRules,
            Self::Delete => Verb::DeleteIpGroup,
        }
    }

    /// What it asks for, to stand in a list of steps.
    #[must_use]
    pub fn words(&self) -> String {
        let count = |rules: &[Rule]| crate::count::of(rules.len() as i64, "rule", "rules");
        match self {
            Self::Create { name, rules, .. } => format!("create {name} with {}", count(rules)),
            Self::SetRules(rules) => format!("set {}", count(rules)),
            Self::Delete => "delete".to_owned(),
        }
    }

    /// AWS's operation, with its parameters as Amazon names them.
    #[must_use]
    pub fn call(&self, id: &str) -> (&'static str, Value) {
        match self {
            Self::Create { name, description, rules, tags } => {
                let parameters = [
                    ("GroupDesc", json!((!description.is_empty()).then_some(description))),
                    ("GroupName", json!(name)),
                    ("Tags", json!((!tags.is_empty()).then(|| cli::tags(tags)))),
                    ("UserRules", json!((!rules.is_empty()).then(|| listed(rules)))),
                ];
                ("CreateIpGroup", cli::present(parameters))
            }
            Self::SetRules(rules) => {
                ("UpdateRulesOfIpGroup", json!({ "GroupId": id, "UserRules": listed(rules) }))
            }
            Self::Delete => ("DeleteIpGroup", json!({ "GroupId": id })),
        }
    }

    /// Whether a group as AWS shows it now (`None`: it is not there) is as this order wishes.
    #[must_use]
    pub fn is_met(&self, now: Option<&IpGroup>) -> bool {
        match (self, now) {
            (Self::Create { .. }, now) => now.is_some(),
            (Self::SetRules(rules), Some(now)) => same(rules, &now.rules),
            (Self::SetRules(_), None) => false,
            (Self::Delete, now) => now.is_none(),
        }
    }
}

fn listed(rules: &[Rule]) -> Vec<Value> {
    let rule = |rule: &Rule| {
        let description = (!rule.description.is_empty()).then_some(&rule.description);
        cli::present([("ipRule", json!(rule.range)), ("ruleDesc", json!(description))])
    };
    rules.iter().map(rule).collect()
}

/// Whether two lists hold the same rules: AWS keeps no order of them.
fn same(one: &[Rule], other: &[Rule]) -> bool {
    let sorted = |rules: &[Rule]| {
        let mut rules = rules.to_vec();
        rules.sort();
        rules
    };
    sorted(one) == sorted(other)
}
