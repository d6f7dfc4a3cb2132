//! Which rules may an IP access control group have?

use std::net::Ipv4Addr;

use serde_json::{Value, json};

use super::text;
use crate::wire::error::ServiceError;

/// Rules of a group, at most (facts.md 27).
const MOST: usize = 10;

/// The rules of a request, each once. An address without a length stands for itself, as in Amazon's console.
pub fn rules(asked: &Value) -> Result<Vec<Value>, ServiceError> {
    let mut rules: Vec<Value> = Vec::new();
    for rule in asked.as_array().into_iter().flatten() {
        let range = text(rule, "ipRule").unwrap_or_default();
        if !is_range(range) {
            return Err(ServiceError::invalid(format!(
                "The rule '{range}' is not an IPv4 address range in CIDR notation."
            )));
        }
        let mut kept = json!({ "ipRule": range });
        if let Some(description) = text(rule, "ruleDesc") {
            kept["ruleDesc"] = json!(description);
        }
        rules.retain(|before| before["ipRule"] != range);
        rules.push(kept);
    }
    Ok(rules)
}

/// These rules, unless they are too many for one group.
pub fn within(rules: Vec<Value>) -> Result<Vec<Value>, ServiceError> {
    if rules.len() > MOST {
        return Err(ServiceError::new(
            "ResourceLimitExceededException",
            format!("An IP access control group can have at most {MOST} rules."),
        ));
    }
    Ok(rules)
}

fn is_range(range: &str) -> bool {
    let (address, length) = range.split_once('/').unwrap_or((range, "32"));
    let digits = !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit());
    address.parse::<Ipv4Addr>().is_ok() && digits && length.parse::<u8>().is_ok_and(|length| length <= 32)
}
