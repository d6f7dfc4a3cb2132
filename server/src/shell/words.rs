//! What crosses the socket, besides the words of `domain`? Written and read by the one binary.

use domain::fleet::Action;
use domain::jobs::Plan;
use domain::listed::WrongLine;
use serde::{Deserialize, Serialize};

/// `POST /plans`: an action on the WorkSpaces of a list.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// What.
    pub action: Action,
    /// To which: a CSV of ids or users.
    pub csv: String,
    /// Whether lines that name nothing are left out.
    pub leave_out: bool,
}

/// Its answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Planned {
    /// What would happen.
    pub plan: Plan,
    /// Lines that were left out.
    pub left_out: Vec<WrongLine>,
}

/// `POST /plans/{id}/submit`: the plan as it was shown. The answer is the job's number.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confirmed {
    /// The plan's digest.
    pub digest: String,
    /// The count that a person says, where data is destroyed.
    pub count: Option<i64>,
}
