//! How often was each operation called, and how did it end? Counted since the process started.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_workspaces::error::ProvideErrorMetadata;

use super::words::Meaning;

/// The counts of one gateway.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally(Arc<Mutex<BTreeMap<(String, &'static str), u64>>>);

impl Tally {
    /// One more call that ended so.
    pub(super) fn count(&self, operation: &str, ended: Option<Meaning>) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.entry((operation.to_owned(), outcome(ended))).or_default() += 1;
    }

    /// Every operation and outcome that occurred, with how often.
    pub(crate) fn counts(&self) -> Vec<(String, &'static str, u64)> {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts.iter().map(|((operation, outcome), count)| (operation.clone(), *outcome, *count)).collect()
    }
}

fn outcome(ended: Option<Meaning>) -> &'static str {
    match ended {
        None => "ok",
        Some(Meaning::Throttled) => "throttled",
        Some(Meaning::Denied) => "denied",
        Some(Meaning::Lacking(_)) => "no_credentials",
        Some(Meaning::Refused) => "refused",
        Some(Meaning::NotSent) => "not_sent",
        Some(Meaning::Unknown) => "unknown",
    }
}

/// The operation that fails with this error, as IAM spells it: the SDK has an error type for each, and it is known before
/// anything was asked.
pub(super) fn operation<E: ProvideErrorMetadata>(service: &str) -> String {
    let path = std::any::type_name::<E>();
    let name = path.rsplit("::").next().unwrap_or(path);
    format!("{service}:{}", name.strip_suffix("Error").unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use aws_sdk_workspaces::operation::describe_workspaces::DescribeWorkspacesError;

    use super::*;

    #[test]
    fn an_operation_is_known_by_its_error() {
        assert_eq!(operation::<DescribeWorkspacesError>("workspaces"), "workspaces:DescribeWorkspaces");
        let kms = operation::<aws_sdk_kms::operation::describe_key::DescribeKeyError>("kms");
        assert_eq!(kms, "kms:DescribeKey");
    }

    #[test]
    fn calls_are_counted_by_how_they_end() {
        let tally = Tally::default();
        for ended in [None, Some(Meaning::Throttled), None] {
            tally.count("kms:DescribeKey", ended);
        }
        let expected = [("ok", 2), ("throttled", 1)]
            .map(|(outcome, count)| ("kms:DescribeKey".to_owned(), outcome, count));
        assert_eq!(tally.counts(), expected);
    }
}
