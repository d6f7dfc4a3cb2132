//! What changed, when, and by whom?

use serde::{Deserialize, Serialize};

use crate::at::At;
use crate::ids::JobId;

/// One field that changed: a line of the change log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Its number in the log.
    pub seq: i64,
    /// When we learned of it.
    pub at: At,
    /// Which field, in words, such as `state`.
    pub field: String,
    /// The value before; `None` when it was not there.
    pub old: Option<String>,
    /// The value after; `None` when it is gone.
    pub new: Option<String>,
    /// The job of ours that was changing it then.
    pub job: Option<JobId>,
    /// Who had submitted that job.
    pub by: Option<String>,
}
