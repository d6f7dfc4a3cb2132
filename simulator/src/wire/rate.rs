//! May this account and region call now, or is it throttled?

use std::collections::HashMap;

use crate::settings::Rate;

/// One bucket of tokens for each service, account and region.
pub struct Limits {
    rate: Option<Rate>,
    buckets: HashMap<(Service, String, String), Bucket>,
}

/// Services with a limit of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Service {
    /// Amazon WorkSpaces: the rate of the settings.
    Workspaces,
    /// Resource Groups Tagging: roomy, and a rate of its own.
    Tagging,
    /// The key service: as roomy as the token service.
    Kms,
    /// The token service: roomier still.
    Sts,
}

struct Bucket {
    tokens: f64,
    at_ms: i64,
}

impl Limits {
    /// Full buckets; with `None` they are never empty.
    pub fn new(rate: Option<Rate>) -> Self {
        Self { rate, buckets: HashMap::new() }
    }

    /// Takes a token; false when there is none.
    pub fn allow(&mut self, service: Service, account: &str, region: &str, now_ms: i64) -> bool {
        let Some(ours) = self.rate else {
            return true;
        };
        let rate = match service {
            Service::Workspaces => ours,
            // Invented: roomy, so that tags are never what a sweep waits for.
            Service::Tagging => Rate { per_second: 10.0, burst: 20 },
            Service::Kms | Service::Sts => Rate { per_second: 50.0, burst: 100 },
        };
        let most = f64::from(rate.burst);
        let bucket = self
            .buckets
            .entry((service, account.to_owned(), region.to_owned()))
            .or_insert(Bucket { tokens: most, at_ms: now_ms });
        let passed = (now_ms - bucket.at_ms).max(0) as f64 / 1000.0;
        bucket.tokens = (bucket.tokens + passed * rate.per_second).min(most);
        bucket.at_ms = now_ms;
        if bucket.tokens < 1.0 {
            return false;
        }
        bucket.tokens -= 1.0;
        true
    }
}
