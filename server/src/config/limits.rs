//! How much may be asked for, and who may read the console's own figures?

use serde::Deserialize;

use crate::peers::Net;

/// How much may be asked for.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LimitsConfig {
    /// Changes that one person may ask for in a minute.
    pub changes_per_minute: u32,
    /// Sign-ins that may come from one address in a minute.
    pub sign_ins_per_minute: u32,
    /// Seconds that the body of a request may take.
    pub body_seconds: u64,
    /// Proxies whose `X-Forwarded-For` says from which address a sign-in comes.
    pub proxies: Vec<Net>,
}

/// Who may read the console's own figures.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MetricsConfig {
    /// From where `/metrics` is answered.
    pub peers: Vec<Net>,
}

impl Default for LimitsConfig {
    fn default() -> Self {
        Self { changes_per_minute: 300, sign_ins_per_minute: 60, body_seconds: 30, proxies: Vec::new() }
    }
}

impl Default for MetricsConfig {
    fn default() -> Self {
        Self { peers: Net::loopback() }
    }
}

impl LimitsConfig {
    /// For a demo, whose few identities are everybody's.
    #[must_use]
    pub fn of_demo() -> Self {
        Self { changes_per_minute: 6_000, sign_ins_per_minute: 6_000, ..Self::default() }
    }

    /// What speaks against it.
    pub(super) fn faults(&self) -> Vec<String> {
        let zero = [
            ("changes_per_minute", self.changes_per_minute == 0),
            ("sign_ins_per_minute", self.sign_ins_per_minute == 0),
            ("body_seconds", self.body_seconds == 0),
        ];
        let fault =
            |(key, is_zero): (&str, bool)| is_zero.then(|| format!("limits.{key} must be at least 1"));
        zero.into_iter().filter_map(fault).collect()
    }
}
