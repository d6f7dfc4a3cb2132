//! What is asked of a resource, and of which?

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{ResourceKey, ResourceKind, Verb};
use crate::change::{Rung, Task};
use crate::ids::ScopeKey;
use crate::{aliases, bundles, directories, images, ip_groups, pools};

/// One call that changes a resource. Each kind has its own; tags are alike for all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    /// Of a connection alias.
    Alias(aliases::Order),
    /// Of a directory.
    Directory(directories::Order),
    /// Of an IP access control group.
    IpGroup(ip_groups::Order),
    /// Of an image.
    Image(images::Order),
    /// Of a bundle.
    Bundle(bundles::Order),
    /// Of a pool.
    Pool(pools::Order),
}

impl Order {
    /// What it is in the one table.
    #[must_use]
    pub fn verb(&self) -> Verb {
        match self {
            Self::Alias(order) => order.verb(),
            Self::Directory(order) => order.verb(),
            Self::IpGroup(order) => order.verb(),
            Self::Image(order) => order.verb(),
            Self::Bundle(order) => order.verb(),
            Self::Pool(order) => order.verb(),
        }
    }

    /// AWS's operation, with its parameters as Amazon names them; our own tag is not among them. `id` is the resource's.
    #[must_use]
    pub fn call(&self, id: &str) -> (&'static str, Value) {
        match self {
            Self::Alias(order) => order.call(id),
            Self::Directory(order) => order.call(id),
            Self::IpGroup(order) => order.call(id),
            Self::Image(order) => order.call(id),
            Self::Bundle(order) => order.call(id),
            Self::Pool(order) => order.call(id),
        }
    }

    /// What it asks for, to stand in a list of steps.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Alias(order) => order.words(),
            Self::Directory(order) => order.words(),
            Self::IpGroup(order) => order.words(),
            Self::Image(order) => order.words(),
            Self::Bundle(order) => order.words(),
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

    /// Several calls on a resource, one after the other; none, when all is so already.
    #[must_use]
    pub fn all(target: Target, verb: Verb, orders: impl Iterator<Item = Order>, diff: Vec<Diff>) -> Self {
        let tasks = orders.map(|order| Task::Order(Box::new(order))).collect();
        Self { target, verb, tasks, diff }
    }

    /// The steps of its row.
    #[must_use]
    pub fn rungs(&self) -> Vec<Rung> {
        self.tasks.iter().cloned().map(Rung::at_once).collect()
    }
}
