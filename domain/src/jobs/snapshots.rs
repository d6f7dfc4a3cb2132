//! How old are the snapshots that the WorkSpaces of a plan would go back to, as far as AWS has been asked?

use serde::{Deserialize, Serialize};

use crate::at::{At, span_words};
use crate::ids::WorkspaceKey;

/// What is known of all, and of each row that the plan's page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotAges {
    /// WorkSpaces that have been asked for.
    pub known: i64,
    /// WorkSpaces of which data would be lost.
    pub of: i64,
    /// Those without a snapshot: AWS refuses them.
    pub none: i64,
    /// Those that AWS did not tell about.
    pub failed: i64,
    /// The oldest, the very oldest first.
    pub oldest: Vec<(WorkspaceKey, String, At)>,
    /// Of the rows that the page shows, those that have been asked for.
    pub rows: Vec<(WorkspaceKey, SnapshotAge)>,
}

/// What AWS said of one WorkSpace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotAge {
    /// When the newest was taken; `None`: there is none, unless `error` says that this is not known.
    pub taken: Option<At>,
    /// Why it could not be looked up.
    pub error: Option<String>,
}

impl SnapshotAge {
    /// What it means for the WorkSpace, seen from when the plan was made.
    #[must_use]
    pub fn words(&self, planned: At) -> String {
        match (self.taken, &self.error) {
            (Some(taken), _) if taken > planned => "volume snapshot newer than this plan".to_owned(),
            (Some(taken), _) => {
                let age = span_words(planned.ms_since(taken));
                format!("volume snapshot {age} old: {age} would be lost")
            }
            (None, Some(error)) => format!("its snapshot could not be looked up: {error}"),
            (None, None) => "no snapshot: AWS will refuse".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_says_what_would_be_lost() {
        let taken = |at| SnapshotAge { taken: at, error: None };
        let planned = At(12 * 3_600_000);
        let words = taken(Some(At(3_600_000))).words(planned);
        assert_eq!(words, "volume snapshot 11 h old: 11 h would be lost");
        assert_eq!(taken(None).words(planned), "no snapshot: AWS will refuse");
        assert!(taken(Some(At(13 * 3_600_000))).words(planned).contains("newer"));
        let failed = SnapshotAge { error: Some("throttled".into()), ..taken(None) };
        assert_eq!(failed.words(planned), "its snapshot could not be looked up: throttled");
    }
}
