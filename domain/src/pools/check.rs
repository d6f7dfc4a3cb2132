//! What of a pool's form would the service refuse? Limits from the service's model (constraints.md).

use std::ops::RangeInclusive;

use super::form::DESCRIPTION_MOST;

/// A whole number within a range; nothing where nothing is typed.
pub(super) fn number(text: &str, range: RangeInclusive<i64>) -> Result<Option<i64>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse::<i64>().ok().filter(|_| digits) {
        None => Err(format!("“{text}” is not a whole number.")),
        Some(number) if range.contains(&number) => Ok(Some(number)),
        Some(_) if *range.end() == MOST_SESSIONS => Err("That is more than AWS can count.".to_owned()),
        Some(_) => Err(format!("From {} to {} seconds.", grouped(*range.start()), grouped(*range.end()))),
    }
}

/// User sessions that the wire can carry.
pub(super) const MOST_SESSIONS: i64 = i32::MAX as i64;

fn grouped(number: i64) -> String {
    crate::count::words(number)
}

/// Why this can't be a pool's name.
pub(super) fn name(text: &str) -> Option<String> {
    let ours = |letter: char| letter.is_ascii_alphanumeric() || "_.-".contains(letter);
    let begins = text.chars().next().is_some_and(|first| first.is_ascii_alphanumeric());
    match text.len() {
        0 => Some("Give the pool a name.".to_owned()),
        65.. => Some("64 characters at most.".to_owned()),
        _ if !begins => Some("Begin with a letter or a digit.".to_owned()),
        _ => strange(text, ours).map(|letter| {
            format!("Letters, digits, dots, hyphens and underscores only: “{letter}” is none of them.")
        }),
    }
}

/// Why this can't be a pool's description.
pub(super) fn description(text: &str) -> Option<String> {
    let ours = |letter: char| letter.is_ascii_alphanumeric() || "_./() -".contains(letter);
    match text.chars().count() {
        0 => Some("Say what the pool is for: AWS asks for a description.".to_owned()),
        count if count > DESCRIPTION_MOST => Some(format!("{DESCRIPTION_MOST} characters at most.")),
        _ => strange(text, ours).map(|letter| {
            format!("Letters, digits, spaces and _ . / ( ) - only: “{letter}” is none of them.")
        }),
    }
}

/// Why this can't be a settings group.
pub(super) fn group(text: &str) -> Option<String> {
    let ours = |letter: char| letter.is_ascii_alphanumeric() || "_./()!*'-".contains(letter);
    match text.chars().count() {
        101.. => Some("100 characters at most.".to_owned()),
        _ => strange(text, ours)
            .map(|letter| format!("Letters, digits and _ . / ( ) ! * ' - only: “{letter}” is none of them.")),
    }
}

fn strange(text: &str, ours: impl Fn(char) -> bool) -> Option<char> {
    text.chars().find(|letter| !ours(*letter))
}
