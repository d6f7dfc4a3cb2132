//! When does a text satisfy a pattern of the model, in the service's engine?
//!
//! Supposed, for no capture shows it: that the service asks whether the *whole* text matches, as Java's `matches` does and as
//! other AWS services seem to (DynamoDB refuses table names by the unanchored `[a-zA-Z0-9_.-]+`). So a pattern is held against the whole text, with or
//! without `^` and `$`, and so is each side of an alternation: `^\d{12}|AMAZON$` takes twelve digits or AMAZON and nothing
//! longer. Java's `\d`, `\w` and `\s` know ASCII alone.

use regex::Regex;

/// A pattern of the model, as a pattern of this engine.
pub fn compile(pattern: &str) -> Result<Regex, regex::Error> {
    Regex::new(&format!(r"\A(?:{})\z", ascii(pattern)))
}

/// The classes of Java, spelled out.
fn ascii(pattern: &str) -> String {
    let mut letters = pattern.chars();
    let mut spelled = String::new();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            spelled.push(letter);
            continue;
        }
        match letters.next() {
            Some('d') => spelled.push_str("[0-9]"),
            Some('w') => spelled.push_str("[A-Za-z0-9_]"),
            Some('s') => spelled.push_str(r"[ \t\n\x0B\f\r]"),
            Some('S') => spelled.push_str(r"[^ \t\n\x0B\f\r]"),
            Some(other) => spelled.extend(['\\', other]),
            None => spelled.push('\\'),
        }
    }
    spelled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_held_against_the_whole_text() {
        for (pattern, text, fits) in [
            (r"^\d{12}|AMAZON$", "123456789012", true),
            (r"^\d{12}|AMAZON$", "AMAZON", true),
            (r"^\d{12}|AMAZON$", "123456789012x", false),
            (r"^\d{12}|AMAZON$", "not AMAZON", false),
            (r"^(d-[0-9a-f]{8,63}$)|(wsd-[0-9a-z]{8,63}$)", "d-0123456789", true),
            (r"^(d-[0-9a-f]{8,63}$)|(wsd-[0-9a-z]{8,63}$)", "x wsd-0123456789", false),
            (r"wsi-[0-9a-z]{9,63}$", "my wsi-0123456789", false),
            (r"^ws-[0-9a-z]{8,63}$", "ws-12345678\n", false),
            (r"^(http|https)\://\S+", "https://a b", false),
            (r"^\d{12}$", "١٢٣٤٥٦٧٨٩٠١٢", false),
            (r"[\\a-z\s-]+", "a\\ -", true),
        ] {
            assert_eq!(compile(pattern).unwrap().is_match(text), fits, "{pattern} {text}");
        }
    }
}
