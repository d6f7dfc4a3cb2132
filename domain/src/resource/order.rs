//! What is asked of a resource, and of which?

use serde::{Deserialize, Serialize};

use super::{ResourceKey, ResourceKind, Verb};
use crate::change::{Rung, Task};
use crate::ids::ScopeKey;
use crate::{ip_groups, pools};

/// One call that changes a resource. Each kind has its own; tags are alike for all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    /// Of an IP access control group.
    IpGroup(ip_groups::Order),
    /// Of a pool.
    Pool(pools::Order),
}

impl Order {
    /// What it is in the one table.
    #[must_use]
    pub fn verb(&self) -> Verb {
        match self {
            Self::IpGroup(order) => order.verb(),
            Self::Pool(order) => order.verb(),
        }
    }

    /// What it asks for, to stand in a list of steps.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::IpGroup(order) => order.words(),
            Self::Pool(order) => order.words(),
        }
    }
}

/// What a job's row is about, when it is not a WorkSpace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The account and the region.
    pub scope: ScopeKey,
    /// Its kind.
    pub kind: ResourceKind,
    /// Its id at AWS; none yet for what is to be created.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// The directory that it is, or belongs to; empty for what belongs to the account and region as a whole.
    pub directory: String,
}

impl Target {
    /// Which resource, once AWS has named it.
    #[must_use]
    pub fn key(&self) -> Option<ResourceKey> {
        let id = self.id.clone()?;
        Some(ResourceKey { scope: self.scope.clone(), kind: self.kind, id })
    }
}

/// One value that would change: shown before anything is saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diff {
    /// What it is called.
    pub field: String,
    /// As it is; `None` where there is none.
    pub before: Option<String>,
    /// As it would be; `None` where it goes.
    pub after: Option<String>,
}

impl Diff {
    /// A field's change; nothing where both are alike.
    #[must_use]
    pub fn of(field: &str, before: Option<String>, after: Option<String>) -> Option<Self> {
        (before != after).then(|| Self { field: field.to_owned(), before, after })
    }
}

/// A wish for one resource: what a plan is made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Of which.
    pub target: Target,
    /// What kind of change.
    pub verb: Verb,
    /// The calls, one after the other.
    pub tasks: Vec<Task>,
    /// What would change.
    pub diff: Vec<Diff>,
}

impl Request {
    /// One call on a resource.
    #[must_use]
    pub fn one(target: Target, order: Order, diff: Vec<Diff>) -> Self {
        Self { target, verb: order.verb(), tasks: vec![Task::Order(Box::new(order))], diff }
    }

    /// The steps of its row.
    #[must_use]
    pub fn rungs(&self) -> Vec<Rung> {
        self.tasks.iter().cloned().map(Rung::at_once).collect()
    }
}
