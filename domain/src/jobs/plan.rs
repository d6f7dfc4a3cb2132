//! What would happen, before anything is sent?

use serde::{Deserialize, Serialize};

use super::Kind;
use crate::at::At;
use crate::change::Rung;
use crate::cli::Commands;
use crate::create::Spec;
use crate::ids::{JobId, WorkspaceKey};
use crate::resource::{Diff, Target};
use crate::words::State;

/// What the plan says of one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRow {
    /// The user, or the name of a user-decoupled WorkSpace.
    pub label: String,
    /// Which WorkSpace; none yet for a create.
    pub key: Option<WorkspaceKey>,
    /// The name of its account; none yet for a create.
    #[serde(default)]
    pub account_name: Option<String>,
    /// Its state in the inventory.
    pub state: Option<State>,
    /// Why it is left out; `None` when it will change.
    pub skipped: Option<String>,
    /// What to know before confirming.
    pub warning: Option<String>,
    /// What would be made, for a create.
    #[serde(default)]
    pub spec: Option<Box<Spec>>,
    /// The steps it takes, where the wish is more than its name says.
    #[serde(default)]
    pub rungs: Vec<Rung>,
    /// Of which resource, where it is no WorkSpace.
    #[serde(default)]
    pub target: Option<Box<Target>>,
    /// What would change of it.
    #[serde(default)]
    pub diff: Vec<Diff>,
}

/// What would happen: shown before anything is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Its number, in the address of the review page.
    pub id: i64,
    /// The kind of change.
    pub kind: Kind,
    /// When it was made.
    pub at: At,
    /// Rows that will change.
    pub eligible: i64,
    /// Rows that are left out.
    pub skipped: i64,
    /// Rows with a warning.
    pub warned: i64,
    /// People connected now, whom it interrupts.
    pub connected: i64,
    /// Calls to AWS it will take.
    pub calls: i64,
    /// Seconds until the last call is sent, at the rate there is.
    pub seconds: i64,
    /// Seconds that the longest ladder waits between its steps, at least.
    pub waits: i64,
    /// The first rows: skipped and warned ones first.
    pub rows: Vec<PlanRow>,
    /// The digest of ids and eligibility that a confirmation refers to.
    pub digest: String,
    /// The job it became, when it was confirmed already.
    pub job: Option<JobId>,
    /// What would ask for the same in a shell.
    #[serde(default)]
    pub commands: Commands,
    /// The job whose rows it tries again.
    #[serde(default)]
    pub again: Option<JobId>,
}

/// Rows of a plan that a page shows.
pub const PLAN_ROWS: usize = 200;
