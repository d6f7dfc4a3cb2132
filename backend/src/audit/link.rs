//! How does an entry hang on the one before? As it is kept, and what its hash has to be.

use serde_json::json;
use sha2::{Digest, Sha256};

/// What the hash of a new entry covers: every column.
pub(super) const FORM: i64 = 2;

/// An entry as the database keeps it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Link {
    pub(super) seq: i64,
    pub(super) form: i64,
    pub(super) at: i64,
    pub(super) person_id: String,
    pub(super) person: Option<String>,
    pub(super) job: Option<i64>,
    pub(super) row: Option<i64>,
    pub(super) phase: String,
    pub(super) what: String,
    pub(super) target: Option<String>,
    pub(super) account: Option<String>,
    pub(super) region: Option<String>,
    pub(super) old: Option<String>,
    pub(super) new: Option<String>,
    pub(super) outcome: Option<String>,
    pub(super) note: Option<String>,
    pub(super) request_id: Option<String>,
    pub(super) previous: String,
    pub(super) hash: String,
}

impl Link {
    /// What its hash has to be; none, when this version cannot tell.
    pub(super) fn expected(&self) -> Option<String> {
        let Self { seq, at, person_id, person, job, row, phase, what, previous, .. } = self;
        let Self { target, account, region, old, new, outcome, note, request_id, .. } = self;
        let covered = match self.form {
            // Columns that came later are empty: whoever fills one has changed the entry.
            1 if self.is_bare() => json!([previous, at, person_id, job, row, phase, what]),
            1 => json!(null),
            2 => json!([
                2, seq, previous, at, person_id, person, job, row, phase, what, target, account, region, old,
                new, outcome, note, request_id
            ]),
            _ => return None,
        };
        Some(hex::encode(Sha256::digest(covered.to_string().as_bytes())))
    }

    fn is_bare(&self) -> bool {
        let later = [
            &self.person,
            &self.target,
            &self.account,
            &self.region,
            &self.old,
            &self.new,
            &self.outcome,
            &self.note,
            &self.request_id,
        ];
        later.into_iter().all(Option::is_none)
    }
}
