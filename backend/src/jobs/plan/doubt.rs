//! What may have been executed already? Its rows say so, each time that they are judged.

use std::collections::HashSet;

use domain::ids::JobId;
use serde::{Deserialize, Serialize};

use super::Judged;

/// Rows of which an earlier job does not know what AWS did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::jobs) struct Doubt {
    pub(in crate::jobs) job: JobId,
    /// As [`Judged::identity`] names them.
    pub(in crate::jobs) rows: Vec<String>,
}

impl Doubt {
    /// Adds the warning to its rows.
    pub(super) fn warn(&self, judged: &mut [Judged]) {
        let rows: HashSet<&str> = self.rows.iter().map(String::as_str).collect();
        for one in judged.iter_mut().filter(|one| rows.contains(one.identity.as_str())) {
            let doubt = format!("the outcome of job {} is not known: look first", self.job);
            one.row.warning = Some(match one.row.warning.take() {
                Some(warning) => format!("{doubt}; {warning}"),
                None => doubt,
            });
        }
    }
}
