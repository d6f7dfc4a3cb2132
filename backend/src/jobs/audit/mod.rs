//! Who wanted what, and how did it end? Two entries a row, chained by hash.

pub(super) mod store;

use domain::at::At;
use sha2::{Digest, Sha256};

/// One entry, before it is chained.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) at: At,
    pub(super) person_id: &'a str,
    pub(super) job: i64,
    pub(super) row: i64,
    pub(super) phase: &'static str,
    pub(super) what: &'a str,
}

impl Entry<'_> {
    /// The entry's hash covers the one before, so that none can be changed or taken out unseen.
    fn hash(&self, previous: &str) -> String {
        let Self { at, person_id, job, row, phase, what } = self;
        let text = serde_json::json!([previous, at, person_id, job, row, phase, what]).to_string();
        hex::encode(Sha256::digest(text.as_bytes()))
    }
}
