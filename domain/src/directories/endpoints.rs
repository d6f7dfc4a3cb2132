//! Which VPC endpoints does a text name?

/// The ids in a text, separated by commas or spaces: each once, in the order of the alphabet, because AWS promises none.
#[must_use]
pub fn endpoints(text: &str) -> Vec<&str> {
    let parts = text.split(|c: char| c == ',' || c.is_whitespace()).filter(|id| !id.is_empty());
    let mut ids: Vec<_> = parts.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Ids as [`endpoints`] reads them.
#[must_use]
pub fn endpoints_text(ids: &str) -> String {
    endpoints(ids).join(", ")
}

/// Whether AWS takes each of them (model, `AlphanumericDashUnderscoreNonEmptyString`).
pub(super) fn fit(text: &str) -> bool {
    endpoints(text).iter().all(|id| {
        let known = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        id.starts_with("vpce-") && id.len() <= 1_000 && known
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_alike_in_whatever_order_they_come() {
        assert_eq!(endpoints_text(" vpce-b,vpce-a\nvpce-b "), "vpce-a, vpce-b");
        assert!(endpoints(" , ").is_empty());
        assert!(fit("vpce-a, vpce-b") && !fit("vpce-a, eni-b") && !fit("vpce-ä"));
    }
}
