//! How many? A number as a person reads it, and as a person types it.

/// With a comma between thousands: `12,431`.
#[must_use]
pub fn words(count: i64) -> String {
    let digits = count.unsigned_abs().to_string();
    let mut words = String::new();
    if count < 0 {
        words.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// `1 call`, `12,431 calls`.
#[must_use]
pub fn of(count: i64, one: &str, many: &str) -> String {
    format!("{} {}", words(count), if count == 1 { one } else { many })
}

/// Reads what a person typed, with or without separators between thousands.
#[must_use]
pub fn typed(text: &str) -> Option<i64> {
    let digits: String =
        text.chars().filter(|letter| !matches!(letter, ',' | '.' | '\'' | ' ' | '\u{a0}')).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_reads_and_is_typed_with_separators() {
        for (count, read) in
            [(0, "0"), (999, "999"), (1_000, "1,000"), (12_431, "12,431"), (-1_000_000, "-1,000,000")]
        {
            assert_eq!(words(count), read);
            assert_eq!(typed(read), Some(count));
        }
        assert_eq!(of(1, "call", "calls"), "1 call");
        assert_eq!(typed("twelve"), None);
        assert_eq!(typed(""), None);
    }
}
