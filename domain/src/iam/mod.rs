//! What must AWS allow the console? Policies made of the operations that it calls, and of what those need besides.

mod besides;
mod calls;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use serde_json::{Value, json};

pub use besides::{Besides, By, besides};
pub use calls::{Line, READS, TO_BECOME_A_ROLE, WITHOUT_PERMISSION, lines};
pub use table::markdown;

use crate::access::Right;

/// How much the console may do in an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// It looks.
    ReadOnly,
    /// Besides, it starts, stops and reboots.
    HelpDesk,
    /// Besides, it changes what is there.
    Operator,
    /// Everything that the console can do.
    Full,
}

impl Policy {
    /// Every policy, each allowing all of the one before.
    pub const ALL: &[Self] = &[Self::ReadOnly, Self::HelpDesk, Self::Operator, Self::Full];

    /// The spelling at the shell, and of the file in `docs/iam`.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::ReadOnly => "read-only",
            Self::HelpDesk => "help-desk",
            Self::Operator => "operator",
            Self::Full => "full",
        }
    }

    /// Whether it is enough for what takes this right.
    #[must_use]
    pub fn serves(self, right: Right) -> bool {
        match right {
            Right::Read => true,
            Right::Power => self != Self::ReadOnly,
            Right::Modify => matches!(self, Self::Operator | Self::Full),
            Right::Create | Right::Terminate => self == Self::Full,
            // The console's own affairs: AWS is not asked.
            Right::Share | Right::Settings => false,
        }
    }

    /// The permissions: operations that are called, and what those need besides.
    #[must_use]
    pub fn actions(self) -> BTreeSet<&'static str> {
        let lines = lines().into_iter().filter(|line| self.serves(line.right));
        lines
            .flat_map(|line| [line.action].into_iter().chain(besides(line.action).map(|one| one.action)))
            .collect()
    }

    /// The policy as IAM takes it.
    #[must_use]
    pub fn document(self) -> Value {
        let mut under: BTreeMap<&str, (Option<Value>, BTreeSet<&str>)> = BTreeMap::new();
        let mut allow = |sid, condition, action| {
            under.entry(sid).or_insert_with(|| (condition, BTreeSet::new())).1.insert(action);
        };
        for line in lines().into_iter().filter(|line| self.serves(line.right)) {
            allow(if line.right == Right::Read { "Look" } else { "Act" }, None, line.action);
            for one in besides(line.action) {
                match one.only_by {
                    Some(by) => allow(by.sid(), Some(by.condition()), one.action),
                    None => allow("Act", None, one.action),
                }
            }
        }
        // What is allowed to look need not be allowed again.
        let looks = under.get("Look").map(|(_, actions)| actions.clone()).unwrap_or_default();
        let statements = under.into_iter().map(|(sid, (condition, mut actions))| {
            if sid == "Act" {
                actions.retain(|action| !looks.contains(action));
            }
            let mut statement = json!({ "Sid": sid, "Effect": "Allow", "Action": actions, "Resource": "*" });
            if let Some(condition) = condition {
                statement["Condition"] = condition;
            }
            statement
        });
        json!({ "Version": "2012-10-17", "Statement": statements.collect::<Vec<_>>() })
    }
}

/// A text that names no policy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no policy; read-only, help-desk, operator and full are")]
pub struct NotAPolicy(pub String);

impl FromStr for Policy {
    type Err = NotAPolicy;

    fn from_str(slug: &str) -> Result<Self, NotAPolicy> {
        let found = Self::ALL.iter().find(|policy| policy.slug() == slug);
        found.copied().ok_or_else(|| NotAPolicy(slug.to_owned()))
    }
}

#[cfg(test)]
mod tests;
